/**
 * One reading at a time, for whoever asks. All who ask while one is under way share the next: that one alone is sure to see what was
 * committed before they asked.
 */
export class Readings<T> {
  private running: Promise<T> | null = null;
  private queued: Promise<T> | null = null;

  constructor(private readonly read: () => Promise<T>) {}

  /** What a reading says that began after the call. */
  next(): Promise<T> {
    if (this.running === null) return this.begin();
    this.queued ??= this.running.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.queued;
  }

  private begin(): Promise<T> {
    this.queued = null;
    const running = this.read().finally(() => {
      this.running = null;
    });
    this.running = running;
    return running;
  }
}
