import { describe, expect, it } from 'vitest';
import { baseOf, hashOf, isSame } from './change-content.js';
import type { Flag } from './flag.js';

const AT = new Date('2026-11-21T08:00:00Z');
const flag: Flag = {
  key: 'f',
  name: 'f',
  description: null,
  kind: 'ops',
  service: 's',
  owner: { team: 't', person: null },
  expiresAt: null,
  extensions: 0,
  removalTicket: null,
  killSwitch: { runbook: null, blastRadius: null, lastDrilledAt: null },
  stage: 'active',
  outcome: null,
  variants: { on: true, off: false },
  defaultVariant: 'on',
  offVariant: 'off',
  environments: [{ key: 'production', on: false, rules: [], revision: 7, changedAt: AT, lastEvaluatedAt: null }],
  revision: 9,
  createdAt: AT,
  updatedAt: AT,
  createdBy: 'ana',
};
const withState = (over: object): Flag => ({
  ...flag,
  environments: flag.environments.map((state) => ({ ...state, ...over })),
});

describe('the version that a change is made against', () => {
  const base = baseOf(flag, 'production');

  it.each([
    ['a flip and back', withState({ revision: 8 })],
    ['a flip', withState({ on: true })],
    ['rules', withState({ rules: [{ if: [true, 'on'] }] })],
    ['a variant', { ...flag, variants: { on: true, off: true } }],
    ['the answer when off', { ...flag, offVariant: 'on' }],
  ])('is another one after %s', (_, changed) => {
    expect(baseOf(changed, 'production')).not.toBe(base);
  });

  it.each([
    ['its name', { ...flag, name: 'other', revision: 10 }],
    ['when it was evaluated', withState({ lastEvaluatedAt: AT })],
  ])('stays with %s', (_, changed) => {
    expect(baseOf(changed, 'production')).toBe(base);
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
    const rules = (...list: Record<string, number>[]) => ({ kind: 'rules' as const, rules: list });
    expect(isSame(rules({ a: 1, b: 2 }), rules({ b: 2, a: 1 }))).toBe(true);
    expect(isSame(rules({ a: 1 }, { b: 2 }), rules({ b: 2 }, { a: 1 }))).toBe(false);
  });
});
