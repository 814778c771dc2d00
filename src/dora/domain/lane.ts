/**
 * Where deployments follow each other: an environment, or the same environment as one run of a drill used it. Each run is
 * reckoned in lanes of its own, so that nothing of it can touch the numbers of another run or of what is real. A drill without
 * a known run has the empty run. No key of an environment holds the separator.
 */
const SEPARATOR = '~';

/** `run` null: what is real. */
export function laneOf(environment: string, run: string | null): string {
  return run === null ? environment : `${environment}${SEPARATOR}${run}`;
}

export function environmentOf(lane: string): string {
  const end = lane.indexOf(SEPARATOR);
  return end < 0 ? lane : lane.slice(0, end);
}

export function runOf(lane: string): string | null {
  const end = lane.indexOf(SEPARATOR);
  return end < 0 ? null : lane.slice(end + SEPARATOR.length);
}
