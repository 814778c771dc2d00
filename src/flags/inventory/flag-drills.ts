import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Db, invalidField, type Tx } from '../../platform/index.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { flagNotFound, notAKillSwitch } from '../flags.errors.js';
import { FlagsRepository } from './flags.repository.js';
import { History } from './history.js';

/** Writes down when a kill switch was last pressed for exercise. */
@Injectable()
export class FlagDrills {
  constructor(
    private readonly db: Db,
    private readonly repository: FlagsRepository,
    private readonly history: History,
    private readonly rulesets: Rulesets,
  ) {}

  /** `at` null: now. One before the last known changes nothing. Throws `conflict` for another kind, `invalid` for an instant ahead. */
  async record(key: string, drill: { at: Date | null; note: string | null }, actor: Actor): Promise<void> {
    await this.db.transaction((tx) => this.recordIn(tx, key, drill, actor));
    await this.rulesets.catchUp();
  }

  /** In the caller's transaction; whoever commits it makes the rulesets catch up. */
  async recordIn(tx: Tx, key: string, drill: { at: Date | null; note: string | null }, actor: Actor): Promise<void> {
    const flag = await this.repository.lock(tx, key);
    if (flag === null) throw flagNotFound(key);
    if (flag.kind !== 'kill_switch') throw notAKillSwitch(key);
    const at = drill.at ?? tx.now;
    if (at.getTime() > tx.now.getTime()) throw invalidField('at', 'in_the_future', 'must not lie ahead');
    const { lastDrilledAt } = flag.killSwitch;
    if (lastDrilledAt !== null && at.getTime() <= lastDrilledAt.getTime()) return;
    const revision = await this.repository.nextRevision(tx);
    await this.repository.update(tx, { ...flag, killSwitch: { ...flag.killSwitch, lastDrilledAt: at }, revision });
    await this.history.record(tx, {
      flag: key,
      action: 'drill',
      actor,
      ...(drill.note === null ? {} : { reason: drill.note }),
      detail: { at: at.toISOString() },
      revision,
      at: tx.now,
    });
  }
}
