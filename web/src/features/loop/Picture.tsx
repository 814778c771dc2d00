import type { Schemas } from '../../api/client';
import { Actions, Deploys, Flags, Gate, Incidents, OnCall } from './stations';
import classes from './Picture.module.css';

/** The loop as one picture: six stations in their order, each leading on to the next. */
export function Picture({ loop }: { loop: Schemas['LoopView'] }) {
  return (
    <ol className={classes.picture} aria-label="The delivery loop">
      <Gate gate={loop.gate} />
      <Deploys deploys={loop.deploys} />
      <Flags flags={loop.flags} />
      <OnCall onCall={loop.onCall} />
      <Incidents incidents={loop.incidents} />
      <Actions actions={loop.actions} />
    </ol>
  );
}
