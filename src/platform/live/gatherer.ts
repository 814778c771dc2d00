import { Hints, type Hint } from './hints.js';

/** Passes hints on: the first at once, and those of the next while together at its end. */
export class Gatherer {
  private waiting = new Hints();
  private pause: NodeJS.Timeout | null = null;

  constructor(
    private readonly pauseMs: number,
    private readonly pass: (hints: Hint[]) => void,
  ) {}

  add(hints: readonly Hint[]): void {
    for (const hint of hints) this.waiting.add(hint);
    if (this.pause === null) this.flush();
  }

  private flush(): void {
    this.pause = null;
    const hints = this.waiting.list();
    if (hints.length === 0) return;
    this.waiting = new Hints();
    this.pause = setTimeout(() => this.flush(), this.pauseMs).unref();
    this.pass(hints);
  }
}
