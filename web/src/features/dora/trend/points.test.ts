import { describe, expect, it } from 'vitest';
import { pointsOf, rangeText, unitOf, usualBucket, type Bucket } from './points';

const none = { medianSeconds: null, n: 0 };
const bucket = (day: number, more: Partial<Bucket> = {}): Bucket => ({
  from: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`,
  to: `2026-11-${String(day + 1).padStart(2, '0')}T00:00:00Z`,
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
  ...more,
});
const failing = (day: number, rate: number): Bucket =>
  bucket(day, { changeFailRate: { failed: 1, total: 4, rate, ci95: [rate / 2, rate * 2] } });
const AS_OF = '2026-11-04T12:00:00Z';

describe('the points of a chart', () => {
  it('are gaps where there are no data, and where the time has not come', () => {
    const buckets = [bucket(1), failing(2, 0.25), bucket(4), bucket(5)];
    expect(pointsOf('changeFailRate', buckets, AS_OF, 'UTC', 'day').map(({ value }) => value)).toEqual([
      null,
      0.25,
      null,
      null,
    ]);
    const counts = pointsOf('deploymentFrequency', buckets, AS_OF, 'UTC', 'day');
    expect(counts.map(({ value }) => value)).toEqual([0, 0, 0, null]);
    expect(counts.map(({ unfinished }) => unfinished)).toEqual([false, false, true, true]);
    expect(counts[3]?.words).toBe('5 Nov 2026. Not yet');
  });

  it('say which intervals stand alone', () => {
    const buckets = [failing(1, 0.2), bucket(2), failing(3, 0.2), failing(4, 0.3)];
    const alone = pointsOf('changeFailRate', buckets, AS_OF, 'UTC', 'day').map((point) => point.alone);
    expect(alone).toEqual([true, false, false, false]);
  });

  it('stand under 100 % where they are rates', () => {
    expect(unitOf('changeFailRate', [failing(1, 0.45)]).ticks).toEqual([0, 0.5, 1]);
    expect(unitOf('changeFailRate', [failing(1, 0.04)]).ticks).toEqual([0, 0.05, 0.1]);
  });

  it('count durations in a unit that the longest has two of', () => {
    const lasting = (seconds: number) => [bucket(1, { leadTime: { ...bucket(1).leadTime, medianSeconds: seconds } })];
    expect(unitOf('leadTime', lasting(3 * 86_400)).tick(3)).toBe('3\u00a0d');
    expect(unitOf('leadTime', lasting(86_400)).size).toBe(3_600);
    expect(pointsOf('leadTime', lasting(7_200), AS_OF, 'UTC', 'day')[0]?.value).toBe(2);
  });
});

describe('the words of a range', () => {
  it.each([
    ['2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z', 'UTC', '3 Nov 2026'],
    ['2026-11-01T23:00:00Z', '2026-11-08T23:00:00Z', 'Europe/Berlin', '2–8 Nov 2026'],
  ])('%s to %s in %s is %s', (from, to, zone, words) =>
    expect(rangeText(from, to, zone).replaceAll(/\s?–\s?/g, '–')).toBe(words),
  );
  it.each([
    [7, 'day'],
    [28, 'day'],
    [90, 'week'],
    [365, 'month'],
  ])('a window of %i days is cut by the %s', (days, size) => expect(usualBucket(days)).toBe(size));
});
