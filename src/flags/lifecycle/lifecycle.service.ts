import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Db, requireMatch, type Tx } from '../../platform/index.js';
import type { Flag, FlagOutcome } from '../domain/flag.js';
import { takeStep, type LifecycleStep } from '../domain/lifecycle.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { completedOtherwise, flagNotFound, flagRequired, stepRefused } from '../flags.errors.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { versionOf } from '../inventory/flags.view.js';
import { History } from '../inventory/history.js';
import { TargetingRepository } from '../targeting/targeting.repository.js';
import { Flips } from './flips.service.js';

/** Takes flags from active over completed to archived, and back. */
@Injectable()
export class Lifecycle {
  constructor(
    private readonly db: Db,
    private readonly repository: FlagsRepository,
    private readonly history: History,
    private readonly flips: Flips,
    private readonly rulesets: Rulesets,
    private readonly targeting: TargetingRepository,
  ) {}

  /**
   * A step already taken changes nothing; one that the stage forbids is a `conflict`; `precondition_failed` where `ifMatch`
   * names another version.
   */
  async step(
    key: string,
    { step, outcome }: { step: LifecycleStep; outcome: FlagOutcome | null },
    ifMatch: string | undefined,
    actor: Actor,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const flag = await this.repository.lock(tx, key);
      if (flag === null) throw flagNotFound(key);
      requireMatch(ifMatch, versionOf(flag));
      const decision = takeStep(flag, step, outcome);
      if (decision.do === 'refuse')
        throw decision.why === 'stage' ? stepRefused(key, flag.stage, step) : completedOtherwise(key);
      if (decision.do === 'nothing') return;
      if (decision.stage === 'archived') await this.requireUnneeded(tx, flag);
      const revision = await this.repository.nextRevision(tx);
      const moved: Flag = { ...flag, stage: decision.stage, outcome: decision.outcome, revision };
      await this.repository.update(tx, moved);
      const detail = { from: flag.stage, to: moved.stage, ...(outcome === null ? {} : { outcome }) };
      await this.history.record(tx, { flag: key, action: step, actor, detail, revision, at: tx.now });
      if (flag.stage === 'archived') await this.switchOff(tx, moved, actor, revision);
    });
    await this.rulesets.catchUp();
  }

  /** Archiving it would turn off what requires it. */
  private async requireUnneeded(tx: Tx, flag: Flag): Promise<void> {
    for (const { key } of flag.environments) await this.targeting.lockRequirements(tx, key);
    const requiring = await this.targeting.requiring(flag.key, tx);
    if (requiring.length > 0) throw flagRequired(flag.key, requiring);
  }

  /** A flag comes back from the archive as a new one does: off everywhere. */
  private async switchOff(tx: Tx, flag: Flag, actor: Actor, revision: number): Promise<void> {
    for (const environment of flag.environments.filter(({ on }) => on)) {
      const order = {
        flag: flag.key,
        environment: environment.key,
        on: false,
        kill: false,
        reason: 'revived from the archive',
        incident: null,
      };
      const at = tx.now < environment.changedAt ? environment.changedAt : tx.now;
      await this.flips.write(tx, flag, order, actor, at, revision);
    }
  }
}
