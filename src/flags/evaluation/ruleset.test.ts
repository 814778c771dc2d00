import fc from 'fast-check';
import { FlagdCore } from '@openfeature/flagd-core';
import { describe, expect, it } from 'vitest';
import type { CompileInput } from '../domain/compile.js';
import type { FlagValue } from '../domain/flag.js';
import { NO_TARGETING, type FlagRule, type Segment } from '../domain/rules.js';
import { isKnown, Ruleset } from './ruleset.js';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const flagOf = (over: Partial<CompileInput> = {}): CompileInput => ({
  key: 'a',
  variants: { on: true, off: false },
  defaultVariant: 'on',
  offVariant: 'off',
  on: true,
  ...NO_TARGETING,
  ...over,
});
const byKey = <T extends { key: string }>(list: T[]): Map<string, T> => new Map(list.map((each) => [each.key, each]));
const rulesetOf = (flags: CompileInput[], segments: Segment[] = []): Ruleset =>
  Ruleset.empty('production', 0).with(1, { flags: byKey(flags), segments: byKey(segments) });
const ruleOf = (over: Partial<FlagRule> = {}): FlagRule => ({
  id: 'r1',
  description: null,
  conditions: [],
  share: null,
  serve: { variant: 'on' },
  ...over,
});
const PRO = ruleOf({ conditions: [{ attribute: 'plan', operator: 'equals', value: 'pro' }] });
const TESTERS = ruleOf({ conditions: [{ operator: 'in_segment', segment: 'testers' }] });
const variantOf = (ruleset: Ruleset, key: string, context: Record<string, string> = {}): string | null => {
  const evaluation = ruleset.flags.get(key)?.evaluate({ targetingKey: 'u', ...context }).evaluation;
  return evaluation !== undefined && 'variant' in evaluation ? evaluation.variant : null;
};

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/).filter((text) => text !== '__proto__');
const values: fc.Arbitrary<fc.Arbitrary<FlagValue>> = fc.constantFrom<fc.Arbitrary<FlagValue>>(
  fc.boolean(),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.dictionary(name, fc.integer()),
);
const flags: fc.Arbitrary<CompileInput> = values.chain((value) =>
  fc.dictionary(name, value, { minKeys: 1, maxKeys: 5 }).chain((variants) =>
    fc.record({
      key: name,
      variants: fc.constant(variants),
      defaultVariant: fc.constantFrom(...Object.keys(variants)),
      offVariant: fc.constantFrom(...Object.keys(variants)),
      on: fc.boolean(),
      rules: fc.constant([]),
      otherwise: fc.constant(null),
      prerequisites: fc.constant([]),
    }),
  ),
);

