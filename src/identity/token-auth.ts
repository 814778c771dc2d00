import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Standby, type Permission } from '../platform/index.js';
import type { Actor } from './actor.js';
import { Belief } from './belief.js';
import { notAuthenticated } from './identity.errors.js';
import { LastKnown } from './last-known.js';
import { TokensRepository, type StoredToken } from './tokens.repository.js';

/** As many as are known by heart; those used last come first. */
const MOST_KEPT = 20_000;

type KeptToken = Omit<StoredToken, 'expiresAt' | 'createdAt' | 'revokedAt' | 'lastUsedAt'> & {
  hash: string;
  lastUsedAt: null;
  expiresAt: string | null;
  createdAt: string;
};

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
  private readonly lastKnown = new LastKnown<Known>(hashOfSecret);
  private readonly used = new Map<string, Date>();

  constructor(
    repository: TokensRepository,
    private readonly clock: Clock,
    standby: Standby,
  ) {
    this.belief = new Belief(async (secret) => {
      const token = await repository.findBySecret(hashOfSecret(secret));
      return token && { token, actor: actorOf(token) };
    }, this.lastKnown);
    standby.register<KeptToken[]>({
      name: 'tokens',
      gather: async () => {
        const now = clock.now();
        const kept = await repository.usable(now, MOST_KEPT);
        this.learn(kept, 0);
        return kept.map((token) => ({
          ...token,
          lastUsedAt: null,
          expiresAt: token.expiresAt?.toISOString() ?? null,
          createdAt: token.createdAt.toISOString(),
        }));
      },
      restore: (kept, readAt) =>
        this.learn(
          kept.map((token) => ({
            ...token,
            expiresAt: token.expiresAt === null ? null : new Date(token.expiresAt),
            createdAt: new Date(token.createdAt),
            revokedAt: null,
            lastUsedAt: null,
          })),
          clock.now().getTime() - readAt.getTime(),
        ),
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

  /** Forgets what it believes of a token, so that its revocation in this process counts at once. */
  forget(id: string): void {
    this.belief.forget(({ token }) => token.id === id);
  }

  private learn(tokens: (StoredToken & { hash: string })[], ageMs: number): void {
    this.lastKnown.put(
      tokens.map(({ hash, ...token }) => [hash, { token, actor: actorOf(token) }]),
      ageMs,
    );
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
