import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFlag, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useList, type ItemOf } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';

type Flag = ItemOf<'/api/v1/flags'>;
type Stage = Flag['stage'];

const STAGES: Stage[] = ['active', 'completed', 'archived'];

const columns: readonly Column<Flag>[] = [
  { key: 'name', header: 'Flag', cell: ({ name }) => name, text: ({ key }) => key, width: '32%' },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'production',
    header: 'Environments',
    cell: ({ environments }) => <Environments environments={environments} />,
    text: ({ environments }) =>
      Object.entries(environments)
        .map(([key, { on }]) => `${key}: ${on ? 'on' : 'off'}`)
        .join(', '),
    width: '16rem',
  },
  {
    key: 'expiresAt',
    header: 'Expires',
    cell: ({ expiresAt }) => <Time at={expiresAt} />,
    text: ({ expiresAt }) => expiresAt ?? '',
    width: '9rem',
  },
];

function Environments({ environments }: { environments: Flag['environments'] }) {
  return (
    <span style={{ display: 'inline-flex', gap: '0.75rem', flexWrap: 'wrap' }}>
      {Object.entries(environments).map(([key, { on }]) => (
        <StatusBadge key={key} tone={on ? 'on' : 'off'} title={`${key} is ${on ? 'on' : 'off'}`}>
          {key} {on ? 'on' : 'off'}
        </StatusBadge>
      ))}
    </span>
  );
}

export function FlagsPage() {
  const [filters, setFilters] = useUrlState({ q: '', service: '', stage: 'active' });
  const stage = STAGES.find((known) => known === filters.stage) ?? '';
  const list = useList('/api/v1/flags', { query: { q: filters.q, service: filters.service, stage } });
  const filtered = filters.q !== '' || filters.service !== '';
  return (
    <>
      <PageHeader title="Flags" />
      <DataTable
        label="Flags"
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        toolbar={
          <>
            <Search value={filters.q} onChange={(q) => setFilters({ q })} />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={180}
              value={filters.service}
              onChange={(service) => setFilters({ service })}
            />
            <Select
              aria-label="Stage"
              w={140}
              data={[...STAGES.map((value) => ({ value, label: value })), { value: 'any', label: 'any stage' }]}
              value={stage === '' ? 'any' : stage}
              allowDeselect={false}
              onChange={(value) => setFilters({ stage: value ?? 'active' })}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={IconSearch} title="No flag matches">
              Take a filter away, or look at another stage.
            </EmptyState>
          ) : (
            <EmptyState icon={IconFlag} title="No flags yet">
              A flag lets you turn a part of a service on and off without a deployment.
            </EmptyState>
          )
        }
      />
    </>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 150);
  return (
    <TextInput
      type="search"
      aria-label="Search flags"
      placeholder="Search"
      w={220}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
