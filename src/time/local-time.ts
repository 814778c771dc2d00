import { Temporal } from 'temporal-polyfill';

export interface LocalInstant {
  at: Date;
  /** skipped: the clocks jump over this time, and it is taken as much later; repeated: it comes twice, and is taken the first time. */
  clocks: 'skipped' | 'repeated' | null;
}

/**
 * The instant of a wall time (`2026-11-23T09:00`) in an IANA time zone, with one rule for clock changes: forward, as a wall
 * clock that nobody has set yet would show it. Throws RangeError for a time or zone that cannot be read.
 */
export function instantOfLocal(local: string, timezone: string): LocalInstant {
  const time = Temporal.PlainDateTime.from(local);
  const taken = time.toZonedDateTime(timezone, { disambiguation: 'compatible' });
  const other = time.toZonedDateTime(timezone, { disambiguation: 'later' });
  const skipped = !taken.toPlainDateTime().equals(time);
  const repeated = !skipped && !other.equals(taken);
  return { at: new Date(taken.epochMilliseconds), clocks: skipped ? 'skipped' : repeated ? 'repeated' : null };
}

/** Whether this is a wall time to the minute or second of a day that exists, without zone or offset. */
export function isLocalTime(text: string): boolean {
  if (!/^(19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
