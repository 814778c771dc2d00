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

interface OpenGroup<C extends Linked> extends TrunkGroup<C> {
  /** Its place on trunk, counted from the tip: an older commit of trunk has a higher one. */
  turn: number;
  /** Parents that were announced for it and not seen yet. */
  awaited: number;
}

/**
 * Gives every commit to the commit of trunk that brought it in: the oldest one from which it can be reached. Takes commits
 * one at a time, children before their parents (git's `--topo-order`) from the tip of trunk, and holds only groups that
 * still await a commit: a branch that took trunk in is listed after the trunk that it took in.
 */
export class TrunkGrouper<C extends Linked> {
  private expected: string | null;
  private turn = 0;
  private readonly open = new Map<number, OpenGroup<C>>();
  /** Announced parent → the oldest group that reaches it. */
  private readonly announced = new Map<string, OpenGroup<C>>();

  constructor(tip: string) {
    this.expected = tip;
  }

  /** Takes the next commit and gives the groups that are complete by it. */
  add(commit: C): TrunkGroup<C>[] {
    const group = this.announced.get(commit.sha);
    this.announced.delete(commit.sha);
    if (group) group.awaited -= 1;
    const own = commit.sha === this.expected ? this.start(commit) : group;
    const touched = new Set<OpenGroup<C>>(group ? [group] : []);
    if (own) {
      touched.add(own);
      if (own.trunk !== commit) own.side.push(commit);
      for (const parent of commit.parents) {
        const robbed = parent === this.expected ? null : this.announce(parent, own);
        if (robbed) touched.add(robbed);
      }
    }
    return [...touched].filter((one) => one.awaited === 0 && this.open.has(one.turn)).map((one) => this.close(one));
  }

  /** What still awaits commits after the last one: the clone ends before they come. */
  end(): TrunkGroup<C>[] {
    return [...this.open.values()].map((group) => this.close(group));
  }

  private start(trunk: C): OpenGroup<C> {
    this.turn += 1;
    const group: OpenGroup<C> = { trunk, side: [], turn: this.turn, awaited: 0 };
    this.open.set(this.turn, group);
    this.expected = trunk.parents[0] ?? null;
    return group;
  }

  /** Returns the group that awaited the parent before and now leaves it to an older one. */
  private announce(parent: string, group: OpenGroup<C>): OpenGroup<C> | null {
    const before = this.announced.get(parent) ?? null;
    if (before && before.turn >= group.turn) return null;
    this.announced.set(parent, group);
    group.awaited += 1;
    if (before) before.awaited -= 1;
    return before;
  }

  private close(group: OpenGroup<C>): TrunkGroup<C> {
    this.open.delete(group.turn);
    return { trunk: group.trunk, side: group.side };
  }
}
