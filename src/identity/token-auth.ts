import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, type Permission } from '../platform/index.js';
import type { Actor } from './actor.js';
import { Belief } from './belief.js';
import { notAuthenticated } from './identity.errors.js';
import { TokensRepository, type StoredToken } from './tokens.repository.js';

interface Known {
  token: StoredToken;
  actor: Actor;
}

export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Turns a bearer token into an actor. */
@Injectable()
export class TokenAuth {
  private readonly belief: Belief<Known>;
  private readonly used = new Map<string, Date>();

  constructor(
    repository: TokensRepository,
    private readonly clock: Clock,
  ) {
    this.belief = new Belief(async (secret) => {
      const token = await repository.findBySecret(hashOfSecret(secret));
      return token && { token, actor: actorOf(token) };
    });
  }

  /** Takes the value of an Authorization header. Throws `unauthenticated`. */
  async authenticate(header: string | undefined): Promise<Actor> {
    if (header === undefined) throw notAuthenticated('Send an API token: Authorization: Bearer <token>.');
    const secret = bearerOf(header);
    if (secret === null) throw notAuthenticated('The Authorization header must be: Bearer <token>.');
    const known = await this.belief.look(secret);
    if (!known) throw notAuthenticated('This token is not known, or was revoked.');
    const { token, actor } = known;
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
    this.belief.forget();
  }
}

/** The secret in the value of an Authorization header. */
export function bearerOf(header: string): string | null {
  return /^bearer +(\S{1,500})$/i.exec(header)?.[1] ?? null;
}

export function actorOf(token: StoredToken): Actor {
  return {
    kind: 'token',
    id: token.id,
    name: token.name,
    permissions: new Set<Permission>(token.permissions),
    person: token.person,
    environment: token.environment,
  };
}
