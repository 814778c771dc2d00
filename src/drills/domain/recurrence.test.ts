import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOccurrence, PERIODS, WEEKDAYS, type Recurrence } from './recurrence.js';

const berlin: Recurrence = { every: 'week', weekday: 'tuesday', at: '09:30', timezone: 'Europe/Berlin' };
const next = (over: Partial<Recurrence>, after: string): string =>
  nextOccurrence({ ...berlin, ...over }, new Date(after)).toISOString();

describe('the next occurrence', () => {
  it.each([
    ['later this week', {}, '2026-11-21T10:00:00Z', '2026-11-24T08:30:00.000Z'],
    ['today, still ahead', {}, '2026-11-24T08:29:59Z', '2026-11-24T08:30:00.000Z'],
    ['just now: a week later', {}, '2026-11-24T08:30:00Z', '2026-12-01T08:30:00.000Z'],
    ['first of the month', { every: 'month' }, '2026-11-21T10:00:00Z', '2026-12-01T08:30:00.000Z'],
    ['over the end of the year', { every: 'month' }, '2026-12-02T10:00:00Z', '2027-01-05T08:30:00.000Z'],
    ['first of the quarter', { every: 'quarter' }, '2026-11-21T10:00:00Z', '2027-01-05T08:30:00.000Z'],
    ['in summer time', { every: 'quarter' }, '2027-02-01T00:00:00Z', '2027-04-06T07:30:00.000Z'],
    ['skipped by the clocks', { weekday: 'sunday', at: '02:30' }, '2027-03-27T00:00:00Z', '2027-03-28T01:30:00.000Z'],
    [
      'a day that has begun there already',
      { weekday: 'wednesday', at: '00:15' },
      '2026-11-24T23:00:00Z',
      '2026-11-24T23:15:00.000Z',
    ],
  ] as const)('%s', (_, over, after, expected) => expect(next(over, after)).toBe(expected));

  it('lies ahead, on the weekday, and nothing lies between', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu');
    const instants = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) });
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIODS),
        fc.constantFrom(...WEEKDAYS),
        zones,
        instants,
        (every, weekday, timezone, millis) => {
          const recurrence = { every, weekday, at: '12:00', timezone };
          const after = new Date(millis);
          const at = nextOccurrence(recurrence, after);
          const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: timezone }).format(at);
          const middle = new Date((after.getTime() + at.getTime()) / 2);
          expect(at > after).toBe(true);
          expect(day.toLowerCase()).toBe(weekday);
          expect(nextOccurrence(recurrence, middle)).toEqual(at);
        },
      ),
    );
  });
});
