/** What grouping needs to know of a commit. */
export interface Linked {
  sha: string;
  parents: readonly string[];
}

/** A commit of trunk with the commits that it was the first of trunk to bring in, newest first. */
export interface TrunkGroup<C extends Linked> {
  trunk: C;
  side: C[];
}

export type Grouped<C extends Linked> = { commit: C; closed: TrunkGroup<C> | null };

/**
 * Gives every commit to the commit of trunk that brought it in: the oldest one from which it can be reached. Takes
 * commits in git's `--topo-order` from the tip of trunk (children before parents, the side branches of a merge before its
 * first parent) one at a time, and holds only the group at work and the parents that were announced and not yet seen.
 */
export class TrunkGrouper<C extends Linked> {
  private expected: string | null;
  private open: TrunkGroup<C> | null = null;
  private turn = 0;
  /** Announced parent → turn of the oldest commit of trunk that reaches it. */
  private readonly announced = new Map<string, number>();

  constructor(tip: string) {
    this.expected = tip;
  }

  /** Takes the next commit; a group is closed by the first commit of trunk after it. */
  add(commit: C): Grouped<C> {
    if (commit.sha === this.expected) return { commit, closed: this.startGroup(commit) };
    const turn = this.announced.get(commit.sha);
    this.announced.delete(commit.sha);
    if (this.open === null || turn !== this.turn) return { commit, closed: null };
    this.open.side.push(commit);
    this.announce(commit.parents);
    return { commit, closed: null };
  }

  /** The last group, after the last commit. */
  end(): TrunkGroup<C> | null {
    const last = this.open;
    this.open = null;
    return last;
  }

  private startGroup(commit: C): TrunkGroup<C> | null {
    const closed = this.open;
    this.turn += 1;
    this.announced.delete(commit.sha);
    this.open = { trunk: commit, side: [] };
    this.expected = commit.parents[0] ?? null;
    this.announce(commit.parents.slice(1));
    return closed;
  }

  private announce(parents: readonly string[]): void {
    for (const parent of parents) if (parent !== this.expected) this.announced.set(parent, this.turn);
  }
}
