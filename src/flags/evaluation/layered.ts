/**
 * A map that never changes, and of which another is made that differs in a few entries: the two share all others, so that a
 * change costs by its own size and, once in a while, by that of the whole.
 */
export class Layered<V extends object> {
  private constructor(
    private readonly base: ReadonlyMap<string, V>,
    /** What differs from the base; null: gone. */
    private readonly over: ReadonlyMap<string, V | null>,
    readonly size: number,
  ) {}

  static empty<V extends object>(): Layered<V> {
    return new Layered<V>(new Map(), new Map(), 0);
  }

  get(key: string): V | undefined {
    const over = this.over.get(key);
    return over === undefined ? this.base.get(key) : (over ?? undefined);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** Those of the base keep their places; others follow in the order in which they came. */
  *[Symbol.iterator](): Generator<[string, V]> {
    const { base, over } = this;
    for (const entry of base) {
      const changed = over.size === 0 ? undefined : over.get(entry[0]);
      if (changed === undefined) yield entry;
      else if (changed !== null) yield [entry[0], changed];
    }
    for (const [key, value] of over) if (value !== null && !base.has(key)) yield [key, value];
  }

  *keys(): Generator<string> {
    for (const [key] of this) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value;
  }

  with(changes: ReadonlyMap<string, V | null>): Layered<V> {
    if (changes.size === 0) return this;
    const over = new Map(this.over);
    let { size } = this;
    for (const [key, value] of changes) {
      size += (value === null ? 0 : 1) - (this.has(key) ? 1 : 0);
      over.set(key, value);
    }
    const next = new Layered(this.base, over, size);
    // As many entries above as changes until then were copied with each: beyond the root of all, copying the whole is cheaper.
    return over.size * over.size <= this.base.size ? next : new Layered(new Map(next), new Map(), size);
  }
}
