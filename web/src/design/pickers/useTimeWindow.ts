import { useMemo } from 'react';
import { addDays, between, dayOf, isDay, isTimeZone, type TimeWindow } from '../time/time-window';
import { useNow, viewerTimeZone } from '../time/now';
import { useUrlState } from '../useUrlState';

export interface WindowChange {
  days?: number;
  firstDay?: string;
  lastDay?: string;
  timeZone?: string;
}

const MOST_DAYS = 3_660;

/** The time window of the page, from its address: `?window=28` or `?from=2026-11-01&to=2026-11-21`, and `&zone=Europe/Berlin`. */
export function useTimeWindow(defaultDays = 28): [TimeWindow, (change: WindowChange) => void] {
  const [state, set] = useUrlState({ window: String(defaultDays), from: '', to: '', zone: viewerTimeZone });
  const now = useNow();
  const timeZone = isTimeZone(state.zone) ? state.zone : viewerTimeZone;
  const custom = isDay(state.from) && isDay(state.to) && state.from <= state.to;
  const asked = Number(state.window);
  const days = Number.isInteger(asked) && asked >= 1 && asked <= MOST_DAYS ? asked : defaultDays;
  const lastDay = custom ? state.to : dayOf(now, timeZone);
  const firstDay = custom ? state.from : addDays(lastDay, 1 - days);
  const preset = custom ? null : days;
  // The clock ticks on, but the window is the same object as long as its days are.
  const window = useMemo(() => between(firstDay, lastDay, timeZone, preset), [firstDay, lastDay, timeZone, preset]);
  return [
    window,
    (change) => {
      if (change.days !== undefined) set({ window: String(change.days), from: '', to: '' });
      else if (change.timeZone !== undefined) set({ zone: change.timeZone });
      else set({ window: undefined, from: change.firstDay ?? firstDay, to: change.lastDay ?? lastDay });
    },
  ];
}
