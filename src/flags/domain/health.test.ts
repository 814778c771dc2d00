import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEBT_RULES } from './debt.js';
import { added, healthOf, NO_FLAGS, scoreOf } from './health.js';

describe('the health of flags', () => {
  it('is unknown without flags, 100 without debt', () => {
    expect(scoreOf(NO_FLAGS)).toBeNull();
    expect(scoreOf(healthOf([[], []]))).toBe(100);
  });

  it('follows the formula that is shown', () => {
    const sums = healthOf([[], ['expired'], ['stale', 'no_removal_ticket'], ['expired', 'no_owner', 'stale']]);
    expect(sums).toMatchObject({ flags: 4, withDebt: 3, points: 50 + 50 + 100 });
    expect(sums.debt).toEqual({ expired: 2, no_owner: 1, no_expiry: 0, no_removal_ticket: 1, stale: 2 });
    expect(scoreOf(sums)).toBe(50);
  });

  it('adds up: services make their team', () => {
    const debts = fc.array(fc.subarray([...DEBT_RULES]));
    fc.assert(
      fc.property(debts, debts, (a, b) => {
        expect(added(healthOf(a), healthOf(b))).toEqual(healthOf([...a, ...b]));
      }),
    );
  });

  it('never gets better by more debt, and stays between 0 and 100', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray([...DEBT_RULES]), { minLength: 1 }), (debts) => {
        const score = scoreOf(healthOf(debts)) ?? -1;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const worse = debts.map((debt, i) => (i === 0 ? [...DEBT_RULES] : debt));
        expect(scoreOf(healthOf(worse))).toBeLessThanOrEqual(score);
      }),
    );
  });
});
