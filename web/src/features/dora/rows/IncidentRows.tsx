import { IconFlame } from '@tabler/icons-react';
import { useList } from '../../../api/pages';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { StatusBadge } from '../../../design/StatusBadge';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { durationText } from '../../../design/time/instants';
import { Time } from '../../../design/time/Time';
import { IncidentDrawer } from './IncidentDrawer';
import { causeText, confidenceText, linkedText, type Incident } from './links';
import { useOpenRow } from './openRow';
import classes from './rows.module.css';
import type { useRowsView } from './useRowsView';

const columns: readonly Column<Incident>[] = [
  { key: 'title', header: 'Incident', cell: ({ id, title }) => title ?? id, text: ({ id }) => id, width: '25%' },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service, width: '12%' },
  {
    key: 'startedAt',
    header: 'Began',
    cell: ({ startedAt }) => <Time at={startedAt} as="minute" />,
    text: ({ startedAt }) => startedAt,
    width: '10.5rem',
  },
  {
    key: 'recovery',
    header: 'Recovery',
    cell: ({ open, seconds }) =>
      open ? (
        <StatusBadge tone="red">Open, {durationText(seconds)}</StatusBadge>
      ) : (
        <StatusBadge tone="on">{durationText(seconds)}</StatusBadge>
      ),
    text: ({ open, seconds }) => `${seconds}${open ? ' (open)' : ''}`,
    width: '9rem',
  },
  {
    key: 'cause',
    header: 'Cause',
    cell: (row) => causeText(row),
    text: (row) => causeText(row),
  },
  {
    key: 'method',
    header: 'How it was linked',
    cell: ({ method, confidence }) => (
      <span className={classes.quiet}>
        {[linkedText(method), confidenceText(confidence)].filter(Boolean).join(', ')}
      </span>
    ),
    text: ({ method, confidence }) => `${method}${confidence === null ? '' : ` ${confidence}`}`,
  },
];

/** The incidents that began in the range; one opens with its link, which can be corrected there. */
export function IncidentRows({ view }: { view: ReturnType<typeof useRowsView> }) {
  const list = useList('/api/v1/dora/incidents', { query: view.query });
  const openRow = useOpenRow();
  return (
    <>
      <p className={classes.quiet}>
        Incidents stand by their beginning; a failed deployment counts by its finish, so that an incident just after the
        range may be its cause.
      </p>
      <DataTable
        label="Incidents"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => openRow(id)}
        empty={<EmptyState icon={IconFlame} title="No incident began here" />}
      />
      <IncidentDrawer
        incident={list.items.find(({ id }) => id === view.open)}
        timeZone={view.timeZone}
        onClose={() => view.set({ open: '' })}
      />
    </>
  );
}
