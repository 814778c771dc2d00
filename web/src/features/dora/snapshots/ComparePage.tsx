import { Button, Select } from '@mantine/core';
import { IconArrowsDiff, IconArrowsExchange, IconPrinter } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../../../api/client';
import { useList, type ItemOf } from '../../../api/pages';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { ErrorState } from '../../../design/feedback/ErrorState';
import { QueryView } from '../../../design/feedback/QueryView';
import { Waiting } from '../../../design/feedback/Waiting';
import { PageHeader } from '../../../design/PageHeader';
import { viewerTimeZone } from '../../../design/time/now';
import { useUrlState } from '../../../design/useUrlState';
import { rangeText } from '../trend/points';
import { scopeText } from '../useDoraView';
import { ComparisonView } from './ComparisonView';
import classes from './snapshots.module.css';

type Snapshot = ItemOf<'/api/v1/dora/snapshots'>;

/** Two snapshots side by side, with what may be said of the difference. */
export function ComparePage() {
  const [{ before, after }, set] = useUrlState({ before: '', after: '' });
  const list = useList('/api/v1/dora/snapshots', {}, { pageSize: 500 });
  const chosen = before !== '' && after !== '';
  return (
    <>
      <PageHeader
        title="Before / after"
        trail={[
          { label: 'DORA', to: '/dora' },
          { label: 'Snapshots', to: '/dora/snapshots' },
        ]}
        lead="Did delivery get better? A verdict is given only where the data allow one."
        actions={
          chosen && (
            <Button
              variant="default"
              onClick={() => print()}
              leftSection={<IconPrinter size={16} aria-hidden="true" />}
            >
              Print
            </Button>
          )
        }
      />
      <div className={`${classes.choice} no-print`}>
        <SnapshotSelect label="Before" list={list.items} value={before} onChange={(id) => set({ before: id })} />
        <Button
          variant="default"
          className={classes.swap}
          aria-label="Swap before and after"
          disabled={before === '' && after === ''}
          onClick={() => set({ before: after, after: before })}
        >
          <IconArrowsExchange size={16} aria-hidden="true" />
        </Button>
        <SnapshotSelect label="After" list={list.items} value={after} onChange={(id) => set({ after: id })} />
      </div>
      {list.error !== null && <ErrorState error={list.error} retry={list.retry} />}
      {chosen ? (
        <Compared before={before} after={after} />
      ) : (
        <EmptyState
          icon={IconArrowsDiff}
          title="Choose two snapshots"
          action={
            <Button component={Link} to="/dora/snapshots" variant="default">
              Go to the snapshots
            </Button>
          }
        >
          One of the time before you changed something, one of the time after. Windows of the same length and scope
          compare best.
        </EmptyState>
      )}
    </>
  );
}

function Compared({ before, after }: { before: string; after: string }) {
  const comparison = api.useQuery('get', '/api/v1/dora/compare', { params: { query: { before, after } } });
  return (
    <QueryView query={comparison} waiting={<Waiting lines={10} label="Comparing" />}>
      {(answer) => <ComparisonView comparison={answer} />}
    </QueryView>
  );
}

interface SnapshotSelectProps {
  label: string;
  list: readonly Snapshot[];
  value: string;
  onChange: (id: string) => void;
}

function SnapshotSelect({ label, list, value, onChange }: SnapshotSelectProps) {
  const data = list.map(({ id, name, scope, drills, from, to }) => ({
    value: id,
    label: `${name} · ${scopeText(scope, drills)} · ${rangeText(from, to, viewerTimeZone)}`,
  }));
  if (value !== '' && !data.some((option) => option.value === value)) data.unshift({ value, label: value });
  return (
    <Select
      label={label}
      className={classes.select}
      placeholder="Choose a snapshot"
      searchable
      limit={100}
      data={data}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      nothingFoundMessage="No snapshot of that name"
    />
  );
}
