import { useLocation } from 'react-router';
import { useTimeWindow } from '../../design/pickers/useTimeWindow';
import type { Schemas } from '../../api/client';
import { useUrlState } from '../../design/useUrlState';
import type { Metric } from './numbers/figures';
import { usualBucket, type BucketSize } from './trend/points';

const SIZES: readonly BucketSize[] = ['day', 'week', 'month'];
export const DEFAULT_DAYS = 28;

/** What is looked at, as the address has it: scope, window and bucket. */
export function useDoraView() {
  const [state, set] = useUrlState({ service: '', team: '', environment: '', drills: '', drill: '', bucket: '' });
  const [window] = useTimeWindow(DEFAULT_DAYS);
  const days = (Date.parse(window.to) - Date.parse(window.from)) / 86_400_000;
  const bucket = SIZES.find((size) => size === state.bucket) ?? usualBucket(days);
  const scope = scopeOf(state);
  const counted = countedOf(state);
  return {
    scope,
    counted,
    window,
    bucket,
    query: { ...scope, ...counted, from: window.from, to: window.to, timezone: window.timeZone },
    set,
  };
}

type DoraDrills = Schemas['DoraAnswer']['drills'];

export type Scope = { service?: string; team?: string; environment?: string };

/** Empty means any. */
export function scopeOf({ service, team, environment }: { service: string; team: string; environment: string }): Scope {
  return {
    ...(service === '' ? {} : { service }),
    ...(team === '' ? {} : { team }),
    ...(environment === '' ? {} : { environment }),
  };
}

/** What of drills is counted; by default nothing. */
export type Counted = { drills?: 'include'; drill?: string };

export function countedOf({ drills, drill }: { drills: string; drill: string }): Counted {
  if (drill !== '') return { drill };
  return drills === 'include' ? { drills } : {};
}

/** The same as answers say it. */
export function drillsOf({ drills, drill }: Counted): DoraDrills {
  if (drill !== undefined) return { run: drill };
  return drills === 'include' ? 'included' : 'excluded';
}

function drillsText(drills: DoraDrills): string {
  if (typeof drills === 'object') return `, drill ${drills.run} alone`;
  return drills === 'included' ? ', with drills' : '';
}

/** The scope in words: "checkout, staging". */
export function scopeText({ service, team, environment }: Scope, drills: DoraDrills = 'excluded'): string {
  const whose = service ?? (team === undefined ? 'All services' : `Team ${team}`);
  return `${service !== undefined && team !== undefined ? `${service} of team ${team}` : whose}, ${environment ?? 'production'}${drillsText(drills)}`;
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
