import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, type Permission } from '../platform/index.js';
import type { Actor } from './actor.js';
import { notAuthenticated } from './identity.errors.js';
import { TokensRepository, type StoredToken } from './tokens.repository.js';

/** A revoked token is refused within a second in every process, so nothing is believed for longer than this. */
const BELIEVE_MS = 700;
const MAX_CACHED = 20_000;

interface Cached {
  token: StoredToken | null;
  actor: Actor | null;
  readAt: number;
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
    if (cached && performance.now() - cached.readAt < BELIEVE_MS) return cached;
    const token = await this.repository.findBySecret(hashOfSecret(secret));
    const fresh: Cached = { token, actor: token && actorOf(token), readAt: performance.now() };
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(secret, fresh);
    return fresh;
  }
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
