import { whoIsOnCall, type Override, type Schedule } from './rotation.js';

/** One person's stretch of being on call, `[from, to)`; a null person: nobody of the rotation is active. */
export interface Turn {
  person: string | null;
  from: Date;
  to: Date;
  overridden: boolean;
}

/**
 * Who is on call from `from` on, turn by turn and without end: an override cuts the turn that it covers. What follows on
 * itself without a hand-off is one turn. `from` is where the first one is looked at, not where it began.
 */
export function* turnsFrom(
  schedule: Schedule,
  overrides: Override[],
  from: Date,
  isActive: (person: string) => boolean = () => true,
): Generator<Turn> {
  let turn: Turn | null = null;
  for (let at = from; ;) {
    const { person, until, overridden } = whoIsOnCall(schedule, overrides, at, isActive);
    if (turn && turn.person === person && turn.overridden && overridden) turn.to = until;
    else {
      if (turn) yield turn;
      turn = { person, from: at, to: until, overridden };
    }
    at = until;
  }
}
