import { Button, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, client, queries, type Schemas } from '../../api/client';
import { useList, type ItemOf } from '../../api/pages';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { PageHeader } from '../../design/PageHeader';
import { PersonName, usePeople } from '../../design/pickers/PersonSelect';
import { DataTable, type Column } from '../../design/table/DataTable';
import { instantNow } from '../../design/time/now';
import { Time } from '../../design/time/Time';
import classes from './Oncall.module.css';
import { OverrideDialog } from './OverrideDialog';
import { ScheduleDialog } from './ScheduleDialog';

type Schedule = Schemas['ScheduleView'];
type Turn = ItemOf<'/api/v1/schedules/{key}/turns'>;
type Override = ItemOf<'/api/v1/schedules/{key}/overrides'>;

const FEW_TURNS = 10;

export function SchedulePage() {
  const { schedule: key = '' } = useParams();
  const query = api.useQuery('get', '/api/v1/schedules/{key}', { params: { path: { key } } });
  return <QueryView query={query}>{(schedule) => <Page schedule={schedule} />}</QueryView>;
}

function Page({ schedule }: { schedule: Schedule }) {
  const { key, team } = schedule;
  const mayWrite = useCan('oncall:write');
  const [dialog, setDialog] = useState<'override' | 'schedule' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <>
      <PageHeader
        title={key}
        trail={[{ label: 'On call', to: '/on-call' }]}
        lead={<Lead schedule={schedule} />}
        actions={
          mayWrite && (
            <>
              <Button variant="default" onClick={() => setDialog('schedule')}>
                Edit the schedule
              </Button>
              <Button onClick={() => setDialog('override')}>Add an override</Button>
            </>
          )
        }
      />
      <div className={classes.section}>
        <h2>Turns</h2>
        <Turns schedule={key} />
        <h2>Overrides</h2>
        <Overrides schedule={key} mayWrite={mayWrite} />
      </div>
      {dialog === 'override' && <OverrideDialog schedule={key} team={team} onClose={close} />}
      {dialog === 'schedule' && <ScheduleDialog schedule={key} onClose={close} />}
    </>
  );
}

function Lead({ schedule: { team, timezone, rotation, escalateAfterMinutes } }: { schedule: Schedule }) {
  const { data } = usePeople();
  const names = rotation.people.map((person) => data?.items.find(({ key }) => key === person)?.name ?? person);
  return (
    <>
      Team {team}: {names.join(', ')}, {rotation.period === 'daily' ? 'day by day' : 'week by week'}, handed over at{' '}
      {rotation.handoff} ({timezone}). Without acknowledgement the next is paged after {escalateAfterMinutes} min.
    </>
  );
}

const turnColumns: readonly Column<Turn>[] = [
  {
    key: 'person',
    header: 'Person',
    cell: ({ name, overridden }) => `${name ?? 'nobody active'}${overridden ? ' (override)' : ''}`,
    text: ({ person }) => person ?? '',
  },
  { key: 'from', header: 'From', cell: ({ from }) => <Time at={from} as="minute" />, text: ({ from }) => from },
  { key: 'to', header: 'Until', cell: ({ to }) => <Time at={to} as="minute" />, text: ({ to }) => to },
];

/** There is always one more turn, so they come by the button and not by themselves. */
function Turns({ schedule }: { schedule: string }) {
  const list = useList('/api/v1/schedules/{key}/turns', { path: { key: schedule } }, { pageSize: FEW_TURNS });
  const shown = {
    ...list,
    hasMore: false,
    loadMore: () => undefined,
    all: async function* all() {
      yield* list.items;
    },
  };
  return (
    <>
      <DataTable label="Turns" list={shown} columns={turnColumns} rowKey={({ from }) => from} />
      {list.items.length > 0 && (
        <Button variant="subtle" mt="sm" className="no-print" loading={list.loadingMore} onClick={list.loadMore}>
          Later turns
        </Button>
      )}
    </>
  );
}

function Overrides({ schedule, mayWrite }: { schedule: string; mayWrite: boolean }) {
  const [from] = useState(() => instantNow().toISOString());
  const list = useList('/api/v1/schedules/{key}/overrides', { path: { key: schedule }, query: { from } });
  const columns: readonly Column<Override>[] = [
    {
      key: 'person',
      header: 'Person',
      cell: ({ person }) => <PersonName person={person} />,
      text: ({ person }) => person,
    },
    { key: 'from', header: 'From', cell: (one) => <Time at={one.from} as="minute" />, text: (one) => one.from },
    { key: 'to', header: 'Until', cell: ({ to }) => <Time at={to} as="minute" />, text: ({ to }) => to },
    { key: 'by', header: 'Added by', cell: ({ createdBy }) => createdBy, text: ({ createdBy }) => createdBy },
    ...(mayWrite
      ? [
          {
            key: 'remove',
            header: 'Remove',
            cell: (override: Override) => <RemoveButton override={override} />,
            text: () => '',
            width: '7rem',
          },
        ]
      : []),
  ];
  return (
    <DataTable
      label="Overrides"
      list={list}
      columns={columns}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="No override ahead">
          <Text>
            With an override somebody takes over for a while; then the rotation goes on as if nothing had been.
          </Text>
        </EmptyState>
      }
    />
  );
}

function RemoveButton({ override }: { override: Override }) {
  const { id, schedule, person, from, to } = override;
  const remove = async (): Promise<void> => {
    await client.DELETE('/api/v1/schedules/{key}/overrides/{id}', { params: { path: { key: schedule, id } } });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/schedules/{key}/overrides'] });
    toast.done('Override removed', {
      undo: () =>
        client.POST('/api/v1/schedules/{key}/overrides', {
          params: { path: { key: schedule } },
          body: { person, from, to },
        }),
    });
  };
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconTrash size={14} aria-hidden="true" />}
      onClick={() => void remove().catch((error: unknown) => toast.failed(error))}
      aria-label={`Remove the override of ${person}`}
    >
      Remove
    </Button>
  );
}
