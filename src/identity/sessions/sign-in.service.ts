import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Ids, invalidField, Ticks, type Tx } from '../../platform/index.js';
import { SYSTEM_ACTOR, type Actor } from '../actor.js';
import { Audit } from '../audit.js';
import { hashOfSecret } from '../token-auth.js';
import { LockOuts } from './lock-outs.js';
import { Passwords } from './passwords.js';
import { SessionAuth, SLIDES_MS, type KnownSession } from './session-auth.js';
import { badCredentials, notOwnPassword } from './sessions.errors.js';
import type { OwnPassword, SignIn } from './sessions.contract.js';
import { SessionsRepository, type Account } from './sessions.repository.js';

export const LASTS_MS = 90 * 24 * 3_600_000;

/** How somebody signed in. */
export type Method = 'password' | 'first_admin' | 'invitation' | 'oidc';

/** Sessions begin and end. */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly auth: SessionAuth,
    private readonly lockOuts: LockOuts,
    private readonly passwords: Passwords,
    private readonly repository: SessionsRepository,
    ticks: Ticks,
  ) {
    ticks.every('identity.prune-sessions', 3_600_000, () => this.repository.prune(this.clock.now()));
  }

  /** Returns the session's secret. Throws `bad_credentials` or `locked_out`. */
  async withPassword({ email, password }: SignIn, address: string): Promise<string> {
    const attempt = await this.lockOuts.begin(email, address);
    const account = await this.repository.account(email);
    const fits = await this.passwords.fits(account?.hash ?? null, password);
    const secret = fits && account ? await this.beginWith(account) : null;
    if (secret === null) {
      await this.recordFailure(account, address);
      throw badCredentials();
    }
    await this.lockOuts.succeeded(attempt);
    return secret;
  }

  /** Begins a session within the transaction that found out who it is, and returns its secret. */
  async begin(tx: Tx, person: { key: string; name: string }, method: Method): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const session = {
      id: this.ids.next(),
      person: person.key,
      expiresAt: new Date(tx.now.getTime() + SLIDES_MS),
      endsAt: new Date(tx.now.getTime() + LASTS_MS),
    };
    await this.repository.insert(tx, session, hashOfSecret(secret));
    await this.audit.record(tx, {
      actor: personActor(person),
      action: 'session.sign_in',
      subject: `person:${person.key}`,
      detail: { method },
    });
    return secret;
  }

  async end({ session, actor }: KnownSession): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await this.repository.end(tx, session.id))) return;
      await this.audit.record(tx, { actor, action: 'session.sign_out', subject: `person:${session.person}` });
    });
    this.auth.forgetSession(session.id);
  }

  /** Changes the password of whoever signed in; every other session of the person ends. */
  async changePassword(person: string, known: KnownSession | null, body: OwnPassword, address: string): Promise<void> {
    if (known?.session.person !== person) throw notOwnPassword();
    const { session, actor } = known;
    const attempt = await this.lockOuts.begin(session.email, address);
    const account = await this.repository.account(session.email);
    if (!(await this.passwords.fits(account?.hash ?? null, body.current)) || !account) {
      await this.recordFailure({ person }, address);
      throw invalidField('current', 'wrong_password', 'is not the password of now');
    }
    await this.lockOuts.succeeded(attempt);
    const hashed = await this.passwords.hash(body.password);
    await this.db.transaction(async (tx) => {
      if (!(await this.repository.stillFits(tx, account)))
        throw invalidField('current', 'wrong_password', 'is no longer the password');
      await this.passwords.save(tx, person, hashed);
      await this.repository.endOf(tx, person, session.id);
      await this.audit.record(tx, { actor, action: 'person.password', subject: `person:${person}` });
    });
    this.auth.forgetPerson(person);
  }

  /** Null where the password or the person was changed in the meantime. */
  private async beginWith(account: Account): Promise<string | null> {
    return this.db.transaction(async (tx) =>
      (await this.repository.stillFits(tx, account))
        ? this.begin(tx, { key: account.person, name: account.name }, 'password')
        : null,
    );
  }

  private async recordFailure(account: { person: string } | null, address: string): Promise<void> {
    await this.db.transaction((tx) =>
      this.audit.record(tx, {
        actor: SYSTEM_ACTOR,
        action: 'session.sign_in_failed',
        subject: account === null ? 'person:?' : `person:${account.person}`,
        detail: { address },
      }),
    );
  }
}

export function personActor(person: { key: string; name: string }): Actor {
  return {
    kind: 'person',
    id: person.key,
    name: person.name,
    permissions: new Set(),
    person: person.key,
    environment: null,
  };
}
