import type { ChangeDraft } from './facts.js';

/**
 * Holds changes that take back a commit until the change that carries this commit is seen. Reading goes from new to old,
 * so that a revert comes before what it takes back; only reverts are held.
 */
export class PendingReverts {
  private readonly waiting = new Map<string, ChangeDraft['fact'][]>();

  /** The fact when it can go at once, else null: it will come out of `carriedBy` or `rest`. */
  hold(draft: ChangeDraft): ChangeDraft['fact'] | null {
    const { revert, fact } = draft;
    if (revert === null) return fact;
    if ('pullRequest' in revert) return { ...fact, reverts: revert.pullRequest };
    const held = this.waiting.get(revert.sha);
    if (held) held.push(fact);
    else this.waiting.set(revert.sha, [fact]);
    return null;
  }

  /** Reverts of the commits that `change` carries. */
  *carriedBy(change: string, shas: Iterable<string>): Generator<ChangeDraft['fact']> {
    if (this.waiting.size === 0) return;
    for (const sha of shas) {
      for (const fact of this.waiting.get(sha) ?? []) yield fact.id === change ? fact : { ...fact, reverts: change };
      this.waiting.delete(sha);
    }
  }

  /** Those whose commit was never met: nobody knows what they take back. */
  *rest(): Generator<ChangeDraft['fact']> {
    for (const facts of this.waiting.values()) yield* facts;
    this.waiting.clear();
  }
}
