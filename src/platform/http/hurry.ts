/** A kill is acknowledged within this time, whatever the database does. */
export const ACKNOWLEDGED_MS = 1_000;

/**
 * What a hurried request waits for, in this order, and when at the latest each wait ends, counted from the request. The rest of
 * the second is for the disk, which a journaled kill is written to, and for a machine that has more to do.
 */
export const WAITS_UNTIL_MS = {
  /** Who asks? */
  admission: 300,
  /** Is its Idempotency-Key free? */
  key: 450,
  /** The act itself; after this the journal takes it. */
  act: 700,
  /** Who has applied it? */
  clients: 800,
  /** The answer is kept under its Idempotency-Key. */
  keptKey: 850,
};

/** A step that begins late, because this process was busy, still gets so much. */
const LEAST_MS = 50;

/** How long a step of a hurried request may wait, `elapsedMs` after the request. */
export function patienceMs(step: keyof typeof WAITS_UNTIL_MS, elapsedMs: number): number {
  return Math.max(WAITS_UNTIL_MS[step] - elapsedMs, LEAST_MS);
}
