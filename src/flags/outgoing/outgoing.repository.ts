import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { OutgoingEvent } from './domain/outgoing-event.js';
import type { DeliveryState, OutgoingKind } from './outgoing.contract.js';

/** A receiver as it is kept: address and secret sealed together. */
export interface StoredOutgoing {
  id: string;
  kind: OutgoingKind;
  name: string;
  target: string;
  sealed: Buffer;
  events: OutgoingEvent[];
  services: string[] | null;
  environments: string[] | null;
  active: boolean;
  createdAt: Date;
  createdBy: string;
}

export interface OutgoingStatus {
  due: number;
  failed: number;
  lastDeliveredAt: Date | null;
}

export interface NewDelivery {
  id: string;
  outgoing: string;
  message: string;
  type: string;
  flag: string | null;
  environment: string | null;
  body: string;
}

/** A delivery that this process may send until its lease ends. */
export interface ClaimedDelivery {
  id: string;
  message: string;
  body: string;
  /** Which try this is, from 1. */
  attempt: number;
  outgoing: string;
  kind: OutgoingKind;
  sealed: Buffer;
}

export interface StoredDelivery {
  id: string;
  message: string;
  type: string;
  flag: string | null;
  environment: string | null;
  state: DeliveryState;
  tries: number;
  status: number | null;
  error: string | null;
  dueAt: Date;
  createdAt: Date;
  deliveredAt: Date | null;
}

const COLUMNS = `o.id, o.kind, o.name, o.target, o.sealed, o.events, o.services, o.environments, o.active,
  o.created_at as "createdAt", o.created_by as "createdBy"`;
const DELIVERY = `id, message, type, flag, environment, state, tries, status, error, due_at as "dueAt", created_at as "createdAt",
  delivered_at as "deliveredAt"`;

/** Receivers of messages about flags, and what is on its way to them. */
@Injectable()
export class OutgoingRepository {
  constructor(private readonly db: Db) {}

  async all(on: Queryable = this.db): Promise<(StoredOutgoing & OutgoingStatus)[]> {
    return on.query(
      `select ${COLUMNS}, d.due, d.failed, d."lastDeliveredAt" from outgoing_webhooks o
       cross join lateral (
         select count(*) filter (where state = 'due')::int as due, count(*) filter (where state = 'failed')::int as failed,
           max(delivered_at) as "lastDeliveredAt" from outgoing_deliveries where outgoing = o.id) d
       order by o.id`,
    );
  }

  /** Locks it against other changes where `tx` is given. */
  async find(id: string, tx?: Tx): Promise<StoredOutgoing | null> {
    const lock = tx === undefined ? '' : ' for update';
    const sql = `select ${COLUMNS} from outgoing_webhooks o where o.id::text = $1${lock}`;
    const [row] = await (tx ?? this.db).query<StoredOutgoing>(sql, [id]);
    return row ?? null;
  }

  async active(tx: Tx): Promise<StoredOutgoing[]> {
    return tx.query(`select ${COLUMNS} from outgoing_webhooks o where o.active order by o.id`);
  }

  async save(tx: Tx, one: StoredOutgoing): Promise<void> {
    await tx.execute(
      `insert into outgoing_webhooks (id, kind, name, target, sealed, events, services, environments, active, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (id) do update set name = $3, target = $4, sealed = $5, events = $6, services = $7, environments = $8, active = $9`,
      [
        one.id,
        one.kind,
        one.name,
        one.target,
        one.sealed,
        one.events,
        one.services,
        one.environments,
        one.active,
        one.createdAt,
        one.createdBy,
      ],
    );
  }

  async remove(tx: Tx, id: string): Promise<boolean> {
    return (await tx.execute(`delete from outgoing_webhooks where id::text = $1`, [id])) > 0;
  }

  /** A message that a receiver has, or waits for, already is not added again. */
  async add(tx: Tx, delivery: NewDelivery): Promise<void> {
    await tx.execute(
      `insert into outgoing_deliveries (id, outgoing, message, type, flag, environment, body, state, due_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $8) on conflict (outgoing, message) do nothing`,
      [
        delivery.id,
        delivery.outgoing,
        delivery.message,
        delivery.type,
        delivery.flag,
        delivery.environment,
        delivery.body,
        tx.now,
      ],
    );
  }

  /** The active receivers that something is due for which nobody is sending, but for these, whoever waits longest first. */
  async waiting(now: Date, except: string[], limit: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select o.id from outgoing_webhooks o cross join lateral (
         select d.due_at from outgoing_deliveries d where d.outgoing = o.id and d.state = 'due' and d.due_at <= $1
           and (d.claimed_until is null or d.claimed_until <= $1) order by d.due_at limit 1) first
       where o.active and not o.id = any ($2::uuid[]) order by first.due_at limit $3`,
      [now, except, limit],
    );
    return rows.map(({ id }) => id);
  }

  async claim(tx: Tx, outgoing: string, limit: number, leaseUntil: Date): Promise<ClaimedDelivery[]> {
    return tx.query<ClaimedDelivery>(
      `with mine as (
         select d.id from outgoing_deliveries d join outgoing_webhooks o on o.id = d.outgoing
         where d.outgoing = $4 and d.state = 'due' and d.due_at <= $1
           and (d.claimed_until is null or d.claimed_until <= $1) and o.active
         order by d.due_at, d.id limit $2 for update of d skip locked)
       update outgoing_deliveries d set claimed_until = $3 from mine, outgoing_webhooks o
       where d.id = mine.id and o.id = d.outgoing
       returning d.id, d.message, d.body, d.tries + 1 as attempt, o.id as outgoing, o.kind, o.sealed`,
      [tx.now, limit, leaseUntil, outgoing],
    );
  }

  async settle(
    tx: Tx,
    id: string,
    settled: { state: DeliveryState; tries: number; status: number | null; error: string | null; dueAt: Date },
  ): Promise<void> {
    await tx.execute(
      `update outgoing_deliveries set state = $2, tries = $3, status = $4, error = $5, due_at = $6, claimed_until = null,
         delivered_at = case when $2 = 'delivered' then $7::timestamptz end
       where id = $1`,
      [id, settled.state, settled.tries, settled.status, settled.error, settled.dueAt, tx.now],
    );
  }

  /** Makes it due at once, with all tries before it. */
  async redeliver(tx: Tx, outgoing: string, id: string): Promise<StoredDelivery | null> {
    const [row] = await tx.query<StoredDelivery>(
      `update outgoing_deliveries set state = 'due', tries = 0, due_at = $3, claimed_until = null, delivered_at = null
       where id::text = $2 and outgoing::text = $1 returning ${DELIVERY}`,
      [outgoing, id, tx.now],
    );
    return row ?? null;
  }

  /** Newest first. */
  async deliveries(
    outgoing: string,
    state: DeliveryState | null,
    limit: number,
    before: string | null,
  ): Promise<StoredDelivery[]> {
    return this.db.query(
      `select ${DELIVERY} from outgoing_deliveries
       where outgoing::text = $1 and ($2::text is null or state = $2) and ($3::text is null or id::text < $3)
       order by id desc limit $4`,
      [outgoing, state, before, limit],
    );
  }

  /** Forgets what was delivered or given up long ago. */
  async prune(before: Date): Promise<void> {
    await this.db.query(
      `delete from outgoing_deliveries where id in (
         select id from outgoing_deliveries where state <> 'due' and created_at < $1 limit 10000)`,
      [before],
    );
  }
}
