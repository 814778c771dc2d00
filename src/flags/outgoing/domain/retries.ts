const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long is waited after the first try, the second and so on: ten tries over some 17 hours. */
export const WAITS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
];

/** A receiver that answers so is gone for good. */
const GONE = 410;

/** When a message is tried again after so many tries; null: never. */
export function nextTry(tries: number, status: number | null, now: Date): Date | null {
  const wait = status === GONE ? undefined : WAITS[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
