import { describe, expect, it } from 'vitest';
import { moved, scalarOf, typedOf, withOperator, wordsOfRule } from './rules';

describe('what is typed for a value', () => {
  it.each([
    ['equals', 'pro', 'pro'],
    ['equals', '12', 12],
    ['equals', '"12"', '12'],
    ['in', 'true', true],
    ['semver_gte', '2', '2'],
    ['contains', 'true', 'true'],
  ] as const)('%s %s becomes %j, and back', (operator, typed, scalar) => {
    expect(scalarOf(operator, typed)).toBe(scalar);
    expect(typedOf(operator, scalar)).toBe(typed);
  });
});

describe('a condition with another operator', () => {
  it('keeps what fits', () => {
    const condition = { attribute: 'plan', operator: 'equals', value: 'pro' } as const;
    expect(withOperator(condition, 'in')).toEqual({ attribute: 'plan', operator: 'in', values: ['pro'] });
    expect(withOperator(condition, 'exists')).toEqual({ attribute: 'plan', operator: 'exists' });
    expect(withOperator(condition, 'in_segment')).toEqual({ operator: 'in_segment', segment: '' });
  });
});

describe('a rule', () => {
  it('is told in words', () => {
    const conditions = [{ attribute: 'plan', operator: 'in' as const, values: ['pro', '7'] }];
    const rule = { conditions, share: { percent: 20 }, serve: { variant: 'on' } };
    expect(wordsOfRule(rule)).toBe('Where plan is one of pro, "7", 20 % by targetingKey: “on”');
  });

  it('moves by one place, and not over an end', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});
