/** So many changes of an environment can be resumed after; a reader that missed more reads everything anew. */
const MOST_KEPT = 500;

interface Change {
  revision: number;
  keys: readonly string[];
  within: boolean;
}

/** Which flags of one environment changed at which revision, as far back as is remembered. */
export class ChangeLog {
  private readonly changes: Change[] = [];

  /** `from`: the revision after which it knows everything. */
  constructor(private from: number) {}

  /** `within`: the revision did not move, as with a kill that the database does not know yet. Whoever saw it may lack this. */
  add(revision: number, keys: readonly string[], within = false): void {
    this.changes.push({ revision, keys, within });
    if (this.changes.length > MOST_KEPT) this.from = this.changes.shift()?.revision ?? this.from;
  }

  /** The flags that changed after a revision; null: that is longer ago than it remembers. */
  since(revision: number): Set<string> | null {
    if (revision < this.from) return null;
    const missed = (change: Change): boolean =>
      change.within ? change.revision >= revision : change.revision > revision;
    return new Set(this.changes.filter(missed).flatMap(({ keys }) => keys));
  }
}
