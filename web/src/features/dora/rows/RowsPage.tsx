import { Tabs } from '@mantine/core';
import { useLocation } from 'react-router';
import { api } from '../../../api/client';
import { QueryView } from '../../../design/feedback/QueryView';
import { Waiting } from '../../../design/feedback/Waiting';
import { PageHeader } from '../../../design/PageHeader';
import { LABELS } from '../numbers/figures';
import { KeyNumber } from '../numbers/KeyNumber';
import { rangeText } from '../trend/points';
import { scopeText } from '../useDoraView';
import { ChangeRows } from './ChangeRows';
import { DeploymentRows } from './DeploymentRows';
import { IncidentRows } from './IncidentRows';
import classes from './rows.module.css';
import { useRowsView, type Tab } from './useRowsView';

/** What a number was computed from, row by row, with the number itself beside it. */
export function RowsPage() {
  const view = useRowsView();
  const { metric, tab, query, scope, drills, set } = view;
  const { search } = useLocation();
  const numbers = api.useQuery('get', '/api/v1/dora', { params: { query } });
  return (
    <>
      <PageHeader
        title={`Behind: ${LABELS[metric].toLowerCase()}`}
        trail={[{ label: 'DORA', to: `/dora${backSearch(search)}` }]}
        lead={`${scopeText(scope, drills)} · ${rangeText(query.from, query.to, query.timezone)}, ${query.timezone}`}
      />
      <div className={classes.number}>
        <QueryView query={numbers} waiting={<Waiting lines={3} label="Loading the number" />}>
          {(answer) => <KeyNumber metric={metric} keys={answer} heading={2} />}
        </QueryView>
      </div>
      <Tabs
        value={tab}
        onChange={(next) => set({ tab: next ?? '', open: '' })}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List aria-label="Kinds of rows" className="no-print">
          <Tabs.Tab value={'changes' satisfies Tab}>Changes</Tabs.Tab>
          <Tabs.Tab value={'deployments' satisfies Tab}>Deployments</Tabs.Tab>
          <Tabs.Tab value={'incidents' satisfies Tab}>Incidents</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="changes">
          <ChangeRows view={view} />
        </Tabs.Panel>
        <Tabs.Panel value="deployments">
          <DeploymentRows view={view} />
        </Tabs.Panel>
        <Tabs.Panel value="incidents">
          <IncidentRows view={view} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** The view that one came from. */
function backSearch(search: string): string {
  const back = new URLSearchParams(search);
  for (const key of ['of', 'start', 'end', 'tab', 'only', 'open']) back.delete(key);
  return back.size === 0 ? '' : `?${back}`;
}
