import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type {
  BranchEvidence,
  Build,
  Canary,
  Evidence,
  ExposureReading,
  FlipReceipt,
  GovernorAnswer,
  InjectEvidence,
  MergeAttempt,
  Mutant,
  ProbeSample,
  ProcessEvent,
  RefusedFlip,
  RegressionTest,
  SnapshotEvidence,
  SnapshotPair,
  TrunkEvidence,
  TrunkReferences,
} from './evidence.js';

/** The parts of the evidence that whoever runs the service records. */
export type Lab = Pick<
  Evidence,
  | 'probe'
  | 'injects'
  | 'trunk'
  | 'merges'
  | 'processes'
  | 'builds'
  | 'regressionTest'
  | 'mutants'
  | 'trunkReferences'
  | 'branches'
  | 'refusedFlips'
  | 'canaries'
  | 'replayedDefect'
  | 'governor'
  | 'exposures'
  | 'receipts'
  | 'snapshots'
>;
export type LabPart = keyof Lab;

type JsonSchema = Readonly<Record<string, unknown>>;

const id: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 };
const idOrNull: JsonSchema = { ...id, type: ['string', 'null'] };
const text: JsonSchema = { type: 'string', maxLength: 20_000 };
const instant: JsonSchema = { type: 'string', format: 'instant' };
const instantOrNull: JsonSchema = { type: ['string', 'null'], format: 'instant' };
const yes: JsonSchema = { type: 'boolean' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const number: JsonSchema = { type: 'number' };
const numberOrNull: JsonSchema = { type: ['number', 'null'] };
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const oneOf = (...values: (string | null)[]): JsonSchema => ({ enum: values });
const listOf = (items: JsonSchema, maxItems = 1_000): JsonSchema => ({ type: 'array', items, maxItems });
const mapOf = (values: JsonSchema | true): JsonSchema => ({ type: 'object', additionalProperties: values });
/** Every field of `T`, so that one that is added there is asked for here. */
const recordOf = <T>(properties: Record<keyof T, JsonSchema>, optional: (keyof T)[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.some((one) => one === name)),
  properties,
});
/** The same, for what may also be none. */
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: ['object', 'null'] });

const mergeAttempt = recordOf<MergeAttempt>({
  at: instant,
  change: id,
  sha: id,
  forced: orNull(
    recordOf<NonNullable<MergeAttempt['forced']>>({
      check: id,
      conclusion: oneOf('failure', 'skipped', 'neutral', 'missing'),
    }),
  ),
  accepted: yes,
  trunkBefore: id,
  trunkAfter: id,
  verdict: { type: ['string', 'null'], maxLength: 2_000 },
  detail: text,
});

const snapshot = recordOf<SnapshotEvidence>({
  id,
  name: id,
  facts: recordOf<SnapshotEvidence['facts']>({ count, sha256 }),
  sha256,
  recomputedSha256: sha256,
  changes: listOf(id, 10_000),
  metrics: mapOf(true),
});

const SINGLE: Partial<Record<LabPart, JsonSchema>> = {
  trunk: recordOf<TrunkEvidence>({
    repository: id,
    trunk: id,
    hook: yes,
    unguardedPush: recordOf<TrunkEvidence['unguardedPush']>({ accepted: yes, detail: text }),
  }),
  regressionTest: recordOf<RegressionTest>({
    name: id,
    kind: oneOf('property', 'contract'),
    incidentSha: id,
    onIncident: oneOf('pass', 'fail'),
    mergeSha: id,
    onMerge: oneOf('pass', 'fail'),
  }),
  trunkReferences: recordOf<TrunkReferences>({ flag: id, sha: id, count }),
  replayedDefect: mergeAttempt,
  snapshots: recordOf<SnapshotPair>({
    before: snapshot,
    after: snapshot,
    workload: text,
    verdicts: mapOf(
      recordOf<SnapshotPair['verdicts'][string]>(
        {
          before: {},
          after: {},
          verdict: id,
          neededN: numberOrNull,
          effect: recordOf<{ value: unknown; unit: unknown }>({ value: numberOrNull, unit: id }),
          ci95: { type: ['array', 'null'], items: numberOrNull, maxItems: 2 },
        },
        ['effect', 'ci95'],
      ),
    ),
  }),
};

