import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Entitlements, People, type Actor, type Permission } from '../../identity/index.js';
import { Notices } from '../../oncall/index.js';
import {
  badCursor,
  Db,
  DomainError,
  Ids,
  invalidField,
  page,
  readCursor,
  Ticks,
  type Page,
  type Tx,
} from '../../platform/index.js';
import { instantOfLocal } from '../../time/index.js';
import { baseOf } from '../domain/change-content.js';
import { latenessOf } from '../domain/scheduled-flip.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { flagArchived } from '../flags.errors.js';
import { History, nameOf, type HistoryAction } from '../inventory/history.js';
import { Flips } from '../lifecycle/flips.service.js';
import { LockedFlags } from '../lifecycle/locked-flags.js';
import {
  changedSinceScheduled,
  flipMissed,
  scheduleEnded,
  scheduleNotFound,
  schedulerGone,
  schedulerNotPermitted,
} from './control.errors.js';
import { isId } from './requests.reads.js';
import type { FlipScheduleBody, ScheduledFlipView, FlipSchedulesQuery } from './schedules.contract.js';
import { ScheduledFlipsRepository, type ScheduledFlip, type ScheduleFilter } from './schedules.repository.js';

const TICK_MS = 1_000;
const AT_ONCE = 200;
const YEAR = 366 * 86_400_000;

/**
 * Flips at a set time. It hangs on no queue: every tick takes what is due from PostgreSQL, and the flip and its outcome are
 * one transaction, so that it happens once however many workers there are.
 */
