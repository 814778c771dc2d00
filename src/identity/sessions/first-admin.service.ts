import { Injectable } from '@nestjs/common';
import { Db, DomainError, type Tx } from '../../platform/index.js';
import { can, type Actor } from '../actor.js';
import { freeKey, keyFromEmail } from '../domain/person-key.js';
import { People } from '../people.js';
import { PersonSaver } from '../person-saver.js';
import { TokenAuth } from '../token-auth.js';
import { Passwords } from './passwords.js';
import { SessionAuth } from './session-auth.js';
import type { FirstAdmin } from './sessions.contract.js';
import { alreadySetUp, badAdminToken } from './sessions.errors.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInService } from './sign-in.service.js';

/** Makes two first admins at once queue. */
const LOCK = 7_205_759_404;

/** Whoever holds the admin token becomes the first person who can sign in. */
@Injectable()
export class FirstAdminService {
  constructor(
    private readonly db: Db,
    private readonly people: People,
    private readonly saver: PersonSaver,
    private readonly tokens: TokenAuth,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsRepository,
    private readonly auth: SessionAuth,
    private readonly signIn: SignInService,
  ) {}

  /** Whether nobody can sign in yet. */
  async isFirstRun(): Promise<boolean> {
    return !(await this.sessions.anybodyCanSignIn());
  }

  /** Returns the secret of the new admin's session. */
  async create(body: FirstAdmin): Promise<string> {
    const actor = await this.holderOf(body.token);
    if (!(await this.isFirstRun())) throw alreadySetUp();
    const hashed = await this.passwords.hash(body.password);
    const { key, secret } = await this.db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
      if (await this.sessions.anybodyCanSignIn(tx)) throw alreadySetUp();
      const person = body.person ?? (await this.keyFor(tx, body.email));
      const present = await this.people.find(person, tx);
      const { name, email } = body;
      const wanted = { name, email, teams: present?.teams ?? [], active: true, role: 'admin' as const };
      await this.saver.saveIn(tx, person, wanted, actor);
      await this.passwords.save(tx, person, hashed);
      return { key: person, secret: await this.signIn.begin(tx, { key: person, name }, 'first_admin') };
    });
    this.auth.forgetPerson(key);
    return secret;
  }

  private async holderOf(token: string): Promise<Actor> {
    try {
      const actor = await this.tokens.authenticate(`Bearer ${token}`);
      if (can(actor, 'admin')) return actor;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
    throw badAdminToken();
  }

  /** Somebody who is known by this e-mail already, else a new key. */
  private async keyFor(tx: Tx, email: string): Promise<string> {
    const [known] = await this.people.withEmail(email, tx);
    const key = keyFromEmail(email);
    return known?.key ?? freeKey(key, await this.people.takenKeys(key, tx));
  }
}
