export const RECEIPT_STATES = ['applied', 'pending', 'silent'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** How instances ask: flag by flag, for all flags, for the document of definitions, or by the stream of changes. */
export const DOORS = ['evaluation', 'bulk', 'sync', 'stream'] as const;
export type Door = (typeof DOORS)[number];

/** So long after its last sign, or after a change that its open stream was told of, an instance is still expected to apply it. */
export const PATIENCE_MS = 60_000;
/** An instance that was neither connected nor gave a sign for so long before a change had gone, and is not counted. */
export const GONE_MS = 60 * 60_000;
/** So long after a change it is known when each instance applied it. */
export const KNOWN_MS = 7 * 24 * 60 * 60_000;

/** A change of an environment's flags. */
export interface FlagsChanged {
  revision: number;
  at: Date;
}

export interface Receipt {
  instance: string;
  sdk: string | null;
  door: Door;
  state: ReceiptState;
  /** The latest revision that it was handed answers of, or said to have applied. */
  revision: number;
  /** When that first was the change's revision or a later one; null: not yet, or no longer known (`KNOWN_MS`). */
  appliedAt: Date | null;
  appliedMs: number | null;
  lastSeenAt: Date;
  connected: boolean;
}

export type SeenInstance = Omit<Receipt, 'state' | 'appliedMs' | 'connected'> & { connectedUntil: Date | null };

export function receiptOf({ connectedUntil, ...instance }: SeenInstance, change: FlagsChanged, now: Date): Receipt {
  const connected = connectedUntil !== null && connectedUntil > now;
  // Of an older change the first time is forgotten, and what is left is that of a later one.
  const appliedAt = now.getTime() - change.at.getTime() > KNOWN_MS ? null : instance.appliedAt;
  return {
    ...instance,
    appliedAt,
    state: stateOf(instance, connected, change, now),
    // Two processes' clocks may differ by a little.
    appliedMs: appliedAt === null ? null : Math.max(0, appliedAt.getTime() - change.at.getTime()),
    connected,
  };
}

function stateOf(
  { revision, lastSeenAt }: Pick<SeenInstance, 'revision' | 'lastSeenAt'>,
  connected: boolean,
  change: FlagsChanged,
  now: Date,
): ReceiptState {
  if (revision >= change.revision) return 'applied';
  const since = (instant: Date): number => now.getTime() - instant.getTime();
  if (since(lastSeenAt) <= PATIENCE_MS || (connected && since(change.at) <= PATIENCE_MS)) return 'pending';
  return 'silent';
}

export interface Tally {
  applied: number;
  pending: number;
  silent: number;
  /** When the last of those that applied it did, and how long after the change; null: none did, or it is no longer known. */
  lastAppliedAt: Date | null;
  lastAppliedMs: number | null;
}

export function tallyOf(receipts: readonly Receipt[]): Tally {
  const count = (state: ReceiptState): number => receipts.filter((receipt) => receipt.state === state).length;
  const last = receipts.reduce<Receipt | null>(
    (latest, receipt) =>
      receipt.appliedAt !== null && receipt.appliedAt > (latest?.appliedAt ?? 0) ? receipt : latest,
    null,
  );
  return {
    applied: count('applied'),
    pending: count('pending'),
    silent: count('silent'),
    lastAppliedAt: last?.appliedAt ?? null,
    lastAppliedMs: last?.appliedMs ?? null,
  };
}
