import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, isConnectionLoss, type Permission } from '../platform/index.js';
import type { Actor } from './actor.js';
import { notAuthenticated } from './identity.errors.js';
import { TokensRepository, type StoredToken } from './tokens.repository.js';

/** A revoked token is refused within a second in every process, so nothing is believed for longer than this. */
const BELIEVE_MS = 700;
const MAX_CACHED = 20_000;
/** While the database is away, a token that it confirmed goes on being believed for so long: evaluation must not stop. */
const BELIEVE_IN_OUTAGE_MS = 10 * 60_000;
/** How long a token that was confirmed before waits for the database to confirm it again. */
const PATIENCE_MS = 1_000;

interface Cached {
  token: StoredToken | null;
  actor: Actor | null;
  /** When the database last confirmed it. */
  readAt: number;
  /** When the database is asked again. */
  askAt: number;
}

export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Turns a bearer token into an actor. */
@Injectable()
export class TokenAuth {
  private readonly cache = new Map<string, Cached>();
  private readonly used = new Map<string, Date>();

  constructor(
    private readonly repository: TokensRepository,
    private readonly clock: Clock,
  ) {}

  /** Takes the value of an Authorization header. Throws `unauthenticated`. */
  async authenticate(header: string | undefined): Promise<Actor> {
    if (header === undefined) throw notAuthenticated('Send an API token: Authorization: Bearer <token>.');
    const secret = /^bearer +(\S{1,500})$/i.exec(header)?.[1];
    if (secret === undefined) throw notAuthenticated('The Authorization header must be: Bearer <token>.');
    const { token, actor } = await this.look(secret);
    if (!token || !actor) throw notAuthenticated('This token is not known, or was revoked.');
    const now = this.clock.now();
    if (token.expiresAt !== null && token.expiresAt <= now) throw notAuthenticated('This token has expired.');
    this.used.set(token.id, now);
    return actor;
  }

  /** Which tokens were used since the last call, and when. */
  takeUsed(): Map<string, Date> {
    const taken = new Map(this.used);
    this.used.clear();
    return taken;
  }

  /** Forgets what it believes, so that a change in this process counts at once. */
  forget(): void {
    this.cache.clear();
  }

  private async look(secret: string): Promise<Cached> {
    // Age is measured on the process's own clock: a clock that a test moves must not make a token immortal.
    const cached = this.cache.get(secret);
    if (cached && performance.now() < cached.askAt) return cached;
    const known = cached?.token && performance.now() - cached.readAt < BELIEVE_IN_OUTAGE_MS ? cached : null;
    try {
      const read = this.read(secret);
      return known === null ? await read : await within(PATIENCE_MS, read);
    } catch (error) {
      if (known === null || !isConnectionLoss(error)) throw error;
      known.askAt = performance.now() + BELIEVE_MS;
      return known;
    }
  }

  private async read(secret: string): Promise<Cached> {
    const token = await this.repository.findBySecret(hashOfSecret(secret));
    const readAt = performance.now();
    const fresh: Cached = { token, actor: token && actorOf(token), readAt, askAt: readAt + BELIEVE_MS };
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(secret, fresh);
    return fresh;
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

function actorOf(token: StoredToken): Actor {
  return {
    kind: 'token',
    id: token.id,
    name: token.name,
    permissions: new Set<Permission>(token.permissions),
    person: token.person,
    environment: token.environment,
  };
}
