import { DatabaseUnavailable, inTime, isConnectionLoss, WAITS_UNTIL_MS } from '../platform/index.js';
import type { LastKnown } from './last-known.js';

/** What was revoked is refused within a second in every process, so nothing is believed for longer than this. */
const BELIEVE_MS = 700;
const MAX_CACHED = 20_000;
/** While the database is away, a secret that it confirmed goes on being believed for so long: evaluation must not stop. */
const BELIEVE_IN_OUTAGE_MS = 10 * 60_000;
/** The same where all secrets are read again and again, so that a revoked one is not among them. */
const BELIEVE_LAST_KNOWN_MS = 24 * 3_600_000;

interface Believed<T> {
  value: T | null;
  /** When the database last confirmed it. */
  readAt: number;
  /** When the database is asked again. */
  askAt: number;
}

/** Remembers for a moment what the database said about a secret, or by its name, and longer while the database is away. */
export class Belief<T> {
  private readonly cache = new Map<string, Believed<T>>();

  /** `lastKnown`: what was read of all secrets together, for those that this process was not shown of late. */
  constructor(
    private readonly read: (secret: string) => Promise<T | null>,
    private readonly lastKnown: LastKnown<T> | null = null,
  ) {}

  /** What the secret stands for; null: nothing. */
  async look(secret: string): Promise<T | null> {
    // Age is measured on the process's own clock: a clock that a test moves must not make a secret immortal.
    const cached = this.cache.get(secret);
    if (cached && performance.now() < cached.askAt) return cached.value;
    const known = this.known(secret, cached);
    try {
      const fresh = this.ask(secret);
      // A kill waits for it.
      return known === null ? await fresh : await inTime(WAITS_UNTIL_MS.admission, fresh, noAnswer);
    } catch (error) {
      if (known === null || !isConnectionLoss(error)) throw error;
      this.remember(secret, { ...known, askAt: performance.now() + BELIEVE_MS });
      return known.value;
    }
  }

  /** Forgets what it believes, so that a change in this process counts at once. */
  forget(which: (value: T) => boolean = () => true): void {
    for (const [secret, { value }] of this.cache) if (value === null || which(value)) this.cache.delete(secret);
    this.lastKnown?.forget(which);
  }

  private async ask(secret: string): Promise<T | null> {
    const value = await this.read(secret);
    const readAt = performance.now();
    this.remember(secret, { value, readAt, askAt: readAt + BELIEVE_MS });
    return value;
  }

  private remember(secret: string, believed: Believed<T>): void {
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(secret, believed);
  }

  /** The newest that was heard of a secret, where that is something, and not too old to count in an outage. */
  private known(secret: string, cached: Believed<T> | undefined): Pick<Believed<T>, 'value' | 'readAt'> | null {
    const read = this.lastKnown?.of(secret) ?? null;
    const newest = cached && (read === null || cached.readAt >= read.readAt) ? cached : read;
    // A secret that nobody ever heard of may be newer than what was heard.
    if (newest === null || (newest.value === null && !cached?.value)) return null;
    const limit = this.lastKnown === null ? BELIEVE_IN_OUTAGE_MS : BELIEVE_LAST_KNOWN_MS;
    return performance.now() - newest.readAt < limit ? newest : null;
  }
}

/** A database that does not answer in time counts as one that is away. */
const noAnswer = (): Error => new DatabaseUnavailable('it does not answer');
