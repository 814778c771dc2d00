import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { client, queries } from '../../api/client';
import { useList, type ItemOf } from '../../api/pages';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { toast } from '../../design/feedback/toast';
import { LinkTabs } from '../../design/LinkTabs';
import { PageHeader } from '../../design/PageHeader';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { PARTS } from './words';

type DeadJob = ItemOf<'/api/v1/jobs'>;

const columns: readonly Column<DeadJob>[] = [
  {
    key: 'consumer',
    header: 'Work',
    cell: ({ consumer }) => consumer,
    text: ({ consumer }) => consumer,
    width: '14rem',
  },
  { key: 'type', header: 'Because of', cell: ({ type }) => type, text: ({ type }) => type, width: '11rem' },
  {
    key: 'error',
    header: 'What went wrong',
    cell: ({ error }) => <span title={error ?? undefined}>{error ?? '–'}</span>,
    text: ({ error }) => error ?? '',
  },
  {
    key: 'attempts',
    header: 'Tries',
    align: 'end',
    cell: ({ attempts }) => attempts,
    text: ({ attempts }) => String(attempts),
    width: '4rem',
  },
  {
    key: 'deadAt',
    header: 'Given up',
    cell: ({ deadAt }) => <Time at={deadAt} />,
    text: ({ deadAt }) => deadAt,
    width: '8.5rem',
  },
  { key: 'id', header: 'Id', cell: ({ id }) => id, text: ({ id }) => id, csvOnly: true },
  { key: 'retry', header: 'Retry', cell: ({ id }) => <Retry id={id} />, text: () => '', action: true, width: '6rem' },
];

/** Work that was given up after its last try. */
export function DeadJobsPage() {
  const list = useList('/api/v1/jobs', {});
  return (
    <>
      <PageHeader title="Dead jobs" lead="Work that was given up after its last try, and waits for a person." />
      <LinkTabs label="Receipts" tabs={PARTS} />
      <DataTable
        label="Dead jobs"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconCircleCheck} title="No dead jobs">
            Whatever was to be done was done, or is still being tried.
          </EmptyState>
        }
      />
    </>
  );
}

function Retry({ id }: { id: string }) {
  const may = useCan('admin');
  const retry = useMutation({
    mutationFn: () => client.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } }),
    onSuccess: () => {
      toast.done('The job is tried again');
      return queries.invalidateQueries({ queryKey: ['get', '/api/v1/jobs'] });
    },
    onError: (error) => toast.failed(error),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={retry.isPending}
      disabled={!may}
      title={may ? undefined : 'Administrators may retry jobs.'}
      onClick={() => retry.mutate()}
    >
      Retry
    </Button>
  );
}
