import { Button, Select } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client';
import { useList } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { toast } from '../../design/feedback/toast';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { DELIVERIES_PATH, DELIVERY_STATES, RECEIVER_PATH, redeliver, type Delivery } from './outgoing';
import { SettingsHead } from './SettingsHead';

/** What was sent to one receiver, and what waits to be. */
export function DeliveriesPage() {
  const { id = '' } = useParams();
  const [filter, setFilter] = useUrlState({ state: '' });
  const receiver = api.useQuery('get', RECEIVER_PATH, { params: { path: { id } } });
  const state =
    filter.state === 'due' || filter.state === 'delivered' || filter.state === 'failed' ? filter.state : undefined;
  const list = useList(DELIVERIES_PATH, { path: { id }, query: { state } });
  return (
    <>
      <SettingsHead
        title={receiver.data?.name ?? 'Deliveries'}
        lead={
          <>
            What was sent to {receiver.data?.target ?? 'it'} in the last 30 days.{' '}
            <Link to="/settings/outgoing">All receivers</Link>
          </>
        }
      />
      <DataTable
        label="Deliveries"
        list={list}
        columns={columnsFor(id)}
        rowKey={(delivery) => delivery.id}
        toolbar={
          <Select
            aria-label="State"
            placeholder="any state"
            clearable
            w={200}
            data={Object.entries(DELIVERY_STATES).map(([value, { word }]) => ({ value, label: word }))}
            value={filter.state === '' ? null : filter.state}
            onChange={(value) => setFilter({ state: value ?? '' })}
          />
        }
        empty={
          <EmptyState icon={IconSend} title="Nothing was sent yet">
            The next flip that it wants to hear of stands here.
          </EmptyState>
        }
      />
    </>
  );
}

async function sendAgain(receiver: string, delivery: string): Promise<void> {
  try {
    await redeliver(receiver, delivery);
    toast.done('It is sent again');
  } catch (error) {
    toast.failed(error);
  }
}

function columnsFor(receiver: string): Column<Delivery>[] {
  return [
    {
      key: 'type',
      header: 'What',
      cell: ({ type, flag, environment }) => (
        <>
          {type}
          {flag !== null && (
            <>
              {' '}
              of <Link to={`/flags/${encodeURIComponent(flag)}`}>{flag}</Link>
            </>
          )}
          {environment !== null && ` in ${environment}`}
        </>
      ),
      text: ({ type, flag, environment }) => [type, flag, environment].filter((each) => each !== null).join(' '),
      width: '30%',
    },
    {
      key: 'state',
      header: 'State',
      cell: ({ state }) => <StatusBadge tone={DELIVERY_STATES[state].tone}>{DELIVERY_STATES[state].word}</StatusBadge>,
      text: ({ state }) => state,
      width: '8rem',
    },
    { key: 'tries', header: 'Tries', cell: ({ tries }) => tries, text: ({ tries }) => String(tries), width: '4rem' },
    {
      key: 'error',
      header: 'Last answer',
      cell: ({ error, status, nextTryAt }) => (
        <>
          {error ?? (status === null ? '' : `answered ${status}`)}
          {error !== null && nextTryAt !== null && (
            <>
              ; again <Time at={nextTryAt} />
            </>
          )}
        </>
      ),
      text: ({ error, status }) => error ?? String(status ?? ''),
    },
    {
      key: 'createdAt',
      header: 'When',
      cell: ({ createdAt }) => <Time at={createdAt} />,
      text: ({ createdAt }) => createdAt,
      width: '8rem',
    },
    {
      key: 'again',
      header: 'Send again',
      action: true,
      cell: ({ id, state }) => (
        <Button
          size="compact-sm"
          variant="default"
          disabled={state === 'due'}
          title={state === 'due' ? 'It is tried again by itself.' : undefined}
          onClick={() => void sendAgain(receiver, id)}
        >
          Redeliver
        </Button>
      ),
      text: () => '',
      width: '8rem',
    },
  ];
}
