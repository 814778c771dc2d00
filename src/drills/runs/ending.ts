import { Injectable } from '@nestjs/common';
import { FlagDrills, FlagReads } from '../../flags/index.js';
import type { Actor } from '../../identity/index.js';
import type { Tx } from '../../platform/index.js';
import type { Run } from '../domain/run.js';
import { Restoration } from './restoration.js';

/** What the end of a run entails. */
@Injectable()
export class Ending {
  constructor(
    private readonly flagReads: FlagReads,
    private readonly flagDrills: FlagDrills,
    private readonly restoration: Restoration,
  ) {}

  /** The run as it ends, with what was undone. In the transaction of its last step. */
  async of(tx: Tx, run: Run, actor: Actor): Promise<Run> {
    if (run.startedAt === null) return run;
    if (run.state === 'finished') await this.recordDrills(tx, run, run.startedAt, actor);
    return { ...run, cleanup: await this.restoration.restore(tx, run, actor) };
  }

  /** A kill switch that was killed in a finished run was drilled then. */
  private async recordDrills(tx: Tx, run: Run, from: Date, actor: Actor): Promise<void> {
    const { service, environment } = run;
    const flips = await this.flagReads.flips({ service, environment, from }, tx);
    const killed = new Map(
      flips.filter(({ kill, drillRun }) => kill && (drillRun ?? run.id) === run.id).map(({ flag, at }) => [flag, at]),
    );
    for (const [key, at] of killed) {
      if ((await this.flagReads.flag(key, tx))?.kind !== 'kill_switch') continue;
      await this.flagDrills.recordIn(tx, key, { at: at > tx.now ? tx.now : at, note: `Drill ${run.id}` }, actor);
    }
  }
}
