import { describe, expect, it } from 'vitest';
import { recurrenceText } from './recurrence';

describe('when a drill comes again', () => {
  it.each([
    ['week', 'Each Tuesday at 09:30 (Europe/Berlin)'],
    ['month', 'The first Tuesday of each month at 09:30 (Europe/Berlin)'],
    ['quarter', 'The first Tuesday of each quarter at 09:30 (Europe/Berlin)'],
  ] as const)('each %s', (every, words) => {
    expect(recurrenceText({ every, weekday: 'tuesday', at: '09:30', timezone: 'Europe/Berlin' })).toBe(words);
  });
});
