import { describe, expect, it } from 'vitest';
import { localDate } from './local-date.js';

describe('the local date', () => {
  it.each([
    ['2026-11-21T23:30:00Z', 'UTC', '2026-11-21'],
    ['2026-11-21T23:30:00Z', 'Europe/Berlin', '2026-11-22'],
    ['2026-11-21T02:00:00Z', 'America/New_York', '2026-11-20'],
    ['2026-11-21T10:30:00Z', 'Pacific/Kiritimati', '2026-11-22'],
  ])('of %s in %s is %s', (at, timezone, day) => {
    expect(localDate(new Date(at), timezone)).toBe(day);
  });

  it('turns at local midnight on both sides of a clock change', () => {
    expect(localDate(new Date('2026-03-28T22:59:59.999Z'), 'Europe/Berlin')).toBe('2026-03-28');
    expect(localDate(new Date('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toBe('2026-03-29');
    expect(localDate(new Date('2026-03-29T21:59:59.999Z'), 'Europe/Berlin')).toBe('2026-03-29');
    expect(localDate(new Date('2026-03-29T22:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30');
  });

  it('skips a day that a zone never had', () => {
    expect(localDate(new Date('2011-12-30T09:59:59Z'), 'Pacific/Apia')).toBe('2011-12-29');
    expect(localDate(new Date('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('refuses an unknown zone', () => {
    expect(() => localDate(new Date('2026-11-21T00:00:00Z'), 'Mars/Olympus')).toThrow(RangeError);
  });
});
