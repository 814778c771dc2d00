import { IconCheck } from '@tabler/icons-react';
import { Time } from '../../design/time/Time';
import classes from './Incident.module.css';
import { STATE_WORDS, STATES, type Incident, type State } from './words';

/** How far it is: the five states, and when each was reached. A state may be skipped. */
export function Stepper({ incident }: { incident: Incident }) {
  const present = STATES.indexOf(incident.state);
  return (
    <ol className={classes.steps} aria-label="Progress">
      {STATES.map((state, index) => {
        const at = timeOf(incident, state);
        const done = index < present && at !== null;
        return (
          <li
            key={state}
            className={classes.step}
            data-done={done || undefined}
            aria-current={index === present ? 'step' : undefined}
          >
            <span className={classes.word}>
              {done && <IconCheck size={14} aria-hidden="true" />}
              {STATE_WORDS[state]}
            </span>
            <div>
              {at === null ? index < present ? 'skipped' : <span aria-hidden="true">–</span> : <Time at={at} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function timeOf(incident: Incident, state: State): string | null {
  switch (state) {
    case 'declared':
      return incident.declaredAt;
    case 'acknowledged':
      return incident.acknowledgedAt;
    case 'mitigated':
      return incident.mitigatedAt;
    case 'restored':
      return incident.restoredAt;
    case 'resolved':
      return incident.resolvedAt;
  }
}
