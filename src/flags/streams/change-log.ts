/** So many changes of an environment can be resumed after; a reader that missed more reads everything anew. */
const MOST_KEPT = 500;

/** Which flags of one environment changed at which revision, as far back as is remembered. */
export class ChangeLog {
  private readonly changes: { revision: number; keys: readonly string[] }[] = [];

  /** `from`: the revision after which it knows everything. */
  constructor(private from: number) {}

  add(revision: number, keys: readonly string[]): void {
    this.changes.push({ revision, keys });
    if (this.changes.length > MOST_KEPT) this.from = this.changes.shift()?.revision ?? this.from;
  }

  /** The flags that changed after a revision; null: that is longer ago than it remembers. */
  since(revision: number): Set<string> | null {
    if (revision < this.from) return null;
    return new Set(this.changes.filter((change) => change.revision > revision).flatMap(({ keys }) => keys));
  }
}
