import { Text } from '@mantine/core';
import { Link } from 'react-router';
import { api, type Schemas } from '../../api/client';
import { QueryView } from '../../design/feedback/QueryView';
import { Waiting } from '../../design/feedback/Waiting';
import { Duration } from '../../design/time/Duration';
import { Elapsed } from '../../design/time/Elapsed';
import classes from './Incident.module.css';
import { isMode, MODE_WORDS, type Incident } from './words';

type Row = Schemas['IncidentRowView'];

/** The recovery time as the numbers count it, and how it got there. */
export function RecoveryTime({ incident }: { incident: Incident }) {
  const { id, service, environment, startedAt, drill } = incident;
  const from = startedAt;
  const to = secondAfter(startedAt);
  const query = api.useQuery('get', '/api/v1/dora/incidents', {
    params: { query: { service, environment, from, to, timezone: 'UTC', limit: 500 } },
  });
  return (
    <section className={classes.section} aria-labelledby="recovery-time">
      <h2 id="recovery-time">Recovery time</h2>
      {drill ? (
        <Text c="dimmed">Numbers leave a drill out unless they are asked for with drills.</Text>
      ) : (
        <QueryView query={query} waiting={<Waiting lines={2} />}>
          {({ items }) => <Counted row={items.find((row) => row.id === id)} />}
        </QueryView>
      )}
    </section>
  );
}

function Counted({ row }: { row: Row | undefined }) {
  if (row === undefined) return <Text c="dimmed">The numbers have not counted it yet.</Text>;
  const { open, seconds, mode, restoredFrom, startedAt } = row;
  return (
    <>
      <div>
        <span className={classes.number}>{open ? <Elapsed since={startedAt} /> : <Duration seconds={seconds} />}</span>
        {open ? ' so far' : isMode(mode) && ` by ${MODE_WORDS[mode]}`}
      </div>
      <Text c="dimmed" size="sm">
        {!open && restoredFrom !== null && `${FROM_WORDS[restoredFrom] ?? restoredFrom}. `}
        {linkWords(row)}
      </Text>
      <Link to={`/dora/rows?${rowAddress(row)}`}>The row behind the number</Link>
    </>
  );
}

/** The incidents that began in the same second as this one. */
function rowAddress({ service, environment, startedAt }: Row): string {
  const start = startedAt;
  const search = { of: 'recoveryTime', tab: 'incidents', service, environment, start, end: secondAfter(start) };
  return new URLSearchParams(search).toString();
}

function secondAfter(at: string): string {
  return new Date(Date.parse(at) + 1_000).toISOString();
}

const FROM_WORDS: Record<string, string> = {
  stated: 'Up to the restoration that was told',
  observed: 'Up to the flag off or rollback that held',
  resolved: 'Up to its resolution, since no restoration was told',
};

const METHOD_WORDS: Record<string, string> = {
  correction: 'as a person said',
  explicit: 'as the incident says',
  reference: 'as the incident refers to it',
  latest: 'as the latest deployment before it',
};

function linkWords({ external, duplicate, unlinked, deployments, flag, method, confidence }: Row): string {
  if (external) return 'It came from outside and counts against no deployment.';
  if (duplicate) return 'It is a duplicate and counts with the other one.';
  if (unlinked) return 'It is linked to no deployment and no flip, so it counts in no recovery time yet.';
  const what = flag === null ? `deployment ${deployments.join(', ')}` : `the flip of ${flag}`;
  const sure = confidence === null || confidence === 1 ? '' : `, confidence ${Math.round(confidence * 100)} %`;
  return `Blamed on ${what}, ${METHOD_WORDS[method] ?? method}${sure}.`;
}
