import { describe, expect, it } from 'vitest';
import { figureOf, METRICS, sentenceOf, type Keys } from './figures';

const none = { medianSeconds: null, n: 0 };
const nothing: Keys = {
  leadTime: {
    medianSeconds: null,
    ci95: null,
    n: 0,
    pending: 0,
    unattributed: 0,
    approximate: 0,
    stages: { coding: none, pickup: none, review: none, deploy: none },
  },
  deploymentFrequency: { count: 0, activeDays: 0, perDay: 0, perWeek: 0 },
  changeFailRate: { failed: 0, total: 0, rate: null, ci95: null },
  recoveryTime: {
    medianSeconds: null,
    lowerBoundSeconds: null,
    n: 0,
    open: 0,
    byMode: { flag_off: 0, rollback: 0, roll_forward: 0, config: 0, other: 0 },
  },
  reworkRate: { rework: 0, total: 0, rate: null, ci95: null },
  incidents: { total: 0, external: 0, unlinked: 0, duplicates: 0 },
};

describe('a number in words', () => {
  it('is no data where the server says null, and 0 only where it was counted', () => {
    const values = METRICS.map((metric) => figureOf(metric, nothing).value);
    expect(values).toEqual([null, '0', null, null, null]);
    expect(sentenceOf('leadTime', figureOf('leadTime', nothing))).toBe('Lead time for changes: no data');
  });

  it('never stands without what it is computed from, nor without its interval where there is one', () => {
    const keys: Keys = { ...nothing, changeFailRate: { failed: 9, total: 180, rate: 0.05, ci95: [0.027, 0.092] } };
    expect(figureOf('changeFailRate', keys)).toMatchObject({
      value: '5 %',
      of: '9 of 180 deployments',
      interval: '95 %: 2.7 % to 9.2 %',
    });
  });

  it('says a lower bound where fewer than half have recovered', () => {
    const recoveryTime = { ...nothing.recoveryTime, lowerBoundSeconds: 7200, n: 3, open: 2 };
    expect(figureOf('recoveryTime', { ...nothing, recoveryTime })).toMatchObject({
      value: 'over 2 h',
      unit: 'fewer than half have recovered',
      beside: [{ text: '2 open' }],
    });
  });

  it.each([
    [{ count: 56, activeDays: 20, perDay: 2, perWeek: 14 }, '2', 'per day'],
    [{ count: 1, activeDays: 1, perDay: 1 / 28, perWeek: 0.25 }, '0.3', 'per week'],
  ])('tells the pace by day or week, whichever is above one: %j', (deploymentFrequency, value, unit) => {
    expect(figureOf('deploymentFrequency', { ...nothing, deploymentFrequency })).toMatchObject({ value, unit });
  });
});
