import { describe, expect, it } from 'vitest';
import { bucketCount, bucketsOf, sumOf } from './exposure-window.js';

const at = (text: string): Date => new Date(`2026-11-${text}Z`);
const NOW = at('21T08:30:00');

describe('buckets', () => {
  it('are the last 48 hours or 30 days, the present one among them, where nothing is asked', () => {
    const hours = bucketsOf('hour', null, null, NOW);
    expect([hours.length, hours[0]?.from, hours.at(-1)?.to]).toEqual([48, at('19T09:00:00'), at('21T09:00:00')]);
    const days = bucketsOf('day', null, null, NOW);
    expect([days.length, days.at(-1)?.from, days.at(-1)?.to]).toEqual([30, at('21T00:00:00'), at('22T00:00:00')]);
  });

  it('hold the present one on the stroke of an hour too', () => {
    expect(bucketsOf('hour', null, null, at('21T08:00:00')).at(-1)?.from).toEqual(at('21T08:00:00'));
  });

  it('are whole, and end before the instant that is asked as the end', () => {
    const hours = bucketsOf('hour', at('20T06:59:00'), at('20T08:00:00'), NOW);
    expect(hours.map(({ from }) => from)).toEqual([at('20T06:00:00'), at('20T07:00:00')]);
    expect(bucketCount('hour', at('20T06:59:00'), at('20T08:00:00'))).toBe(2);
  });
});

describe('sums', () => {
  it('part calls from what was handed out and from failures, and know variants that were not given', () => {
    const rows = [
      { variant: 'on', door: 'single', count: 3 },
      { variant: 'on', door: 'sdk', count: 4 },
      { variant: 'gone', door: 'single', count: 1 },
      { variant: 'on', door: 'bulk', count: 9 },
      { variant: null, door: 'single', count: 2 },
    ] as const;
    expect(sumOf(rows, ['on', 'off'])).toEqual({
      calls: { on: 7, off: 0, gone: 1 },
      handedOut: { on: 9, off: 0 },
      failed: 2,
    });
  });
});
