import { Button, Select } from '@mantine/core';
import { IconFlame, IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { useCan } from '../../api/session';
import { useList } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Duration } from '../../design/time/Duration';
import { Elapsed } from '../../design/time/Elapsed';
import { Time } from '../../design/time/Time';
import { startOfDay } from '../../design/time/time-window';
import { viewerTimeZone } from '../../design/time/now';
import { lastingDay } from './since';
import { useUrlState } from '../../design/useUrlState';
import {
  isOpen,
  isSeverity,
  isState,
  secondsOf,
  SEVERITIES,
  STATE_TONES,
  STATE_WORDS,
  STATES,
  titleOf,
  type Incident,
} from './words';

const columns: readonly Column<Incident>[] = [
  { key: 'title', header: 'Incident', cell: titleOf, text: titleOf, width: '34%' },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={STATE_TONES[state]}>{STATE_WORDS[state]}</StatusBadge>,
    text: ({ state }) => state,
    width: '9rem',
  },
  {
    key: 'severity',
    header: 'Severity',
    cell: ({ severity, drill }) => [severity ?? '–', drill && 'drill'].filter(Boolean).join(' · '),
    text: ({ severity, drill }) => [severity ?? '', drill && 'drill'].filter(Boolean).join(' '),
    width: '7rem',
  },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'started',
    header: 'Started',
    cell: ({ startedAt }) => <Time at={startedAt} />,
    text: ({ startedAt }) => startedAt,
    width: '8.5rem',
  },
  {
    key: 'lasted',
    header: 'Lasted',
    cell: (incident) => <Lasted incident={incident} />,
    text: (incident) => secondsOf(incident)?.toString() ?? '',
    width: '7rem',
    align: 'end',
  },
];

function Lasted({ incident }: { incident: Incident }) {
  return isOpen(incident) ? <Elapsed since={incident.startedAt} /> : <Duration seconds={secondsOf(incident)} />;
}

const SINCE = [
  { value: '', label: 'Any time' },
  { value: '7', label: 'Last 7 days' },
  { value: '28', label: 'Last 28 days' },
  { value: '90', label: 'Last 90 days' },
];

export function IncidentsPage() {
  const [filters, setFilters] = useUrlState({ state: '', severity: '', service: '', since: '' });
  const from = lastingDay(filters.since);
  const list = useList('/api/v1/incidents', {
    query: {
      service: filters.service,
      severity: isSeverity(filters.severity) ? filters.severity : '',
      ...(filters.state === 'open' ? { open: true } : { state: isState(filters.state) ? filters.state : '' }),
      from: from === null ? '' : startOfDay(from, viewerTimeZone).toISOString(),
    },
  });
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <>
      <PageHeader title="Incidents" actions={<DeclareLink />} />
      <DataTable
        label="Incidents"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/incidents/${encodeURIComponent(id)}`}
        toolbar={
          <>
            <Select
              aria-label="State"
              w={160}
              allowDeselect={false}
              data={[
                { value: '', label: 'Any state' },
                { value: 'open', label: 'Open' },
                ...STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
              ]}
              value={filters.state}
              onChange={(state) => setFilters({ state: state ?? '' })}
            />
            <Select
              aria-label="Severity"
              w={140}
              allowDeselect={false}
              data={[{ value: '', label: 'Any severity' }, ...SEVERITIES]}
              value={filters.severity}
              onChange={(severity) => setFilters({ severity: severity ?? '' })}
            />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={180}
              value={filters.service}
              onChange={(service) => setFilters({ service })}
            />
            <Select
              aria-label="Since"
              w={150}
              allowDeselect={false}
              data={SINCE}
              value={filters.since}
              onChange={(since) => setFilters({ since: since ?? '' })}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={IconSearch} title="No incident matches">
              Take a filter away.
            </EmptyState>
          ) : (
            <EmptyState icon={IconFlame} title="No incidents yet" action={<DeclareLink />}>
              When something breaks, declare it: whoever is on call sees it, and the recovery time is measured.
            </EmptyState>
          )
        }
      />
    </>
  );
}

/** Opens the dialog; it hangs on the address of the page. */
function DeclareLink() {
  const { search } = useLocation();
  const both = new URLSearchParams(search);
  both.set('declare', '');
  if (!useCan('incidents:write')) return null;
  return (
    <Button component={Link} to={`?${both.toString()}`} preventScrollReset>
      Declare an incident
    </Button>
  );
}
