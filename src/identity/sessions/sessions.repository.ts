import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Role } from '../domain/roles.js';

/** A session and whose it is now. */
export interface StoredSession {
  id: string;
  expiresAt: Date;
  /** It cannot be prolonged beyond this. */
  endsAt: Date;
  person: string;
  name: string;
  email: string;
  role: Role;
  teams: string[];
}

/** Somebody who could sign in with a password. */
export interface Account {
  person: string;
  name: string;
  hash: string;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly db: Db) {}

  /** A session of a person who may sign in. */
  async findBySecret(secretHash: Buffer): Promise<StoredSession | null> {
    const [row] = await this.db.query<StoredSession>(
      `select s.id, s.expires_at as "expiresAt", s.ends_at as "endsAt", p.key as person, p.name, p.email, p.role, p.teams
       from sessions s join people p on p.key = s.person
       where s.secret_sha256 = $1 and p.active and p.role is not null`,
      [secretHash],
    );
    return row ?? null;
  }

  /** Every session that lasts of people who may sign in, with the hashes of their secrets in hex; the youngest first. */
  async lasting(now: Date, limit: number): Promise<(StoredSession & { hash: string })[]> {
    return this.db.query(
      `select s.id, s.expires_at as "expiresAt", s.ends_at as "endsAt", p.key as person, p.name, p.email, p.role, p.teams,
         encode(s.secret_sha256, 'hex') as hash
       from sessions s join people p on p.key = s.person
       where s.expires_at > $1 and p.active and p.role is not null order by s.created_at desc, s.id limit $2`,
      [now, limit],
    );
  }

  async insert(
    tx: Tx,
    session: { id: string; person: string; expiresAt: Date; endsAt: Date },
    secretHash: Buffer,
  ): Promise<void> {
    await tx.execute(
      `insert into sessions (id, secret_sha256, person, created_at, expires_at, ends_at) values ($1, $2, $3, $4, $5, $6)`,
      [session.id, secretHash, session.person, tx.now, session.expiresAt, session.endsAt],
    );
  }

  async prolong(id: string, until: Date): Promise<void> {
    await this.db.query(`update sessions set expires_at = greatest(expires_at, $2) where id = $1`, [id, until]);
  }

  async end(tx: Tx, id: string): Promise<boolean> {
    return (await tx.execute(`delete from sessions where id = $1`, [id])) > 0;
  }

  /** Ends the sessions of a person, but for one. */
  async endOf(tx: Tx, person: string, but: string | null = null): Promise<void> {
    await tx.execute(`delete from sessions where person = $1 and id is distinct from $2::uuid`, [person, but]);
  }

  async prune(now: Date): Promise<void> {
    await this.db.query(`delete from sessions where expires_at <= $1`, [now]);
  }

  /** Who signs in with this e-mail and a password. */
  async account(email: string, on: Queryable = this.db): Promise<Account | null> {
    const [row] = await on.query<Account>(
      `select p.key as person, p.name, w.hash from people p join passwords w on w.person = p.key
       where lower(p.email) = lower($1) and p.active and p.role is not null`,
      [email],
    );
    return row ?? null;
  }

  /** Whether the person may still sign in with this hash; holds off a change until the transaction ends. */
  async stillFits(tx: Tx, account: Account): Promise<boolean> {
    const rows = await tx.query(
      `select from people p join passwords w on w.person = p.key
       where p.key = $1 and p.active and p.role is not null and w.hash = $2 for share`,
      [account.person, account.hash],
    );
    return rows.length > 0;
  }

  /** Whether somebody has a role and a way to sign in. */
  async anybodyCanSignIn(on: Queryable = this.db): Promise<boolean> {
    const [row] = await on.query<{ found: boolean }>(
      `select exists (
         select from people p where p.active and p.role is not null
           and (exists (select from passwords where person = p.key) or exists (select from identities where person = p.key))
       ) as found`,
    );
    return row?.found ?? false;
  }
}
