import { Injectable } from '@nestjs/common';
import type { Permission, Tx } from '../platform/index.js';
import { can } from './actor.js';
import { permissionsOf } from './domain/roles.js';
import { People } from './people.js';
import { actorOf } from './token-auth.js';
import { TokensRepository } from './tokens.repository.js';

/** Whoever was admitted once: the person, and the token that they came with. */
export interface Admitted {
  person: string | null;
  token: string | null;
}

/** Whether somebody may still do what they were admitted to before, for acts that are carried out later. */
@Injectable()
export class Entitlements {
  constructor(
    private readonly people: People,
    private readonly tokens: TokensRepository,
  ) {}

  /** By the person's role or by the token, if that is neither revoked nor expired; one of the two is enough, as it is by hand. */
  async still(tx: Tx, { person, token }: Admitted, permission: Permission): Promise<boolean> {
    const known = person === null ? null : await this.people.find(person, tx);
    if (person !== null && known?.active !== true) return false;
    const role = known?.role ?? null;
    const byRole = new Set(role === null ? [] : permissionsOf(role));
    return can({ permissions: byRole }, permission) || (token !== null && (await this.byToken(tx, token, permission)));
  }

  private async byToken(tx: Tx, id: string, permission: Permission): Promise<boolean> {
    const known = await this.tokens.findById(id, tx);
    if (known === null) return false;
    const { expiresAt } = known.token;
    return (expiresAt === null || expiresAt > tx.now) && can(actorOf(known.token), permission);
  }
}
