import { Injectable } from '@nestjs/common';
import { Db, type Permission, type Queryable, type Tx } from '../platform/index.js';

export interface StoredToken {
  id: string;
  name: string;
  permissions: Permission[];
  person: string | null;
  environment: string | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  createdBy: string;
}

const COLUMNS = `id, name, permissions, person, environment, expires_at as "expiresAt", revoked_at as "revokedAt",
  last_used_at as "lastUsedAt", created_at as "createdAt", created_by as "createdBy"`;

@Injectable()
export class TokensRepository {
  constructor(private readonly db: Db) {}

  async insert(tx: Tx, token: Omit<StoredToken, 'revokedAt' | 'lastUsedAt'>, secretHash: Buffer): Promise<void> {
    await tx.execute(
      `insert into tokens (id, name, secret_sha256, permissions, person, environment, expires_at, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (secret_sha256) do nothing`,
      [
        token.id,
        token.name,
        secretHash,
        token.permissions,
        token.person,
        token.environment,
        token.expiresAt,
        token.createdAt,
        token.createdBy,
      ],
    );
  }

  /** A token that is not revoked. */
  async findBySecret(secretHash: Buffer): Promise<StoredToken | null> {
    const [row] = await this.db.query<StoredToken>(
      `select ${COLUMNS} from tokens where secret_sha256 = $1 and revoked_at is null`,
      [secretHash],
    );
    return row ?? null;
  }

  /** A token that is not revoked, with the hash of its secret. */
  async findById(id: string, on: Queryable = this.db): Promise<{ token: StoredToken; secretHash: Buffer } | null> {
    const [row] = await on.query<StoredToken & { secretHash: Buffer }>(
      `select ${COLUMNS}, secret_sha256 as "secretHash" from tokens where id = $1 and revoked_at is null`,
      [id],
    );
    return row ? { token: row, secretHash: row.secretHash } : null;
  }

  /** Those of these tokens that are neither revoked nor expired. */
  async goodAmong(ids: string[], now: Date): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select id from tokens where id = any ($1::uuid[]) and revoked_at is null and (expires_at is null or expires_at > $2)`,
      [ids, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Tokens that are neither revoked nor expired, with the hashes of their secrets in hex; those used last first. */
  async usable(now: Date, limit: number): Promise<(StoredToken & { hash: string })[]> {
    return this.db.query(
      `select ${COLUMNS}, encode(secret_sha256, 'hex') as hash from tokens
       where revoked_at is null and (expires_at is null or expires_at > $1)
       order by last_used_at desc nulls last, id limit $2`,
      [now, limit],
    );
  }

  async list(limit: number, after: string | null): Promise<StoredToken[]> {
    return this.db.query<StoredToken>(
      `select ${COLUMNS} from tokens where ($2::uuid is null or id > $2::uuid) order by id limit $1`,
      [limit, after],
    );
  }

  /** False: there is no such token. Revoking a revoked one changes nothing. */
  async revoke(tx: Tx, id: string): Promise<boolean> {
    const touched = await tx.execute(`update tokens set revoked_at = coalesce(revoked_at, $2) where id = $1`, [
      id,
      tx.now,
    ]);
    return touched > 0;
  }

  async recordUse(used: Map<string, Date>): Promise<void> {
    await this.db.query(
      `update tokens t set last_used_at = greatest(t.last_used_at, u.at)
       from unnest($1::uuid[], $2::timestamptz[]) as u(id, at) where t.id = u.id`,
      [[...used.keys()], [...used.values()]],
    );
  }

  /** Makes the admin tokens of earlier starts invalid, but for the one given. */
  async revokeOthers(tx: Tx, createdBy: string, keepHash: Buffer): Promise<void> {
    await tx.execute(
      `update tokens set revoked_at = $3 where created_by = $1 and secret_sha256 <> $2 and revoked_at is null`,
      [createdBy, keepHash, tx.now],
    );
  }
}
