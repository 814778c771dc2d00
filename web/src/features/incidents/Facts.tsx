import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, client } from '../../api/client';
import { toast } from '../../design/feedback/toast';
import { QueryView } from '../../design/feedback/QueryView';
import { Waiting } from '../../design/feedback/Waiting';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import { OnCallLine } from '../oncall';
import { PostmortemState } from '../postmortems';
import classes from './Incident.module.css';
import { RecoveryTime } from './RecoveryTime';
import { MODE_WORDS, type Incident } from './words';

/** What is known around the incident. */
export function Facts({ incident, may }: { incident: Incident; may: boolean }) {
  return (
    <div className={classes.facts}>
      <section className={classes.section}>
        <h2>On call</h2>
        <OnCallLine service={incident.service} />
      </section>
      <RecoveryTime incident={incident} />
      <Linked incident={incident} />
      <PostmortemPart incident={incident} may={may} />
    </div>
  );
}

/** Which flags and deployments belong to it: the cause, and what was done against it. */
function Linked({ incident: { cause, mitigations } }: { incident: Incident }) {
  const nothing = cause === null && mitigations.length === 0;
  return (
    <section className={classes.section}>
      <h2>Cause and remedies</h2>
      {nothing && <Text c="dimmed">No cause is named yet, and nothing was done against it.</Text>}
      <ul className={classes.rows}>
        {cause?.flag !== undefined && (
          <li className={classes.row}>
            <span className={classes.what}>
              Caused by flag <FlagLink flag={cause.flag} />
            </span>
          </li>
        )}
        {(cause?.deployments ?? []).map((deployment) => (
          <li key={deployment} className={classes.row}>
            <span className={classes.what}>Caused by deployment {deployment}</span>
          </li>
        ))}
        {cause?.external === true && <li className={classes.row}>Caused from outside</li>}
        {mitigations.map(({ by, flag, deployment, at, exact, note }) => (
          <li key={`${by} ${at} ${flag ?? deployment ?? ''}`} className={classes.row}>
            <div className={classes.what}>
              {MODE_WORDS[by]}
              {flag !== null && (
                <>
                  : <FlagLink flag={flag} />
                </>
              )}
              {deployment !== null && `: ${deployment}`}
              <div className={classes.quiet}>
                <Time at={at} as="minute" />
                {exact && ' · the exact moment'}
                {note !== null && ` · ${note}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FlagLink({ flag }: { flag: string }) {
  return <Link to={`/flags/${encodeURIComponent(flag)}`}>{flag}</Link>;
}

function PostmortemPart({ incident, may }: { incident: Incident; may: boolean }) {
  const { id } = incident;
  const query = api.useQuery('get', '/api/v1/postmortems', { params: { query: { incident: id } } });
  return (
    <section className={classes.section}>
      <h2>Postmortem</h2>
      <QueryView query={query} waiting={<Waiting lines={2} />}>
        {({ items: [postmortem] }) =>
          postmortem === undefined ? (
            <>
              <Text c="dimmed" mb="sm">
                None yet. It begins as a draft from the timeline.
              </Text>
              {may && <Start incident={id} />}
            </>
          ) : (
            <>
              <Link to={`/postmortems/${postmortem.id}`}>{postmortem.title}</Link>
              <div>
                <PostmortemState state={postmortem.state} />
              </div>
              <OpenActions actions={postmortem.actions} />
            </>
          )
        }
      </QueryView>
    </section>
  );
}

function OpenActions({ actions }: { actions: readonly { state: 'open' | 'done' }[] }) {
  const open = actions.filter(({ state }) => state === 'open').length;
  if (actions.length === 0) return null;
  return open === 0 ? (
    <StatusBadge tone="on">all actions done</StatusBadge>
  ) : (
    <StatusBadge tone="waiting">
      {open} of {actions.length} actions open
    </StatusBadge>
  );
}

function Start({ incident }: { incident: string }) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const { data } = await client.POST('/api/v1/incidents/{id}/postmortem', { params: { path: { id: incident } } });
      if (data !== undefined) await navigate(`/postmortems/${data.id}`);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void start()} className="no-print">
      Start the postmortem
    </Button>
  );
}
