import { Temporal } from 'temporal-polyfill';

export type BucketSize = 'day' | 'week' | 'month';

export interface Bucket {
  from: Date;
  to: Date;
}

/**
 * Splits `[from, to)` at the midnights, Mondays or firsts of months of a time zone. The first and last bucket are cut at
 * the window's edges; a day of a clock change is 23 or 25 hours long. Throws RangeError for an unknown zone.
 */
export function zonedBuckets(from: Date, to: Date, timezone: string, size: BucketSize): Bucket[] {
  const buckets: Bucket[] = [];
  let day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  if (size === 'week') day = day.subtract({ days: day.dayOfWeek - 1 });
  if (size === 'month') day = day.with({ day: 1 });
  const step = size === 'day' ? { days: 1 } : size === 'week' ? { days: 7 } : { months: 1 };
  for (let start = from; start < to;) {
    day = day.add(step);
    const end = new Date(Math.min(day.toZonedDateTime(timezone).epochMilliseconds, to.getTime()));
    if (end > start) buckets.push({ from: start, to: end });
    start = end > start ? end : start;
  }
  return buckets;
}
