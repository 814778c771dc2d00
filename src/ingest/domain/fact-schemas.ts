import type { FactKind } from './facts.js';

/** A JSON Schema (2020-12) as published in the OpenAPI document and compiled for validation: one source for both. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const OPAQUE = '^[^\\u0000-\\u001F\\u007F-\\u009F\\p{Cs}]+$';
const TEXT = '^[^\\u0000\\p{Cs}]*$';
const KEY = '^[a-z0-9][a-z0-9._-]{0,99}$';

const opaque: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: OPAQUE };
const key: JsonSchema = { type: 'string', pattern: KEY, maxLength: 100 };
const instant: JsonSchema = { type: 'string', format: 'date-time', maxLength: 40 };
const text = (maxLength: number): JsonSchema => ({ type: 'string', maxLength, pattern: TEXT });
const count: JsonSchema = { type: 'integer', minimum: 0, maximum: 2_147_483_647 };
const listOf = (items: JsonSchema, maxItems: number): JsonSchema => ({ type: 'array', items, maxItems });
const oneOf = (...values: string[]): JsonSchema => ({ type: 'string', enum: values });

/** Optional fields may be absent or null, which mean the same: unknown or none. */
function orNull(schema: JsonSchema): JsonSchema {
  const nullable: Record<string, unknown> = { ...schema, type: [schema['type'], 'null'] };
  if (Array.isArray(schema['enum'])) nullable['enum'] = [...(schema['enum'] as unknown[]), null];
  return nullable;
}

function objectOf(required: Record<string, JsonSchema>, optional: Record<string, JsonSchema>): JsonSchema {
  const properties = { ...required };
  for (const [name, schema] of Object.entries(optional)) properties[name] = orNull(schema);
  return { type: 'object', properties, required: Object.keys(required), additionalProperties: false };
}

function factOf(
  kind: FactKind,
  required: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema>,
  example: Record<string, unknown>,
): JsonSchema {
  return {
    title: kind,
    ...objectOf({ kind: { type: 'string', const: kind }, id: opaque, ...required }, optional),
    examples: [{ kind, ...example }],
  };
}

const personType = oneOf('human', 'bot');

export const FACT_SCHEMAS: Readonly<Record<FactKind, JsonSchema>> = {
  change: factOf(
    'change',
    { repository: opaque, openedAt: instant },
    {
      services: listOf(key, 200),
      title: text(10_000),
      author: opaque,
      authorType: personType,
      readyAt: instant,
      firstCommitAt: instant,
      commits: listOf(objectOf({ sha: opaque, authoredAt: instant }, {}), 20_000),
      headSha: opaque,
      reviews: listOf(
        objectOf({ author: opaque, submittedAt: instant, state: opaque }, { authorType: personType, id: opaque }),
        5_000,
      ),
      mergedAt: instant,
      closedAt: instant,
      mergeSha: opaque,
      additions: count,
      deletions: count,
      labels: listOf(opaque, 500),
      reverts: opaque,
      url: text(4_000),
      partial: {
        type: 'boolean',
        description:
          'True: told by one who knows only part of it, such as git. What is known stays, what is missing is filled in.',
      },
    },
    {
      id: 'acme/shop#12',
      repository: 'acme/shop',
      title: 'Take cards without a CVV',
      author: 'ada',
      openedAt: '2026-03-02T09:00:00Z',
      commits: [{ sha: '9fceb02', authoredAt: '2026-03-01T16:20:00Z' }],
      reviews: [{ author: 'grace', submittedAt: '2026-03-02T11:00:00Z', state: 'approved' }],
      mergedAt: '2026-03-02T12:00:00Z',
      mergeSha: '7ac3e11',
      labels: ['payments'],
    },
  ),
  commit: factOf(
    'commit',
    { repository: opaque, authoredAt: instant, committedAt: instant },
    {
      parents: listOf(opaque, 100),
      paths: listOf({ ...text(4_096), minLength: 1 }, 50_000),
      cherryPickOf: opaque,
      patchId: opaque,
    },
    {
      id: '9fceb02',
      repository: 'acme/shop',
      parents: ['1b2c3d4'],
      authoredAt: '2026-03-01T16:20:00Z',
      committedAt: '2026-03-01T16:25:00Z',
      paths: ['src/cart.ts'],
    },
  ),
  deployment: factOf(
    'deployment',
    { service: key, environment: key, status: oneOf('success', 'failure', 'in_progress', 'cancelled') },
    {
      sha: opaque,
      startedAt: instant,
      finishedAt: instant,
      changes: listOf(opaque, 20_000),
      reason: oneOf('release', 'rollback', 'hotfix', 'redeploy'),
      url: text(4_000),
    },
    {
      id: 'deploy-4711',
      service: 'checkout',
      environment: 'production',
      sha: '7ac3e11',
      status: 'success',
      startedAt: '2026-03-02T12:05:00Z',
      finishedAt: '2026-03-02T12:09:00Z',
    },
  ),
  incident: factOf(
    'incident',
    { service: key, startedAt: instant },
    {
      environment: key,
      title: text(10_000),
      severity: oneOf('sev1', 'sev2', 'sev3', 'sev4'),
      detectedAt: instant,
      mitigatedAt: instant,
      restoredAt: instant,
      resolvedAt: instant,
      cause: objectOf(
        {},
        { deployments: listOf(opaque, 1_000), flag: opaque, external: { type: 'boolean', enum: [true] } },
      ),
      duplicateOf: opaque,
      restoredBy: oneOf('flag_off', 'rollback', 'roll_forward', 'config', 'other'),
    },
    {
      id: 'INC-7',
      service: 'checkout',
      severity: 'sev2',
      startedAt: '2026-03-02T12:20:00Z',
      restoredAt: '2026-03-02T12:41:00Z',
      cause: { deployments: ['deploy-4711'] },
      restoredBy: 'flag_off',
    },
  ),
  check: factOf(
    'check',
    { repository: opaque, sha: opaque, name: opaque },
    {
      app: opaque,
      conclusion: opaque,
      startedAt: instant,
      completedAt: instant,
      attempt: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    },
    {
      id: 'check-88',
      repository: 'acme/shop',
      sha: '9fceb02',
      name: 'unit',
      app: 'github-actions',
      conclusion: 'success',
      completedAt: '2026-03-02T10:30:00Z',
    },
  ),
  flip: factOf(
    'flip',
    { flag: opaque, environment: key, on: { type: 'boolean' }, at: instant },
    { actor: opaque },
    {
      id: 'ld-audit-5',
      flag: 'new-cart',
      environment: 'production',
      on: false,
      at: '2026-03-02T12:40:00Z',
      actor: 'grace',
    },
  ),
};
