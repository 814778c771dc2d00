/** What the database said of every secret when it was last read as a whole; secrets stand there by their hash. */
export class LastKnown<T> {
  private byHash = new Map<string, T>();
  private readAt: number | null = null;

  constructor(private readonly hashOf: (secret: string) => Buffer) {}

  /** `ageMs`: how long ago it was read. */
  put(entries: Iterable<[hash: string, value: T]>, ageMs: number): void {
    this.byHash = new Map(entries);
    this.readAt = performance.now() - Math.max(ageMs, 0);
  }

  /** Null: nothing was read yet. A null value: there was no such secret. */
  of(secret: string): { value: T | null; readAt: number } | null {
    if (this.readAt === null) return null;
    return { value: this.byHash.get(this.hashOf(secret).toString('hex')) ?? null, readAt: this.readAt };
  }

  forget(which: (value: T) => boolean): void {
    for (const [hash, value] of this.byHash) if (which(value)) this.byHash.delete(hash);
  }
}
