import type { ChangeDraft } from './facts.js';

/**
 * Finds the change that carries the commit which another change takes back. Reading goes from new to old, so that a revert
 * is mostly met before what it takes back, and is held until then; only reverts are held.
 */
export class PendingReverts {
  /** Commit that some commit takes back → the change that carries it, once it is known. */
  private readonly carriers = new Map<string, string | null>();
  private readonly waiting = new Map<string, ChangeDraft['fact'][]>();

  /** Tells that a commit takes another one back; said before the change of either is known. */
  watch(sha: string): void {
    if (!this.carriers.has(sha)) this.carriers.set(sha, null);
  }

  /** The fact when it can go at once, else null: it will come out of `carriedBy` or `rest`. */
  hold(draft: ChangeDraft): ChangeDraft['fact'] | null {
    const { revert, fact } = draft;
    if (revert === null) return fact;
    if ('pullRequest' in revert) return { ...fact, reverts: revert.pullRequest };
    const carrier = this.carriers.get(revert.sha) ?? null;
    if (carrier !== null) return { ...fact, reverts: carrier };
    const held = this.waiting.get(revert.sha);
    if (held) held.push(fact);
    else this.waiting.set(revert.sha, [fact]);
    return null;
  }

  /** Tells what a change carries; gives the held reverts of it. */
  *carriedBy(change: string, shas: Iterable<string>): Generator<ChangeDraft['fact']> {
    if (this.carriers.size === 0) return;
    for (const sha of shas) {
      if (!this.carriers.has(sha)) continue;
      this.carriers.set(sha, change);
      for (const fact of this.waiting.get(sha) ?? []) yield { ...fact, reverts: change };
      this.waiting.delete(sha);
    }
  }

  /** Those whose commit was never met: nobody knows what they take back. */
  *rest(): Generator<ChangeDraft['fact']> {
    for (const facts of this.waiting.values()) yield* facts;
    this.waiting.clear();
  }
}
