import { SegmentedControl } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useList } from '../../../api/pages';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { countText } from '../../../design/numbers';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { Time } from '../../../design/time/Time';
import { DeploymentDrawer } from './DeploymentDrawer';
import { confidenceText, linkedText, reworkText, type Deployment } from './links';
import { useOpenRow } from './openRow';
import { Outcome } from './Outcome';
import classes from './rows.module.css';
import type { useRowsView } from './useRowsView';

const columns: readonly Column<Deployment>[] = [
  {
    key: 'id',
    header: 'Deployment',
    cell: ({ id, drillRun }) => (drillRun === null ? id : `${id} · drill`),
    text: ({ id }) => id,
    width: '17%',
  },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service, width: '13%' },
  {
    key: 'finishedAt',
    header: 'Finished',
    cell: ({ finishedAt }) => <Time at={finishedAt} as="minute" />,
    text: ({ finishedAt }) => finishedAt,
    width: '10.5rem',
  },
  {
    key: 'changes',
    header: 'Carried',
    cell: ({ changes, idle }) => (idle === null ? countText(changes.length, 'change') : idle),
    text: ({ changes }) => changes.map(({ id }) => id).join(' '),
    width: '6.5rem',
  },
  {
    key: 'failed',
    header: 'Outcome',
    cell: (row) => <Outcome row={row} />,
    text: ({ failed, recovery }) =>
      failed ? `failed, ${recovery?.open === true ? 'open' : `restored after ${recovery?.seconds ?? ''} s`}` : 'fine',
    width: '10rem',
  },
  {
    key: 'why',
    header: 'Why',
    cell: (row) => (
      <span className={classes.quiet} title={whyOf(row)}>
        {whyOf(row)}
      </span>
    ),
    text: ({ incidents, reworkBy }) =>
      [
        ...incidents.map(({ incident, method, confidence }) => `${incident} (${method}, ${confidence ?? ''})`),
        ...(reworkBy === null ? [] : [`rework: ${reworkBy}`]),
      ].join(' '),
  },
  { key: 'drillRun', header: 'Drill', cell: () => null, text: ({ drillRun }) => drillRun ?? '', csvOnly: true },
  {
    key: 'environment',
    header: 'Environment',
    cell: ({ environment }) => environment,
    text: ({ environment }) => environment,
    csvOnly: true,
  },
  { key: 'sha', header: 'Commit', cell: ({ sha }) => sha, text: ({ sha }) => sha ?? '', csvOnly: true },
];

/** How it is linked to incidents, and what makes it rework. */
function whyOf({ incidents, reworkBy }: Deployment): string {
  const links = incidents.map(
    ({ incident, method, confidence }) => `${incident}: ${linkedText(method)}, ${confidenceText(confidence)}`,
  );
  return [...links, ...(reworkBy === null ? [] : [`rework: ${reworkText(reworkBy)}`])].join('; ');
}

/** The deployments that finished in the range; one opens with what it carried and what it is blamed for. */
export function DeploymentRows({ view }: { view: ReturnType<typeof useRowsView> }) {
  const { query, only, open, set } = view;
  const list = useList('/api/v1/dora/deployments', { query: { ...query, only } });
  const openRow = useOpenRow();
  return (
    <>
      <DataTable
        label="Deployments"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => openRow(id)}
        toolbar={
          <SegmentedControl
            aria-label="Which deployments"
            value={only}
            onChange={(next) => set({ only: next })}
            data={[
              { value: '', label: 'All' },
              { value: 'failed', label: 'Failed' },
              { value: 'rework', label: 'Rework' },
            ]}
          />
        }
        empty={
          <EmptyState icon={IconRocket} title={only === '' ? 'No deployment finished here' : 'None of these'}>
            {only === 'failed' && 'No incident is linked to a deployment of this time.'}
            {only === 'rework' && 'No deployment of this time was a hotfix or a rollback.'}
          </EmptyState>
        }
      />
      <DeploymentDrawer
        deployment={list.items.find(({ id }) => id === open)}
        timeZone={view.timeZone}
        onClose={() => set({ open: '' })}
      />
    </>
  );
}
