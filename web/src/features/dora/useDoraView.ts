import { useLocation } from 'react-router';
import { useTimeWindow } from '../../design/pickers/useTimeWindow';
import { useUrlState } from '../../design/useUrlState';
import type { Metric } from './numbers/figures';
import { usualBucket, type BucketSize } from './trend/points';

const SIZES: readonly BucketSize[] = ['day', 'week', 'month'];
export const DEFAULT_DAYS = 28;

/** What is looked at, as the address has it: scope, window and bucket. */
export function useDoraView() {
  const [state, set] = useUrlState({ service: '', team: '', environment: '', bucket: '' });
  const [window] = useTimeWindow(DEFAULT_DAYS);
  const days = (Date.parse(window.to) - Date.parse(window.from)) / 86_400_000;
  const bucket = SIZES.find((size) => size === state.bucket) ?? usualBucket(days);
  const scope = scopeOf(state);
  return {
    scope,
    window,
    bucket,
    query: { ...scope, from: window.from, to: window.to, timezone: window.timeZone },
    set,
  };
}

export type Scope = { service?: string; team?: string; environment?: string };

/** Empty means any. */
export function scopeOf({ service, team, environment }: { service: string; team: string; environment: string }): Scope {
  return {
    ...(service === '' ? {} : { service }),
    ...(team === '' ? {} : { team }),
    ...(environment === '' ? {} : { environment }),
  };
}

/** The scope in words: "checkout, staging". */
export function scopeText({ service, team, environment }: Scope): string {
  const whose = service ?? (team === undefined ? 'All services' : `Team ${team}`);
  return `${service !== undefined && team !== undefined ? `${service} of team ${team}` : whose}, ${environment ?? 'production'}`;
}

/** The address of the rows behind a metric between two instants; the present view is kept in it for the way back. */
export function useRowsAddress(): (of: Metric, start: string, end: string) => string {
  const { search } = useLocation();
  return (of, start, end) => {
    const to = new URLSearchParams(search);
    to.set('of', of);
    to.set('start', start);
    to.set('end', end);
    return `/dora/rows?${to}`;
  };
}
