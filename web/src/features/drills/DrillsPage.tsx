import { Button, Select } from '@mantine/core';
import { IconFireExtinguisher, IconSearch } from '@tabler/icons-react';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { PersonName } from '../../design/pickers/PersonSelect';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { Parts } from './Parts';
import { PlanDialog } from './PlanDialog';
import { isState, STATE_TONES, STATE_WORDS, STATES, type Drill } from './words';

const columns: readonly Column<Drill>[] = [
  { key: 'title', header: 'Drill', cell: ({ title }) => title, text: ({ title }) => title, width: '32%' },
  {
    key: 'state',
    header: 'State',
    cell: ({ state, reason }) => (
      <StatusBadge tone={STATE_TONES[state]} {...(reason === null ? {} : { title: reason })}>
        {STATE_WORDS[state]}
      </StatusBadge>
    ),
    text: ({ state }) => state,
    width: '8rem',
  },
  {
    key: 'result',
    header: 'Checks',
    cell: ({ result }) => <Result result={result} />,
    text: ({ result }) => (result === null ? '' : `${result.passed} passed, ${result.failed} failed`),
    width: '8rem',
  },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service },
  {
    key: 'how',
    header: 'Played by',
    cell: ({ mode, surprise }) => (mode === 'autopilot' ? 'Autopilot' : surprise ? 'People, surprised' : 'People'),
    text: ({ mode, surprise }) => (surprise ? `${mode}, surprise` : mode),
    width: '10rem',
  },
  {
    key: 'facilitator',
    header: 'Facilitator',
    cell: ({ facilitator }) => <PersonName person={facilitator} />,
    text: ({ facilitator }) => facilitator ?? '',
    width: '9rem',
    wide: true,
  },
  {
    key: 'when',
    header: 'When',
    cell: (drill) => <Time at={whenOf(drill)} />,
    text: (drill) => whenOf(drill),
    width: '8.5rem',
  },
];

function Result({ result }: Pick<Drill, 'result'>) {
  if (result === null) return null;
  const { passed, failed } = result;
  if (passed + failed === 0) return 'none applied';
  return failed === 0 ? (
    <StatusBadge tone="on">{`all ${passed} passed`}</StatusBadge>
  ) : (
    <StatusBadge tone="red">{`${failed} of ${passed + failed} failed`}</StatusBadge>
  );
}

/** Played, else planned for, else made. */
function whenOf({ startedAt, scheduledFor, createdAt }: Drill): string {
  return startedAt ?? scheduledFor ?? createdAt;
}

/** Runs of drills: what is planned, what goes on, and what was played. */
export function DrillsPage() {
  const [filters, setFilters] = useUrlState({ service: '', state: '', scenario: '', plan: '' });
  const may = useCan('incidents:write');
  const { service, state, scenario, plan } = filters;
  const list = useList('/api/v1/drills', { query: { service, scenario, state: isState(state) ? state : '' } });
  const planOne = may && <Button onClick={() => setFilters({ plan: '1' })}>Plan a drill</Button>;
  const filtered = [service, state, scenario].some((value) => value !== '');
  return (
    <>
      <PageHeader
        title="Drills"
        lead="Incidents played on purpose, to prove that the loop is closed. They count in no number unless asked for."
        actions={planOne}
      />
      <Parts />
      <DataTable
        label="Runs"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/drills/${encodeURIComponent(id)}`}
        toolbar={
          <>
            <Select
              aria-label="State"
              w={150}
              allowDeselect={false}
              data={[
                { value: '', label: 'Any state' },
                ...STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
              ]}
              value={state}
              onChange={(chosen) => setFilters({ state: chosen ?? '' })}
            />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={180}
              value={service}
              onChange={(key) => setFilters({ service: key })}
            />
            {scenario !== '' && (
              <Button variant="default" onClick={() => setFilters({ scenario: '' })}>
                Scenario {scenario}: show all
              </Button>
            )}
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={IconSearch} title="No drill matches">
              Take a filter away.
            </EmptyState>
          ) : (
            <EmptyState icon={IconFireExtinguisher} title="No drill yet" action={planOne}>
              Write a scenario for a service, plan a run of it, and let somebody respond. The report says what was
              proved.
            </EmptyState>
          )
        }
      />
      {may && plan !== '' && <PlanDialog scenario={scenario} onClose={() => setFilters({ plan: '' })} />}
    </>
  );
}
