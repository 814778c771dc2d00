import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { ScheduleView } from './schedules.contract.js';
import { OVERRIDE_COLUMNS, type OverrideRow } from './schedules.reads.js';

/** Writes of schedules and their overrides. */
@Injectable()
export class SchedulesRepository {
  /** Makes whoever changes the schedule wait for the end of this transaction; false where there is none. */
  async lock(tx: Tx, key: string): Promise<boolean> {
    const rows = await tx.query(`select key from schedules where key = $1 for update`, [key]);
    return rows.length > 0;
  }

  /** True where the schedule is new. */
  async save(tx: Tx, { key, team, timezone, rotation, escalateAfterMinutes }: ScheduleView): Promise<boolean> {
    const { period, handoff, anchor, people } = rotation;
    const [row] = await tx.query<{ created: boolean }>(
      `insert into schedules (key, team, timezone, period, handoff, anchor, people, escalate_after_minutes, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
       on conflict (key) do update set team = $2, timezone = $3, period = $4, handoff = $5, anchor = $6, people = $7,
         escalate_after_minutes = $8, updated_at = $9
       returning (xmax = 0) as created`,
      [key, team, timezone, period, handoff, anchor, people, escalateAfterMinutes, tx.now],
    );
    return row?.created ?? false;
  }

  async sameOverride(
    tx: Tx,
    { schedule, person, from, to }: Pick<OverrideRow, 'schedule' | 'person' | 'from' | 'to'>,
  ): Promise<OverrideRow | null> {
    const [row] = await tx.query<OverrideRow>(
      `select ${OVERRIDE_COLUMNS} from schedule_overrides where schedule = $1 and person = $2 and from_at = $3 and to_at = $4`,
      [schedule, person, from, to],
    );
    return row ?? null;
  }

  async addOverride(tx: Tx, row: OverrideRow): Promise<void> {
    await tx.execute(
      `insert into schedule_overrides (id, schedule, person, from_at, to_at, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.schedule, row.person, row.from, row.to, row.createdAt, row.createdBy],
    );
  }

  /** The removed override; null where there was none. */
  async removeOverride(tx: Tx, schedule: string, id: string): Promise<OverrideRow | null> {
    const [row] = await tx.query<OverrideRow>(
      `delete from schedule_overrides where schedule = $1 and id = $2 returning ${OVERRIDE_COLUMNS}`,
      [schedule, id],
    );
    return row ?? null;
  }
}
