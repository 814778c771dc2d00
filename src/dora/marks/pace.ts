/** A service whose last step took less than this is worked on at once. */
const LIGHT_MS = 250;
/** Without a new mark for so long, nothing streams in any more. */
const QUIET_MS = 1_000;
/** While facts stream in, at most one part in so many of the time goes into reckoning what the next ones change again. */
const SHARE = 5;

interface Pace {
  /** How long the last step took, in milliseconds. */
  took: number;
  /** Marks that the last step left for itself to go on with. */
  own: number;
  newest: string | null;
  doneAt: number;
  quietSince: number;
}

/**
 * Decides when a service's marks are worked off. What is quickly done is done at once; a long replay waits until its facts
 * have stopped streaming in or a few times what it takes have passed since the last: else each batch of a long import would
 * replay all that came before it. Instants are milliseconds of a clock that never goes back.
 */
export class Pacing {
  private readonly paces = new Map<string, Pace>();

  isDue(service: string, marks: number, newest: string, now: number): boolean {
    const pace = this.paces.get(service);
    if (!pace || pace.took < LIGHT_MS || marks <= pace.own) return true;
    if (pace.newest !== newest) {
      pace.newest = newest;
      pace.quietSince = now;
    }
    return now - pace.quietSince >= QUIET_MS || now - pace.doneAt >= SHARE * pace.took;
  }

  /** A step has taken from `begun` to `now` and left `own` marks to go on with. */
  done(service: string, begun: number, now: number, own: number): void {
    const took = now - begun;
    if (took < LIGHT_MS && own === 0) this.paces.delete(service);
    else this.paces.set(service, { took, own, newest: null, doneAt: now, quietSince: now });
  }
}
