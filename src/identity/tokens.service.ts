import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AppConfig,
  Clock,
  DatabaseWatch,
  Db,
  Ids,
  invalidFields,
  Ticks,
  type FieldError,
  type Permission,
} from '../platform/index.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import type { CreatedToken, NewToken } from './identity.contract.js';
import { unknownToken } from './identity.errors.js';
import { People } from './people.js';
import { hashOfSecret, TokenAuth } from './token-auth.js';
import { TokensRepository } from './tokens.repository.js';

const FIRST_ADMIN = 'start';

@Injectable()
export class TokensService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly repository: TokensRepository,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly auth: TokenAuth,
    private readonly watch: DatabaseWatch,
    ticks: Ticks,
  ) {
    ticks.every('identity.record-token-use', 5_000, () => this.recordUse(), 'everywhere');
  }

  /** Makes the admin token of the settings valid, and those of earlier settings invalid. */
  async onModuleInit(): Promise<void> {
    const secret = this.config.adminToken;
    if (secret !== null) await this.watch.whenThere('Adopting the admin token', () => this.adopt(secret));
  }

  private async adopt(secret: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const hash = hashOfSecret(secret);
      const token = {
        id: this.ids.next(),
        name: 'first admin token',
        permissions: ['admin'] as Permission[],
        person: null,
        environment: null,
        expiresAt: null,
        createdAt: tx.now,
        createdBy: FIRST_ADMIN,
      };
      await this.repository.insert(tx, token, hash);
      await this.repository.revokeOthers(tx, FIRST_ADMIN, hash);
    });
  }

  async create(body: NewToken, actor: Actor): Promise<CreatedToken> {
    const faults: FieldError[] = [];
    const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null;
    if (expiresAt !== null && expiresAt <= this.clock.now())
      faults.push({ field: 'expiresAt', code: 'in_the_past', detail: 'must lie ahead' });
    if (body.person && !(await this.people.find(body.person))) {
      const detail = `There is no person ${body.person}; create it first: PUT /api/v1/people/${body.person}`;
      faults.push({ field: 'person', code: 'unknown_person', detail });
    }
    if (faults.length > 0) throw invalidFields(faults);
    const id = this.ids.next();
    const secret = `loop_${randomBytes(24).toString('base64url')}`;
    await this.db.transaction(async (tx) => {
      const token = {
        id,
        name: body.name,
        permissions: body.permissions,
        person: body.person ?? null,
        environment: body.environment ?? null,
        expiresAt,
        createdAt: tx.now,
        createdBy: actor.name,
      };
      await this.repository.insert(tx, token, hashOfSecret(secret));
      await this.audit.record(tx, {
        actor,
        action: 'token.create',
        subject: `token:${id}`,
        detail: { name: body.name, permissions: body.permissions, person: token.person },
      });
    });
    return { id, token: secret };
  }

  async revoke(id: string, actor: Actor): Promise<void> {
    const found = await this.db.transaction(async (tx) => {
      const touched = await this.repository.revoke(tx, id);
      if (touched) await this.audit.record(tx, { actor, action: 'token.revoke', subject: `token:${id}` });
      return touched;
    });
    if (!found) throw unknownToken(id);
    this.auth.forget(id);
  }

  /** Writes down which tokens were used since the last time. */
  private async recordUse(): Promise<void> {
    const used = this.auth.takeUsed();
    if (used.size > 0) await this.repository.recordUse(used);
  }
}