@Injectable()
export class ScheduledFlips implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly ticks: Ticks,
    private readonly people: People,
    private readonly entitlements: Entitlements,
    private readonly notices: Notices,
    private readonly locked: LockedFlags,
    private readonly flips: Flips,
    private readonly history: History,
    private readonly rulesets: Rulesets,
    private readonly repository: ScheduledFlipsRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.scheduled-flips', TICK_MS, () => this.run());
  }

  async schedule(key: string, environment: string, body: FlipScheduleBody, actor: Actor): Promise<ScheduledFlipView> {
    const { at, clocks } =
      body.localTime !== undefined && body.timezone !== undefined
        ? instantOfLocal(body.localTime, body.timezone)
        : { at: new Date(body.at ?? ''), clocks: null };
    return this.db.transaction(async (tx) => {
      const field = body.localTime === undefined ? 'at' : 'localTime';
      if (at <= tx.now) throw invalidField(field, 'in_the_past', 'must lie ahead');
      if (at.getTime() > tx.now.getTime() + YEAR) throw invalidField(field, 'too_far', 'must lie within a year');
      const flag = await this.locked.lockIn(tx, key, environment);
      if (flag.stage === 'archived') throw flagArchived(key);
      const flip: ScheduledFlip = {
        id: this.ids.next(),
        flag: key,
        service: flag.service,
        environment,
        on: body.on,
        at,
        localTime: body.localTime ?? null,
        timezone: body.timezone ?? null,
        clocks,
        reason: body.reason,
        state: 'waiting',
        scheduledBy: nameOf(actor),
        person: actor.person,
        token: actor.kind === 'token' ? actor.id : null,
        base: baseOf(flag, environment),
        createdAt: tx.now,
        endedAt: null,
        endedBy: null,
        code: null,
        detail: null,
        revision: null,
      };
      await this.repository.insert(tx, flip);
      await this.note(tx, 'schedule', flip, actor, flag.revision, body.reason);
      return viewOf(flip);
    });
  }

  /** One that is cancelled already stays so; one that has happened is a conflict. */
  async cancel(id: string, reason: string | null, actor: Actor): Promise<ScheduledFlipView> {
    const { flag: key, environment } = await this.get(id);
    await this.db.transaction(async (tx) => {
      const flag = await this.locked.lock(tx, key, environment);
      const flip = await this.repository.find(tx, id);
      if (flip === null) throw scheduleNotFound(id);
      if (flip.state === 'cancelled') return;
      if (flip.state !== 'waiting') throw scheduleEnded(flip.state);
      const end = { state: 'cancelled' as const, endedBy: nameOf(actor), code: null, detail: reason, revision: null };
      await this.repository.end(tx, id, end);
      await this.note(tx, 'cancel_schedule', flip, actor, flag.revision, reason);
    });
    return this.get(id);
  }

  async get(id: string): Promise<ScheduledFlipView> {
    const flip = isId(id) ? await this.repository.find(this.db, id) : null;
    if (flip === null) throw scheduleNotFound(id);
    return viewOf(flip);
  }

  async list(query: FlipSchedulesQuery & ScheduleFilter): Promise<Page<ScheduledFlipView>> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && (typeof before !== 'string' || !isId(before))) throw badCursor();
    const rows = await this.repository.list(this.db, query, before, query.limit + 1);
    const { items, nextCursor } = page(rows, query.limit, ({ id }) => [id]);
    return { items: items.map(viewOf), nextCursor };
  }

  /** One that fails keeps no other waiting, and is tried again at the next tick. */
  private async run(): Promise<void> {
    const seen = new Set<string>();
    let fault: unknown = null;
    for (let count = 0; count < AT_ONCE; count += 1) {
      const known = seen.size;
      try {
        if (!(await this.db.transaction((tx) => this.runOne(tx, seen)))) break;
      } catch (error) {
        fault ??= error;
        if (seen.size === known) break;
      }
    }
    if (seen.size > 0) await this.rulesets.catchUp();
    if (fault !== null) throw fault;
  }

  private async runOne(tx: Tx, seen: Set<string>): Promise<boolean> {
    const due = await this.repository.lockDue(tx, seen);
    if (due === null) return false;
    seen.add(due.id);
    const actor = actorOf(due);
    try {
      await this.requireUnchanged(tx, due);
      const { flag, environment, on, reason, id } = due;
      const { missed, late } = latenessOf(due, tx.now);
      if (missed) throw flipMissed(flag, String(late));
      const origin = { schedule: id, ...(late !== null && { late }) };
      const order = { flag, environment, on, kill: false, reason, incident: null, origin };
      const { revision } = await this.flips.flipIn(tx, order, actor);
      const detail = late === null ? null : `It was done ${late} late: nobody was there to do it at its time.`;
      await this.repository.end(tx, id, { state: 'done', endedBy: null, code: null, detail, revision });
      await this.repository.follow(tx, due, baseOf(await this.locked.lockIn(tx, flag, environment), environment));
      tx.announce('flags', flag);
      if (detail !== null) await this.tell(tx, due, 'was turned off late', detail);
    } catch (error) {
      // Refusals come before the first write; anything else takes the whole transaction back.
      if (!(error instanceof DomainError)) throw error;
      await this.refuse(tx, due, actor, error);
    }
    return true;
  }

  private async requireUnchanged(tx: Tx, due: ScheduledFlip): Promise<void> {
    const flag = await this.locked.lockIn(tx, due.flag, due.environment);
    if (flag.stage === 'archived') throw flagArchived(due.flag);
    if (due.person !== null && (await this.people.find(due.person, tx))?.active !== true)
      throw schedulerGone(due.person);
    if (!(await this.entitlements.still(tx, due, 'flags:write'))) throw schedulerNotPermitted(due.scheduledBy);
    if (baseOf(flag, due.environment) !== due.base) throw changedSinceScheduled(due.flag, due.environment);
  }

  private async refuse(tx: Tx, due: ScheduledFlip, actor: Actor, { code, detail }: DomainError): Promise<void> {
    await this.repository.end(tx, due.id, { state: 'refused', endedBy: null, code, detail, revision: null });
    const flag = await this.locked.lock(tx, due.flag, due.environment);
    await this.note(tx, 'refuse_schedule', due, actor, flag.revision, detail, code);
    await this.tell(tx, due, `was not turned ${due.on ? 'on' : 'off'}`, `It was refused: ${detail}`);
  }

  /** Tells whoever scheduled it. */
  private async tell(
    tx: Tx,
    { person, flag, environment, at }: ScheduledFlip,
    what: string,
    how: string,
  ): Promise<void> {
    if (person === null) return;
    await this.notices.tell(tx, [person], {
      subject: `${flag} ${what} in ${environment}`,
      text: `You had it scheduled for ${at.toISOString()}. ${how}`,
      path: `/flags/${encodeURIComponent(flag)}`,
    });
  }

  private async note(
    tx: Tx,
    action: HistoryAction,
    flip: ScheduledFlip,
    actor: Actor,
    revision: number,
    reason: string | null,
    code?: string,
  ): Promise<void> {
    const { id: schedule, on, at, environment } = flip;
    const detail = { schedule, on, at: at.toISOString(), ...(code === undefined ? {} : { code }) };
    const why = reason === null ? {} : { reason };
    await this.history.record(tx, {
      flag: flip.flag,
      action,
      actor,
      environment,
      ...why,
      detail,
      revision,
      at: tx.now,
    });
  }
}

/** It is done in the name of whoever scheduled it. */
function actorOf({ scheduledBy, person }: ScheduledFlip): Actor {
  const permissions = new Set<Permission>();
  return { kind: 'system', id: 'scheduled-flips', name: scheduledBy, permissions, person, environment: null };
}

function viewOf(flip: ScheduledFlip): ScheduledFlipView {
  const { base: _, person: __, token: ___, at, createdAt, endedAt, ...rest } = flip;
  return {
    ...rest,
    at: at.toISOString(),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
