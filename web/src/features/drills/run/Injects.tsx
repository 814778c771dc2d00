import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../../api/client';
import { useCan } from '../../../api/session';
import { toast } from '../../../design/feedback/toast';
import { StatusBadge } from '../../../design/StatusBadge';
import { Time } from '../../../design/time/Time';
import { steps } from '../use-drill';
import { clockText, type Drill, type RoleView } from '../words';
import { doesText } from './does';
import classes from './Run.module.css';

type Inject = Schemas['InjectShown'];

/** What happens to the service: when it is planned, whether it has happened, and the button that makes it so. */
export function Injects({ drill, view: { role, injects } }: { drill: Drill; view: RoleView }) {
  const may = useCan('incidents:write');
  const mayFire = may && role === 'facilitator' && drill.state === 'running';
  return (
    <section className={classes.section} aria-labelledby="injects">
      <h2 id="injects">What happens</h2>
      {injects.length === 0 ? (
        <Text c="dimmed">Nothing has happened yet.</Text>
      ) : (
        <ol className={classes.rows}>
          {injects.map((inject) => (
            <InjectRow key={inject.id} drill={drill.id} inject={inject} mayFire={mayFire} />
          ))}
        </ol>
      )}
    </section>
  );
}

function InjectRow({ drill, inject, mayFire }: { drill: string; inject: Inject; mayFire: boolean }) {
  const [busy, setBusy] = useState(false);
  const { id, title, atSeconds, does, firedAt } = inject;
  const fire = async (): Promise<void> => {
    setBusy(true);
    try {
      await steps.fire(drill, id);
      toast.done(`Happened: ${title}`);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className={classes.row}>
      <span className={classes.at}>{clockText(atSeconds)}</span>
      <div className={classes.what}>
        <strong>{title}</strong>
        <div className={classes.quiet}>{doesText(does)}</div>
      </div>
      {firedAt !== null ? (
        <StatusBadge tone="on">
          Happened <Time at={firedAt} />
        </StatusBadge>
      ) : mayFire ? (
        <Button variant="default" loading={busy} onClick={() => void fire()} aria-label={`Fire ${title}`}>
          Fire
        </Button>
      ) : (
        <StatusBadge tone="none">Not yet</StatusBadge>
      )}
    </li>
  );
}
