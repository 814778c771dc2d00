import { Temporal } from 'temporal-polyfill';

/** Whether this is a time of day, `00:00` to `23:59`. */
export function isWallTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether this is a day that exists, `YYYY-MM-DD`, of the years 1970 to 9999. */
export function isCalendarDay(text: string): boolean {
  if (!/^(19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