describe('evaluation', () => {
  it('answers what flagd-core answers over the exported document, for every flag and context', () => {
    fc.assert(
      fc.property(fc.uniqueArray(flags, { selector: ({ key }) => key, maxLength: 8 }), name, (list, targetingKey) => {
        const ruleset = rulesetOf(list);
        const flagd = new FlagdCore(undefined, SILENT);
        flagd.setConfigurations(ruleset.flagd().json);
        const theirs = new Map(flagd.resolveAll({ targetingKey }).map((result) => [result.flagKey, result]));
        const ours = JSON.parse(ruleset.bulk({ targetingKey }).json).flags;
        expect(ours).toHaveLength(list.length);
        for (const answer of ours) {
          const result = theirs.get(answer.key);
          expect({ value: answer.value, variant: answer.variant }).toEqual({
            value: result?.value,
            variant: result?.variant,
          });
          expect(ruleset.flags.get(answer.key)?.evaluate({ targetingKey }).evaluation).toEqual(answer);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('says DISABLED of an off flag and gives its off variant, whatever its rules', () => {
    const off = rulesetOf([flagOf({ on: false, rules: [ruleOf()] })]).flags.get('a');
    expect(off?.evaluate({ targetingKey: 'u' }).evaluation).toEqual({
      key: 'a',
      value: false,
      reason: 'DISABLED',
      variant: 'off',
    });
  });

  it('evaluates the targeting of an on flag', () => {
    const flag = rulesetOf([flagOf({ rules: [PRO], otherwise: { variant: 'off' } })]).flags.get('a');
    expect(flag?.evaluate({ targetingKey: 'u', plan: 'pro' }).evaluation).toMatchObject({
      value: true,
      reason: 'TARGETING_MATCH',
    });
    expect(flag?.evaluate({ targetingKey: 'u', plan: 'free' }).evaluation).toMatchObject({ value: false });
  });

  it('keeps one broken flag from hiding the others', () => {
    const broken = flagOf({ key: 'bad', defaultVariant: 'gone', offVariant: 'gone' });
    const { flags: answers } = JSON.parse(
      rulesetOf([broken, flagOf({ key: 'good' })]).bulk({ targetingKey: 'u' }).json,
    );
    expect(answers).toMatchObject([
      { key: 'bad', errorCode: 'GENERAL' },
      { key: 'good', value: true },
    ]);
  });

  it('serves the off variant in place of one that the flag does not have', () => {
    expect(variantOf(rulesetOf([flagOf({ defaultVariant: 'gone' })]), 'a')).toBe('off');
    expect(variantOf(rulesetOf([flagOf({ rules: [ruleOf({ serve: { variant: 'gone' } })] })]), 'a')).toBe('off');
  });
});

describe('the tag of a bulk answer', () => {
  it('changes with the context, with values and with the revision', () => {
    const ruleset = rulesetOf([flagOf()]);
    const tag = ruleset.bulk({ targetingKey: 'u' }).etag;
    expect(ruleset.bulk({ targetingKey: 'u' }).etag).toBe(tag);
    expect(ruleset.bulk({ targetingKey: 'u', plan: 'pro' }).etag).not.toBe(tag);
    const other = flagOf({ variants: { on: true, off: true }, on: false });
    const none = new Map();
    expect(ruleset.with(1, { flags: byKey([other]), segments: none }).bulk({ targetingKey: 'u' }).etag).not.toBe(tag);
    expect(ruleset.with(2, { flags: none, segments: none }).bulk({ targetingKey: 'u' }).etag).not.toBe(tag);
  });

  it('is known by its strong and weak form and by *', () => {
    expect(isKnown('"x", W/"y"', '"y"')).toBe(true);
    expect(isKnown('*', '"y"')).toBe(true);
    expect(isKnown('"x"', '"y"')).toBe(false);
    expect(isKnown(undefined, '"y"')).toBe(false);
  });
});

describe('a changed ruleset', () => {
  it('leaves the one before as it was', () => {
    const before = rulesetOf([flagOf(), flagOf({ key: 'b' })]);
    const after = before.with(2, { flags: new Map([['a', null]]), segments: new Map() });
    expect([...before.flags.keys()]).toEqual(['a', 'b']);
    expect([...after.flags.keys()]).toEqual(['b']);
  });

  it('compiles again what requires a flag that changed, over others too', () => {
    const required = (flag: string) => [{ flag, variants: ['on'] }];
    const chain = [
      flagOf({ key: 'c', prerequisites: required('b') }),
      flagOf({ key: 'b', prerequisites: required('a') }),
      flagOf({ key: 'a' }),
    ];
    const before = rulesetOf(chain);
    expect(variantOf(before, 'c')).toBe('on');
    const off = before.with(2, { flags: byKey([flagOf({ key: 'a', on: false })]), segments: new Map() });
    expect(variantOf(off, 'c')).toBe('off');
    const gone = before.with(2, { flags: new Map([['a', null]]), segments: new Map() });
    expect(variantOf(gone, 'c')).toBe('off');
    const back = gone.with(3, { flags: byKey([flagOf({ key: 'a', rules: [PRO] })]), segments: new Map() });
    expect([variantOf(back, 'c', { plan: 'pro' }), variantOf(back, 'c')]).toEqual(['on', 'off']);
    expect(variantOf(before, 'c')).toBe('on');
  });

  it('compiles again what uses a segment that changed, and is off without it', () => {
    const testers = (value: string): Segment => ({
      key: 'testers',
      match: 'all',
      conditions: [{ attribute: 'plan', operator: 'equals', value }],
    });
    const before = rulesetOf([flagOf({ rules: [TESTERS], otherwise: { variant: 'off' } })], [testers('pro')]);
    expect([variantOf(before, 'a', { plan: 'pro' }), variantOf(before, 'a', { plan: 'max' })]).toEqual(['on', 'off']);
    const after = before.with(2, { flags: new Map(), segments: byKey([testers('max')]) });
    expect([variantOf(after, 'a', { plan: 'pro' }), variantOf(after, 'a', { plan: 'max' })]).toEqual(['off', 'on']);
    const without = before.with(2, { flags: new Map(), segments: new Map([['testers', null]]) });
    expect(variantOf(without, 'a', { plan: 'pro' })).toBe('off');
  });

  it('is after any changes what it would be if made at once, and tells which flags answer otherwise', () => {
    const names = ['a', 'b', 'c', 'd'];
    const inputs = fc.record({
      key: fc.constantFrom(...names),
      on: fc.boolean(),
      defaultVariant: fc.constantFrom('on', 'off'),
      rules: fc.constantFrom<FlagRule[]>([], [PRO], [TESTERS]),
      // Only of earlier names: there is no circle.
      requires: fc.option(fc.nat(2)),
    });
    const segments = fc.constantFrom<Map<string, Segment | null>>(
      new Map(),
      new Map([['testers', null]]),
      ...['pro', 'max'].map((value) =>
        byKey<Segment>([
          { key: 'testers', match: 'all', conditions: [{ attribute: 'plan', operator: 'equals', value }] },
        ]),
      ),
    );
    const round = fc.record({
      flags: fc.array(inputs, { maxLength: 3 }),
      gone: fc.option(fc.constantFrom(...names)),
      segments,
    });
    const answersOf = (ruleset: Ruleset): Map<string, string> =>
      new Map(
        [...ruleset.flags].map(([key, flag]) => [key, JSON.stringify([flag.definition, variantOf(ruleset, key)])]),
      );
    fc.assert(
      fc.property(fc.array(round, { maxLength: 8 }), (rounds) => {
        let ruleset = Ruleset.empty('production', 0);
        const known = { flags: new Map<string, CompileInput>(), segments: new Map<string, Segment>() };
        for (const [at, change] of rounds.entries()) {
          const flags = new Map<string, CompileInput | null>();
          for (const { requires, ...over } of change.flags) {
            const below = requires === null ? undefined : names[requires];
            const prerequisites = below !== undefined && below < over.key ? [{ flag: below, variants: ['on'] }] : [];
            flags.set(over.key, flagOf({ ...over, prerequisites }));
          }
          if (change.gone !== null) flags.set(change.gone, null);
          for (const [list, changed] of [
            [known.flags, flags],
            [known.segments, change.segments],
          ] as const)
            for (const [key, value] of changed) {
              if (value === null) list.delete(key);
              else list.set(key, value as CompileInput & Segment);
            }
          const before = ruleset;
          ruleset = before.with(at + 1, { flags, segments: change.segments });
          expect(answersOf(ruleset)).toEqual(answersOf(Ruleset.empty('production', 0).with(at + 1, known)));
          const differing = names.filter((key) => {
            const [was, is] = [before.flags.get(key), ruleset.flags.get(key)];
            return was === undefined || is === undefined ? was !== is : !is.answersAs(was);
          });
          expect(new Set(ruleset.differingFrom(before))).toEqual(new Set(differing));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not follow a cycle, should there be one', () => {
    const cycle = rulesetOf([
      flagOf({ key: 'a', prerequisites: [{ flag: 'b', variants: ['on'] }] }),
      flagOf({ key: 'b', prerequisites: [{ flag: 'a', variants: ['on'] }] }),
    ]);
    expect([variantOf(cycle, 'a'), variantOf(cycle, 'b')]).toEqual(['off', 'off']);
  });
});
