import { Temporal } from 'temporal-polyfill';

/** The calendar day (`YYYY-MM-DD`) that `at` falls on in an IANA time zone. */
export function localDate(at: Date, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
