import { Button } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useCan, useSession } from '../../api/session';
import { useList, type ItemOf } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { OpenAlerts } from './AlertsTable';
import { ScheduleDialog } from './ScheduleDialog';

type Team = ItemOf<'/api/v1/on-call/teams'>;

const columns: readonly Column<Team>[] = [
  { key: 'team', header: 'Team', cell: ({ teamName }) => teamName, text: ({ team }) => team, width: '18%' },
  {
    key: 'person',
    header: 'On call now',
    cell: ({ name, schedule, overridden }) =>
      name === null
        ? schedule === null
          ? 'no schedule'
          : 'nobody active'
        : `${name}${overridden ? ' (override)' : ''}`,
    text: ({ person }) => person ?? '',
  },
  {
    key: 'until',
    header: 'Hand-off',
    cell: ({ until }) => <Time at={until} as="minute" />,
    text: ({ until }) => until ?? '',
    width: '12rem',
  },
  {
    key: 'next',
    header: 'Then',
    cell: ({ next }) => next?.name ?? '–',
    text: ({ next }) => next?.person ?? '',
  },
  {
    key: 'services',
    header: 'Services',
    cell: ({ services }) => (services.length === 0 ? '–' : services.join(', ')),
    text: ({ services }) => services.join(' '),
    width: '26%',
  },
];

export function OnCallPage() {
  const list = useList('/api/v1/on-call/teams', {}, { pageSize: 500 });
  const [search, setSearch] = useSearchParams();
  const mayWrite = useCan('oncall:write');
  return (
    <>
      <PageHeader
        title="On call"
        lead={list.loading ? 'Looking who is on call …' : <MyLine teams={list.items} />}
        actions={
          <>
            <Button variant="default" component={Link} to="/alerts">
              Alerts
            </Button>
            {mayWrite && (
              <Button variant="default" component={Link} to="?schedule=new">
                New schedule
              </Button>
            )}
          </>
        }
      />
      <DataTable
        label="On call"
        list={list}
        columns={columns}
        rowKey={({ team }) => team}
        rowTo={({ schedule }) => (schedule === null ? undefined : `/on-call/${encodeURIComponent(schedule)}`)}
        empty={
          <EmptyState icon={IconPhoneCall} title="No teams yet">
            Teams come first, in the settings; then a schedule says who is on call for their services.
          </EmptyState>
        }
      />
      <OpenAlerts />
      {search.get('schedule') === 'new' && mayWrite && (
        <ScheduleDialog schedule={null} onClose={() => setSearch({}, { replace: true })} />
      )}
    </>
  );
}

/** Whether one is on call oneself. */
function MyLine({ teams }: { teams: readonly Team[] }) {
  const me = useSession()?.person?.key;
  const now = teams.filter(({ person }) => person === me);
  const next = teams.filter((team) => team.person !== me && team.next?.person === me);
  if (now.length > 0) {
    return (
      <>
        You are on call for {now.map(({ teamName }) => teamName).join(', ')}, until{' '}
        <Time at={earliest(now)} as="minute" />.
      </>
    );
  }
  if (next.length > 0) {
    return (
      <>
        You are not on call now. You are next for {next.map(({ teamName }) => teamName).join(', ')}, from{' '}
        <Time at={earliest(next)} as="minute" />.
      </>
    );
  }
  return <>You are not on call now, and not next for any team.</>;
}

function earliest(teams: readonly Team[]): string | null {
  return teams
    .map(({ until }) => until)
    .reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
}
