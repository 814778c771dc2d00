import { FlagdCore } from '@openfeature/flagd-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompileInput } from '../../src/flags/domain/compile.js';
import { NO_TARGETING, type Scalar, type Segment } from '../../src/flags/domain/rules.js';
import { contexts, flags, segments } from './flag-rules.generators.js';
import { answerOf, type World } from './flag-rules.model.js';
import { Ruleset } from '../../src/flags/evaluation/ruleset.js';

const complaints: string[] = [];
const LOGGER = { debug: (text: string) => complaints.push(text), info: () => {}, warn: () => {}, error: () => {} };
const rulesetOf = ({ flags: list, segments: groups }: World): Ruleset => {
  const byKey = <T extends { key: string }>(items: T[]): Map<string, T> =>
    new Map(items.map((item) => [item.key, item]));
  return Ruleset.empty('production', 0).with(1, { flags: byKey(list), segments: byKey(groups) });
};

describe('targeting', () => {
  it('is answered alike here and by flagd-core over the exported document, compiled or interpreted', () => {
    fc.assert(
      fc.property(flags(true), segments, fc.array(contexts, { minLength: 1, maxLength: 5 }), (list, groups, asked) => {
        const ruleset = rulesetOf({ flags: list, segments: groups });
        const compiled = new FlagdCore(undefined, LOGGER);
        const interpreted = new FlagdCore(undefined, LOGGER, { disableDynamicCodeGeneration: true });
        complaints.length = 0;
        for (const flagd of [compiled, interpreted]) flagd.setConfigurations(ruleset.flagd().json);
        expect(complaints, 'the document is valid by flagd’s schema').toEqual([]);
        for (const context of asked) {
          const answers = JSON.parse(ruleset.bulk(context).json).flags;
          const ours = answers.map(({ key, variant, value }: Record<string, unknown>) => ({ key, variant, value }));
          for (const flagd of [compiled, interpreted]) {
            const theirs = flagd
              .resolveAll(context)
              .map(({ flagKey, variant, value }) => ({ key: flagKey, variant, value }));
            expect(theirs).toEqual(ours);
          }
        }
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('means what its words say', () => {
    fc.assert(
      fc.property(flags(false), segments, fc.array(contexts, { minLength: 1, maxLength: 8 }), (list, groups, asked) => {
        const world = { flags: list, segments: groups };
        const ruleset = rulesetOf(world);
        for (const context of asked) {
          const answers = JSON.parse(ruleset.bulk(context).json).flags;
          const ours = answers.map(({ key, variant }: Record<string, unknown>) => [key, variant]);
          expect(ours).toEqual(list.map((flag) => [flag.key, answerOf(flag, context, world)]));
        }
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});

const flagOf = (over: Partial<CompileInput>): CompileInput => ({
  key: 'a',
  variants: { on: true, off: false, blue: true },
  defaultVariant: 'on',
  offVariant: 'off',
  on: true,
  ...NO_TARGETING,
  ...over,
});
const shares = (flag: CompileInput, contextOf: (i: number) => Record<string, Scalar>, group: Segment[] = []) => {
  const compiled = rulesetOf({ flags: [flag], segments: group }).flags.get(flag.key);
  const counts: Record<string, number> = {};
  const variants = Array.from({ length: 4_000 }, (_, i) => {
    const evaluation = compiled?.evaluate({ targetingKey: `user-${i}`, ...contextOf(i) }).evaluation;
    const variant = evaluation !== undefined && 'variant' in evaluation ? evaluation.variant : 'error';
    counts[variant] = (counts[variant] ?? 0) + 1;
    return variant;
  });
  return { counts, variants };
};

describe('an attribute below another', () => {
  it.each([false, 0, ''])('that is %j is missing, compiled or interpreted', (account) => {
    const conditions = [{ attribute: 'account.tier', operator: 'in' as const, values: [account] }];
    const rule = { id: 'r1', description: null, conditions, share: null, serve: { variant: 'on' } };
    const ruleset = rulesetOf({ flags: [flagOf({ rules: [rule] })], segments: [] });
    for (const disableDynamicCodeGeneration of [false, true]) {
      const flagd = new FlagdCore(undefined, LOGGER, { disableDynamicCodeGeneration });
      flagd.setConfigurations(ruleset.flagd().json);
      expect(flagd.resolveAll({ targetingKey: 'u', account })).toMatchObject([{ variant: 'off' }]);
    }
  });
});

describe('a split', () => {
  const split = (on: number, by = 'targetingKey') => ({
    split: [
      { variant: 'on', weight: on },
      { variant: 'blue', weight: 100 - on },
    ],
    by,
  });

  it('gives each variant its weight', () => {
    const { counts } = shares(flagOf({ otherwise: split(25) }), () => ({}));
    expect(counts['on']).toBeGreaterThan(900);
    expect(counts['on']).toBeLessThan(1_100);
    expect((counts['on'] ?? 0) + (counts['blue'] ?? 0)).toBe(4_000);
  });

  it('keeps whoever has a variant when its weight grows', () => {
    const before = shares(flagOf({ otherwise: split(25) }), () => ({})).variants;
    const after = shares(flagOf({ otherwise: split(40) }), () => ({})).variants;
    expect(before.every((variant, i) => variant !== 'on' || after[i] === 'on')).toBe(true);
  });

  it('sticks to the attribute it is told, and is off for contexts without it', () => {
    const { variants } = shares(flagOf({ otherwise: split(50, 'company') }), (i) => ({ company: `c${i % 10}` }));
    for (let i = 10; i < 4_000; i += 1) expect(variants[i]).toBe(variants[i % 10]);
    expect(shares(flagOf({ otherwise: split(100, 'company') }), () => ({})).counts).toEqual({ off: 4_000 });
    expect(shares(flagOf({ otherwise: split(100, 'company') }), () => ({ company: '' })).counts).toEqual({
      off: 4_000,
    });
  });
});

describe('a share', () => {
  const rule = (id: string, percent: number, variant: string) => ({
    id,
    description: null,
    conditions: [],
    share: { percent, by: 'targetingKey' },
    serve: { variant },
  });

  it('lets a rule apply to so many, and the others go on to the next', () => {
    const rules = [rule('r1', 20, 'on'), rule('r2', 50, 'blue')];
    const { counts } = shares(flagOf({ rules, otherwise: { variant: 'off' } }), () => ({}));
    expect(counts['on']).toBeGreaterThan(700);
    expect(counts['on']).toBeLessThan(900);
    // Half of the four fifths that are left: the second rule draws lots of its own.
    expect(counts['blue']).toBeGreaterThan(1_450);
    expect(counts['blue']).toBeLessThan(1_750);
  });

  it('keeps whoever is in when it grows or moves', () => {
    const before = shares(
      flagOf({ rules: [rule('r1', 20, 'on')], otherwise: { variant: 'off' } }),
      () => ({}),
    ).variants;
    const rules = [rule('r0', 0, 'blue'), rule('r1', 30, 'on')];
    const after = shares(flagOf({ rules, otherwise: { variant: 'off' } }), () => ({})).variants;
    expect(before.every((variant, i) => variant !== 'on' || after[i] === 'on')).toBe(true);
  });
});
