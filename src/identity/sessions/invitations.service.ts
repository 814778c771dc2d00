import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Ids, Ticks, type Tx } from '../../platform/index.js';
import { type Actor } from '../actor.js';
import { Audit } from '../audit.js';
import { unknownPerson } from '../identity.errors.js';
import { People } from '../people.js';
import { hashOfSecret } from '../token-auth.js';
import { InvitationsRepository } from './invitations.repository.js';
import { Passwords } from './passwords.js';
import { SessionAuth } from './session-auth.js';
import type { AcceptInvitation } from './sessions.contract.js';
import { badInvitation, notInvitable } from './sessions.errors.js';
import { SessionsRepository } from './sessions.repository.js';
import { personActor, SignInService } from './sign-in.service.js';

const VALID_MS = 7 * 24 * 3_600_000;

/** One-time links by which people choose their password: the first one, or a new one. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly repository: InvitationsRepository,
    private readonly sessions: SessionsRepository,
    private readonly auth: SessionAuth,
    private readonly signIn: SignInService,
    ticks: Ticks,
  ) {
    ticks.every('identity.prune-invitations', 3_600_000, () => this.repository.prune(this.clock.now()));
  }

  /** Takes the place of an earlier invitation of the person. */
  async create(person: string, actor: Actor): Promise<{ secret: string; expiresAt: Date }> {
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = await this.db.transaction(async (tx) => {
      const found = await this.people.find(person, tx);
      if (!found) throw unknownPerson(person);
      if (!found.active || found.role === null) throw notInvitable(person);
      const invitation = { id: this.ids.next(), person, expiresAt: new Date(tx.now.getTime() + VALID_MS) };
      await this.repository.replace(tx, invitation, hashOfSecret(secret));
      await this.audit.record(tx, { actor, action: 'invitation.create', subject: `person:${person}` });
      return invitation.expiresAt;
    });
    return { secret, expiresAt };
  }

  /** Sets the password, ends what sessions the person has, and returns the secret of a new one. */
  async accept({ invitation, password }: AcceptInvitation): Promise<string> {
    const hash = hashOfSecret(invitation);
    if (!(await this.repository.isOpen(hash, this.clock.now()))) throw badInvitation();
    const hashed = await this.passwords.hash(password);
    const { person, secret } = await this.db.transaction((tx) => this.acceptIn(tx, hash, hashed));
    this.auth.forgetPerson(person);
    return secret;
  }

  private async acceptIn(tx: Tx, hash: Buffer, hashed: string): Promise<{ person: string; secret: string }> {
    const found = await this.repository.take(tx, hash);
    if (!found) throw badInvitation();
    const { person, name } = found;
    await this.passwords.save(tx, person, hashed);
    await this.sessions.endOf(tx, person);
    await this.audit.record(tx, {
      actor: personActor({ key: person, name }),
      action: 'person.password',
      subject: `person:${person}`,
      detail: { by: 'invitation' },
    });
    return { person, secret: await this.signIn.begin(tx, { key: person, name }, 'invitation') };
  }
}
