import { describe, expect, it } from 'vitest';
import { baseOf, hashOf, isSame, type Changeable } from './change-content.js';
import { NO_TARGETING, type FlagRule } from './rules.js';

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
