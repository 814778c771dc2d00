import { Select } from '@mantine/core';
import { IconNotes, IconSearch } from '@tabler/icons-react';
import { useList, type ItemOf } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { PersonName } from '../../design/pickers/PersonSelect';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { POSTMORTEM_STATES, POSTMORTEM_WORDS, PostmortemState } from './PostmortemState';

type Postmortem = ItemOf<'/api/v1/postmortems'>;

const openOf = ({ actions }: Postmortem): string =>
  actions.length === 0 ? 'none' : `${actions.filter(({ state }) => state === 'open').length} of ${actions.length} open`;

const columns: readonly Column<Postmortem>[] = [
  { key: 'title', header: 'Postmortem', cell: ({ title }) => title, text: ({ title }) => title, width: '38%' },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => <PostmortemState state={state} />,
    text: ({ state }) => state,
    width: '8rem',
  },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'author',
    header: 'Author',
    cell: ({ author }) => <PersonName person={author} />,
    text: ({ author }) => author,
  },
  { key: 'actions', header: 'Actions', cell: openOf, text: openOf, width: '8rem' },
  {
    key: 'created',
    header: 'Begun',
    cell: ({ createdAt }) => <Time at={createdAt} />,
    text: ({ createdAt }) => createdAt,
    width: '8rem',
  },
];

export function PostmortemsPage() {
  const [filters, setFilters] = useUrlState({ state: '', service: '' });
  const state = POSTMORTEM_STATES.find((known) => known === filters.state) ?? '';
  const list = useList('/api/v1/postmortems', { query: { state, service: filters.service } });
  return (
    <>
      <PageHeader title="Postmortems" />
      <DataTable
        label="Postmortems"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/postmortems/${id}`}
        toolbar={
          <>
            <Select
              aria-label="State"
              w={150}
              allowDeselect={false}
              data={[
                { value: '', label: 'Any state' },
                ...POSTMORTEM_STATES.map((value) => ({ value, label: POSTMORTEM_WORDS[value] })),
              ]}
              value={state}
              onChange={(value) => setFilters({ state: value ?? '' })}
            />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={180}
              value={filters.service}
              onChange={(service) => setFilters({ service })}
            />
          </>
        }
        empty={
          state === '' && filters.service === '' ? (
            <EmptyState icon={IconNotes} title="No postmortems yet">
              A postmortem begins on the page of its incident, as a draft from the timeline.
            </EmptyState>
          ) : (
            <EmptyState icon={IconSearch} title="No postmortem matches">
              Take a filter away.
            </EmptyState>
          )
        }
      />
    </>
  );
}
