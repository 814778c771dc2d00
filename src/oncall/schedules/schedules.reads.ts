import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../../platform/index.js';
import type { ScheduleView } from './schedules.contract.js';

export interface OverrideRow {
  id: string;
  schedule: string;
  person: string;
  from: Date;
  to: Date;
  createdAt: Date;
  createdBy: string;
}

/** Whether an id can be one of ours; the database takes nothing else for a uuid. */
export function isOverrideId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

const SCHEDULE = `
  select key, team, timezone,
         json_build_object('period', period, 'handoff', handoff, 'anchor', anchor::text, 'people', people) as rotation,
         escalate_after_minutes as "escalateAfterMinutes"
  from schedules`;

export const OVERRIDE_COLUMNS = `id, schedule, person, from_at as "from", to_at as "to", created_at as "createdAt", created_by as "createdBy"`;

/** Schedules and overrides as they are shown. */
@Injectable()
export class SchedulesReads {
  constructor(private readonly db: Db) {}

  async find(key: string, on: Queryable = this.db): Promise<ScheduleView | null> {
    const [row] = await on.query<ScheduleView>(`${SCHEDULE} where key = $1`, [key]);
    return row ?? null;
  }

  /** By key. */
  async list(team: string | null, limit: number, after: string | null): Promise<ScheduleView[]> {
    return this.db.query<ScheduleView>(
      `${SCHEDULE} where ($1::text is null or team = $1) and ($2::text is null or key > $2) order by key limit $3`,
      [team, after, limit],
    );
  }

  /** Overrides that touch `[from, to)`, in the order of their beginnings. */
  async overrides(
    schedule: string,
    window: { from: Date | null; to: Date | null },
    limit: number,
    after: { from: Date; id: string } | null,
  ): Promise<OverrideRow[]> {
    return this.db.query<OverrideRow>(
      `select ${OVERRIDE_COLUMNS} from schedule_overrides
       where schedule = $1 and ($2::timestamptz is null or to_at > $2) and ($3::timestamptz is null or from_at < $3)
         and ($4::timestamptz is null or (from_at, id) > ($4, $5::uuid))
       order by from_at, id limit $6`,
      [schedule, window.from, window.to, after?.from ?? null, after?.id ?? null, limit],
    );
  }
}
