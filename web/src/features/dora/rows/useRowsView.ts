import { useUrlState } from '../../../design/useUrlState';
import { useTimeWindow } from '../../../design/pickers/useTimeWindow';
import { METRICS, type Metric } from '../numbers/figures';
import { countedOf, DEFAULT_DAYS, drillsOf, scopeOf } from '../useDoraView';

export const TABS = ['changes', 'deployments', 'incidents'] as const;
export type Tab = (typeof TABS)[number];

/** Where one looks first for the rows of a metric. */
const FIRST: Record<Metric, { tab: Tab; only: '' | 'failed' | 'rework' }> = {
  leadTime: { tab: 'changes', only: '' },
  deploymentFrequency: { tab: 'deployments', only: '' },
  changeFailRate: { tab: 'deployments', only: 'failed' },
  recoveryTime: { tab: 'deployments', only: 'failed' },
  reworkRate: { tab: 'deployments', only: 'rework' },
};

/** Which rows are looked at, as the address has it. */
export function useRowsView() {
  const [state, set] = useUrlState({
    service: '',
    team: '',
    environment: '',
    drills: '',
    drill: '',
    of: 'changeFailRate',
    start: '',
    end: '',
    tab: '',
    only: 'usual',
    open: '',
  });
  const [window] = useTimeWindow(DEFAULT_DAYS);
  const metric = METRICS.find((known) => known === state.of) ?? 'changeFailRate';
  const tab = TABS.find((known) => known === state.tab) ?? FIRST[metric].tab;
  const usual = FIRST[metric].only;
  const only = state.only === 'usual' ? usual : (['failed', 'rework'] as const).find((known) => known === state.only);
  const from = isInstant(state.start) ? state.start : window.from;
  const to = isInstant(state.end) ? state.end : window.to;
  const scope = scopeOf(state);
  const counted = countedOf(state);
  return {
    metric,
    tab,
    only: only ?? ('' as const),
    open: state.open,
    timeZone: window.timeZone,
    scope,
    drills: drillsOf(counted),
    query: { ...scope, ...counted, from, to, timezone: window.timeZone },
    set,
  };
}

function isInstant(text: string): boolean {
  return text !== '' && !Number.isNaN(Date.parse(text));
}
