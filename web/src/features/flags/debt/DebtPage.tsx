import { Anchor, Select, Text } from '@mantine/core';
import { Link } from 'react-router';
import { api, type Schemas } from '../../../api/client';
import { useList, type ItemOf } from '../../../api/pages';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { QueryView } from '../../../design/feedback/QueryView';
import { PageHeader } from '../../../design/PageHeader';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { useUrlState } from '../../../design/useUrlState';
import { Baselines } from './Baselines';
import classes from './debt.module.css';
import { HealthTable } from './HealthTable';
import { HealthTrend } from './HealthTrend';
import { RULES, scoreText, STEPS } from './words';
import { Waivers } from './Waivers';

type Health = Schemas['HealthView'];
type Task = ItemOf<'/api/v1/flag-tasks'>;

/** How healthy the flags are, what is to be done next, and what is excused. */
export function DebtPage() {
  const [{ team }, set] = useUrlState({ team: '' });
  const query = team === '' ? {} : { team };
  const health = api.useQuery('get', '/api/v1/flag-health', { params: { query } });
  const teams = api.useQuery('get', '/api/v1/flag-health', { params: { query: {} } });
  return (
    <>
      <PageHeader
        title="Flag debt"
        lead="What flags owe, what is to be done next, and what is excused for a while."
        actions={
          <Select
            aria-label="Team"
            placeholder="All teams"
            clearable
            data={(teams.data?.teams ?? []).map(({ key }) => key).toSorted()}
            value={team === '' ? null : team}
            onChange={(value) => set({ team: value ?? '' })}
          />
        }
      />
      <div className={classes.page}>
        <QueryView query={health}>{(now) => <Score health={now} />}</QueryView>
        <HealthTrend team={team} />
        <Tasks team={team} />
        <QueryView query={health}>{(now) => <Groups health={now} />}</QueryView>
        <Waivers />
        <Baselines />
      </div>
    </>
  );
}

function Score({ health }: { health: Health }) {
  const { score, flags, withDebt, points, debt, formula } = health;
  return (
    <section aria-label="Score" className={classes.score}>
      <p className={classes.number}>{scoreText(score)}</p>
      <div>
        <p>
          {flags === 0
            ? 'There are no flags.'
            : `${withDebt} of ${flags} flags owe something: 100 − ${points} ÷ ${flags}.`}
        </p>
        <ul className={classes.rules}>
          {RULES.map(({ rule, label }) => (
            <li key={rule}>
              <Anchor component={Link} to={`/flags?debt=${rule}`}>
                {debt[rule] ?? 0} {label}
              </Anchor>
            </li>
          ))}
        </ul>
        <Text c="dimmed" size="sm">
          {formula}
        </Text>
      </div>
    </section>
  );
}

const taskColumns: readonly Column<Task>[] = [
  {
    key: 'flag',
    header: 'Flag',
    cell: ({ flag, name }) => (
      <Anchor component={Link} to={`/flags/${encodeURIComponent(flag)}`}>
        {name}
      </Anchor>
    ),
    text: ({ flag }) => flag,
    width: '22%',
  },
  { key: 'step', header: 'Do next', cell: ({ step }) => STEPS[step], text: ({ step }) => step, width: '9rem' },
  { key: 'why', header: 'Why', cell: ({ why }) => why, text: ({ why }) => why },
  { key: 'team', header: 'Team', cell: ({ team }) => team, text: ({ team }) => team, width: '8rem' },
  { key: 'service', header: 'Service', cell: ({ service }) => service, text: ({ service }) => service, width: '8rem' },
];

function Tasks({ team }: { team: string }) {
  const list = useList('/api/v1/flag-tasks', { query: { team } });
  return (
    <section>
      <h2>To do</h2>
      <DataTable
        label="To do about flags"
        list={list}
        columns={taskColumns}
        rowKey={({ flag }) => flag}
        empty={
          <EmptyState title="Nothing is to be done">
            Every flag has an owner, its time, and something to decide.
          </EmptyState>
        }
      />
    </section>
  );
}

function Groups({ health }: { health: Health }) {
  return (
    <div className={classes.groups}>
      <Group title="Teams" groups={health.teams} />
      <Group title="Services" groups={health.services} />
    </div>
  );
}

function Group({ title, groups }: { title: string; groups: Health['teams'] }) {
  return (
    <section>
      <h2>{title}</h2>
      <HealthTable head={title.slice(0, -1)} rows={groups.map(({ key, ...health }) => ({ name: key, ...health }))} />
    </section>
  );
}
