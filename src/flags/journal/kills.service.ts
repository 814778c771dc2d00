import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { OnCall } from '../../oncall/index.js';
import {
  Clock,
  correlationId,
  DatabaseWatch,
  Health,
  Ids,
  inTime,
  isConnectionLoss,
  patienceMs,
} from '../../platform/index.js';
import { badAskAfter } from '../control/control.errors.js';
import { askAt as timeToAsk } from '../domain/ask-after.js';
import type { KillEntry } from '../domain/kill-entry.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { dutyNotKnown, environmentNotFound, flagNotFound, journalUnavailable, killForbidden } from '../flags.errors.js';
import { Flips, type FlipOrder } from '../lifecycle/flips.service.js';
import type { FlipView } from '../lifecycle/lifecycle.contract.js';
import { mayKill } from '../lifecycle/may-kill.js';
import { KillJournal } from './kill-journal.js';

export type KillOrder = Omit<FlipOrder, 'on' | 'kill' | 'id' | 'signal' | 'origin' | 'askAt'> & {
  askAfter?: string | null;
  drillRun?: string | null;
};

const JOURNALED =
  'The database is away. The kill is written down on disk and in effect in this process and its streams; other processes and the database learn of it when the database is back.';

/** Kills flags, whether the database is there or not. */
@Injectable()
export class Kills {
  private readonly logger = new Logger('Kills');

  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly watch: DatabaseWatch,
    private readonly flips: Flips,
    private readonly rulesets: Rulesets,
    private readonly onCall: OnCall,
    private readonly journal: KillJournal,
    health: Health,
  ) {
    health.register('evaluation', true, () =>
      Promise.resolve(rulesets.ready ? { state: 'ok' } : { state: 'down', detail: 'no flags were read yet' }),
    );
    health.register('kill', true, async () => {
      const fault = watch.away ? await journal.fault() : null;
      return fault === null ? { state: 'ok' } : { state: 'down', detail: fault };
    });
  }

  /** `waitedMs`: for how long the caller waits already. */
  async kill(order: KillOrder, actor: Actor, waitedMs: number): Promise<FlipView> {
    const { drillRun = null, ...asked } = order;
    const origin = drillRun === null ? {} : { drillRun };
    const id = this.ids.next();
    if (this.watch.away) return this.journaled(id, order, actor);
    const abandoned = new AbortController();
    try {
      const killing = this.flips.kill({ ...asked, origin, id, signal: abandoned.signal }, actor);
      return await inTime(patienceMs('act', waitedMs), killing, () => new TooLate());
    } catch (error) {
      if (!(error instanceof TooLate) && !isConnectionLoss(error)) throw error;
      // Should it still come through, it has the same id and counts once.
      abandoned.abort(new TooLate());
      this.watch.suspect();
      this.logger.warn(`The database did not take the kill of ${order.flag} in time: it is journaled`);
      return this.journaled(id, order, actor);
    }
  }

  private async journaled(id: string, order: KillOrder, actor: Actor): Promise<FlipView> {
    const { rulesets } = this;
    const flag = rulesets.ready ? rulesets.flag(order.flag) : undefined;
    if (!flag) throw flagNotFound(order.flag);
    this.authorise(flag, actor);
    if (!flag.environments.some(({ key }) => key === order.environment))
      throw environmentNotFound(order.flag, order.environment);
    const held = rulesets.heldKill(order.flag, order.environment);
    const entry = held ?? this.entryOf(id, order, actor);
    if (!held) {
      await this.journal.append(entry).catch((error: unknown) => {
        throw journalUnavailable(String(error));
      });
      rulesets.hold([entry]);
    }
    return {
      flag: entry.flag,
      environment: entry.environment,
      on: false,
      revision: rulesets.revision,
      flippedAt: entry.at,
      journaled: {
        id: entry.id,
        inEffect: ['this_process'],
        notYetKnownTo: ['other_processes', 'database'],
        detail: JOURNALED,
      },
    };
  }

  /** By what was last known of who may what; the permissions of the actor come from there too. */
  private authorise(flag: { key: string; service: string }, actor: Actor): void {
    if (mayKill(actor, null)) return;
    if (actor.person === null) throw killForbidden(flag.key);
    const duty = this.onCall.lastKnown(flag.service, this.clock.now());
    if (duty === null) throw dutyNotKnown(flag.service);
    if (!mayKill(actor, duty.person)) throw killForbidden(flag.key);
  }

  private entryOf(id: string, order: KillOrder, actor: Actor): KillEntry {
    const { flag, environment, reason, incident, askAfter = null, drillRun = null } = order;
    const now = this.clock.now();
    const askAt = askAfter === null ? null : timeToAsk(askAfter, now);
    if (askAfter !== null && askAt === null) throw badAskAfter('askAfter');
    return {
      flag,
      environment,
      reason,
      incident,
      askAt: askAt?.toISOString() ?? null,
      id,
      installation: this.rulesets.installation,
      at: now.toISOString(),
      actor: { ...actor, permissions: [...actor.permissions] },
      correlationId: correlationId(),
      ...(drillRun !== null && { drillRun }),
    };
  }
}

class TooLate extends Error {}
