import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../catalog/index.js';
import { DoraReads } from '../dora/index.js';
import { excuseKey, FlagDebtReads } from '../flags/index.js';
import { Audit, type Actor } from '../identity/index.js';
import { FactsReads, type Change } from '../ingest/index.js';
import { Clock, Db, Ids, invalidField, type Tx } from '../platform/index.js';
import { BlockingChecks, type BlockingVerdict } from '../postmortems/index.js';
import { decideChangeFail } from './domain/change-fail.js';
import { decideFlagDebt } from './domain/flag-debt.js';
import { govern, type Governor } from './domain/governor.js';
import { decideMerge, type RequiredCheck } from './domain/merge.js';
import type { Decision, VerdictView } from './domain/verdict.js';
import type { ChangeFailBody, FlagDebtBody, MergeBody, GovernorOverrideBody } from './gates.contract.js';
import { unknownChange, unknownRepository } from './gates.errors.js';
import type { MergePolicyView } from './verdicts.contract.js';
import { GatesRepository } from './gates.repository.js';

/** Who asks, and the public address that the verdict's `url` begins with. */
export interface Asking {
  actor: Actor;
  base: string;
}

/** Load the facts, decide, store the verdict with its inputs. */
@Injectable()
export class Guards implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly catalog: Catalog,
    private readonly dora: DoraReads,
    private readonly debts: FlagDebtReads,
    private readonly facts: FactsReads,
    private readonly blockingChecks: BlockingChecks,
    private readonly repository: GatesRepository,
  ) {}

  onModuleInit(): void {
    this.blockingChecks.register({ verdictOf: (change, tx) => this.blockingVerdict(change, tx) });
  }

  /** Counts what happened in the drill run `drillRun` too. Throws `not_found` for an unknown service or environment. */
  async changeFail(
    body: ChangeFailBody,
    drillRun: string | null,
    asking: Asking,
  ): Promise<VerdictView & { governor: Governor }> {
    const { service, environment, intent } = body;
    if (environment === undefined || environment === null) await this.catalog.requireService(service);
    else await this.catalog.requireEnvironment(service, environment);
    const now = this.clock.now();
    const outcomes = await this.dora.outcomes(service, environment ?? null, drillRun);
    const recoveries = await this.dora.recoveries(service, environment ?? null, drillRun);
    const override = await this.repository.overrideOf(service, drillRun, now);
    const governor = govern({ outcomes, recoveries, override }, now);
    const inputs = { service, environment, intent, sha: body.sha, ...(drillRun !== null && { drillRun }) };
    return this.store('change-fail', decideChangeFail(service, intent, governor), asking, now, service, inputs, {
      governor,
      ...(drillRun !== null && { drillRun }),
    });
  }

  /** One made in a drill lifts the governor for that run alone. Throws `not_found` for an unknown service, `invalid` for an end that is past. */
  async override(body: GovernorOverrideBody, drillRun: string | null, actor: Actor) {
    await this.catalog.requireService(body.service);
    const expiresAt = new Date(body.expiresAt);
    const id = this.ids.next();
    return this.db.transaction(async (tx) => {
      if (expiresAt <= tx.now) throw invalidField('expiresAt', 'in_the_past', 'must lie ahead');
      const by = actor.person ?? actor.name;
      await this.repository.insertOverride(tx, id, body.service, { reason: body.reason, expiresAt, drillRun }, by);
      await this.audit.record(tx, {
        actor,
        action: 'governor.override',
        subject: `service:${body.service}`,
        detail: { reason: body.reason, expiresAt: expiresAt.toISOString(), ...(drillRun !== null && { drillRun }) },
      });
      return {
        id,
        service: body.service,
        reason: body.reason,
        expiresAt: expiresAt.toISOString(),
        createdAt: tx.now.toISOString(),
        createdBy: by,
      };
    });
  }

  /** Throws `not_found` for an unknown service, or for a repository that nobody knows and no references are given for. */
  async flagDebt(body: FlagDebtBody, asking: Asking): Promise<VerdictView> {
    const service = body.service ?? null;
    const repository = body.repository ?? null;
    const given = body.references ?? null;
    const facts = await this.debts.facts({ service, repository, commit: body.commit ?? null, references: given });
    if (repository !== null && !facts.known && given === null) throw unknownRepository(repository);
    const decision = decideFlagDebt({
      ...facts,
      subject: service ?? repository ?? 'all',
      asksForCode: repository !== null || given !== null,
      excuseOf: (rule, flag) => facts.excuses.get(excuseKey(rule, flag)),
    });
    // Of references that were sent only their hash is kept: those that matter stand in the reasons.
    const inputs = {
      service,
      repository,
      commit: body.commit ?? null,
      references: facts.references,
      ...(given !== null && { referencesSha256: createHash('sha256').update(JSON.stringify(given)).digest('hex') }),
      scan: facts.scan,
    };
    return this.store('flag-debt', decision, asking, this.clock.now(), service, inputs);
  }

  /** Throws `not_found` for an unknown repository or change, `invalid` unless exactly one of change and sha is given. */
  async merge(body: MergeBody, asking: Asking): Promise<VerdictView> {
    const change = body.change ?? null;
    if ((change === null) === ((body.sha ?? null) === null)) {
      throw invalidField('change', 'one_of', 'give either change or sha');
    }
    if ((await this.catalog.services({ repository: body.repository })).length === 0)
      throw unknownRepository(body.repository);
    const found = change === null ? null : await this.facts.change(change);
    if (change !== null && found?.repository !== body.repository) throw unknownChange(change);
    const sha = body.sha ?? found?.headSha ?? found?.mergeSha ?? null;
    const checks = sha === null ? [] : await this.facts.checksOf(body.repository, sha);
    const policy = await this.repository.policyOf(body.repository);
    const decision = decideMerge(change ?? `${body.repository}@${sha}`, checks, policy);
    return this.store(
      'merge',
      decision,
      asking,
      this.clock.now(),
      null,
      { repository: body.repository, change, head: sha, checks, policy },
      { head: sha },
    );
  }

  /** Throws `not_found` for an unknown repository. */
  async policy(repository: string): Promise<MergePolicyView> {
    if ((await this.catalog.services({ repository })).length === 0) throw unknownRepository(repository);
    return policyView(repository, (await this.repository.policyOf(repository)) ?? []);
  }

  /** Throws `not_found` for an unknown repository; `check` throws where the present policy is not the one expected. */
  async putPolicy(
    repository: string,
    requiredChecks: RequiredCheck[],
    actor: Actor,
    check: (present: MergePolicyView) => void,
  ): Promise<MergePolicyView> {
    if ((await this.catalog.services({ repository })).length === 0) throw unknownRepository(repository);
    const view = policyView(repository, requiredChecks);
    await this.db.transaction(async (tx) => {
      await tx.queueFor(`merge-policy:${repository}`);
      const present = policyView(repository, (await this.repository.policyOf(repository, tx)) ?? []);
      check(present);
      if (JSON.stringify(present) === JSON.stringify(view)) return;
      await this.repository.putPolicy(tx, repository, view.requiredChecks);
      await this.blockingChecks.changed(repository, tx);
      await this.audit.record(tx, {
        actor,
        action: 'merge-policy.put',
        subject: `repository:${repository}`,
        detail: { requiredChecks: view.requiredChecks },
      });
    });
    return view;
  }

  private async blockingVerdict(change: Change, tx: Tx): Promise<BlockingVerdict> {
    const sha = change.headSha ?? change.mergeSha;
    const checks = sha === null ? [] : await this.facts.checksOf(change.repository, sha, tx);
    const decision = decideMerge(change.id, checks, await this.repository.policyOf(change.repository, tx));
    return {
      green: decision.verdict === 'pass',
      failing: decision.reasons.map(({ rule, subject, detail }) => ({
        name: subject,
        conclusion: rule === 'not_success' ? (/ concluded (.*), not success\.$/.exec(detail)?.[1] ?? null) : null,
      })),
    };
  }

  private async store<T extends object>(
    guard: string,
    decision: Decision,
    { actor, base }: Asking,
    now: Date,
    service: string | null,
    inputs: unknown,
    more?: T,
  ): Promise<VerdictView & T> {
    const id = this.ids.next();
    const view = {
      ...decision,
      id,
      guard,
      checkedAt: now.toISOString(),
      url: `${base}/api/v1/verdicts/${id}`,
      ...more,
    } as VerdictView & T;
    await this.repository.insertVerdict({ view, service, inputs, actor: actor.person ?? actor.name });
    return view;
  }
}

function policyView(repository: string, checks: readonly RequiredCheck[]): MergePolicyView {
  return {
    repository,
    requiredChecks: checks.map(({ name, app }) => (typeof app === 'string' ? { name, app } : { name })),
  };
}
