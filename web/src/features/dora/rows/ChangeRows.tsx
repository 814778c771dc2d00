import { IconGitPullRequest } from '@tabler/icons-react';
import { useList, type List } from '../../../api/pages';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { Duration } from '../../../design/time/Duration';
import { Time } from '../../../design/time/Time';
import { carriedText, type Deployment } from './links';
import { useOpenRow } from './openRow';
import classes from './rows.module.css';
import type { useRowsView } from './useRowsView';

type Change = Deployment['changes'][number] & { deployment: Deployment };

const STAGES = ['coding', 'pickup', 'review', 'deploy'] as const;
const seconds = (value: number | null): string => (value === null ? '' : String(value));

const columns: readonly Column<Change>[] = [
  { key: 'id', header: 'Change', cell: ({ id }) => id, text: ({ id }) => id, width: '20%' },
  {
    key: 'lead',
    header: 'Lead time',
    cell: (change) => (
      <>
        <Duration seconds={change.leadTimeSeconds} />
        {change.approximate && <span className={classes.quiet}> approximate</span>}
        {!change.counted && change.leadTimeSeconds !== null && <span className={classes.quiet}> not counted here</span>}
      </>
    ),
    text: ({ leadTimeSeconds }) => seconds(leadTimeSeconds),
    width: '10rem',
  },
  ...STAGES.map((stage): Column<Change> => ({
    key: stage,
    header: stage[0]?.toUpperCase() + stage.slice(1),
    cell: ({ stages }) => <Duration seconds={stages[stage]} />,
    text: ({ stages }) => seconds(stages[stage]),
    width: '6.5rem',
  })),
  {
    key: 'deployment',
    header: 'Delivered by',
    cell: ({ deployment }) => (
      <>
        {deployment.id} <Time at={deployment.finishedAt} />
      </>
    ),
    text: ({ deployment }) => `${deployment.id} ${deployment.finishedAt}`,
  },
  {
    key: 'method',
    header: 'Found',
    cell: ({ method }) => <span title={carriedText(method)}>{carriedText(method)}</span>,
    text: ({ method }) => method,
    wide: true,
  },
];

/** The changes that the deployments of the range carried, each with its lead time. */
export function ChangeRows({ view }: { view: ReturnType<typeof useRowsView> }) {
  const list = useList('/api/v1/dora/deployments', { query: view.query });
  const open = useOpenRow();
  return (
    <DataTable
      label="Changes"
      list={changesOf(list)}
      columns={columns}
      rowKey={({ id, deployment }) => `${deployment.id} ${id}`}
      rowTo={({ deployment }) => `${open(deployment.id)}&tab=deployments&only=`}
      empty={
        <EmptyState icon={IconGitPullRequest} title="No change of known lead time">
          The deployments here carried none, or what they carried is not known: import the git history, or let
          deployments list their changes.
        </EmptyState>
      }
    />
  );
}

const of = (deployment: Deployment): Change[] => deployment.changes.map((change) => ({ ...change, deployment }));

/** The list of deployments as the list of what they carried. */
function changesOf(list: List<Deployment>): List<Change> {
  return {
    ...list,
    total: null,
    items: list.items.flatMap(of),
    async *all() {
      for await (const deployment of list.all()) yield* of(deployment);
    },
  };
}
