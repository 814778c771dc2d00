import type { Schemas } from '../../../api/client';

export type DrillSchedule = Schemas['DrillScheduleView'];
export type Recurrence = DrillSchedule['recurrence'];

export const PERIODS: readonly Recurrence['every'][] = ['week', 'month', 'quarter'];
export const WEEKDAYS: readonly Recurrence['weekday'][] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** "The first Tuesday of each month at 09:30 (Europe/Berlin)". */
export function recurrenceText({ every, weekday, at, timezone }: Recurrence): string {
  const day = weekday.charAt(0).toUpperCase() + weekday.slice(1);
  const when = every === 'week' ? `Each ${day}` : `The first ${day} of each ${every}`;
  return `${when} at ${at} (${timezone})`;
}
