import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFlag, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { toast } from '../../design/feedback/toast';
import { useShortcut } from '../../design/keyboard/shortcuts';
import { PageHeader } from '../../design/PageHeader';
import { ServiceSelect, useServices } from '../../design/pickers/CatalogSelect';
import { DataTable } from '../../design/table/DataTable';
import { useUrlState } from '../../design/useUrlState';
import { flagColumns } from './columns';
import { DEBTS, STAGES, type Debt } from './flag';
import { CreateFlag } from './FlagForm';
import { OwnerSelect } from './OwnerSelect';
import { USAGES, type UsageState } from './usage';

const DEBT_CHOICES: { value: Debt | 'any'; label: string }[] = [
  { value: 'any', label: 'owes anything' },
  ...(Object.keys(DEBTS) as Debt[]).map((value) => ({ value, label: DEBTS[value].label })),
];
const USAGE_CHOICES = (Object.keys(USAGES) as UsageState[]).map((value) => ({ value, label: USAGES[value].label }));
const SORTS = ['key', 'expiresAt', 'updatedAt'] as const;

export function FlagsPage() {
  const [filters, setFilters] = useUrlState({
    q: '',
    service: '',
    owner: '',
    stage: 'active',
    debt: '',
    usage: '',
    sort: 'key',
    new: '',
  });
  const mayWrite = useCan('flags:write');
  const navigate = useNavigate();
  const services = useServices().data?.items;
  const production = useMemo(
    () =>
      new Map(
        services?.map(({ key, environments }) => [
          key,
          environments.filter((environment) => environment.production).map((environment) => environment.key),
        ]),
      ),
    [services],
  );
  const sort = SORTS.find((known) => known === filters.sort) ?? 'key';
  const list = useList(
    '/api/v1/flags',
    {
      query: {
        q: filters.q,
        service: filters.service,
        owner: filters.owner,
        stage: STAGES.find((known) => known === filters.stage) ?? '',
        debt: DEBT_CHOICES.find(({ value }) => value === filters.debt)?.value ?? '',
        usage: USAGE_CHOICES.find(({ value }) => value === filters.usage)?.value ?? '',
        sort,
      },
    },
    // A screen or two: what comes while one scrolls comes sooner in small pages.
    { pageSize: 50 },
  );
  const filtered =
    filters.q + filters.service + filters.owner + filters.debt + filters.usage !== '' || filters.stage !== 'active';
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setFilters({ new: '1' })}>
      New flag
    </Button>
  );
  useShortcut({ keys: 'c', label: 'Create a flag', group: 'This page' }, () => setFilters({ new: '1' }), mayWrite);

  return (
    <>
      <PageHeader
        title="Flags"
        actions={
          mayWrite && (
            <>
              <Button variant="default" component={Link} to="/flag-import">
                Import
              </Button>
              {create}
            </>
          )
        }
      />
      <DataTable
        label="Flags"
        list={list}
        columns={flagColumns(production)}
        rowKey={({ key }) => key}
        rowTo={({ key }) => `/flags/${encodeURIComponent(key)}`}
        order={{
          // The server knows one direction of each: soonest expiry, latest change.
          by: sort === 'updatedAt' ? '-updatedAt' : sort,
          onChange: (by) => setFilters({ sort: by.replace(/^-/, '') }),
        }}
        toolbar={
          <>
            <Search value={filters.q} onChange={(q) => setFilters({ q })} />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={150}
              value={filters.service}
              onChange={(service) => setFilters({ service })}
            />
            <OwnerSelect
              aria-label="Owner"
              placeholder="Any owner"
              w={140}
              value={filters.owner}
              onChange={(owner) => setFilters({ owner })}
            />
            <Select
              aria-label="Stage"
              w={130}
              data={[...STAGES.map((value) => ({ value, label: value })), { value: 'any', label: 'any stage' }]}
              value={STAGES.find((known) => known === filters.stage) ?? 'any'}
              allowDeselect={false}
              onChange={(stage) => setFilters({ stage: stage ?? 'active' })}
            />
            <Select
              aria-label="Debt"
              placeholder="Any debt or none"
              w={150}
              clearable
              data={DEBT_CHOICES}
              value={filters.debt === '' ? null : filters.debt}
              onChange={(debt) => setFilters({ debt: debt ?? '' })}
            />
            <Select
              aria-label="Usage"
              placeholder="Used or not"
              w={140}
              clearable
              data={USAGE_CHOICES}
              value={filters.usage === '' ? null : filters.usage}
              onChange={(usage) => setFilters({ usage: usage ?? '' })}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState
              icon={IconSearch}
              title="No flag matches"
              action={
                <Button
                  variant="default"
                  onClick={() => setFilters({ q: '', service: '', owner: '', stage: 'active', debt: '', usage: '' })}
                >
                  Take all filters away
                </Button>
              }
            >
              Take a filter away, or look at another stage.
            </EmptyState>
          ) : (
            <EmptyState icon={IconFlag} title="No flags yet" action={mayWrite && create}>
              A flag lets you turn a part of a service on and off without a deployment. It is born off everywhere, with
              an owner and, where it should go again, with an end.
            </EmptyState>
          )
        }
      />
      <CreateFlag
        opened={filters.new !== ''}
        service={filters.service}
        onClose={() => setFilters({ new: '' })}
        onCreated={({ key, name }) => {
          toast.done(`${name} is there, off everywhere`);
          void navigate(`/flags/${encodeURIComponent(key)}`);
        }}
      />
    </>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const field = useRef<HTMLInputElement>(null);
  const tell = useDebouncedCallback((next: string) => {
    told.current = next;
    onChange(next);
  }, 120);
  // The address changed from elsewhere: back, or "Take all filters away".
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useShortcut({ keys: 'f', label: 'Search flags', group: 'This page' }, () => field.current?.select());
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label="Search flags"
      placeholder="Search"
      w={200}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
