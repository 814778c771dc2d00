import { instantNow, viewerTimeZone } from '../../design/time/now';
import { addDays, dayOf, isDay } from '../../design/time/time-window';

/** The first day of "the last n days", or the day that the address names; null for neither. */
export function lastingDay(since: string): string | null {
  if (isDay(since)) return since;
  const days = Number(since);
  if (since === '' || !Number.isInteger(days) || days < 1 || days > 3_660) return null;
  return addDays(dayOf(instantNow(), viewerTimeZone), 1 - days);
}
