import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { matches } from 'class-validator';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, keyCursor, page, requireMatch, type PageQuery } from '../../platform/index.js';
import { nextOccurrence } from '../domain/recurrence.js';
import { badScheduleKey, unknownSchedule } from '../drills.errors.js';
import { NewRun } from '../runs/new-run.js';
import type { DrillScheduleBody, DrillSchedulePage, DrillScheduleView } from './schedules.contract.js';
import { DrillSchedulesRepository, type DrillSchedule } from './schedules.repository.js';

/** Drills that come again. */
@Injectable()
export class DrillSchedules {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly making: NewRun,
    private readonly repository: DrillSchedulesRepository,
  ) {}

  /** What was planned by the schedule as it was before is planned anew. Throws `invalid` with everything that is wrong. */
  async put(
    key: string,
    body: DrillScheduleBody,
    ifMatch: string | undefined,
    actor: Actor,
  ): Promise<{ view: DrillScheduleView; created: boolean }> {
    if (!matches(key, /^[a-z0-9][a-z0-9._-]{0,99}$/)) throw badScheduleKey();
    return this.db.transaction(async (tx) => {
      await tx.queueFor(`drill-schedule:${key}`);
      const present = await this.repository.lock(tx, key);
      requireMatch(ifMatch, present && viewOf(present));
      const { scenario, service, environment, surprise = false, recurrence } = body;
      const run = await this.making.of(
        tx,
        {
          scenario,
          mode: 'people',
          ...(service === undefined ? {} : { service }),
          ...(environment === undefined ? {} : { environment }),
          ...(body.facilitator === undefined ? {} : { facilitator: body.facilitator }),
        },
        actor,
      );
      const { weekday = 'monday', every, at, timezone } = recurrence;
      const schedule: DrillSchedule = {
        key,
        scenario,
        service: service ?? null,
        environment: environment ?? null,
        every,
        weekday,
        at,
        timezone,
        surprise,
        facilitator: run.facilitator,
        nextAt: nextOccurrence({ every, weekday, at, timezone }, tx.now),
        fault: null,
        updatedAt: tx.now,
        updatedBy: actor.person ?? actor.name,
      };
      if (present && sameRule(present, schedule)) return { view: viewOf(present), created: false };
      await this.repository.unplan(tx, key);
      const created = await this.repository.save(tx, schedule);
      const detail = { scenario, every, weekday, at, timezone, surprise };
      await this.audit.record(tx, { actor, action: 'drill-schedule.put', subject: `drill-schedule:${key}`, detail });
      return { view: viewOf(schedule), created };
    });
  }

  async get(key: string): Promise<DrillScheduleView> {
    const schedule = await this.repository.find(key);
    if (!schedule) throw unknownSchedule(key);
    return viewOf(schedule);
  }

  async list({ limit, cursor }: PageQuery): Promise<DrillSchedulePage> {
    const { items, nextCursor } = page(await this.repository.list(limit + 1, keyCursor(cursor)), limit, (schedule) => [
      schedule.key,
    ]);
    return { items: items.map(viewOf), nextCursor };
  }

  /** What it planned and nobody has started goes with it. */
  async remove(key: string, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await this.repository.remove(tx, key))) throw unknownSchedule(key);
      await this.repository.unplan(tx, key);
      await this.audit.record(tx, { actor, action: 'drill-schedule.remove', subject: `drill-schedule:${key}` });
    });
  }
}

/** Whether both plan the same. */
function sameRule(one: DrillSchedule, other: DrillSchedule): boolean {
  return isDeepStrictEqual(ruleOf(one), ruleOf(other));
}

function ruleOf({
  scenario,
  service,
  environment,
  every,
  weekday,
  at,
  timezone,
  surprise,
  facilitator,
}: DrillSchedule) {
  return { scenario, service, environment, every, weekday, at, timezone, surprise, facilitator };
}

function viewOf(schedule: DrillSchedule): DrillScheduleView {
  const { key, scenario, service, environment, surprise, facilitator, fault, updatedBy, updatedAt } = schedule;
  const { every, weekday, at, timezone } = schedule;
  return {
    key,
    scenario,
    service,
    environment,
    recurrence: { every, weekday, at, timezone },
    surprise,
    facilitator,
    fault,
    updatedBy,
    updatedAt: updatedAt.toISOString(),
  };
}
