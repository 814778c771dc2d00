import { Button, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { client, queries } from '../../api/client';
import { useList, type ItemOf, type List } from '../../api/pages';
import { useCan, useSession } from '../../api/session';
import { toast } from '../../design/feedback/toast';
import { PersonName } from '../../design/pickers/PersonSelect';
import { StatusBadge, type Tone } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import classes from './Oncall.module.css';

export type Alert = ItemOf<'/api/v1/alerts'>;
type State = Alert['state'];

export const ALERT_STATES: readonly State[] = ['triggered', 'acknowledged', 'resolved'];
const TONES: Record<State, Tone> = { triggered: 'red', acknowledged: 'attention', resolved: 'on' };

export function AlertState({ state }: { state: State }) {
  return <StatusBadge tone={TONES[state]}>{state}</StatusBadge>;
}

const columns: readonly Column<Alert>[] = [
  { key: 'title', header: 'Alert', cell: ({ title }) => title, text: ({ title }) => title, width: '30%' },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => <AlertState state={state} />,
    text: ({ state }) => state,
    width: '9rem',
  },
  {
    key: 'severity',
    header: 'Severity',
    cell: ({ severity }) => severity,
    text: ({ severity }) => severity,
    width: '6rem',
  },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'triggered',
    header: 'Triggered',
    cell: ({ triggeredAt }) => <Time at={triggeredAt} />,
    text: ({ triggeredAt }) => triggeredAt,
    width: '9rem',
  },
  {
    key: 'by',
    header: 'Acknowledged by',
    cell: ({ acknowledgedBy }) => <PersonName person={acknowledgedBy} />,
    text: ({ acknowledgedBy }) => acknowledgedBy ?? '',
    csvOnly: true,
  },
];

interface AlertsTableProps {
  list: List<Alert>;
  label?: string;
  toolbar?: ReactNode;
  empty?: ReactNode;
}

export function AlertsTable({ list, label = 'Alerts', toolbar, empty }: AlertsTableProps) {
  const may = useMayAnswer();
  const act: Column<Alert> = {
    key: 'act',
    header: 'Answer',
    cell: (alert) => <AnswerButtons alert={alert} />,
    text: () => '',
    width: '14rem',
  };
  return (
    <DataTable
      label={label}
      list={list}
      columns={may ? [...columns, act] : columns}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/alerts/${id}`}
      toolbar={toolbar}
      empty={empty}
    />
  );
}

/** What is triggered or acknowledged now; nothing where all is quiet. */
export function OpenAlerts() {
  const triggered = useList('/api/v1/alerts', { query: { state: 'triggered' } });
  const acknowledged = useList('/api/v1/alerts', { query: { state: 'acknowledged' } });
  if (triggered.items.length + acknowledged.items.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>Open alerts</h2>
      {triggered.items.length > 0 && <AlertsTable list={triggered} label="Triggered alerts" />}
      {acknowledged.items.length > 0 && <AlertsTable list={acknowledged} label="Acknowledged alerts" />}
      <Link to="/alerts">All alerts</Link>
    </section>
  );
}

/** Whoever may write, or is on call for any team now; the server looks at each alert's own service. */
function useMayAnswer(): boolean {
  const me = useSession()?.person?.key;
  const oncall = useCan('oncall:write');
  const incidents = useCan('incidents:write');
  const { items } = useList('/api/v1/on-call/teams', {}, { pageSize: 500 });
  return oncall || incidents || items.some(({ person }) => person === me);
}

export function AnswerButtons({ alert: { id, state, title } }: { alert: Pick<Alert, 'id' | 'state' | 'title'> }) {
  const [busy, setBusy] = useState(false);
  const answer = async (step: 'acknowledge' | 'resolve'): Promise<void> => {
    setBusy(true);
    try {
      await client.POST(`/api/v1/alerts/{id}/${step}`, { params: { path: { id } } });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/alerts'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/alerts/{id}'] });
      toast.done(step === 'acknowledge' ? 'Acknowledged: nobody is paged any more' : 'Alert resolved');
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  if (state === 'resolved') return null;
  return (
    <Group gap="xs" wrap="nowrap" className={`${classes.answers} no-print`}>
      {state === 'triggered' && (
        <Button
          size="compact-sm"
          onClick={() => void answer('acknowledge')}
          loading={busy}
          aria-label={`Acknowledge ${title}`}
        >
          Acknowledge
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void answer('resolve')}
        loading={busy}
        aria-label={`Resolve ${title}`}
      >
        Resolve
      </Button>
    </Group>
  );
}
