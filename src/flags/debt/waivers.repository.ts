import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { WaivableRule, WaiverState } from '../domain/waiver.js';

export interface Waiver {
  id: string;
  flag: string;
  rule: WaivableRule;
  reason: string;
  expiresAt: Date;
  /** Name that is shown. */
  requestedBy: string;
  /** Who it is, such as person:ana or token:…; an approver is somebody else. */
  requester: string;
  requestedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
  endedBy: string | null;
  endedAt: Date | null;
  endReason: string | null;
}

const SELECT = `
  select w.id, w.flag, w.rule, w.reason, w.expires_at as "expiresAt", w.requested_by as "requestedBy", w.requester,
    w.requested_at as "requestedAt", w.approved_by as "approvedBy", w.approved_at as "approvedAt", w.ended_by as "endedBy",
    w.ended_at as "endedAt", w.end_reason as "endReason"
  from flag_waivers w`;

const STATE: Record<WaiverState, string> = {
  requested: 'w.ended_at is null and w.approved_at is null and w.expires_at > $1',
  active: 'w.ended_at is null and w.approved_at is not null and w.expires_at > $1',
  expired: 'w.ended_at is null and w.expires_at <= $1',
  ended: 'w.ended_at is not null and $1::timestamptz is not null',
};

@Injectable()
export class WaiversRepository {
  constructor(private readonly db: Db) {}

  async insert(tx: Tx, waiver: Waiver): Promise<void> {
    await tx.execute(
      `insert into flag_waivers (id, flag, rule, reason, expires_at, requested_by, requester, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        waiver.id,
        waiver.flag,
        waiver.rule,
        waiver.reason,
        waiver.expiresAt,
        waiver.requestedBy,
        waiver.requester,
        waiver.requestedAt,
      ],
    );
  }

  async lock(tx: Tx, id: string): Promise<Waiver | null> {
    const [row] = await tx.query<Waiver>(`${SELECT} where w.id = $1 for update`, [id]);
    return row ?? null;
  }

  async update(tx: Tx, waiver: Waiver): Promise<void> {
    await tx.execute(
      `update flag_waivers set approved_by = $2, approved_at = $3, ended_by = $4, ended_at = $5, end_reason = $6 where id = $1`,
      [waiver.id, waiver.approvedBy, waiver.approvedAt, waiver.endedBy, waiver.endedAt, waiver.endReason],
    );
  }

  async find(id: string): Promise<Waiver | null> {
    const [row] = await this.db.query<Waiver>(`${SELECT} where w.id = $1`, [id]);
    return row ?? null;
  }

  /** Those that excuse now. */
  async active(now: Date, on: Queryable = this.db): Promise<Waiver[]> {
    return on.query<Waiver>(`${SELECT} where ${STATE.active} order by w.expires_at`, [now]);
  }

  /** Newest first. */
  async list(
    filter: { state?: WaiverState; flag?: string; service?: string },
    now: Date,
    limit: number,
    before: string | null,
  ): Promise<Waiver[]> {
    return this.db.query<Waiver>(
      `${SELECT} where ${filter.state === undefined ? '$1::timestamptz is not null' : STATE[filter.state]}
         and ($2::text is null or w.flag = $2)
         and ($3::text is null or exists (select from flags f where f.key = w.flag and f.service = $3))
         and ($4::uuid is null or w.id < $4::uuid)
       order by w.id desc limit $5`,
      [now, filter.flag ?? null, filter.service ?? null, before, limit],
    );
  }
}
