import { Button } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useState } from 'react';
import { client, queries } from '../../../api/client';
import { useList } from '../../../api/pages';
import { useCan } from '../../../api/session';
import { Confirm } from '../../../design/feedback/Confirm';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { toast } from '../../../design/feedback/toast';
import { PageHeader } from '../../../design/PageHeader';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { StatusBadge } from '../../../design/StatusBadge';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { useUrlState } from '../../../design/useUrlState';
import { Parts } from '../Parts';
import { recurrenceText, type DrillSchedule } from './recurrence';
import { ScheduleDialog } from './ScheduleDialog';

const PATH = '/api/v1/drill-schedules';

/** Drills that come again; whoever is on call then is reminded. */
export function SchedulesPage() {
  const [{ schedule }, set] = useUrlState({ schedule: '' });
  const [ending, setEnding] = useState<string | null>(null);
  const may = useCan('incidents:write');
  const list = useList(PATH, {});
  const add = may && <Button onClick={() => set({ schedule: 'new' })}>New schedule</Button>;
  const columns: readonly Column<DrillSchedule>[] = [
    { key: 'key', header: 'Schedule', cell: ({ key }) => key, text: ({ key }) => key, width: '20%' },
    { key: 'scenario', header: 'Scenario', cell: ({ scenario }) => scenario, text: ({ scenario }) => scenario },
    {
      key: 'recurrence',
      header: 'Comes',
      cell: ({ recurrence }) => recurrenceText(recurrence),
      text: ({ recurrence }) => recurrenceText(recurrence),
      width: '32%',
    },
    {
      key: 'surprise',
      header: 'How',
      cell: ({ surprise, fault }) =>
        fault === null ? (
          surprise ? (
            'a surprise'
          ) : (
            'announced'
          )
        ) : (
          <StatusBadge tone="red" title={fault}>
            {fault}
          </StatusBadge>
        ),
      text: ({ surprise, fault }) => fault ?? (surprise ? 'surprise' : 'announced'),
    },
    {
      key: 'facilitator',
      header: 'Facilitator',
      cell: ({ facilitator }) => <PersonName person={facilitator} />,
      text: ({ facilitator }) => facilitator ?? '',
      width: '9rem',
    },
    ...(may
      ? [
          {
            key: 'acts',
            header: 'Acts',
            action: true,
            width: '6rem',
            cell: ({ key }: DrillSchedule) => (
              <Button variant="subtle" onClick={() => setEnding(key)} aria-label={`End ${key}`}>
                End …
              </Button>
            ),
            text: () => '',
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title="Drill schedules"
        trail={[{ label: 'Drills', to: '/drills' }]}
        lead="Drills that come again. Whoever is on call then is reminded a day and an hour before."
        actions={add}
      />
      <Parts />
      <DataTable
        label="Schedules"
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        {...(may ? { rowTo: ({ key }: DrillSchedule) => `?schedule=${encodeURIComponent(key)}` } : {})}
        empty={
          <EmptyState icon={IconCalendarEvent} title="No drill comes again yet" action={add}>
            What was proved once wears off. Let a scenario come each month, and the runs plan themselves.
          </EmptyState>
        }
      />
      {may && schedule !== '' && (
        <ScheduleDialog schedule={schedule === 'new' ? null : schedule} onClose={() => set({ schedule: '' })} />
      )}
      <Confirm
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={`End the schedule ${ending ?? ''}?`}
        confirmLabel="End the schedule"
        onConfirm={async () => {
          await client.DELETE('/api/v1/drill-schedules/{key}', { params: { path: { key: ending ?? '' } } });
          await queries.invalidateQueries({ queryKey: ['get', PATH] });
          toast.done('The schedule is ended');
        }}
      >
        What it planned and nobody has started goes with it. Runs that were played stay.
      </Confirm>
    </>
  );
}
