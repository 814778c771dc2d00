import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import type { ChangeBefore, ChangeContent } from '../domain/change-content.js';
import type { StoredState } from '../domain/change-request.js';

export interface StoredApproval {
  person: string;
  hash: string;
  note: string | null;
  at: string;
}

export interface StoredRequest {
  id: string;
  flag: string;
  environment: string;
  service: string;
  content: ChangeContent;
  before: ChangeBefore;
  base: string;
  hash: string;
  reason: string;
  state: StoredState;
  requestedBy: string;
  editedBy: string;
  requestedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  note: string | null;
  approvals: StoredApproval[];
}

const SELECT = `
  select r.id, r.flag, r.environment, r.service, r.content, r.before, r.base, r.hash, r.reason, r.state,
    r.requested_by as "requestedBy", r.edited_by as "editedBy", r.requested_at as "requestedAt", r.expires_at as "expiresAt",
    r.ended_at as "endedAt", r.ended_by as "endedBy", r.note,
    coalesce((select json_agg(json_build_object('person', a.person, 'hash', a.hash, 'note', a.note, 'at', a.at) order by a.at)
      from change_approvals a where a.request = r.id), '[]') as approvals
  from change_requests r`;

export interface RequestFilter {
  flag: string | null;
  service: string | null;
  /** waiting: neither ended nor expired. */
  state: 'waiting' | 'ended' | null;
  now: Date;
}

/** Change requests. Lock order: the flag, then its requests. */
@Injectable()
export class ChangeRequestsRepository {
  async find(on: Queryable, id: string): Promise<StoredRequest | null> {
    const [row] = await on.query<StoredRequest>(`${SELECT} where r.id = $1`, [id]);
    return row ?? null;
  }

  /** The caller holds the flag's lock. */
  async openOf(tx: Tx, flag: string, environment: string): Promise<StoredRequest[]> {
    return tx.query<StoredRequest>(
      `${SELECT} where r.flag = $1 and r.environment = $2 and r.state = 'open' order by r.id desc for update of r`,
      [flag, environment],
    );
  }

  /** Newest first, those before an id. */
  async list(on: Queryable, filter: RequestFilter, before: string | null, limit: number): Promise<StoredRequest[]> {
    return on.query<StoredRequest>(
      `${SELECT} where ($1::text is null or r.flag = $1) and ($2::text is null or r.service = $2)
         and ($3::text is null or (r.state = 'open' and r.expires_at > $4) = ($3 = 'waiting'))
         and ($5::uuid is null or r.id < $5) order by r.id desc limit $6`,
      [filter.flag, filter.service, filter.state, filter.now, before, limit],
    );
  }

  async insert(tx: Tx, request: Omit<StoredRequest, 'approvals' | 'endedAt' | 'endedBy' | 'note'>): Promise<void> {
    await tx.execute(
      `insert into change_requests (id, flag, environment, service, content, before, base, hash, reason, state, requested_by,
         edited_by, requested_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        request.id,
        request.flag,
        request.environment,
        request.service,
        JSON.stringify(request.content),
        JSON.stringify(request.before),
        request.base,
        request.hash,
        request.reason,
        request.state,
        request.requestedBy,
        request.editedBy,
        request.requestedAt,
        request.expiresAt,
      ],
    );
  }

  async edit(
    tx: Tx,
    request: Pick<StoredRequest, 'id' | 'content' | 'before' | 'base' | 'hash' | 'reason' | 'editedBy' | 'expiresAt'>,
  ): Promise<void> {
    await tx.execute(
      `update change_requests set content = $2, before = $3, base = $4, hash = $5, reason = $6, edited_by = $7, expires_at = $8
       where id = $1`,
      [
        request.id,
        JSON.stringify(request.content),
        JSON.stringify(request.before),
        request.base,
        request.hash,
        request.reason,
        request.editedBy,
        request.expiresAt,
      ],
    );
  }

  async approve(tx: Tx, id: string, approval: Pick<StoredApproval, 'person' | 'hash' | 'note'>): Promise<void> {
    await tx.execute(
      `insert into change_approvals (request, person, hash, note, at) values ($1, $2, $3, $4, $5)
       on conflict (request, person, hash) do nothing`,
      [id, approval.person, approval.hash, approval.note, tx.now],
    );
  }

  async end(tx: Tx, id: string, state: Exclude<StoredState, 'open'>, by: string, note: string | null): Promise<void> {
    await tx.execute(
      `update change_requests set state = $2, ended_at = $3, ended_by = $4, note = $5 where id = $1 and state = 'open'`,
      [id, state, tx.now, by, note],
    );
  }
}
