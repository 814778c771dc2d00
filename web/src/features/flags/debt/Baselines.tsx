import { Button } from '@mantine/core';
import { useState } from 'react';
import { client, queries } from '../../../api/client';
import { useList, type ItemOf } from '../../../api/pages';
import { useCan } from '../../../api/session';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { toast } from '../../../design/feedback/toast';
import { ServiceSelect } from '../../../design/pickers/CatalogSelect';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { Time } from '../../../design/time/Time';

type Baseline = ItemOf<'/api/v1/flag-baselines'>;

const columns: readonly Column<Baseline>[] = [
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'left',
    header: 'Left',
    cell: ({ left, admitted }) => `${left} of ${admitted}`,
    text: ({ left }) => String(left),
  },
  { key: 'why', header: 'Why', cell: ({ reason }) => reason, text: ({ reason }) => reason, width: '40%' },
  { key: 'who', header: 'Admitted by', cell: ({ admittedBy }) => admittedBy, text: ({ admittedBy }) => admittedBy },
  {
    key: 'when',
    header: 'When',
    cell: ({ admittedAt }) => <Time at={admittedAt} />,
    text: ({ admittedAt }) => admittedAt,
  },
];

/** Debt that was there before the guard: admitted once, and fewer from then on. */
export function Baselines() {
  const list = useList('/api/v1/flag-baselines', {});
  const may = useCan('admin');
  const [admitting, setAdmitting] = useState(false);
  const [service, setService] = useState('');
  return (
    <section>
      <h2>Baselines</h2>
      <DataTable
        label="Baselines"
        list={list}
        columns={columns}
        rowKey={(row) => row.service}
        toolbar={
          may && (
            <Button variant="default" onClick={() => setAdmitting(true)}>
              Admit the debt of a service
            </Button>
          )
        }
        empty={
          <EmptyState title="No debt was admitted">
            An administrator may admit what a service owes now, once; the guard then blocks only what is new.
          </EmptyState>
        }
      />
      <ConfirmWithReason
        opened={admitting}
        onClose={() => setAdmitting(false)}
        title="Admit the debt of a service?"
        confirmLabel="Admit it"
        onConfirm={async (reason) => {
          await client.POST('/api/v1/flag-baselines', { body: { service, reason } });
          toast.done(`The debt of ${service} is admitted; from now on it only falls`);
          await queries.invalidateQueries({ queryKey: ['get', '/api/v1/flag-baselines'] });
        }}
      >
        It can be done once for each service. What is mended leaves for good, and what is new blocks.
        <ServiceSelect required value={service} onChange={setService} />
      </ConfirmWithReason>
    </section>
  );
}
