import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Audit, People, type Actor } from '../../identity/index.js';
import { Db, invalidFields, requireMatch, type FieldError, type Tx } from '../../platform/index.js';
import type { ChangePolicy } from '../domain/change-policy.js';
import { nameOf } from '../inventory/history.js';
import { policyNotFound } from './control.errors.js';
import type { ChangePolicyBody, ChangePolicyView } from './policies.contract.js';
import { ChangePoliciesRepository, type KeptPolicy } from './policies.repository.js';

/** Sets which changes need approval: for a service, or (null) for all that have no policy of their own. */
@Injectable()
export class ChangePolicies {
  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly repository: ChangePoliciesRepository,
  ) {}

  async list(): Promise<ChangePolicyView[]> {
    return (await this.repository.all(this.db)).map(policyView);
  }

  async get(service: string | null): Promise<ChangePolicyView> {
    const policy = await this.repository.of(this.db, service);
    if (policy === null) throw policyNotFound(service);
    return policyView(policy);
  }

  async set(
    service: string | null,
    body: ChangePolicyBody,
    ifMatch: string | undefined,
    actor: Actor,
  ): Promise<{ policy: ChangePolicyView; created: boolean }> {
    const policy: ChangePolicy = {
      service,
      production: body.production,
      environments: body.environments,
      approvals: body.approvals ?? 1,
      offNeedsApproval: body.offNeedsApproval ?? false,
      approvers: { teams: body.approvers?.teams ?? [], people: body.approvers?.people ?? [] },
      expiresAfterHours: body.expiresAfterHours ?? 72,
    };
    const created = await this.db.transaction(async (tx) => {
      if (service !== null) await this.catalog.requireService(service, tx);
      await this.requireVersion(tx, service, ifMatch);
      const faults = await this.faultsOf(tx, policy);
      if (faults.length > 0) throw invalidFields(faults);
      await this.audit.record(tx, {
        actor,
        action: 'change-policy.set',
        subject: `change-policy:${service ?? '*'}`,
        detail: { ...policy },
      });
      tx.announce('flags');
      return this.repository.save(tx, policy, nameOf(actor));
    });
    return { policy: await this.get(service), created };
  }

  async remove(service: string | null, ifMatch: string | undefined, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.requireVersion(tx, service, ifMatch);
      if (!(await this.repository.remove(tx, service))) throw policyNotFound(service);
      await this.audit.record(tx, {
        actor,
        action: 'change-policy.remove',
        subject: `change-policy:${service ?? '*'}`,
      });
      tx.announce('flags');
    });
  }

  private async requireVersion(tx: Tx, service: string | null, ifMatch: string | undefined): Promise<void> {
    await tx.queueFor(`change-policy:${service ?? '*'}`);
    const present = await this.repository.of(tx, service);
    requireMatch(ifMatch, present === null ? null : policyView(present));
  }

  /** Names that do not exist, and approvers so few that nothing could ever be approved. */
  private async faultsOf(tx: Tx, { approvers, approvals }: ChangePolicy): Promise<FieldError[]> {
    const teams = new Set(await this.catalog.known(approvers.teams, tx));
    const people = new Map((await this.people.findMany(approvers.people, tx)).map((person) => [person.key, person]));
    const faults = [
      ...approvers.teams.flatMap((key, index) =>
        teams.has(key) ? [] : [fault(`approvers.teams[${index}]`, 'unknown_team', `There is no team "${key}".`)],
      ),
      ...approvers.people.flatMap((key, index) =>
        people.get(key)?.active === true
          ? []
          : [fault(`approvers.people[${index}]`, 'unknown_person', `There is no active person "${key}".`)],
      ),
    ];
    const named = approvers.people.length > 0 && approvers.teams.length === 0;
    if (named && approvers.people.length < approvals)
      faults.push(fault('approvals', 'too_many', `Only ${approvers.people.length} people may approve.`));
    return faults;
  }
}

const fault = (field: string, code: string, detail: string): FieldError => ({ field, code, detail });

export function policyView({ updatedAt, ...policy }: KeptPolicy): ChangePolicyView {
  return { ...policy, updatedAt: updatedAt.toISOString() };
}
