import { Button } from '@mantine/core';
import { IconScript, IconSearch } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useList, type ItemOf } from '../../../api/pages';
import { useCan } from '../../../api/session';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { PageHeader } from '../../../design/PageHeader';
import { ServiceSelect } from '../../../design/pickers/CatalogSelect';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { Time } from '../../../design/time/Time';
import { useUrlState } from '../../../design/useUrlState';
import { Parts } from '../Parts';

type Scenario = ItemOf<'/api/v1/drill-scenarios'>;

const columns: readonly Column<Scenario>[] = [
  { key: 'title', header: 'Scenario', cell: ({ title }) => title, text: ({ title }) => title, width: '40%' },
  { key: 'key', header: 'Key', cell: ({ key }) => key, text: ({ key }) => key },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'by',
    header: 'Changed by',
    cell: ({ updatedBy }) => <PersonName person={updatedBy} />,
    text: ({ updatedBy }) => updatedBy,
    wide: true,
  },
  {
    key: 'at',
    header: 'Changed',
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
    text: ({ updatedAt }) => updatedAt,
    width: '8.5rem',
  },
];

/** What can be played. */
export function ScenariosPage() {
  const [{ service }, set] = useUrlState({ service: '' });
  const list = useList('/api/v1/drill-scenarios', { query: { service } });
  const write = useCan('incidents:write') && (
    <Button component={Link} to="/drills/scenarios/new">
      New scenario
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Scenarios"
        trail={[{ label: 'Drills', to: '/drills' }]}
        lead="What happens to a service, what must be seen, and what its people do. Written in YAML."
        actions={write}
      />
      <Parts />
      <DataTable
        label="Scenarios"
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        rowTo={({ key }) => `/drills/scenarios/${encodeURIComponent(key)}`}
        toolbar={
          <ServiceSelect
            label={undefined}
            aria-label="Service"
            placeholder="Any service"
            w={180}
            value={service}
            onChange={(key) => set({ service: key })}
          />
        }
        empty={
          service === '' ? (
            <EmptyState icon={IconScript} title="No scenario yet" action={write}>
              Write one for a service of yours, or upload its file: two for the shop of the examples come with Delivery
              Loop.
            </EmptyState>
          ) : (
            <EmptyState icon={IconSearch} title="No scenario for this service">
              Take the filter away, or write one.
            </EmptyState>
          )
        }
      />
    </>
  );
}
