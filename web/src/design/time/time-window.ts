/** A stretch of whole days in one time zone, as the pages' addresses hold it. */
export interface TimeWindow {
  /** Days back from the end of today; null: a custom window. */
  days: number | null;
  /** First instant, RFC 3339. */
  from: string;
  /** First instant after it. */
  to: string;
  timeZone: string;
  /** First and last day, `YYYY-MM-DD`. */
  firstDay: string;
  lastDay: string;
}

export const WINDOW_DAYS = [7, 28, 90] as const;

/** The last `days` days, today among them. */
export function lastDays(days: number, now: Date, timeZone: string): TimeWindow {
  const today = dayOf(now, timeZone);
  return between(addDays(today, 1 - days), today, timeZone, days);
}

/** From the start of `firstDay` to the end of `lastDay`. */
export function between(firstDay: string, lastDay: string, timeZone: string, days: number | null = null): TimeWindow {
  return {
    days,
    from: startOfDay(firstDay, timeZone).toISOString(),
    to: startOfDay(addDays(lastDay, 1), timeZone).toISOString(),
    timeZone,
    firstDay,
    lastDay,
  };
}

/** The day that an instant belongs to in a zone, `YYYY-MM-DD`. */
export function dayOf(instant: Date, timeZone: string): string {
  const { year, month, day } = wallParts(instant, timeZone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).format(0) !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The first instant of a day in a zone; where midnight is skipped, the first instant after it. */
export function startOfDay(day: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  // Two tries: the offset at the first guess may be that of the other side of a change.
  let at = wall - offsetMs(new Date(wall), timeZone);
  at = wall - offsetMs(new Date(at), timeZone);
  if (dayOf(new Date(at), timeZone) < day) at += 3_600_000;
  return new Date(at);
}

function offsetMs(instant: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallParts(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant.getTime() / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallParts(instant: Date, timeZone: string) {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}
