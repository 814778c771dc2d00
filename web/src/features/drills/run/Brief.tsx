import { Alert, Button, Group } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useCan } from '../../../api/session';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { hasEnded, ROLE_WORDS, type Drill, type RoleView } from '../words';
import classes from './Run.module.css';

/** What the role is told, what it does in which order, and where it does it. */
export function Brief({ drill, view }: { drill: Drill; view: RoleView }) {
  const { role, brief, steps } = view;
  const leads = role === 'facilitator';
  return (
    <section className={classes.section} aria-labelledby="brief">
      <h2 id="brief">{ROLE_WORDS[role]}’s brief</h2>
      <p className={classes.brief}>{brief}</p>
      {drill.surprise && !leads && !hasEnded(drill.state) && (
        <Alert role="note" variant="light" color="gray" icon={<IconEyeOff size={16} aria-hidden="true" />} mb="md">
          This one is a surprise: what happens shows here once it has happened.
        </Alert>
      )}
      <Doors drill={drill} view={view} />
      {steps.length > 0 && (
        <ol className={classes.steps} aria-label="Steps">
          {steps.map((step) => (
            <li key={step.id}>
              <strong>{step.title}</strong>
              {leads && <span className={classes.quiet}> · {ROLE_WORDS[step.role]}</span>}
              <p>{step.detail}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Where the responder acts: on the same pages as in real life, tagged with the run. */
function Doors({ drill, view: { incident, onCall } }: { drill: Drill; view: RoleView }) {
  const may = useCan('incidents:write');
  const lasts = drill.state === 'running' || drill.state === 'paused';
  const declare = `?declare=${encodeURIComponent(drill.service)}&ofDrill=${encodeURIComponent(drill.id)}`;
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>Facilitator</dt>
          <dd>
            <PersonName person={drill.facilitator} />
          </dd>
        </div>
        <div>
          <dt>Responder</dt>
          <dd>{drill.responder === null ? 'whoever is on call' : <PersonName person={drill.responder} />}</dd>
        </div>
        <div>
          <dt>On call now</dt>
          <dd>
            <PersonName person={onCall} or="nobody" />
          </dd>
        </div>
        {drill.observers.length > 0 && (
          <div>
            <dt>Observers</dt>
            <dd>
              {drill.observers.map((person, index) => (
                <span key={person}>
                  {index > 0 && ', '}
                  <PersonName person={person} />
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <Group gap="sm" mb="md" className="no-print">
        {incident !== null && (
          <Button component={Link} to={`/incidents/${encodeURIComponent(incident.id)}`} variant="default">
            Go to the incident
          </Button>
        )}
        {incident === null && lasts && may && (
          <Button component={Link} to={declare} variant="default" preventScrollReset>
            Declare the incident
          </Button>
        )}
        {lasts && (
          <Button component={Link} to={`/kill?q=${encodeURIComponent(drill.service)}`} variant="default">
            Kill board
          </Button>
        )}
      </Group>
    </>
  );
}
