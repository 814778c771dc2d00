import type { ChangeFact, ReviewFact } from '../facts.js';
import type { ChangePatch } from './patches.js';

export interface KnownChange {
  fact: ChangeFact;
  /** Time of the snapshot that was applied last; null where no webhook told of it yet. */
  asOf: string | null;
  headRef: string | null;
}

/** A change as known and as a webhook tells it now. The result is the same in whatever order webhooks arrive. */
export function mergeChange(known: KnownChange | null, patch: ChangePatch): KnownChange {
  const before: ChangeFact = known?.fact ?? {
    kind: 'change',
    id: patch.id,
    repository: patch.repository,
    openedAt: patch.snapshot.openedAt,
  };
  const newer = known === null || known.asOf === null || isNewer(patch, known);
  const told = patch.snapshot;
  const fact: ChangeFact = newer ? { ...before, ...told } : { ...before };
  // The picture inside a review's event is smaller; what only the whole one holds is taken from an older one too.
  fact.additions ??= told.additions ?? null;
  fact.deletions ??= told.deletions ?? null;
  fact.headSha ??= told.headSha ?? null;
  // What was merged stays merged, whatever the order.
  fact.mergedAt ??= before.mergedAt ?? told.mergedAt ?? null;
  fact.mergeSha ??= before.mergeSha ?? told.mergeSha ?? null;
  fact.reverts ??= before.reverts ?? told.reverts ?? null;
  fact.readyAt = later(before.readyAt ?? null, patch.readyAt);
  fact.reviews = patch.review ? withReview(before.reviews ?? [], patch.review) : (before.reviews ?? []);
  return {
    fact: { ...fact, kind: 'change', id: before.id, repository: before.repository },
    asOf: later(known?.asOf ?? null, patch.asOf),
    headRef: newer ? (patch.headRef ?? known?.headRef ?? null) : (known?.headRef ?? patch.headRef),
  };
}

/** Reviews with this one added, or replaced where it was known: a dismissal is final, other states follow the latest word. */
export function withReview(reviews: readonly ReviewFact[], review: ReviewFact): ReviewFact[] {
  const same = (other: ReviewFact): boolean =>
    other.id ? other.id === review.id : other.author === review.author && other.submittedAt === review.submittedAt;
  const before = reviews.find(same);
  const kept = before?.state === 'dismissed' ? { ...review, state: 'dismissed' } : review;
  return [...reviews.filter((other) => !same(other)), kept].toSorted((one, other) =>
    orderOf(one) === orderOf(other) ? 0 : orderOf(one) < orderOf(other) ? -1 : 1,
  );
}

function orderOf(review: ReviewFact): string {
  return `${review.submittedAt} ${review.author} ${review.id ?? ''}`;
}

/** GitHub's times have whole seconds: of two pictures of one second, the one that says more counts as the newer. */
function isNewer(patch: ChangePatch, known: KnownChange): boolean {
  if (known.asOf !== patch.asOf) return known.asOf === null || patch.asOf > known.asOf;
  const fields: Readonly<Record<string, unknown>> = { ...known.fact };
  const names = Object.keys(patch.snapshot).toSorted();
  const snapshot: Readonly<Record<string, unknown>> = patch.snapshot;
  const told = JSON.stringify(names.map((name) => snapshot[name] ?? null));
  const had = JSON.stringify(names.map((name) => fields[name] ?? null));
  return told.length === had.length ? told > had : told.length > had.length;
}

function later(one: string | null, other: string | null): string | null {
  if (one === null) return other;
  if (other === null) return one;
  return one >= other ? one : other;
}
