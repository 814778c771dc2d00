import { instantOfLocal, localDate } from '../../time/index.js';

export const PERIODS = ['week', 'month', 'quarter'] as const;
export type Period = (typeof PERIODS)[number];

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The first such weekday of each week, month or quarter, at a wall time of a time zone. */
export interface Recurrence {
  every: Period;
  weekday: Weekday;
  /** `HH:MM`. */
  at: string;
  timezone: string;
}

const DAY = 86_400_000;
const MONTHS: Record<Period, number> = { week: 0, month: 1, quarter: 3 };

/** The first occurrence after an instant. Wall times that clocks skip or repeat are taken as `instantOfLocal` says. */
export function nextOccurrence(recurrence: Recurrence, after: Date): Date {
  for (let step = 0; ; step += 1) {
    const day = dayOf(recurrence, Date.parse(localDate(after, recurrence.timezone)), step);
    const date = new Date(day).toISOString().slice(0, 10);
    const { at } = instantOfLocal(`${date}T${recurrence.at}`, recurrence.timezone);
    if (at > after) return at;
  }
}

/** The day of the period that holds `today` (midnights as UTC), or of the one so many steps later. */
function dayOf({ every, weekday }: Recurrence, today: number, step: number): number {
  const wanted = WEEKDAYS.indexOf(weekday);
  if (every === 'week') return firstFrom(today, wanted) + step * 7 * DAY;
  const date = new Date(today);
  const month = Math.floor(date.getUTCMonth() / MONTHS[every]) * MONTHS[every] + step * MONTHS[every];
  return firstFrom(Date.UTC(date.getUTCFullYear(), month, 1), wanted);
}

function firstFrom(day: number, weekday: number): number {
  return day + ((weekday - new Date(day).getUTCDay() + 7) % 7) * DAY;
}
