import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../../api/client';
import { useCan } from '../../../api/session';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { toast } from '../../../design/feedback/toast';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { StatusBadge } from '../../../design/StatusBadge';
import { Time } from '../../../design/time/Time';
import classes from './control.module.css';
import { refreshControl } from './refresh';
import { SCHEDULE_TONES, type Scheduled } from './words';

/** A flip at a set time, and what became of it. */
export function ScheduledCard({ flip, linked = false }: { flip: Scheduled; linked?: boolean }) {
  const [opened, setOpened] = useState(false);
  const may = useCan('flags:write') && flip.state === 'waiting';
  const title = `Turn ${flip.on ? 'on' : 'off'} ${flip.flag} in ${flip.environment}`;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <strong>
          {linked ? (
            <Anchor component={Link} to={`/flags/${encodeURIComponent(flip.flag)}`} inherit>
              {title}
            </Anchor>
          ) : (
            title
          )}{' '}
          <Time at={flip.at} />
        </strong>
        <StatusBadge tone={SCHEDULE_TONES[flip.state]}>{flip.state}</StatusBadge>
      </div>
      <Text>{flip.reason}</Text>
      {flip.state === 'refused' && <Text>Not done: {flip.detail}</Text>}
      {flip.state === 'done' && flip.detail !== null && <Text>{flip.detail}</Text>}
      <p className={classes.quiet}>
        Scheduled by <PersonName person={flip.scheduledBy} />
        {flip.localTime !== null && ` for ${flip.localTime.replace('T', ' ')}, ${flip.timezone ?? ''}`}
        {flip.clocks === 'skipped' && ' · the clocks skip that time, so it is as much later'}
        {flip.clocks === 'repeated' && ' · that time comes twice, it is the first'}
      </p>
      {may && (
        <Group className="no-print">
          <Button variant="default" onClick={() => setOpened(true)}>
            Cancel it
          </Button>
        </Group>
      )}
      <ConfirmWithReason
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Cancel: ${title}?`}
        confirmLabel="Cancel the flip"
        required={false}
        onConfirm={async (reason) => {
          const body = { reason: reason === '' ? null : reason };
          await client.POST('/api/v1/scheduled-flips/{id}/cancel', { params: { path: { id: flip.id } }, body });
          refreshControl();
          toast.done('Cancelled', { detail: title });
        }}
      />
    </li>
  );
}
