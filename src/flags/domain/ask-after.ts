import { Temporal } from 'temporal-polyfill';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * When to ask: an RFC 3339 instant, or an ISO 8601 duration of days (24 h each), hours and minutes from now on, between a
 * minute and 30 days ahead. Null: it cannot be read, or lies elsewhere.
 */
export function askAt(text: string, now: Date): Date | null {
  const at = /^P/i.test(text) ? now.getTime() + lengthOf(text) : Date.parse(text);
  const ahead = at - now.getTime();
  return ahead >= MINUTE && ahead <= 30 * DAY ? new Date(at) : null;
}

/** In milliseconds; NaN: no duration, or one of months and years, whose length depends. */
function lengthOf(text: string): number {
  if (!/^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/i.test(text) || /[PT]$/i.test(text)) return Number.NaN;
  return Temporal.Duration.from(text).total('milliseconds');
}
