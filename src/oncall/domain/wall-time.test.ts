import { describe, expect, it } from 'vitest';
import { isCalendarDay, isWallTime } from './wall-time.js';

describe('a wall time', () => {
  it.each(['00:00', '09:00', '23:59'])('is %s', (text) => expect(isWallTime(text)).toBe(true));
  it.each(['', '9:00', '24:00', '12:60', '09:00:00', '09.00', ' 09:00', '09:00\n', '٠٩:٠٠'])('is not %j', (text) =>
    expect(isWallTime(text)).toBe(false),
  );
});

describe('a day of the calendar', () => {
  it.each(['1970-01-01', '2026-11-23', '2028-02-29', '9999-12-31'])('is %s', (text) =>
    expect(isCalendarDay(text)).toBe(true),
  );
  it.each(['', '2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-11-00', '1969-12-31', '2026-1-1'])(
    'is not %j',
    (text) => expect(isCalendarDay(text)).toBe(false),
  );
  it.each(['20261123', '2026-11-23T00:00:00Z', '2026-11-23[UTC]', '+002026-11-23', '2026-11-23\n'])(
    'is not %j, another form of it',
    (text) => expect(isCalendarDay(text)).toBe(false),
  );
});
