import type { FactKind } from './facts.js';
import type { FactRow, PreparedFact } from './fact-rows.js';

/** What one batch comes down to: at most one row for each (kind, key), and what happened to the others. */
export interface FoldedBatch {
  facts: PreparedFact[];
  /** Facts that an equal or stronger one of the same batch made meaningless. */
  unchanged: number;
  /** Facts that a later one of the same batch replaced. */
  replaced: number;
}

/** Folds facts in the order of reception, as if each had been stored on its own. The result is sorted by kind and key. */
export function foldBatch(facts: readonly PreparedFact[]): FoldedBatch {
  const byKey = new Map<string, PreparedFact>();
  let unchanged = 0;
  let replaced = 0;
  for (const fact of facts) {
    const slot = `${fact.kind} ${fact.key}`;
    const before = byKey.get(slot);
    if (before && (before.hash === fact.hash || !mayReplace(fact.kind, before.row, fact.row))) {
      unchanged += 1;
      continue;
    }
    if (before) replaced += 1;
    byKey.set(slot, before ? { ...fact, row: inherited(fact.kind, before.row, fact.row) } : fact);
  }
  // One order for every transaction: two batches with the same keys wait for each other instead of dead-locking.
  const sorted = [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, fact]) => fact);
  return { facts: sorted, unchanged, replaced };
}

/**
 * Whether a later fact of the same id replaces the one before: a successful deployment stays so, and an older attempt
 * of a check never replaces a newer one; otherwise the last received wins. The upserts say the same in SQL.
 */
export function mayReplace(kind: FactKind, before: FactRow, after: FactRow): boolean {
  if (kind === 'deployment') return !(before['status'] === 'success' && after['status'] !== 'success');
  if (kind === 'check') return Number(after['attempt']) >= Number(before['attempt']);
  return true;
}

/** A success told again without a time keeps the finish that was known. */
function inherited(kind: FactKind, before: FactRow, after: FactRow): FactRow {
  if (kind !== 'deployment' || after['status'] !== 'success' || after['finished_at'] !== null) return after;
  return before['status'] === 'success' ? { ...after, finished_at: before['finished_at'] } : after;
}
