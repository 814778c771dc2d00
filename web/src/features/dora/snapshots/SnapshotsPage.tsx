import { Button } from '@mantine/core';
import { IconArrowsDiff, IconCamera } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useList, type ItemOf } from '../../../api/pages';
import { useCan } from '../../../api/session';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { PageHeader } from '../../../design/PageHeader';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { Time } from '../../../design/time/Time';
import { viewerTimeZone } from '../../../design/time/now';
import { useUrlState } from '../../../design/useUrlState';
import { rangeText } from '../trend/points';
import { scopeText } from '../useDoraView';
import { TakeSnapshot } from './TakeSnapshot';

type Snapshot = ItemOf<'/api/v1/dora/snapshots'>;

const columns: readonly Column<Snapshot>[] = [
  { key: 'name', header: 'Snapshot', cell: ({ name }) => name, text: ({ name }) => name, width: '28%' },
  {
    key: 'scope',
    header: 'Of',
    cell: ({ scope, drills }) => scopeText(scope, drills),
    text: ({ scope, drills }) => scopeText(scope, drills),
  },
  {
    key: 'window',
    header: 'Window',
    cell: ({ from, to }) => <span title={`${from} to ${to}`}>{rangeText(from, to, viewerTimeZone)}</span>,
    text: ({ from, to }) => `${from}/${to}`,
    width: '14rem',
  },
  {
    key: 'createdAt',
    header: 'Taken',
    cell: ({ createdAt }) => <Time at={createdAt} />,
    text: ({ createdAt }) => createdAt,
    width: '9rem',
  },
  {
    key: 'facts',
    header: 'Facts',
    align: 'end',
    cell: ({ facts }) => facts.count.toLocaleString('en'),
    text: ({ facts }) => String(facts.count),
    width: '6rem',
  },
];

/** Windows of delivery kept for good, to hold later ones against. */
export function SnapshotsPage() {
  const list = useList('/api/v1/dora/snapshots', {});
  const mayTake = useCan('dora:write');
  const [{ take }, set] = useUrlState({ take: '' });
  const takeOne = mayTake && (
    <Button onClick={() => set({ take: '1' })} leftSection={<IconCamera size={16} aria-hidden="true" />}>
      Take a snapshot
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Snapshots"
        trail={[{ label: 'DORA', to: '/dora' }]}
        lead="The numbers of a window as they were known on a day, kept for good. Two of them can be compared."
        actions={
          <>
            <Button
              component={Link}
              to="/dora/compare"
              variant="default"
              leftSection={<IconArrowsDiff size={16} aria-hidden="true" />}
            >
              Before / after
            </Button>
            {takeOne}
          </>
        }
      />
      <DataTable
        label="Snapshots"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/dora/snapshots/${id}`}
        empty={
          <EmptyState icon={IconCamera} title="No snapshot yet" action={takeOne}>
            Take one before you change how you deliver, and one after: then the two can be compared.
          </EmptyState>
        }
      />
      {mayTake && <TakeSnapshot opened={take !== ''} onClose={() => set({ take: '' })} />}
    </>
  );
}
