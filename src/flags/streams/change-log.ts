/** So many changes of an environment can be resumed after; a reader that missed more reads everything anew. */
const MOST_KEPT = 500;

interface Change {
  revision: number;
  keys: readonly string[];
  within: boolean;
  /** What lies between this and its own revision was never seen here; null: nothing does. */
  after: number | null;
}

/** Which flags of one environment changed at which revision, as far back as is remembered. */
export class ChangeLog {
  private readonly changes: Change[] = [];

  /** `from`: the revision after which it knows everything. */
  constructor(private from: number) {}

  /**
   * `within`: the revision did not move, as with a kill that the database does not know yet. Whoever saw it may lack this.
   * `after`: where several revisions came together, the one before them.
   */
  add(revision: number, keys: readonly string[], { within = false, after = null }: Partial<Change> = {}): void {
    this.changes.push({ revision, keys, within, after });
    if (this.changes.length > MOST_KEPT) this.from = this.changes.shift()?.revision ?? this.from;
  }

  /** The flags that changed after a revision; null: that is longer ago than it remembers, or was seen by other processes alone. */
  since(revision: number): Set<string> | null {
    const unseen = ({ after, revision: to }: Change): boolean => after !== null && after < revision && revision < to;
    if (revision < this.from || this.changes.some(unseen)) return null;
    const missed = (change: Change): boolean =>
      change.within ? change.revision >= revision : change.revision > revision;
    return new Set(this.changes.filter(missed).flatMap(({ keys }) => keys));
  }
}
