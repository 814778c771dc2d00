type JsonSchema = Readonly<Record<string, unknown>>;

const id: JsonSchema = { type: 'string', pattern: '^[a-z0-9][a-z0-9._-]{0,99}$' };
const flag: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' };
const line: JsonSchema = { type: 'string', minLength: 1, maxLength: 300 };
const text = (description: string, maxLength = 10_000): JsonSchema => ({
  description,
  type: 'string',
  minLength: 1,
  maxLength,
});
const seconds = (description: string, minimum = 1): JsonSchema => ({
  description,
  type: 'number',
  minimum,
  maximum: 604_800,
});

const closed = (properties: Record<string, JsonSchema>, optional: string[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

/** Told apart by `kind`. */
const kinds = (...variants: Record<string, JsonSchema>[]): JsonSchema => ({
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: variants.map((properties) => closed(properties)),
});
const kind = (name: string): JsonSchema => ({ const: name });
const flip = { kind: kind('flip'), flag, on: { type: 'boolean' } };
const act = { kind: kind('act'), detail: text('What whoever runs the service does.') };
const role: JsonSchema = { enum: ['facilitator', 'responder', 'observer'] };

/** JSON Schema of a scenario; docs/schemas/drill-scenario.json is the same for editors. */
export const SCENARIO_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A drill: what happens to a service, what must be seen, and what its people do',
  ...closed(
    {
      scenario: { ...id, description: 'The key of the scenario.' },
      title: { ...line, description: 'What it is about, in a line.' },
      description: { type: 'string', maxLength: 20_000, description: 'What it exercises, and why. Default: empty.' },
      service: { ...id, description: 'The service that is drilled; a run may name another.' },
      environment: { ...id, description: 'Where it is drilled; a run may name another.' },
      roles: closed({
        facilitator: text('What the facilitator is told.'),
        responder: text('What the responder is told.'),
        observer: text('What an observer is told.'),
      }),
      steadyState: closed({
        goodRatio: {
          description: 'Share of good answers in the window, seen from outside.',
          type: 'number',
          minimum: 0,
          maximum: 1,
        },
        samples: {
          description: 'How many answers the window must have at least.',
          type: 'integer',
          minimum: 1,
          maximum: 100_000,
        },
        latencyMillis: { description: 'A slower answer is no good one.', type: 'number', minimum: 1, maximum: 600_000 },
      }),
      flag: {
        ...flag,
        type: ['string', 'null'],
        description: 'The flag by which the risky change is released. Default: none.',
      },
      steps: {
        description: 'What the people taking part do, in order.',
        type: 'array',
        minItems: 1,
        maxItems: 200,
        items: closed({ id, title: line, role, detail: text('What the role is told.') }),
      },
      injects: {
        description: 'What happens to the service. In surprise mode nobody but the facilitator sees it beforehand.',
        type: 'array',
        minItems: 1,
        maxItems: 200,
        items: closed({
          id,
          title: line,
          atSeconds: seconds('When it is planned, from the start of the run; pauses do not count.', 0),
          does: kinds(
            flip,
            { kind: kind('traffic'), perSecond: { type: 'number', minimum: 0, maximum: 10_000 } },
            { kind: kind('change'), change: { type: 'string', minLength: 1, maxLength: 200 } },
            act,
          ),
        }),
      },
      signals: {
        description: 'What must be seen after an inject, and how soon. Default: nothing.',
        type: 'array',
        maxItems: 200,
        items: closed({
          id,
          title: line,
          after: { ...id, description: 'The inject that it follows.' },
          withinSeconds: seconds('How soon after it.'),
          signal: { enum: ['alert', 'page', 'acknowledged', 'incident', 'mitigated', 'restored'] },
        }),
      },
      limits: closed({
        acknowledgeSeconds: seconds('From the page to its acknowledgement.'),
        flipReachSeconds: seconds('From the flip to the last connected instance.', 0.1),
        recoverySeconds: seconds('From the start of the impact to its end.'),
        goodSamples: {
          description: 'How many good answers in a row say that the service is well again.',
          type: 'integer',
          minimum: 1,
          maximum: 10_000,
        },
        postmortemSeconds: seconds('From the restoration to the published postmortem.'),
        runSeconds: seconds('A run that takes longer ends as failed; pauses do not count.'),
      }),
      checks: {
        description: 'Which checks a run must pass. Default: all that fit a run of its kind.',
        type: 'array',
        maxItems: 200,
        items: { type: 'string', minLength: 1, maxLength: 100 },
      },
      cleanup: {
        description: 'What is undone at the end and when a run is aborted. Default: open incidents are resolved.',
        type: 'array',
        maxItems: 50,
        items: kinds(flip, { kind: kind('resolve_incidents') }, act),
      },
    },
    ['description', 'flag', 'signals', 'checks', 'cleanup'],
  ),
} as const;
