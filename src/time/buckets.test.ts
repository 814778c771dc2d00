import { describe, expect, it } from 'vitest';
import { zonedBuckets } from './buckets.js';

const iso = (buckets: { from: Date; to: Date }[]): string[] =>
  buckets.map(({ from, to }) => `${from.toISOString()} ${to.toISOString()}`);

describe('zoned buckets', () => {
  it('makes the day of the spring clock change 23 hours long and the autumn one 25', () => {
    const spring = zonedBuckets(
      new Date('2026-03-27T23:00:00Z'),
      new Date('2026-03-30T22:00:00Z'),
      'Europe/Berlin',
      'day',
    );
    expect(spring.map(({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000)).toEqual([24, 23, 24]);
    const autumn = zonedBuckets(
      new Date('2026-10-24T22:00:00Z'),
      new Date('2026-10-26T23:00:00Z'),
      'Europe/Berlin',
      'day',
    );
    expect(autumn.map(({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000)).toEqual([25, 24]);
  });

  it('cuts the first and last bucket at the edges of the window', () => {
    expect(
      iso(zonedBuckets(new Date('2026-01-30T12:00:00Z'), new Date('2026-03-02T00:00:00Z'), 'UTC', 'month')),
    ).toEqual([
      '2026-01-30T12:00:00.000Z 2026-02-01T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z 2026-03-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z 2026-03-02T00:00:00.000Z',
    ]);
  });

  it('begins weeks on Monday', () => {
    const [first, second] = zonedBuckets(
      new Date('2026-11-18T00:00:00Z'),
      new Date('2026-11-25T00:00:00Z'),
      'UTC',
      'week',
    );
    expect(first?.to.toISOString()).toBe('2026-11-23T00:00:00.000Z');
    expect(second?.to.toISOString()).toBe('2026-11-25T00:00:00.000Z');
  });

  it('skips a day that a zone never had', () => {
    const buckets = zonedBuckets(
      new Date('2011-12-29T10:00:00Z'),
      new Date('2012-01-01T10:00:00Z'),
      'Pacific/Apia',
      'day',
    );
    expect(buckets.every(({ from, to }) => to > from)).toBe(true);
    expect(buckets.at(-1)?.to.toISOString()).toBe('2012-01-01T10:00:00.000Z');
  });
});
