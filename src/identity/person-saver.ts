import { Injectable } from '@nestjs/common';
import { Db, invalidField, type Tx } from '../platform/index.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import type { PersonBody, PersonView } from './identity.contract.js';
import { PersonChanged } from './identity.events.js';
import { People } from './people.js';

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;

@Injectable()
export class PersonSaver {
  constructor(
    private readonly db: Db,
    private readonly people: People,
    private readonly audit: Audit,
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
    return this.db.transaction(async (tx) => {
      const present = await this.people.find(key, tx);
      check(present);
      const view = merged(key, body, present);
      const created = await this.people.save(tx, view);
      if (!created && JSON.stringify(present) === JSON.stringify(view)) return { view, created };
      await this.audit.record(tx, {
        actor,
        action: created ? 'person.create' : 'person.change',
        subject: `person:${key}`,
        detail: { teams: view.teams, active: view.active },
      });
      await this.announce(tx, key);
      return { view, created };
    });
  }

  private async announce(tx: Tx, person: string): Promise<void> {
    await tx.publish(PersonChanged, { person });
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
  return { key, name: body.name, email: body.email, teams: body.teams, active: body.active ?? true, contacts };
}
