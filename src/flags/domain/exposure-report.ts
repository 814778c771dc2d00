import { HOUR_MS, hourOf, type ExposureRow } from './exposure-row.js';

export const OLDEST_DAYS = 7;

export interface ReportedCount {
  flag: string;
  variant: string | null;
  count: number;
  /** Some instant of the hour; null: now. */
  hour: Date | null;
}

export interface RejectedCount {
  index: number;
  code: 'unknown_flag' | 'unknown_variant' | 'too_old' | 'ahead';
  detail: string;
}

/**
 * What of an SDK's report is counted, those of one flag, variant and hour together. `known`: the variants of each flag of the
 * environment. Flags that are not known are named, never dropped in silence.
 */
export function judgeReport(
  counts: readonly ReportedCount[],
  known: ReadonlyMap<string, readonly string[]>,
  environment: string,
  now: Date,
): { rows: ExposureRow[]; rejected: RejectedCount[] } {
  const rows = new Map<string, ExposureRow>();
  const rejected: RejectedCount[] = [];
  for (const [index, counted] of counts.entries()) {
    const fault = faultOf(counted, known.get(counted.flag), environment, now);
    if (fault !== null) {
      rejected.push({ index, ...fault });
      continue;
    }
    const { flag, count } = counted;
    const variant = counted.variant ?? '';
    const hour = hourOf(counted.hour ?? now);
    const key = `${flag}\n${variant}\n${hour.getTime()}`;
    const row = rows.get(key);
    if (row) row.count += count;
    else {
      const end = new Date(hour.getTime() + HOUR_MS - 1);
      const lastAt = end < now ? end : now;
      const firstAt = counted.hour === null ? now : hour;
      rows.set(key, { flag, environment, hour, variant, door: 'sdk', count, firstAt, lastAt });
    }
  }
  return { rows: [...rows.values()], rejected };
}

function faultOf(
  { flag, variant, hour }: ReportedCount,
  variants: readonly string[] | undefined,
  environment: string,
  now: Date,
): Omit<RejectedCount, 'index'> | null {
  if (variants === undefined) return { code: 'unknown_flag', detail: `There is no flag "${flag}" in ${environment}.` };
  if (variant !== null && !variants.includes(variant))
    return { code: 'unknown_variant', detail: `The flag "${flag}" has no variant "${variant}".` };
  if (hour === null) return null;
  if (hour.getTime() < now.getTime() - OLDEST_DAYS * 24 * HOUR_MS)
    return { code: 'too_old', detail: `The hour lies more than ${OLDEST_DAYS} days back.` };
  if (hourOf(hour) > now) return { code: 'ahead', detail: 'The hour lies ahead.' };
  return null;
}
