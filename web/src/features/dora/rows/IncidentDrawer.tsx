import { Anchor, Drawer } from '@mantine/core';
import { Link } from 'react-router';
import { useCan } from '../../../api/session';
import { durationText } from '../../../design/time/instants';
import { Time } from '../../../design/time/Time';
import { MODES } from '../numbers/figures';
import { CorrectLink } from './CorrectLink';
import { causeText, confidenceText, linkedText, restoredText, type Incident } from './links';
import classes from './rows.module.css';

interface IncidentDrawerProps {
  incident: Incident | undefined;
  timeZone: string;
  onClose: () => void;
}

/** One incident as the numbers see it: its cause and how sure that is, its recovery, and the way to correct the cause. */
export function IncidentDrawer({ incident, timeZone, onClose }: IncidentDrawerProps) {
  const mayCorrect = useCan('dora:write');
  return (
    <Drawer
      opened={incident !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={<strong>{incident?.title ?? incident?.id}</strong>}
    >
      {incident && (
        <>
          <Facts incident={incident} timeZone={timeZone} />
          {mayCorrect ? (
            <CorrectLink key={incident.id} incident={incident} timeZone={timeZone} />
          ) : (
            <p className={classes.quiet}>Members of a team may correct the cause; you may read it.</p>
          )}
        </>
      )}
    </Drawer>
  );
}

function Facts({ incident, timeZone }: { incident: Incident; timeZone: string }) {
  const { id, service, environment, startedAt, restoredAt, restoredFrom, mode, seconds, open, correction } = incident;
  return (
    <dl className={classes.facts}>
      <dt>Incident</dt>
      <dd>
        <Anchor component={Link} to={`/incidents/${encodeURIComponent(id)}`}>
          {id}
        </Anchor>
      </dd>
      <dt>Service</dt>
      <dd>
        {service} in {environment}
      </dd>
      <dt>Began</dt>
      <dd>
        <Time at={startedAt} as="minute" timeZone={timeZone} />
      </dd>
      <dt>{open ? 'Open for' : 'Restored'}</dt>
      <dd>
        {open ? (
          durationText(seconds)
        ) : (
          <>
            after {durationText(seconds)}
            {mode !== null && ` by ${MODES[mode] ?? mode}`}, <Time at={restoredAt} as="minute" timeZone={timeZone} />
            {restoredFrom !== null && ` (${restoredText(restoredFrom)})`}
          </>
        )}
      </dd>
      <dt>Cause</dt>
      <dd>{causeText(incident)}</dd>
      <dt>How it was linked</dt>
      <dd>{[linkedText(incident.method), confidenceText(incident.confidence)].filter(Boolean).join(', ')}</dd>
      {correction && (
        <>
          <dt>Corrected</dt>
          <dd>
            by {correction.by}, <Time at={correction.at} />: {correction.reason}
          </dd>
        </>
      )}
    </dl>
  );
}
