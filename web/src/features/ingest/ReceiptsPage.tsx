import { Alert, Button, Group, Progress, Select, Text } from '@mantine/core';
import { IconInbox, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { LinkTabs } from '../../design/LinkTabs';
import { PageHeader } from '../../design/PageHeader';
import { SearchField } from '../../design/pickers/SearchField';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { useReplayMany, type Progress as ReplayProgress } from './useReplay';
import { isStatus, MAY_NOT_REPLAY, PARTS, STATUSES, type Receipt } from './words';

const columns: readonly Column<Receipt>[] = [
  { key: 'event', header: 'Event', cell: ({ event }) => event, text: ({ event }) => event, width: '12rem' },
  {
    key: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={STATUSES[status].tone}>{STATUSES[status].word}</StatusBadge>,
    text: ({ status }) => status,
    width: '8.5rem',
  },
  {
    key: 'repository',
    header: 'Repository',
    cell: ({ repository }) => repository ?? '–',
    text: ({ repository }) => repository ?? '',
    width: '11rem',
  },
  {
    key: 'reason',
    header: 'Why',
    cell: ({ reason }) => <span title={reason ?? undefined}>{reason ?? '–'}</span>,
    text: ({ reason }) => reason ?? '',
  },
  {
    key: 'attempts',
    header: 'Tries',
    align: 'end',
    cell: ({ attempts }) => attempts,
    text: ({ attempts }) => String(attempts),
    width: '4rem',
    wide: true,
  },
  {
    key: 'receivedAt',
    header: 'Received',
    cell: ({ receivedAt }) => <Time at={receivedAt} />,
    text: ({ receivedAt }) => receivedAt,
    width: '8.5rem',
  },
];

/** What other systems sent, and what became of it. */
export function ReceiptsPage() {
  const [filters, setFilters] = useUrlState({ status: '', event: '', repository: '' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mayReplay = useCan('facts:write');
  const replaying = useReplayMany();
  const status = isStatus(filters.status) ? filters.status : '';
  const list = useList('/api/v1/receipts', { query: { ...filters, status } });
  const filtered = status !== '' || filters.event !== '' || filters.repository !== '';
  // What left the list by a filter is no longer meant.
  const meant = list.items.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  const start = (): void => {
    setSelected(new Set());
    void replaying.start(meant);
  };
  return (
    <>
      <PageHeader
        title="Receipts"
        lead="Webhooks as they came in. What cannot be placed yet waits in quarantine."
        actions={
          <Button
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            disabled={!mayReplay || meant.length === 0 || replaying.progress?.running === true}
            title={mayReplay ? (meant.length === 0 ? 'Tick the receipts to be replayed.' : undefined) : MAY_NOT_REPLAY}
            onClick={start}
          >
            {meant.length === 0 ? 'Replay selected' : `Replay ${meant.length} selected`}
          </Button>
        }
      />
      <LinkTabs label="Receipts" tabs={PARTS} />
      {replaying.progress && <Replaying progress={replaying.progress} onClose={replaying.clear} />}
      <DataTable
        label="Receipts"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/receipts/${id}`}
        selection={
          mayReplay
            ? { keys: selected, onChange: setSelected, nameOf: ({ event, deliveryId }) => `${event} ${deliveryId}` }
            : undefined
        }
        toolbar={
          <>
            <Select
              aria-label="Status"
              placeholder="Any status"
              clearable
              w={160}
              data={Object.entries(STATUSES).map(([value, { word }]) => ({ value, label: word }))}
              value={status === '' ? null : status}
              onChange={(value) => setFilters({ status: value ?? '' })}
            />
            <SearchField
              label="Event"
              placeholder="Event, as push"
              w={170}
              value={filters.event}
              onChange={(event) => setFilters({ event })}
            />
            <SearchField
              label="Repository"
              placeholder="Repository, as acme/shop"
              value={filters.repository}
              onChange={(repository) => setFilters({ repository })}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={IconSearch} title="No receipt matches">
              {status === 'quarantined' ? 'Nothing waits in quarantine.' : 'Take a filter away.'}
            </EmptyState>
          ) : (
            <EmptyState icon={IconInbox} title="Nothing has come in yet">
              Let GitHub send its webhooks to <code>{`${location.origin}/webhooks/github`}</code>, with the secret of
              the integration.
            </EmptyState>
          )
        }
      />
    </>
  );
}

function Replaying({ progress, onClose }: { progress: ReplayProgress; onClose: () => void }) {
  const { of, done, failed, running } = progress;
  const good = done - failed.length;
  const title = running
    ? `Replaying ${of.toLocaleString('en')} receipts`
    : `${good} of ${of} put back to work${failed.length === 0 ? '' : `, ${failed.length} refused`}`;
  return (
    <Alert
      color={failed.length > 0 ? 'red' : 'gray'}
      variant="light"
      mb="md"
      title={title}
      role="status"
      withCloseButton={!running}
      closeButtonLabel="Hide the result"
      onClose={onClose}
    >
      {running ? (
        <Group gap="md">
          <Progress.Root flex={1} size="sm">
            <Progress.Section value={(100 * done) / of} aria-label="Progress of the replay" />
          </Progress.Root>
          <Text size="sm">
            {done} of {of}
          </Text>
        </Group>
      ) : (
        <>
          <Text size="sm">Each is worked on in a moment; its status changes here by itself.</Text>
          {failed.slice(0, 5).map(({ id, why }) => (
            <Text key={id} size="sm">
              {id}: {why}
            </Text>
          ))}
        </>
      )}
    </Alert>
  );
}
