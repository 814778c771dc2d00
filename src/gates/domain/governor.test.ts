import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideChangeFail } from './change-fail.js';
import { cusum, govern, recoveryChart, type Outcome } from './governor.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 8, 1);
const day = (n: number): Date => new Date(START + n * DAY);

/** One deployment a day: `x` failed, `.` did not. */
const daily = (pattern: string, every = 1): Outcome[] =>
  pattern.split('').map((each, i) => ({ deployment: `d${i}`, finishedAt: day(i * every), failed: each === 'x' }));
const at = (outcomes: Outcome[], now: Date, override: { reason: string; expiresAt: Date } | null = null) =>
  govern({ outcomes, recoveries: [], override }, now);

describe('change-fail governor', () => {
  it.each([
    ['....', 'insufficient_data'],
    ['.....', 'clear'],
    ['....xx', 'watch'],
    ['.....xxx', 'watch'],
    ['.....xxxx', 'tripped'],
    ['xxxx', 'tripped'],
    ['.....xxxx..................', 'clear'],
  ])('%s is %s', (pattern, state) => {
    const outcomes = daily(pattern, 0.3);
    expect(at(outcomes, outcomes.at(-1)?.finishedAt ?? day(0)).state).toBe(state);
  });

  it('adds ln 3 for a failure and ln(7/9) for a success', () => {
    const [first, second] = cusum(daily('x.'));
    expect(first).toBeCloseTo(Math.log(3), 12);
    expect(second).toBeCloseTo(Math.log(3) + Math.log(7 / 9), 12);
  });

  it('is released 14 days after the last failure, not a moment sooner', () => {
    const outcomes = daily('.....xxxx');
    expect(at(outcomes, new Date(day(22).getTime() - 1)).state).toBe('tripped');
    expect(at(outcomes, day(22)).state).toBe('watch');
  });

  it('is released by a correction, and by an override until it expires', () => {
    const outcomes = daily('.....xxxx');
    const corrected = outcomes.map((each) => (each.deployment === 'd6' ? { ...each, failed: false } : each));
    expect(at(corrected, day(8)).state).toBe('watch');
    const override = { reason: 'test cluster', expiresAt: day(9) };
    expect(at(outcomes, day(8.5), override).state).toBe('watch');
    expect(at(outcomes, day(9), override).state).toBe('tripped');
  });

  it('keeps the pace from before the failures, and says when the next deployment is free', () => {
    const calm = Array.from({ length: 56 }, (_, i) => ({ deployment: `c${i}`, finishedAt: day(i / 2), failed: false }));
    const failed = Array.from({ length: 4 }, (_, i) => ({
      deployment: `f${i}`,
      finishedAt: day(28 + i / 10),
      failed: true,
    }));
    const now = day(28.5);
    const governor = at([...calm, ...failed], now);
    expect(governor).toMatchObject({ state: 'tripped', budgetPerDay: 2, usedLast24h: 4 });
    expect(governor.nextFreeAt).toBe(day(29.2).toISOString());
    expect(decideChangeFail('checkout', 'release', governor).verdict).toBe('block');
    expect(decideChangeFail('checkout', 'rollback', governor).verdict).toBe('pass');
    expect(decideChangeFail('checkout', 'incident_fix', governor).verdict).toBe('pass');
    const freed = at([...calm, ...failed], day(29.2));
    expect(freed).toMatchObject({ state: 'tripped', usedLast24h: 1, nextFreeAt: null });
    expect(decideChangeFail('checkout', 'release', freed).verdict).toBe('pass');
  });

  const history = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });

  it('never falls for one more failure, at that point or later', () => {
    fc.assert(
      fc.property(history, fc.nat(), (failures, pick) => {
        const i = pick % failures.length;
        const before = cusum(failures.map((failed) => ({ failed })));
        const after = cusum(failures.map((failed, j) => ({ failed: failed || j === i })));
        after.forEach((s, j) => expect(s).toBeGreaterThanOrEqual((before[j] ?? 0) - 1e-12));
      }),
    );
  });

  it('is moved neither by replays nor by the order of arrival', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 99 }), (failures, seed) => {
        const outcomes = failures.map((failed, i) => ({ deployment: `d${i}`, finishedAt: day(i / 7), failed }));
        const turned = [...outcomes.slice(seed % outcomes.length), ...outcomes, ...outcomes.toReversed()];
        expect(at(turned, day(9))).toEqual(at(outcomes, day(9)));
      }),
    );
  });
});

describe('recovery-time chart', () => {
  const recovery = (n: number, seconds: number | null) => ({
    incidentStart: day(n),
    restoredAt: seconds === null ? null : new Date(day(n).getTime() + seconds * 1000),
    seconds,
  });
  const baseline = [600, 500, 700, 800, 400, 650, 550, 620].map((seconds, i) => recovery(i, seconds));

  it('is silent below eight recoveries', () => {
    expect(recoveryChart([...baseline.slice(1), recovery(9, null)], day(20))).toMatchObject({ s: 0, tripped: false });
  });

  it('trips on recoveries that grew long, and on one left open as it ages', () => {
    expect(recoveryChart([...baseline, recovery(9, 9000), recovery(10, 9000)], day(11)).tripped).toBe(true);
    const open = [...baseline, recovery(9, null)];
    expect(recoveryChart(open, new Date(day(9).getTime() + 60_000)).s).toBe(0);
    expect(recoveryChart(open, day(9.5)).tripped).toBe(true);
    expect(recoveryChart([...baseline, recovery(9, 9000), recovery(10, 9000)], day(25)).tripped).toBe(false);
  });
});
