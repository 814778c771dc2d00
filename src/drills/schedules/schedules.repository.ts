import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Period, Weekday } from '../domain/recurrence.js';

export interface DrillSchedule {
  key: string;
  scenario: string;
  service: string | null;
  environment: string | null;
  every: Period;
  weekday: Weekday;
  at: string;
  timezone: string;
  surprise: boolean;
  facilitator: string | null;
  /** The first occurrence that is not planned yet. */
  nextAt: Date;
  fault: string | null;
  updatedAt: Date;
  updatedBy: string;
}

const SELECT = `
  select key, scenario, service, environment, every, weekday, at_time as "at", timezone, surprise, facilitator,
    next_at as "nextAt", fault, updated_at as "updatedAt", updated_by as "updatedBy"
  from drill_schedules`;

@Injectable()
export class DrillSchedulesRepository {
  constructor(private readonly db: Db) {}

  async find(key: string, on: Queryable = this.db): Promise<DrillSchedule | null> {
    const [row] = await on.query<DrillSchedule>(`${SELECT} where key = $1`, [key]);
    return row ?? null;
  }

  async lock(tx: Tx, key: string): Promise<DrillSchedule | null> {
    const [row] = await tx.query<DrillSchedule>(`${SELECT} where key = $1 for update`, [key]);
    return row ?? null;
  }

  /** One whose next occurrence is near enough to be planned; null where there is none that nobody else has in hand. */
  async claimDue(tx: Tx, until: Date, seen: ReadonlySet<string>): Promise<DrillSchedule | null> {
    const [row] = await tx.query<DrillSchedule>(
      `${SELECT} where next_at <= $1 and not key = any($2::text[]) order by next_at, key limit 1 for update skip locked`,
      [until, [...seen]],
    );
    return row ?? null;
  }

  async list(limit: number, after: string | null): Promise<DrillSchedule[]> {
    return this.db.query<DrillSchedule>(`${SELECT} where ($2::text is null or key > $2) order by key limit $1`, [
      limit,
      after,
    ]);
  }

  /** True where it is new. */
  async save(tx: Tx, s: DrillSchedule): Promise<boolean> {
    const [row] = await tx.query<{ created: boolean }>(
      `insert into drill_schedules (key, scenario, service, environment, every, weekday, at_time, timezone, surprise, facilitator,
         next_at, fault, updated_at, updated_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       on conflict (key) do update set scenario = $2, service = $3, environment = $4, every = $5, weekday = $6, at_time = $7,
         timezone = $8, surprise = $9, facilitator = $10, next_at = $11, fault = $12, updated_at = $13, updated_by = $14
       returning (xmax = 0) as created`,
      [
        s.key,
        s.scenario,
        s.service,
        s.environment,
        s.every,
        s.weekday,
        s.at,
        s.timezone,
        s.surprise,
        s.facilitator,
        s.nextAt,
        s.fault,
        s.updatedAt,
        s.updatedBy,
      ],
    );
    return row?.created ?? false;
  }

  async advance(tx: Tx, key: string, nextAt: Date, fault: string | null): Promise<void> {
    await tx.execute(`update drill_schedules set next_at = $2, fault = $3 where key = $1`, [key, nextAt, fault]);
  }

  /** False where there was none. */
  async remove(tx: Tx, key: string): Promise<boolean> {
    return (await tx.execute(`delete from drill_schedules where key = $1`, [key])) > 0;
  }

  /** Takes back what it planned and nobody has started. */
  async unplan(tx: Tx, key: string): Promise<void> {
    await tx.execute(`delete from drills where schedule = $1 and state = 'planned'`, [key]);
  }
}
