import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { AppConfig, Db, type Tx } from '../../platform/index.js';
import { SYSTEM_ACTOR } from '../actor.js';
import { Audit } from '../audit.js';
import { match, type Candidate, type Match, type Refusal } from '../domain/oidc-match.js';
import { freeKey, keyFromEmail } from '../domain/person-key.js';
import type { Role } from '../domain/roles.js';
import type { PersonView } from '../identity.contract.js';
import { People } from '../people.js';
import { PersonSaver } from '../person-saver.js';
import { IdentitiesRepository } from './identities.repository.js';
import type { Account } from './oidc-provider.js';
import { SessionAuth } from './session-auth.js';
import { SignInService } from './sign-in.service.js';

/** Makes sign-ins that bind or create people queue. */
const LOCK = 7_205_759_405;

export type OidcOutcome = { secret: string } | { refused: Refusal };

/** Lets people in whom the provider vouches for. */
@Injectable()
export class OidcService {
  constructor(
    private readonly db: Db,
    private readonly config: AppConfig,
    private readonly audit: Audit,
    private readonly people: People,
    private readonly saver: PersonSaver,
    private readonly identities: IdentitiesRepository,
    private readonly auth: SessionAuth,
    private readonly signIn: SignInService,
  ) {}

  async enter(given: Account, address: string): Promise<OidcOutcome> {
    // What is no e-mail to us cannot be anybody's.
    const account = isEmail(given.email, { require_tld: false }) ? given : { ...given, email: null };
    const { outcome, person } = await this.db.transaction((tx) => this.enterIn(tx, account, address));
    if (person !== null) this.auth.forgetPerson(person);
    return outcome;
  }

  private async enterIn(
    tx: Tx,
    account: Account,
    address: string,
  ): Promise<{ outcome: OidcOutcome; person: string | null }> {
    await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
    const bound = await this.identities.personOf(tx, account.issuer, account.subject);
    const known = bound === null ? null : await this.people.find(bound, tx);
    const [byEmail] = account.email === null ? [] : await this.people.withEmail(account.email, tx);
    const found = match(
      known && (await this.candidate(tx, known, account.issuer)),
      byEmail ? await this.candidate(tx, byEmail, account.issuer) : null,
      account,
      this.config.oidc?.defaultRole ?? null,
    );
    if (found.outcome === 'refuse') {
      await this.recordRefusal(tx, (known ?? byEmail)?.key ?? null, found.why, address);
      return { outcome: { refused: found.why }, person: null };
    }
    const person = await this.settle(tx, account, found, byEmail);
    return { outcome: { secret: await this.signIn.begin(tx, person, 'oidc') }, person: person.key };
  }

  /** Binds, creates or gives a role, as the match says. */
  private async settle(
    tx: Tx,
    account: Account,
    found: Exclude<Match, { outcome: 'refuse' }>,
    byEmail: PersonView | undefined,
  ): Promise<{ key: string; name: string }> {
    const key = found.outcome === 'create' ? await this.newKey(tx, account.email ?? '') : found.person;
    const role = found.outcome === 'create' ? found.role : found.giveRole;
    if (role !== null) await this.save(tx, key, account, role, found.outcome === 'create' ? undefined : byEmail);
    if (found.outcome === 'create' || found.bind) {
      await this.identities.bind(tx, key, account.issuer, account.subject);
      await this.audit.record(tx, {
        actor: SYSTEM_ACTOR,
        action: 'person.bind',
        subject: `person:${key}`,
        detail: { issuer: account.issuer, subject: account.subject },
      });
    }
    return { key, name: (await this.people.find(key, tx))?.name ?? key };
  }

  private async save(tx: Tx, key: string, account: Account, role: Role, present?: PersonView): Promise<void> {
    const name = present?.name ?? (account.name ?? key).slice(0, 200);
    const email = present?.email ?? account.email ?? '';
    await this.saver.saveIn(tx, key, { name, email, teams: present?.teams ?? [], active: true, role }, SYSTEM_ACTOR);
  }

  private async newKey(tx: Tx, email: string): Promise<string> {
    const key = keyFromEmail(email);
    return freeKey(key, await this.people.takenKeys(key, tx));
  }

  private async candidate(tx: Tx, person: PersonView, issuer: string): Promise<Candidate> {
    const { key, active, role } = person;
    return { key, active, role, bound: await this.identities.isBound(tx, key, issuer) };
  }

  private async recordRefusal(tx: Tx, person: string | null, why: Refusal, address: string): Promise<void> {
    await this.audit.record(tx, {
      actor: SYSTEM_ACTOR,
      action: 'session.sign_in_failed',
      subject: `person:${person ?? '?'}`,
      detail: { method: 'oidc', why, address },
    });
  }
}
