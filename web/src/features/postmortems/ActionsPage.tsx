import { Button, Select, Switch } from '@mantine/core';
import { IconChecklist, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/session';
import { useList } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { OwnerSelect } from '../../design/pickers/OwnerSelect';
import { DataTable, type Column } from '../../design/table/DataTable';
import { useUrlState } from '../../design/useUrlState';
import { ActionState, DueDate, Owner, ownerText, type Action } from './action-parts';
import { LinkDialog } from './LinkDialog';

const columns: readonly Column<Action>[] = [
  { key: 'title', header: 'Action', cell: ({ title }) => title, text: ({ title }) => title, width: '26%' },
  {
    key: 'state',
    header: 'State',
    cell: (action) => <ActionState action={action} />,
    text: ({ state }) => state,
    width: '7rem',
  },
  {
    key: 'due',
    header: 'Due',
    cell: (action) => <DueDate action={action} />,
    text: ({ dueAt }) => dueAt,
    width: '8rem',
  },
  {
    key: 'owner',
    header: 'Owner',
    cell: ({ owner }) => <Owner owner={owner} />,
    text: ({ owner }) => ownerText(owner),
  },
  {
    key: 'waiting',
    header: 'Why it is open',
    cell: ({ waiting }) => <span title={waiting?.detail}>{waiting?.detail ?? '–'}</span>,
    text: ({ waiting }) => waiting?.detail ?? '',
    width: '25%',
  },
];

export function ActionsPage() {
  const [filters, setFilters] = useUrlState({ state: 'open', owner: '', overdue: '' });
  const state = filters.state === 'open' || filters.state === 'done' ? filters.state : '';
  const list = useList('/api/v1/actions', {
    query: { state, owner: filters.owner, ...(filters.overdue === 'true' ? { overdue: true } : {}) },
  });
  const [linking, setLinking] = useState<Action | null>(null);
  const may = useCan('incidents:write');
  const link: Column<Action> = {
    key: 'link',
    header: 'Change',
    cell: (action) =>
      action.change ?? (
        <Button
          variant="default"
          size="compact-sm"
          style={{ position: 'relative' }}
          onClick={() => setLinking(action)}
          aria-label={`Link a change to ${action.title}`}
        >
          Link …
        </Button>
      ),
    text: ({ change }) => change ?? '',
    width: '9rem',
  };
  const filtered = filters.owner !== '' || filters.overdue === 'true' || state === 'done';
  return (
    <>
      <PageHeader title="Actions" lead="What postmortems decided, the longest overdue first." />
      <DataTable
        label="Actions"
        list={list}
        columns={may ? [...columns, link] : columns}
        rowKey={({ id }) => id}
        rowTo={({ postmortem }) => `/postmortems/${postmortem}`}
        toolbar={
          <>
            <Select
              aria-label="State"
              w={130}
              allowDeselect={false}
              data={[
                { value: 'open', label: 'Open' },
                { value: 'done', label: 'Done' },
                { value: 'any', label: 'Any state' },
              ]}
              value={state === '' ? 'any' : state}
              onChange={(value) => setFilters({ state: value ?? 'open' })}
            />
            <OwnerSelect
              label={undefined}
              aria-label="Owner"
              placeholder="Any owner"
              w={200}
              value={filters.owner}
              onChange={(owner) => setFilters({ owner })}
            />
            <Switch
              label="Overdue only"
              checked={filters.overdue === 'true'}
              onChange={({ currentTarget: { checked } }) => setFilters({ overdue: checked ? 'true' : '' })}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={IconSearch} title="No action matches">
              Take a filter away.
            </EmptyState>
          ) : (
            <EmptyState icon={IconChecklist} title="Nothing is open">
              Actions are added on the page of a postmortem. Each closes when its change is merged and green.
            </EmptyState>
          )
        }
      />
      {linking !== null && <LinkDialog action={linking} onClose={() => setLinking(null)} />}
    </>
  );
}
