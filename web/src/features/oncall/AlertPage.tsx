import { Anchor, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { api, type Schemas } from '../../api/client';
import { QueryView } from '../../design/feedback/QueryView';
import { PageHeader } from '../../design/PageHeader';
import { PersonName } from '../../design/pickers/PersonSelect';
import { StatusBadge, type Tone } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import classes from './Oncall.module.css';
import { AlertState, AnswerButtons } from './AlertsTable';

type Alert = Schemas['AlertDetail'];
type Paged = Alert['pages'][number];

export function AlertPage() {
  const { id = '' } = useParams();
  const query = api.useQuery('get', '/api/v1/alerts/{id}', { params: { path: { id } } });
  return <QueryView query={query}>{(alert) => <Page alert={alert} />}</QueryView>;
}

function Page({ alert }: { alert: Alert }) {
  const { title, state, severity, service, environment, triggeredAt, acknowledgedBy, pages, details, dedupKey } = alert;
  return (
    <>
      <PageHeader
        title={title}
        trail={[
          { label: 'On call', to: '/on-call' },
          { label: 'Alerts', to: '/alerts' },
        ]}
        status={<AlertState state={state} />}
        lead={
          <>
            {[severity, environment === null ? service : `${service} in ${environment}`].join(' · ')} · triggered{' '}
            <Time at={triggeredAt} as="minute" />
            {acknowledgedBy !== null && (
              <>
                {' '}
                · acknowledged by <PersonName person={acknowledgedBy} />
              </>
            )}
          </>
        }
        actions={<AnswerButtons alert={alert} />}
      />
      {alert.declare && <Declared alert={alert.id} />}
      <section className={classes.section}>
        <h2>Who was paged</h2>
        {pages.length === 0 && (
          <Text c="dimmed">Nobody: the team of {service} has no schedule, or nobody of it is active.</Text>
        )}
        <ul className={classes.pages}>
          {pages.map((page) => (
            <li key={page.id}>
              <PageLine page={page} />
            </li>
          ))}
        </ul>
      </section>
      <section className={classes.section}>
        <h2>What monitoring said</h2>
        <Text c="dimmed">It calls the alert {dedupKey}.</Text>
        <pre className={classes.details}>{JSON.stringify(details, null, 2)}</pre>
      </section>
    </>
  );
}

/** The incident that the alert declared, a moment after it came. */
function Declared({ alert }: { alert: string }) {
  const { data } = api.useQuery('get', '/api/v1/incidents', { params: { query: { alert, limit: 1 } } });
  const incident = data?.items[0];
  if (incident === undefined) return null;
  return (
    <Text>
      It declared the incident{' '}
      <Anchor component={Link} to={`/incidents/${encodeURIComponent(incident.id)}`} underline="always">
        {incident.title ?? incident.id}
      </Anchor>
      , which is {incident.state}.
    </Text>
  );
}

const PAGE_TONES: Record<Paged['state'], Tone> = { due: 'waiting', delivered: 'on', failed: 'red', stopped: 'off' };

function PageLine({ page: { level, person, state, dueAt, deliveredAt, reason, attempts } }: { page: Paged }) {
  return (
    <>
      <StatusBadge tone={PAGE_TONES[state]}>{state}</StatusBadge> {level === 0 ? 'on call' : `level ${level}`}:{' '}
      <PersonName person={person} or="whoever comes next" />, <Time at={deliveredAt ?? dueAt} as="minute" />
      {reason !== null && ` (${reason})`}
      {attempts.length > 0 && (
        <Text c="dimmed" size="sm">
          {attempts
            .map(
              ({ contact, target, delivered, reason: why }) =>
                `${contact} ${target}: ${delivered ? 'delivered' : (why ?? 'failed')}`,
            )
            .join('; ')}
        </Text>
      )}
    </>
  );
}
