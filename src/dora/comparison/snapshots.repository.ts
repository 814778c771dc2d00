import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Scope, WindowData } from '../window-data.js';

export type KeptData = Omit<WindowData, 'facts'>;

export interface StoredSnapshot {
  id: string;
  name: string;
  scope: Scope;
  from: Date;
  to: Date;
  /** Canonical JSON of the numbers and of what they were computed from: the bytes that are verified. */
  body: string;
  sha256: string;
  factsCount: number;
  factsSha256: string;
  createdAt: Date;
  createdBy: string;
}

const SELECT = `
  select id::text as id, name, scope, from_at as "from", to_at as "to", body, sha256, facts_count as "factsCount",
    facts_sha256 as "factsSha256", created_at as "createdAt", created_by as "createdBy"
  from dora_snapshots`;

/** Snapshots are inserted and read; nothing changes or deletes them. */
@Injectable()
export class SnapshotsRepository {
  constructor(private readonly db: Db) {}

  async insert(tx: Tx, snapshot: StoredSnapshot): Promise<void> {
    await tx.execute(
      `insert into dora_snapshots (id, name, scope, from_at, to_at, body, sha256, facts_count, facts_sha256, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        snapshot.id,
        snapshot.name,
        JSON.stringify(snapshot.scope),
        snapshot.from,
        snapshot.to,
        snapshot.body,
        snapshot.sha256,
        snapshot.factsCount,
        snapshot.factsSha256,
        snapshot.createdAt,
        snapshot.createdBy,
      ],
    );
  }

  async find(id: string, on: Queryable = this.db): Promise<StoredSnapshot | null> {
    const [row] = await on.query<StoredSnapshot>(`${SELECT} where id = $1`, [id]);
    return row ?? null;
  }

  /** Newest first. */
  async list(limit: number, before: string | null): Promise<StoredSnapshot[]> {
    return this.db.query<StoredSnapshot>(
      `${SELECT} where $1::uuid is null or id < $1::uuid order by id desc limit $2`,
      [before, limit],
    );
  }
}
