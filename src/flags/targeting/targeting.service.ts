import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Db, invalidFields, requireMatch, type FieldError, type Tx } from '../../platform/index.js';
import { ChangeControl } from '../control/change-control.js';
import type { Flag, FlagEnvironment } from '../domain/flag.js';
import { targetingFaults } from '../domain/rules-faults.js';
import { segmentsOf, type Targeting } from '../domain/rules.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { environmentNotFound, flagArchived, versionNotFound } from '../flags.errors.js';
import { FlagReads } from '../flags.reads.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { History } from '../inventory/history.js';
import { LockedFlags } from '../lifecycle/locked-flags.js';
import type { TargetingView } from './targeting.contract.js';
import { TargetingReads } from './targeting.reads.js';
import { TargetingRepository } from './targeting.repository.js';

export interface Save {
  reason: string | null;
  ifMatch: string | undefined;
  /** The version that is brought back. */
  restores?: string;
}

/** Changes what flags answer when they are on. */
@Injectable()
export class TargetingService {
  constructor(
    private readonly db: Db,
    private readonly reads: TargetingReads,
    private readonly flags: FlagReads,
    private readonly inventory: FlagsRepository,
    private readonly repository: TargetingRepository,
    private readonly locked: LockedFlags,
    private readonly control: ChangeControl,
    private readonly history: History,
    private readonly rulesets: Rulesets,
  ) {}

  /** Throws `invalid` naming every fault, `precondition_failed` where `ifMatch` names another version of the rules. */
  async save(key: string, environment: string, targeting: Targeting, save: Save, actor: Actor): Promise<TargetingView> {
    const view = await this.db.transaction((tx) => this.saveIn(tx, key, environment, targeting, save, actor));
    await this.rulesets.catchUp();
    return view;
  }

  /** In the caller's transaction. Whoever commits it makes the rulesets catch up. */
  async saveIn(
    tx: Tx,
    key: string,
    environment: string,
    targeting: Targeting,
    save: Save,
    actor: Actor,
  ): Promise<TargetingView> {
    const flag = await this.locked.lockIn(tx, key, environment);
    const before = flag.environments.find((each) => each.key === environment);
    if (before === undefined) throw environmentNotFound(key, environment);
    requireMatch(save.ifMatch, viewOf(key, before));
    if (flag.stage === 'archived') throw flagArchived(key);
    const faults = await this.faults(tx, flag, environment, targeting);
    if (faults.length > 0) throw invalidFields(faults);
    const after: FlagEnvironment = { ...before, ...partsOf(targeting) };
    if (JSON.stringify(partsOf(before)) === JSON.stringify(partsOf(after))) return viewOf(key, before);
    const content = { kind: 'rules', ...partsOf(targeting) } as const;
    const request = await this.control.require(tx, { flag, environment, content, actor });
    await this.write(tx, flag, after, { before: partsOf(before), request, ...save }, actor);
    return viewOf(key, after);
  }

  /** Brings back rules as they were saved once, if what they refer to is still there. */
  async restore(key: string, environment: string, version: string, save: Save, actor: Actor): Promise<TargetingView> {
    const targeting = await this.reads.version(key, environment, version);
    if (targeting === null) throw versionNotFound(key, environment);
    return this.save(key, environment, targeting, { ...save, restores: version }, actor);
  }

  /** Everything that targeting refers to and that is not there, or a circle that it would close. */
  async faults(tx: Tx, flag: Flag, environment: string, targeting: Targeting): Promise<FieldError[]> {
    await this.repository.lockRequirements(tx, environment);
    const required = await Promise.all(targeting.prerequisites.map((each) => this.flags.flag(each.flag, tx)));
    const segments = await this.repository.holdSegments(tx, segmentsOf(targeting.rules));
    return targetingFaults(flag, environment, targeting, {
      segments: new Set(segments.map((each) => each.key)),
      flags: new Map(required.filter((each) => each !== null).map((each) => [each.key, each])),
      requirements: await this.repository.requirements(environment, tx),
    });
  }

  private async write(
    tx: Tx,
    flag: Flag,
    after: FlagEnvironment,
    { before, request, reason, restores }: Save & { before: Targeting; request: string | null },
    actor: Actor,
  ): Promise<void> {
    const revision = await this.inventory.nextRevision(tx);
    await this.repository.save(tx, flag.key, { ...after, revision });
    const detail = {
      before,
      after: partsOf(after),
      ...(restores === undefined ? {} : { restores }),
      ...(request === null ? {} : { request }),
    };
    await this.history.record(tx, {
      flag: flag.key,
      environment: after.key,
      action: 'rules',
      actor,
      detail,
      revision,
      at: tx.now,
      ...(reason === null ? {} : { reason }),
    });
  }
}

export function partsOf({ rules, otherwise, prerequisites }: Targeting): Targeting {
  return { rules, otherwise, prerequisites };
}

/** What an entity tag of rules covers: a flip meanwhile is no other version of them. */
export function viewOf(flag: string, environment: FlagEnvironment): TargetingView {
  return { flag, environment: environment.key, ...partsOf(environment) };
}
