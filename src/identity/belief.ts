import { isConnectionLoss } from '../platform/index.js';

/** What was revoked is refused within a second in every process, so nothing is believed for longer than this. */
const BELIEVE_MS = 700;
const MAX_CACHED = 20_000;
/** While the database is away, a secret that it confirmed goes on being believed for so long: evaluation must not stop. */
const BELIEVE_IN_OUTAGE_MS = 10 * 60_000;
/** How long a secret that was confirmed before waits for the database to confirm it again. */
const PATIENCE_MS = 1_000;

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

  constructor(private readonly read: (secret: string) => Promise<T | null>) {}

  /** What the secret stands for; null: nothing. */
  async look(secret: string): Promise<T | null> {
    // Age is measured on the process's own clock: a clock that a test moves must not make a secret immortal.
    const cached = this.cache.get(secret);
    if (cached && performance.now() < cached.askAt) return cached.value;
    const known =
      cached && cached.value !== null && performance.now() - cached.readAt < BELIEVE_IN_OUTAGE_MS ? cached : null;
    try {
      const fresh = this.ask(secret);
      return known === null ? await fresh : await within(PATIENCE_MS, fresh);
    } catch (error) {
      if (known === null || !isConnectionLoss(error)) throw error;
      known.askAt = performance.now() + BELIEVE_MS;
      return known.value;
    }
  }

  /** Forgets what it believes, so that a change in this process counts at once. */
  forget(which: (value: T) => boolean = () => true): void {
    for (const [secret, { value }] of this.cache) if (value === null || which(value)) this.cache.delete(secret);
  }

  private async ask(secret: string): Promise<T | null> {
    const value = await this.read(secret);
    const readAt = performance.now();
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(secret, { value, readAt, askAt: readAt + BELIEVE_MS });
    return value;
  }
}

/** A database that does not answer in time counts as one that is away. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('The database does not answer'), { code: 'ETIMEDOUT' })),
      ms,
    );
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
