import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import type { Actor } from './actor.js';
import { Belief } from './belief.js';
import { notAuthenticated } from './identity.errors.js';
import { actorOf, bearerOf, hashOfSecret } from './token-auth.js';
import { TokensRepository, type StoredToken } from './tokens.repository.js';

const TICKET = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/**
 * A ticket stands for a token at one door where no header can be sent. It is derived from the token, does not lead back to
 * it, opens nothing else, and is worth nothing once the token is revoked or expired.
 */
@Injectable()
export class Tickets {
  private readonly belief: Belief<{ token: StoredToken; secretHash: Buffer }>;

  constructor(
    private readonly repository: TokensRepository,
    private readonly clock: Clock,
  ) {
    this.belief = new Belief((id) => repository.findById(id));
  }

  /** The ticket of a token that was authenticated already, by the value of its Authorization header; always the same one. */
  issue(actor: Actor, header: string, door: string): string {
    return `${actor.id}.${macOf(hashOfSecret(bearerOf(header) ?? ''), door)}`;
  }

  /** Throws `unauthenticated`. */
  async authenticate(ticket: string, door: string): Promise<Actor> {
    const [, id = '', mac = ''] = TICKET.exec(ticket) ?? [];
    const known = id === '' ? null : await this.belief.look(id);
    const right = known !== null && timingSafeEqual(Buffer.from(macOf(known.secretHash, door)), Buffer.from(mac));
    if (!right) throw notAuthenticated('This ticket is not known, or its token was revoked.');
    const { expiresAt } = known.token;
    if (expiresAt !== null && expiresAt <= this.clock.now()) throw notAuthenticated('The token has expired.');
    return actorOf(known.token);
  }

  /** Which of these tokens may still be used, by id. */
  async stillGood(ids: string[]): Promise<Set<string>> {
    return new Set(await this.repository.goodAmong(ids, this.clock.now()));
  }
}

function macOf(secretHash: Buffer, door: string): string {
  return createHmac('sha256', secretHash).update(door).digest('base64url');
}
