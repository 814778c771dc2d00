import { describe, expect, it } from 'vitest';
import { baseOf, beforeOf, hashOf, isSame, segmentsBehind, type Changeable } from './change-content.js';
import { NO_TARGETING, type FlagRule, type Segment } from './rules.js';

const AT = new Date('2026-11-21T08:00:00Z');
const flag: Changeable = {
  key: 'f',
  variants: { on: true, off: false },
  defaultVariant: 'on',
  offVariant: 'off',
  environments: [{ key: 'production', on: false, ...NO_TARGETING, revision: 7, changedAt: AT, lastEvaluatedAt: null }],
};
const withState = (over: object): Changeable => ({
  ...flag,
  environments: flag.environments.map((state) => ({ ...state, ...over })),
});

describe('the version that a change is made against', () => {
  const base = baseOf(flag, 'production');

  it.each([
    ['a flip and back', withState({ revision: 8 })],
    ['a flip', withState({ on: true })],
    ['rules', withState({ rules: [{ id: 'r1' }] })],
    ['what is served otherwise', withState({ otherwise: { variant: 'off' } })],
    ['a variant', { ...flag, variants: { on: true, off: true } }],
    ['the answer when off', { ...flag, offVariant: 'on' }],
  ])('is another one after %s', (_, changed) => {
    expect(baseOf(changed, 'production')).not.toBe(base);
  });

  it('stays when it is evaluated', () => {
    expect(baseOf(withState({ lastEvaluatedAt: AT }), 'production')).toBe(base);
  });
});

describe('the segments that a change goes by', () => {
  const inSegment = (segment: string): FlagRule => ({
    id: segment,
    description: null,
    conditions: [{ operator: 'in_segment', segment }],
    share: null,
    serve: { variant: 'on' },
  });
  const segment = (key: string, over: Partial<Segment> = {}): Segment => ({
    key,
    match: 'all',
    conditions: [{ attribute: 'plan', operator: 'equals', value: 'pro' }],
    ...over,
  });
  const using = withState({ rules: [inSegment('beta')] });
  const [beta, staff] = [segment('beta'), segment('staff')];
  const base = baseOf(using, 'production', [beta, staff]);

  it('are those of the rules that are there, and of the rules asked for', () => {
    const rules = [inSegment('staff'), inSegment('beta')];
    expect(segmentsBehind(using, 'production', { kind: 'rules', ...NO_TARGETING, rules })).toEqual(['beta', 'staff']);
    expect(segmentsBehind(using, 'production', { kind: 'flip', on: true })).toEqual(['beta']);
  });

  it.each([
    ['who is in one', [beta, segment('staff', { conditions: [{ attribute: 'plan', operator: 'exists' }] })]],
    ['how its conditions join', [segment('beta', { match: 'any' }), staff]],
    ['that one is gone', [beta]],
  ])('make another version by %s', (_, segments) => {
    expect(baseOf(using, 'production', segments)).not.toBe(base);
  });

  it('make the same version in whatever order they are read', () => {
    expect(baseOf(using, 'production', [staff, beta])).toBe(base);
  });

  it('are left out of a version that goes by none', () => {
    expect(beforeOf(flag, 'production', [])).not.toHaveProperty('segments');
    expect(beforeOf(using, 'production', [staff, beta]).segments).toEqual([beta, staff]);
  });
});

describe('the hash that is approved', () => {
  const change = { flag: 'f', environment: 'production', base: 'b', content: { kind: 'flip', on: true } } as const;

  it.each([
    { ...change, flag: 'g' },
    { ...change, environment: 'staging' },
    { ...change, base: 'c' },
    { ...change, content: { kind: 'flip', on: false } as const },
  ])('differs for %j', (other) => {
    expect(hashOf(other)).not.toBe(hashOf(change));
  });

  it('tells rules in another order apart, fields in another order not', () => {
    const rules = (...list: FlagRule[]) => ({ kind: 'rules' as const, ...NO_TARGETING, rules: list });
    const rest = { description: null, conditions: [], share: null, serve: { variant: 'on' } };
    const [a, b] = [
      { id: 'a', ...rest },
      { id: 'b', ...rest },
    ];
    expect(isSame(rules(a), rules({ ...rest, id: 'a' }))).toBe(true);
    expect(isSame(rules(a, b), rules(b, a))).toBe(false);
  });
});
