/** Hours are kept for as long; older ones are added up to days. */
export const HOURS_KEPT_DAYS = 14;
export const DAYS_KEPT = 400;

export type Width = 'hour' | 'day';

const MS: Record<Width, number> = { hour: 3_600_000, day: 86_400_000 };
const DEFAULT: Record<Width, number> = { hour: 48, day: 30 };
export const MOST_BUCKETS: Record<Width, number> = { hour: HOURS_KEPT_DAYS * 24 + 24, day: DAYS_KEPT + 1 };

export interface Bucket {
  from: Date;
  to: Date;
}

/** The whole UTC hours or days that `[from, to)` touches, oldest first; without bounds, the last ones up to now. */
export function bucketsOf(by: Width, from: Date | null, to: Date | null, now: Date): Bucket[] {
  const width = MS[by];
  const end = Math.ceil((to ?? new Date(now.getTime() + 1)).getTime() / width) * width;
  const start = from === null ? end - DEFAULT[by] * width : Math.floor(from.getTime() / width) * width;
  const buckets: Bucket[] = [];
  for (let at = start; at < end; at += width) buckets.push({ from: new Date(at), to: new Date(at + width) });
  return buckets;
}

/** Since when single hours are kept. */
export function hoursSince(now: Date): Date {
  return new Date((Math.floor(now.getTime() / MS.day) - HOURS_KEPT_DAYS) * MS.day);
}

/** How many buckets {@link bucketsOf} gives. */
export function bucketCount(by: Width, from: Date, to: Date): number {
  return Math.ceil(to.getTime() / MS[by]) - Math.floor(from.getTime() / MS[by]);
}

export interface Counted {
  variant: string | null;
  door: 'single' | 'bulk' | 'sdk';
  count: number;
}

/** Sums of one bucket, environment or window. */
export interface ExposureSums {
  /** Calls by the variant that they were given. */
  calls: Record<string, number>;
  /** Bulk answers by the variant that they held. */
  handedOut: Record<string, number>;
  /** Calls and bulk answers that were given none, since the evaluation failed. */
  failed: number;
}

/** Every variant stands in both sums, with 0 where it was not given. */
export function sumOf(rows: readonly Counted[], variants: readonly string[]): ExposureSums {
  const none = (): Record<string, number> => Object.fromEntries(variants.map((variant) => [variant, 0]));
  const sums: ExposureSums = { calls: none(), handedOut: none(), failed: 0 };
  for (const { variant, door, count } of rows) {
    if (variant === null) sums.failed += count;
    else {
      const by = door === 'bulk' ? sums.handedOut : sums.calls;
      by[variant] = (by[variant] ?? 0) + count;
    }
  }
  return sums;
}
