import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Flips } from '../../flags/index.js';
import { SYSTEM_ACTOR } from '../../identity/index.js';
import { Clock, Db, Ticks, type Tx } from '../../platform/index.js';
import { whyFailed, whyMissed, type Response } from '../domain/overdue.js';
import type { Run } from '../domain/run.js';
import { Collector } from '../evidence/collector.js';
import { Runs } from './runs.service.js';
import { RunsRepository } from './runs.repository.js';

const TICK_MS = 1_000;

/** Ends runs that nobody will end: they took too long, nobody acted, or nobody started them. */
@Injectable()
export class Watch implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ticks: Ticks,
    private readonly flips: Flips,
    private readonly collector: Collector,
    private readonly runs: Runs,
    private readonly repository: RunsRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('drills.watch', TICK_MS, () => this.look());
  }

  /** One that fails keeps no other waiting, and is looked at again at the next tick. */
  private async look(): Promise<void> {
    let fault: unknown = null;
    for (const id of await this.repository.toWatch(this.clock.now())) {
      try {
        if (await this.db.transaction((tx) => this.judge(tx, id))) await this.flips.catchUp();
      } catch (error) {
        fault ??= error;
      }
    }
    if (fault !== null) throw fault;
  }

  private async judge(tx: Tx, id: string): Promise<boolean> {
    const run = await this.repository.claim(tx, id);
    if (!run) return false;
    const reason = whyMissed(run, tx.now) ?? whyFailed(run, await this.response(tx, run), tx.now);
    if (reason === null) return false;
    await this.runs.stepIn(tx, run, 'fail', reason, SYSTEM_ACTOR);
    return true;
  }

  private async response(tx: Tx, run: Run): Promise<Response> {
    const { pages, incident, flips } = await this.collector.responseTo(tx, run);
    const instants = [...pages.map(({ at }) => at), ...(incident ? [incident.declaredAt] : [])];
    const neededAt = instants.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
    const acted =
      pages.some(({ acknowledgedAt }) => acknowledgedAt !== null) ||
      flips.some(({ at }) => neededAt !== null && at >= neededAt) ||
      (incident !== null && incident.state !== 'declared');
    return { neededAt, acted };
  }
}
