import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import type { ScheduledFlipView, ScheduleState } from './schedules.contract.js';

export type ScheduledFlip = Omit<ScheduledFlipView, 'at' | 'createdAt' | 'endedAt'> & {
  at: Date;
  createdAt: Date;
  endedAt: Date | null;
  /** The version of the flag's state there when it was scheduled. */
  base: string;
  person: string | null;
  /** The token that it was scheduled with; null: by somebody who had signed in. */
  token: string | null;
};

const COLUMNS = `s.id, s.flag, s.service, s.environment, s.on_state as "on", s.at, s.local_time as "localTime", s.timezone, s.clocks,
  s.reason, s.state, s.scheduled_by as "scheduledBy", s.created_at as "createdAt", s.ended_at as "endedAt",
  s.ended_by as "endedBy", s.code, s.detail, s.revision::float8 as revision, s.base, s.person, s.token`;

export interface ScheduleFilter {
  flag?: string | undefined;
  service?: string | undefined;
  state?: ScheduleState | undefined;
  person?: string | undefined;
}

/** Scheduled flips. Lock order: the flag, then what is scheduled for it. */
@Injectable()
export class ScheduledFlipsRepository {
  async find(on: Queryable, id: string): Promise<ScheduledFlip | null> {
    const [row] = await on.query<ScheduledFlip>(`select ${COLUMNS} from scheduled_flips s where s.id = $1`, [id]);
    return row ?? null;
  }

  /** Newest first, those before an id. */
  async list(on: Queryable, filter: ScheduleFilter, before: string | null, limit: number): Promise<ScheduledFlip[]> {
    return on.query<ScheduledFlip>(
      `select ${COLUMNS} from scheduled_flips s
       where ($1::text is null or s.flag = $1) and ($2::text is null or s.service = $2) and ($3::text is null or s.state = $3)
         and ($4::text is null or s.person = $4) and ($5::uuid is null or s.id < $5) order by s.id desc limit $6`,
      [filter.flag ?? null, filter.service ?? null, filter.state ?? null, filter.person ?? null, before, limit],
    );
  }

  async insert(tx: Tx, flip: ScheduledFlip): Promise<void> {
    await tx.execute(
      `insert into scheduled_flips (id, flag, environment, service, on_state, at, local_time, timezone, clocks, reason, base,
         state, scheduled_by, person, token, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        flip.id,
        flip.flag,
        flip.environment,
        flip.service,
        flip.on,
        flip.at,
        flip.localTime,
        flip.timezone,
        flip.clocks,
        flip.reason,
        flip.base,
        flip.state,
        flip.scheduledBy,
        flip.person,
        flip.token,
        flip.createdAt,
      ],
    );
  }

  /** Locks one that is due, and its flag with it; null where there is none, or others hold them. */
  async lockDue(tx: Tx, before: ReadonlySet<string>): Promise<ScheduledFlip | null> {
    const [row] = await tx.query<ScheduledFlip>(
      `select ${COLUMNS} from scheduled_flips s join flags f on f.key = s.flag
       where s.state = 'waiting' and s.at <= $1 and not s.id = any ($2::uuid[])
       order by s.at, s.id limit 1 for update of s, f skip locked`,
      [tx.now, [...before]],
    );
    return row ?? null;
  }

  /** The caller holds the flag's lock. False: it has ended already. */
  async end(
    tx: Tx,
    id: string,
    end: Pick<ScheduledFlip, 'state' | 'endedBy' | 'code' | 'detail' | 'revision'>,
  ): Promise<boolean> {
    const ended = await tx.execute(
      `update scheduled_flips set state = $2, ended_at = $3, ended_by = $4, code = $5, detail = $6, revision = $7
       where id = $1 and state = 'waiting'`,
      [id, end.state, tx.now, end.endedBy, end.code, end.detail, end.revision],
    );
    return ended > 0;
  }

  /** What was scheduled to follow on a scheduled flip knew of it: it goes on from the state that it has made. */
  async follow(tx: Tx, done: ScheduledFlip, base: string): Promise<void> {
    await tx.execute(
      `update scheduled_flips set base = $4 where flag = $1 and environment = $2 and base = $3 and state = 'waiting'`,
      [done.flag, done.environment, done.base, base],
    );
  }
}
