import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People, type Actor } from '../../identity/index.js';
import type { Queryable, Tx } from '../../platform/index.js';
import { baseOf, isSame, segmentsBehind, type ChangeContent } from '../domain/change-content.js';
import { covers, needsApproval, type ChangePolicy } from '../domain/change-policy.js';
import { requestState, type RequestFacts, type RequestState } from '../domain/change-request.js';
import type { Flag } from '../domain/flag.js';
import type { Segment } from '../domain/rules.js';
import { nameOf } from '../inventory/history.js';
import { TargetingRepository } from '../targeting/targeting.repository.js';
import { approvalRequired, kindCannotBeApplied } from './control.errors.js';
import { ChangePoliciesRepository } from './policies.repository.js';
import { ChangeRequestsRepository, type StoredRequest } from './requests.repository.js';

/** A change of a flag in one environment. */
export interface Change {
  /** Locked by the caller, as it is before the change. */
  flag: Flag;
  environment: string;
  content: ChangeContent;
  actor: Actor;
}

/** Puts approved contents of one kind in place: whoever owns such changes registers one. */
export interface ChangeApplier {
  /** Throws, naming `content.…` fields, where the flag could never take this content. */
  check(flag: Flag, environment: string, content: ChangeContent, tx: Tx): Promise<void>;
  /** Does it as it is done without a request, {@link ChangeControl.require} included. The flag is locked already. */
  apply(tx: Tx, change: Change & { reason: string }): Promise<void>;
}

/** A request with the state that it is in now. */
export type JudgedRequest = Omit<StoredRequest, 'state'> & { state: RequestState; facts: RequestFacts };

/** Whether a change of a flag has the approval that it needs. Without a policy, which is how it begins, nothing needs any. */
@Injectable()
export class ChangeControl {
  private readonly appliers = new Map<ChangeContent['kind'], ChangeApplier>();

  constructor(
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly policies: ChangePoliciesRepository,
    private readonly requests: ChangeRequestsRepository,
    private readonly targeting: TargetingRepository,
  ) {}

  register(kind: ChangeContent['kind'], applier: ChangeApplier): void {
    if (this.appliers.has(kind)) throw new Error(`Changes of kind ${kind} have two appliers`);
    this.appliers.set(kind, applier);
  }

  /** Throws `invalid` where nobody applies changes of this kind. */
  applierOf(kind: ChangeContent['kind']): ChangeApplier {
    const applier = this.appliers.get(kind);
    if (applier === undefined) throw kindCannotBeApplied(kind);
    return applier;
  }

  /**
   * Called before the write of a change, in its transaction, while the flag is locked. Where the change needs approval it
   * uses up the approved request for exactly this content, made against the flag's present state, and answers its id; null:
   * it needs none. Throws `approval_required`, `approval_pending`, `approval_outdated` or `approval_expired` (conflict).
   */
  async require(tx: Tx, { flag, environment, content, actor }: Change): Promise<string | null> {
    const policy = await this.policyOf(tx, flag, environment, content);
    if (policy === null) return null;
    const open = await this.requests.openOf(tx, flag.key, environment);
    const same = open.filter((request) => isSame(request.content, content));
    // Held: whoever edits one of them waits, and then sees the flag as this change leaves it.
    const segments = await this.targeting.holdSegments(tx, segmentsBehind(flag, environment, content));
    const judged = await this.judged(tx, same, policy, baseOf(flag, environment, segments), tx.now);
    const approved = judged.find(({ state }) => state === 'approved');
    if (approved === undefined) throw approvalRequired(flag.key, environment, policy.approvals, judged[0] ?? null);
    await this.requests.end(tx, approved.id, 'applied', nameOf(actor), null);
    return approved.id;
  }

  /** The same for what holds in all environments at once: one of those that need approval speaks for all. */
  async requireEverywhere(tx: Tx, { flag, content, actor }: Omit<Change, 'environment'>): Promise<string | null> {
    for (const { key } of flag.environments) {
      if ((await this.policyOf(tx, flag, key, content)) !== null)
        return this.require(tx, { flag, environment: key, content, actor });
    }
    return null;
  }

  /** The policy by which this change needs approval; null: it needs none. */
  async policyOf(
    on: Queryable,
    flag: Pick<Flag, 'service'>,
    environment: string,
    content: ChangeContent,
  ): Promise<ChangePolicy | null> {
    const policy = await this.policies.holdingFor(on, flag.service);
    if (policy === null) return null;
    return needsApproval(policy, await this.placeOf(on, flag.service, environment), content) ? policy : null;
  }

  async placeOf(on: Queryable, service: string, environment: string): Promise<{ key: string; production: boolean }> {
    const found = await this.catalog.service(service, on);
    const place = found?.environments.find(({ key }) => key === environment);
    return place ?? { key: environment, production: false };
  }

  /** Whether a policy covers an environment of a service: what decides the answers there is changed by approval alone. */
  async isCovered(on: Queryable, service: string, environment: string): Promise<boolean> {
    const policy = await this.policies.holdingFor(on, service);
    return policy !== null && covers(policy, await this.placeOf(on, service, environment));
  }

  /** The segments that a change goes by, as they are at this look. */
  async segmentsOf(on: Queryable, flag: Flag, environment: string, content: ChangeContent): Promise<Segment[]> {
    return this.targeting.segments(segmentsBehind(flag, environment, content), on);
  }

  /** The version of what a change goes by now; empty where the flag has the environment no more: no request was made against that. */
  async baseNow(
    on: Queryable,
    flag: Flag,
    { environment, content }: Pick<Change, 'environment' | 'content'>,
  ): Promise<string> {
    if (!flag.environments.some(({ key }) => key === environment)) return '';
    return baseOf(flag, environment, await this.segmentsOf(on, flag, environment, content));
  }

  /** `base`: the version of what they all go by now. */
  async judged(
    on: Queryable,
    requests: StoredRequest[],
    policy: ChangePolicy | null,
    base: string,
    now: Date,
  ): Promise<JudgedRequest[]> {
    const keys = [...new Set(requests.flatMap(({ approvals }) => approvals.map(({ person }) => person)))];
    const people = new Map((await this.people.findMany(keys, on)).map((person) => [person.key, person]));
    return requests.map((request) => {
      const approvals = request.approvals.flatMap(({ person, hash }) => {
        const found = people.get(person);
        return found === undefined ? [] : [{ key: found.key, teams: found.teams, active: found.active, hash }];
      });
      const facts = { ...request, approvals };
      return { ...request, facts, state: requestState(facts, { policy, base, now }) };
    });
  }
}
