import { Injectable } from '@nestjs/common';
import { Db, invalidField, isUniqueViolation, type Tx } from '../platform/index.js';
import { can, type Actor } from './actor.js';
import { Audit } from './audit.js';
import { adminsAlone } from './domain/roles.js';
import type { PersonBody, PersonView } from './identity.contract.js';
import { adminsOnly, emailTaken } from './identity.errors.js';
import { PersonChanged } from './identity.events.js';
import { People } from './people.js';
import { InvitationsRepository } from './sessions/invitations.repository.js';
import { SessionAuth } from './sessions/session-auth.js';
import { SessionsRepository } from './sessions/sessions.repository.js';

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;

@Injectable()
export class PersonSaver {
  constructor(
    private readonly db: Db,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly sessions: SessionsRepository,
    private readonly sessionAuth: SessionAuth,
    private readonly invitations: InvitationsRepository,
  ) {}

  /** Creates or replaces a person. `check` sees the present one and may refuse. A secret that is not sent again stays. */
  async save(
    key: string,
    body: PersonBody,
    actor: Actor,
    check: (present: PersonView | null) => void,
  ): Promise<{ view: PersonView; created: boolean }> {
    if (!KEY.test(key))
      throw invalidField('person', 'key', 'The key must hold only a-z, 0-9, ".", "_" and "-", at most 100 characters.');
    const saved = await this.db.transaction((tx) => this.saveIn(tx, key, body, actor, check));
    this.sessionAuth.forgetPerson(key);
    return saved;
  }

  /** The same within a transaction; once it is committed, the caller lets SessionAuth forget the person. */
  async saveIn(
    tx: Tx,
    key: string,
    body: PersonBody,
    actor: Actor,
    check: (present: PersonView | null) => void = () => undefined,
  ): Promise<{ view: PersonView; created: boolean }> {
    // Two who create the same person queue as well: the second sees what the first wrote.
    await tx.queueFor(`person:${key}`);
    await tx.query(`select from people where key = $1 for update`, [key]);
    const present = await this.people.find(key, tx);
    check(present);
    const view = merged(key, body, present);
    const refused = can(actor, 'admin') ? null : adminsAlone(present, view);
    if (refused !== null) throw adminsOnly(refused);
    const created = await this.write(tx, view);
    if (!created && JSON.stringify(present) === JSON.stringify(view)) return { view, created };
    await this.audit.record(tx, {
      actor,
      action: created ? 'person.create' : 'person.change',
      subject: `person:${key}`,
      detail: { teams: view.teams, active: view.active },
    });
    await this.settleSignIn(tx, present, view, actor);
    await tx.publish(PersonChanged, { person: key });
    return { view, created };
  }

  private async write(tx: Tx, view: PersonView): Promise<boolean> {
    try {
      return await this.people.save(tx, view);
    } catch (error) {
      throw isUniqueViolation(error) ? emailTaken() : error;
    }
  }

  /** Whoever loses or changes the role, or is deactivated, signs in again. */
  private async settleSignIn(tx: Tx, present: PersonView | null, view: PersonView, actor: Actor): Promise<void> {
    const from = present?.role ?? null;
    if (from !== view.role) {
      await this.audit.record(tx, {
        actor,
        action: 'person.role',
        subject: `person:${view.key}`,
        detail: { from, to: view.role },
      });
    }
    if (from !== view.role || !view.active) await this.sessions.endOf(tx, view.key);
    if (!view.active || view.role === null) await this.invitations.withdraw(tx, view.key);
  }
}

function merged(key: string, body: PersonBody, present: PersonView | null): PersonView {
  const contacts = (body.contacts ?? present?.contacts ?? []).map((contact) => {
    const same = present?.contacts.find(
      (old) => old.kind === contact.kind && old.url !== undefined && old.url === contact.url,
    );
    const secret = contact.secret ?? same?.secret;
    return {
      kind: contact.kind,
      ...(contact.url !== undefined && { url: contact.url }),
      ...(contact.address !== undefined && { address: contact.address }),
      ...(secret !== undefined && { secret }),
    };
  });
  return {
    key,
    name: body.name,
    email: body.email,
    teams: body.teams,
    active: body.active ?? true,
    role: body.role === undefined ? (present?.role ?? null) : body.role,
    hasPassword: present?.hasPassword ?? false,
    contacts,
  };
}
