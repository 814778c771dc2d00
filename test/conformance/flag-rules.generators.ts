import fc from 'fast-check';
import type { CompileInput } from '../../src/flags/domain/compile.js';
import type { JsonValue } from '../../src/flags/domain/flag.js';
import type { AttributeCondition, Condition, FlagRule, Scalar, Segment, Serve } from '../../src/flags/domain/rules.js';

const ATTRIBUTES = ['plan', 'age', 'email', 'version', 'since', 'beta', 'roles', 'account.tier'];
const VERSIONS = ['1', '1.2', '1.2.3', 'v2.0.0', '2.0.0-rc.1', '10.0.0', '2.0.0.0', 'latest', '1.2.3+7'];
const INSTANTS = [
  '2026-11-21',
  '2026-11-21T00:00:00Z',
  '2026-11-21T08:00:00Z',
  '2026-11-21T07:59:59.999Z',
  '2026-11-21T09:00:00+02:00',
  '2027-02-30',
  '2026-13-01',
  '2026-1-1',
  '20.6-11-21',
  'yesterday',
  '0001-01-01',
];
const TEXTS = [
  'pro',
  'free',
  'a@acme.com',
  'b@example.org',
  'aba',
  'abba',
  'ab*c',
  '',
  'pro$&',
  '$',
  'ü',
  '12',
  'true',
];
const NUMBERS = [0, 1, -1, 12, 17.5, 18, 1e21, 0.1];

const text = fc.constantFrom(...TEXTS, ...VERSIONS, ...INSTANTS);
const scalar: fc.Arbitrary<Scalar> = fc.oneof(text, fc.constantFrom(...NUMBERS), fc.boolean());
const list = (of: fc.Arbitrary<Scalar>): fc.Arbitrary<Scalar[]> => fc.array(of, { minLength: 1, maxLength: 3 });
const attribute = fc.constantFrom(...ATTRIBUTES);

export const attributeConditions: fc.Arbitrary<AttributeCondition> = fc.oneof(
  fc.record({ attribute, operator: fc.constantFrom('equals', 'not_equals'), value: scalar }),
  fc.record({
    attribute,
    operator: fc.constantFrom(
      'contains',
      'not_contains',
      'starts_with',
      'not_starts_with',
      'ends_with',
      'not_ends_with',
    ),
    value: text.filter((value) => value !== ''),
  }),
  fc.record({ attribute, operator: fc.constantFrom('lt', 'lte', 'gt', 'gte'), value: fc.constantFrom(...NUMBERS) }),
  fc.record({
    attribute,
    operator: fc.constantFrom('semver_eq', 'semver_lt', 'semver_lte', 'semver_gt', 'semver_gte'),
    value: fc.constantFrom('1', '1.2.3', 'v2.0.0', '2.0.0-rc.1'),
  }),
  fc.record({
    attribute,
    operator: fc.constantFrom('before', 'after'),
    value: fc.constantFrom('2026-11-21', '2026-11-21T08:00:00Z'),
  }),
  fc.record({
    attribute,
    operator: fc.constantFrom('in', 'not_in'),
    values: fc.oneof(list(text), list(fc.constantFrom(...NUMBERS)), list(fc.boolean())),
  }),
  fc.record({
    attribute,
    operator: fc.constantFrom('matches', 'not_matches'),
    values: list(fc.constantFrom('*', 'pro', 'ab*ba', '*@acme.com', 'a*b*a', '*b*', 'ab\\*c', 'v*.*', '*$*', '')),
  }),
  fc.record({ attribute, operator: fc.constantFrom('exists', 'not_exists') }),
);

export const segments: fc.Arbitrary<Segment[]> = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('s1', 's2', 's3'),
    match: fc.constantFrom('all', 'any'),
    conditions: fc.array(attributeConditions, { minLength: 1, maxLength: 3 }),
  }),
  { selector: ({ key }) => key },
);

const conditions: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: attributeConditions },
  {
    weight: 1,
    arbitrary: fc.record({
      operator: fc.constantFrom('in_segment', 'not_in_segment'),
      segment: fc.constantFrom('s1', 's2', 's3'),
    }),
  },
);

const by = fc.constantFrom('targetingKey', ...ATTRIBUTES);
const variant = fc.constantFrom('on', 'off', 'blue', 'gone');
const serves = (drawn: boolean): fc.Arbitrary<Serve> => {
  const one = fc.record({ variant });
  if (!drawn) return one;
  const split = fc.integer({ min: 0, max: 100_000 }).map((part) => [
    { variant: 'on', weight: part / 1_000 },
    { variant: 'blue', weight: (100_000 - part) / 1_000 },
  ]);
  return fc.oneof(one, fc.record({ split, by }));
};

const rules = (drawn: boolean): fc.Arbitrary<FlagRule[]> =>
  fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      description: fc.constant(null),
      conditions: fc.array(conditions, { maxLength: 3 }),
      share: drawn
        ? fc.option(fc.record({ percent: fc.constantFrom(0, 12.5, 50, 99.999, 100), by }))
        : fc.constant(null),
      serve: serves(drawn),
    }),
    { selector: ({ id }) => id, maxLength: 4 },
  );

/** Flags f0, f1, … of which each may require those before it, and some that there are not. `drawn`: with shares and splits. */
export const flags = (drawn: boolean): fc.Arbitrary<CompileInput[]> =>
  fc
    .array(
      fc.record({
        key: fc.constant(''),
        variants: fc.constant({ on: true, off: false, blue: true }),
        defaultVariant: fc.constantFrom('on', 'blue', 'gone'),
        offVariant: fc.constant('off'),
        on: fc.constantFrom(true, true, true, false),
        rules: rules(drawn),
        otherwise: fc.option(serves(drawn)),
        prerequisites: fc.uniqueArray(
          fc.record({
            flag: fc.constantFrom('f0', 'f1', 'f2', 'f9'),
            variants: fc.uniqueArray(variant, { minLength: 1, maxLength: 2 }),
          }),
          { selector: ({ flag }) => flag, maxLength: 2 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) =>
      list.map((flag, i) => ({
        ...flag,
        key: `f${i}`,
        prerequisites: flag.prerequisites.filter((required) => required.flag === 'f9' || required.flag < `f${i}`),
      })),
    );

const nested: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(
  null,
  [],
  {},
  [5],
  [[5]],
  ['pro', 12, true],
  { tier: 'pro' },
  { tier: 12 },
  { constructor: 'x' },
);

export const contexts: fc.Arbitrary<Record<string, JsonValue>> = fc
  .record(
    Object.fromEntries(
      [...ATTRIBUTES, 'account'].map((each) => [
        each.replace('.', '_'),
        fc.oneof<fc.Arbitrary<JsonValue>[]>(scalar, scalar, nested),
      ]),
    ),
    { requiredKeys: [] },
  )
  .chain((context) => fc.string({ minLength: 1 }).map((targetingKey) => ({ ...context, targetingKey })));
