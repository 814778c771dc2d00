import { Anchor, Select } from '@mantine/core';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useList, type ItemOf } from '../../api/pages';
import { CopyCode } from '../../design/CopyCode';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { SearchField } from '../../design/pickers/SearchField';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { detailOf, pageOf } from './audit-words';

type Entry = ItemOf<'/api/v1/audit'>;

/** What acts are about, by the first word of their names. */
const KINDS = [
  'flag',
  'incident',
  'postmortem',
  'action',
  'governor',
  'merge-policy',
  'schedule',
  'override',
  'alert',
  'alert-source',
  'integration',
  'service',
  'team',
  'person',
  'invitation',
  'session',
  'token',
  'dora',
  'snapshot',
  'code-references',
];

const columns: readonly Column<Entry>[] = [
  { key: 'action', header: 'Action', cell: ({ action }) => action, text: ({ action }) => action, width: '11rem' },
  {
    key: 'subject',
    header: 'Subject',
    cell: ({ subject }) => <Subject subject={subject} />,
    text: ({ subject }) => subject,
    width: '22%',
  },
  {
    key: 'actor',
    header: 'Who',
    cell: ({ actor }) => <span title={`${actor.kind} ${actor.id}`}>{actor.name}</span>,
    text: ({ actor }) => actor.person ?? actor.name,
    width: '10rem',
  },
  { key: 'at', header: 'When', cell: ({ at }) => <Time at={at} />, text: ({ at }) => at, width: '8.5rem' },
  {
    key: 'detail',
    header: 'Detail',
    cell: ({ detail }) => <span title={JSON.stringify(detail, null, 2)}>{detailOf(detail)}</span>,
    text: ({ detail }) => JSON.stringify(detail),
  },
  {
    key: 'correlationId',
    header: 'Correlation id',
    cell: ({ correlationId }) => <CopyCode label="correlation id" value={correlationId} />,
    text: ({ correlationId }) => correlationId,
    width: '9rem',
    wide: true,
  },
];

/** Who did what, newest first; nothing in it is ever changed. */
export function AuditPage() {
  const [filters, setFilters] = useUrlState({ subject: '', action: '' });
  const list = useList('/api/v1/audit', { query: filters });
  const kind = filters.action.endsWith('.*') ? filters.action.slice(0, -2) : '';
  return (
    <>
      <PageHeader
        title="Audit"
        lead="Who did what, and when. Entries are written with the act itself and never changed."
      />
      <DataTable
        label="Audit"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        toolbar={
          <>
            <Select
              aria-label="Kind of act"
              placeholder="Any act"
              clearable
              searchable
              w={170}
              data={KINDS.map((value) => ({ value: `${value}.*`, label: value }))}
              value={kind === '' ? null : filters.action}
              onChange={(action) => setFilters({ action: action ?? '' })}
            />
            <SearchField
              label="Action"
              placeholder="Action, as flag.kill"
              value={kind === '' ? filters.action : ''}
              onChange={(action) => setFilters({ action })}
            />
            <SearchField
              label="Subject"
              placeholder="Subject, as flag:checkout*"
              w={240}
              value={filters.subject}
              onChange={(subject) => setFilters({ subject })}
            />
          </>
        }
        empty={
          filters.subject !== '' || filters.action !== '' ? (
            <EmptyState icon={IconSearch} title="No entry matches">
              Write the whole word, or its beginning with a star: <code>flag:check*</code>
            </EmptyState>
          ) : (
            <EmptyState icon={IconHistory} title="Nothing was done yet" />
          )
        }
      />
    </>
  );
}

function Subject({ subject }: { subject: string }) {
  const page = pageOf(subject);
  if (page === null) return subject;
  return (
    <Anchor component={Link} to={page} c="inherit" underline="always" fz="inherit">
      {subject}
    </Anchor>
  );
}
