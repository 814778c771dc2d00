import { FlagdCore } from '@openfeature/flagd-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlagValue } from '../domain/flag.js';
import type { CompileInput } from '../domain/compile.js';
import { CompiledFlag } from './compiled-flag.js';
import { isKnown, Ruleset } from './ruleset.js';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const flagOf = (over: Partial<CompileInput> = {}): CompileInput => ({
  key: 'a',
  variants: { on: true, off: false },
  defaultVariant: 'on',
  offVariant: 'off',
  on: true,
  rules: [],
  ...over,
});
const rulesetOf = (...flags: CompileInput[]): Ruleset =>
  new Ruleset('production', 1, new Map(flags.map((flag) => [flag.key, new CompiledFlag(flag)])));

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
    }),
  ),
);

describe('evaluation', () => {
  it('answers what flagd-core answers over the exported document, for every flag and context', () => {
    fc.assert(
      fc.property(fc.uniqueArray(flags, { selector: ({ key }) => key, maxLength: 8 }), name, (list, targetingKey) => {
        const ruleset = rulesetOf(...list);
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
    const off = new CompiledFlag(flagOf({ on: false, rules: [{ if: [true, 'on'] }] }));
    expect(off.evaluate({ targetingKey: 'u' }).evaluation).toEqual({
      key: 'a',
      value: false,
      reason: 'DISABLED',
      variant: 'off',
    });
  });

  it('evaluates the targeting of an on flag', () => {
    const rules = [{ if: [{ '===': [{ var: 'plan' }, 'pro'] }, 'on', 'off'] }];
    const flag = new CompiledFlag(flagOf({ rules }));
    expect(flag.evaluate({ targetingKey: 'u', plan: 'pro' }).evaluation).toMatchObject({
      value: true,
      reason: 'TARGETING_MATCH',
    });
    expect(flag.evaluate({ targetingKey: 'u', plan: 'free' }).evaluation).toMatchObject({ value: false });
  });

  it('keeps one broken flag from hiding the others', () => {
    const ruleset = rulesetOf(flagOf({ key: 'bad', defaultVariant: 'gone' }), flagOf({ key: 'good' }));
    const { flags: answers } = JSON.parse(ruleset.bulk({ targetingKey: 'u' }).json);
    expect(answers).toMatchObject([
      { key: 'bad', errorCode: 'GENERAL' },
      { key: 'good', value: true },
    ]);
  });
});

describe('the tag of a bulk answer', () => {
  it('changes with the context, with values and with the revision', () => {
    const ruleset = rulesetOf(flagOf());
    const tag = ruleset.bulk({ targetingKey: 'u' }).etag;
    expect(ruleset.bulk({ targetingKey: 'u' }).etag).toBe(tag);
    expect(ruleset.bulk({ targetingKey: 'u', plan: 'pro' }).etag).not.toBe(tag);
    const other = new CompiledFlag(flagOf({ variants: { on: true, off: true }, on: false }));
    expect(ruleset.with(1, new Map([['a', other]])).bulk({ targetingKey: 'u' }).etag).not.toBe(tag);
    expect(ruleset.with(2, new Map()).bulk({ targetingKey: 'u' }).etag).not.toBe(tag);
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
    const before = rulesetOf(flagOf(), flagOf({ key: 'b' }));
    const after = before.with(2, new Map([['a', null]]));
    expect([...before.flags.keys()]).toEqual(['a', 'b']);
    expect([...after.flags.keys()]).toEqual(['b']);
  });
});