const LISTS: Partial<Record<LabPart, JsonSchema>> = {
  probe: recordOf<ProbeSample>({ at: instant, ok: yes, status: count, millis: number, sha: idOrNull }),
  injects: recordOf<InjectEvidence>({ inject: id, at: instant }),
  merges: mergeAttempt,
  processes: recordOf<ProcessEvent>({
    at: instant,
    process: id,
    sha: id,
    pid: count,
    event: oneOf('started', 'ended'),
  }),
  builds: recordOf<Build>({
    sha: id,
    startedAt: instant,
    finishedAt: instant,
    checks: listOf(recordOf<Build['checks'][number]>({ name: id, conclusion: id })),
  }),
  mutants: recordOf<Mutant>({
    id,
    detail: text,
    examples: oneOf('killed', 'survived'),
    property: oneOf('killed', 'survived'),
  }),
  branches: recordOf<BranchEvidence>({ branch: id, there: yes }),
  refusedFlips: recordOf<RefusedFlip>({ at: instant, flag: id, status: count, code: idOrNull }),
  canaries: recordOf<Canary>({
    kind: oneOf('expired', 'ownerless'),
    flag: id,
    before: recordOf<Canary['before']>({ verdict: id, id }),
    after: recordOf<Canary['after']>({ verdict: id, id, rules: listOf(id) }),
  }),
  governor: recordOf<GovernorAnswer>({
    at: instant,
    situation: oneOf('before', 'regressed', 'regressed_rollback', 'regressed_incident_fix', 'kill', 'released'),
    verdict: id,
    status: count,
    state: idOrNull,
    id: idOrNull,
    releasedBy: oneOf('correction', 'override', null),
  }),
  exposures: recordOf<ExposureReading>({ at: instant, flag: id, variants: mapOf(count) }),
  receipts: recordOf<FlipReceipt>({
    flag: id,
    revision: number,
    flippedAt: instant,
    askedAt: instant,
    applied: count,
    pending: count,
    silent: count,
    lastAppliedAt: instantOrNull,
  }),
};

/** Parts of which one record is kept: a later one takes its place. Of the others all are kept. */
export const SINGLE_PARTS: ReadonlySet<string> = new Set(Object.keys(SINGLE));
const SCHEMAS = { ...LISTS, ...SINGLE };
export const LAB_PARTS = Object.keys(SCHEMAS).toSorted();

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
ajv.addFormat(
  'instant',
  (value: string) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(value) && Number.isFinite(Date.parse(value)),
);
const CHECKS = new Map<string, ValidateFunction>(
  Object.entries(SCHEMAS).map(([part, schema]) => [part, ajv.compile(schema)]),
);

export interface RecordFault {
  field: string;
  code: string;
  detail: string;
}

/** What is wrong with a record of a part; `injects`: those that the scenario has. */
export function recordFaults(part: string, record: unknown, injects: readonly string[]): RecordFault[] {
  const check = CHECKS.get(part);
  if (check === undefined)
    return [{ field: 'part', code: 'unknown_part', detail: `must be one of ${LAB_PARTS.join(', ')}` }];
  if (!check(record)) return (check.errors ?? []).map(faultOf);
  const named = part === 'injects' && typeof record === 'object' && record !== null && 'inject' in record;
  if (!named || injects.includes(String(record.inject))) return [];
  return [{ field: 'record.inject', code: 'unknown_inject', detail: 'names no inject of the scenario' }];
}

function faultOf({ keyword, instancePath, params, message = 'is wrong' }: ErrorObject): RecordFault {
  const inner = keyword === 'required' ? params['missingProperty'] : params['additionalProperty'];
  const path = `${instancePath}${inner === undefined ? '' : `/${String(inner)}`}`;
  const field = `record${path.replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.')}`;
  if (keyword === 'required') return { field, code: 'missing', detail: 'is required' };
  if (keyword === 'additionalProperties')
    return { field, code: 'unknown_field', detail: 'is not a field of this part' };
  return { field, code: keyword.toLowerCase(), detail: message };
}

/** The parts, from the records in the order in which they came: each passed the schema of its part before it was kept. */
export function labOf(records: { part: string; record: unknown }[]): Lab {
  const all = <T>(part: LabPart): T[] => records.filter((each) => each.part === part).map(({ record }) => record as T);
  const last = <T>(part: LabPart): T | null => all<T>(part).at(-1) ?? null;
  return {
    probe: all<ProbeSample>('probe'),
    injects: all<InjectEvidence>('injects'),
    trunk: last<TrunkEvidence>('trunk'),
    merges: all<MergeAttempt>('merges'),
    processes: all<ProcessEvent>('processes'),
    builds: all<Build>('builds'),
    regressionTest: last<RegressionTest>('regressionTest'),
    mutants: all<Mutant>('mutants'),
    trunkReferences: last<TrunkReferences>('trunkReferences'),
    branches: all<BranchEvidence>('branches'),
    refusedFlips: all<RefusedFlip>('refusedFlips'),
    canaries: all<Canary>('canaries'),
    replayedDefect: last<MergeAttempt>('replayedDefect'),
    governor: all<GovernorAnswer>('governor'),
    exposures: all<ExposureReading>('exposures'),
    receipts: all<FlipReceipt>('receipts'),
    snapshots: last<SnapshotPair>('snapshots'),
  };
}
