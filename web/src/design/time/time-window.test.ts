import { describe, expect, it } from 'vitest';
import { between, isTimeZone, lastDays, startOfDay } from './time-window';

describe('windows of whole days', () => {
  it('ends with today', () => {
    const window = lastDays(7, new Date('2026-11-21T23:30:00Z'), 'UTC');
    expect(window).toMatchObject({
      from: '2026-11-15T00:00:00.000Z',
      to: '2026-11-22T00:00:00.000Z',
      lastDay: '2026-11-21',
    });
  });

  it('knows whose today it is', () => {
    expect(lastDays(1, new Date('2026-11-21T23:30:00Z'), 'Europe/Berlin').lastDay).toBe('2026-11-22');
    expect(lastDays(1, new Date('2026-11-21T03:30:00Z'), 'America/New_York').lastDay).toBe('2026-11-20');
  });

  it('takes 23 and 25 hours for the days on which clocks change', () => {
    const spring = between('2026-03-29', '2026-03-29', 'Europe/Berlin');
    const autumn = between('2026-10-25', '2026-10-25', 'Europe/Berlin');
    const hours = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 3_600_000;
    expect([hours(spring), hours(autumn)]).toEqual([23, 25]);
  });

  it('begins a day without midnight at its first instant', () => {
    // Clocks went from 00:00 to 01:00.
    expect(startOfDay('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });

  it('tells zones from other words', () => {
    expect([isTimeZone('Europe/Berlin'), isTimeZone('UTC'), isTimeZone('Middle/Earth')]).toEqual([true, true, false]);
  });
});
