import { Injectable } from '@nestjs/common';
import { FlagReads, Flips } from '../../flags/index.js';
import type { Actor } from '../../identity/index.js';
import { Incidents } from '../../incidents/index.js';
import { PageTrail, Paging } from '../../oncall/index.js';
import { DomainError, type Tx } from '../../platform/index.js';
import type { Run, Undone } from '../domain/run.js';
import { Collector } from '../evidence/collector.js';

/** Brings a service back to where it was before a run: flips, and the incidents of the run. */
@Injectable()
export class Restoration {
  constructor(
    private readonly flips: Flips,
    private readonly flagReads: FlagReads,
    private readonly incidents: Incidents,
    private readonly collector: Collector,
    private readonly pages: PageTrail,
    private readonly paging: Paging,
  ) {}

  /**
   * In the caller's transaction. What is refused (an archived flag, a flip that needs an approval) is told and hinders
   * nothing else. After the commit the caller calls `Flips.catchUp`.
   */
  async restore(tx: Tx, run: Run, actor: Actor): Promise<Undone[]> {
    const undone: Undone[] = [];
    for (const step of run.scenario.cleanup) {
      if (step.kind === 'act') undone.push({ what: step.detail, outcome: 'by_hand', detail: null });
      else if (step.kind === 'flip') undone.push(await this.flip(tx, run, step, actor));
      else undone.push(...(await this.resolve(tx, run, actor)));
    }
    return undone;
  }

  private async flip(tx: Tx, run: Run, { flag, on }: { flag: string; on: boolean }, actor: Actor): Promise<Undone> {
    const { environment } = run;
    const what = `turn ${flag} ${on ? 'on' : 'off'} in ${environment}`;
    const present = await this.flagReads.flag(flag, tx);
    const state = present?.environments.find(({ key }) => key === environment)?.on;
    // An archived flag is evaluated no more: it is as good as off.
    if (state === on || (present?.stage === 'archived' && !on)) return { what, outcome: 'nothing_to_do', detail: null };
    const order = {
      flag,
      environment,
      on,
      kill: !on,
      reason: `End of the drill ${run.id}`,
      incident: null,
      origin: { drillRun: run.id },
    };
    try {
      // Refusals come before the first write; anything else takes the whole transaction back.
      await this.flips.flipIn(tx, order, actor);
      return { what, outcome: 'done', detail: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { what, outcome: 'refused', detail: error.detail };
    }
  }

  /** Nobody is paged any more either: not for them, nor for alerts of the run that became no incident. */
  private async resolve(tx: Tx, run: Run, actor: Actor): Promise<Undone[]> {
    const open = (await this.collector.incidentsOf(tx, run)).filter(({ state }) => state !== 'resolved');
    for (const { id } of open) {
      await this.incidents.resolveIn(tx, id, { note: `The drill ${run.id} is over.` }, actor);
    }
    const alerts = new Set([...open.flatMap(({ alert }) => alert ?? []), ...(await this.pages.waiting(run.id, tx))]);
    for (const alert of alerts) await this.paging.acknowledgeAlert(tx, alert, actor.person);
    if (open.length === 0) return [{ what: 'resolve open incidents', outcome: 'nothing_to_do', detail: null }];
    return open.map(({ id }) => ({ what: `resolve the incident ${id}`, outcome: 'done', detail: null }));
  }
}
