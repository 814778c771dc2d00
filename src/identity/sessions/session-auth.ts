import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig, Clock, isConnectionLoss, Standby, type Permission } from '../../platform/index.js';
import type { Actor } from '../actor.js';
import { Belief } from '../belief.js';
import { permissionsOf } from '../domain/roles.js';
import { notAuthenticated } from '../identity.errors.js';
import { LastKnown } from '../last-known.js';
import { hashOfSecret } from '../token-auth.js';
import { cookieOf, SESSION_COOKIE } from './cookies.js';
import { mayUseCookie } from './own-origin.js';
import { crossSite } from './sessions.errors.js';
import { SessionsRepository, type StoredSession } from './sessions.repository.js';

const DAY_MS = 24 * 3_600_000;
export const SLIDES_MS = 14 * DAY_MS;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** As many as are known by heart; the youngest come first. */
const MOST_KEPT = 20_000;

type KeptSession = Omit<StoredSession, 'expiresAt' | 'endsAt'> & { hash: string; expiresAt: string; endsAt: string };

export interface KnownSession {
  session: StoredSession;
  actor: Actor;
}

/** Turns the cookie of a browser into an actor. */
@Injectable()
export class SessionAuth {
  private readonly logger = new Logger('Sessions');
  private readonly belief: Belief<KnownSession>;
  private readonly lastKnown = new LastKnown<KnownSession>(hashOfSecret);

  constructor(
    private readonly repository: SessionsRepository,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    standby: Standby,
  ) {
    this.belief = new Belief((secret) => this.read(secret), this.lastKnown);
    standby.register<KeptSession[]>({
      name: 'sessions',
      gather: async () => {
        const kept = await repository.lasting(clock.now(), MOST_KEPT);
        this.learn(kept, 0);
        return kept.map((session) => ({
          ...session,
          expiresAt: session.expiresAt.toISOString(),
          endsAt: session.endsAt.toISOString(),
        }));
      },
      restore: (kept, readAt) =>
        this.learn(
          kept.map((session) => ({
            ...session,
            expiresAt: new Date(session.expiresAt),
            endsAt: new Date(session.endsAt),
          })),
          clock.now().getTime() - readAt.getTime(),
        ),
    });
  }

  /** Whether the request carries a session's cookie, valid or not. */
  carried(request: FastifyRequest): boolean {
    return cookieOf(request.headers.cookie, SESSION_COOKIE) !== null;
  }

  /** Throws `unauthenticated`, and `cross_site` where another site's page could have sent the request. */
  async authenticate(request: FastifyRequest): Promise<Actor> {
    const known = await this.find(request);
    if (!known) throw notAuthenticated('Your session has ended; sign in again.');
    return known.actor;
  }

  /** The session of the request; null: none that is valid. Throws `cross_site`. */
  async find(request: FastifyRequest): Promise<KnownSession | null> {
    const secret = cookieOf(request.headers.cookie, SESSION_COOKIE);
    if (secret === null) return null;
    if (!mayUseCookie(request, this.config)) throw crossSite();
    return this.known(secret);
  }

  /** The session with this secret; null: none that is valid. */
  async known(secret: string): Promise<KnownSession | null> {
    if (!SECRET.test(secret)) return null;
    const known = await this.belief.look(secret);
    return known !== null && known.session.expiresAt > this.clock.now() ? known : null;
  }

  forgetSession(id: string): void {
    this.belief.forget(({ session }) => session.id === id);
  }

  forgetPerson(person: string): void {
    this.belief.forget(({ session }) => session.person === person);
  }

  private learn(sessions: (StoredSession & { hash: string })[], ageMs: number): void {
    this.lastKnown.put(
      sessions.map(({ hash, ...session }) => [hash, { session, actor: actorOf(session) }]),
      ageMs,
    );
  }

  private async read(secret: string): Promise<KnownSession | null> {
    const session = await this.repository.findBySecret(hashOfSecret(secret));
    if (!session) return null;
    await this.slide(session);
    return { session, actor: actorOf(session) };
  }

  /** A session in use goes on; written once a day. */
  private async slide(session: StoredSession): Promise<void> {
    const now = this.clock.now();
    const until = new Date(Math.min(now.getTime() + SLIDES_MS, session.endsAt.getTime()));
    if (session.expiresAt <= now || until.getTime() - session.expiresAt.getTime() < DAY_MS) return;
    try {
      await this.repository.prolong(session.id, until);
      session.expiresAt = until;
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      this.logger.warn('A session could not be prolonged; its next use tries again');
    }
  }
}

function actorOf(session: StoredSession): Actor {
  return {
    kind: 'person',
    id: session.person,
    name: session.name,
    permissions: new Set<Permission>(permissionsOf(session.role)),
    person: session.person,
    environment: null,
  };
}
