import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Db, type Tx } from '../../platform/index.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { History } from '../inventory/history.js';
import { Inventory } from '../inventory/inventory.service.js';
import { TargetingService } from '../targeting/targeting.service.js';
import { Flips } from '../lifecycle/flips.service.js';
import type { ImportFormat, IncomingFlag } from './domain/incoming.js';
import type { ImportStep } from './domain/plan.js';

/** Lets an import change flags that are here already, by the ways that people do it: approvals, history and events included. */
@Injectable()
export class FlagOverwrites {
  constructor(
    private readonly db: Db,
    private readonly inventory: Inventory,
    private readonly repository: FlagsRepository,
    private readonly flips: Flips,
    private readonly targeting: TargetingService,
    private readonly history: History,
  ) {}

  /** Throws what the same change by hand would; nothing is changed then. */
  async apply(
    flag: IncomingFlag,
    step: ImportStep & { do: 'add' | 'overwrite' },
    format: ImportFormat,
    actor: Actor,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { name, description, variants, defaultVariant, offVariant } = flag;
      if (step.do === 'overwrite') {
        const patch = { name, description, variants, defaultVariant, offVariant };
        await this.inventory.changeIn(tx, flag.key, patch, undefined, actor);
      }
      for (const [environment, { on, targeting }] of step.states) {
        if (targeting !== null) {
          const save = { reason: `imported from ${format}`, ifMatch: undefined };
          await this.targeting.saveIn(tx, flag.key, environment, targeting, save, actor);
        }
        await this.flip(tx, flag.key, environment, on, format, actor);
      }
      const revision = await this.repository.nextRevision(tx);
      const detail = { format, environments: [...step.states.keys()], losses: step.losses };
      await this.history.record(tx, { flag: flag.key, action: 'import', actor, detail, revision, at: tx.now });
    });
  }

  private async flip(
    tx: Tx,
    flag: string,
    environment: string,
    on: boolean,
    format: ImportFormat,
    actor: Actor,
  ): Promise<void> {
    const reason = `imported from ${format}`;
    await this.flips.flipIn(tx, { flag, environment, on, kill: false, reason, incident: null }, actor);
  }
}
