import { Injectable } from '@nestjs/common';
import { Db } from '../db/db.js';
import type { Tx } from '../db/tx.js';
import { Clock } from '../clock.js';
import type { OpenDelivery } from './open-delivery.js';

/** A delivery that was enqueued and not recorded within this time is enqueued again: Redis may have lost it. */
const ENQUEUE_AGAIN_AFTER_MS = 15_000;
/** Done events are kept this long for people who look for what happened. */
const KEEP_DONE_MS = 24 * 3_600_000;

export const MAX_ATTEMPTS = 8;

@Injectable()
export class OutboxRepository {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Marks up to `limit` open deliveries as enqueued and returns them, oldest first. */
  async claim(limit: number): Promise<OpenDelivery[]> {
    return this.db.transaction((tx) =>
      tx.query<OpenDelivery>(
        `with open as (
           select event_id, consumer from outbox_deliveries
           where done_at is null and dead_at is null and (enqueued_at is null or enqueued_at < $2)
           order by created_at, event_id limit $1 for update skip locked
         )
         update outbox_deliveries d set enqueued_at = $3 from open join outbox_events e on e.id = open.event_id
         where d.event_id = open.event_id and d.consumer = open.consumer
         returning d.event_id as "event", d.consumer, d.queue, e.correlation_id as "correlationId"`,
        [limit, new Date(tx.now.getTime() - ENQUEUE_AGAIN_AFTER_MS), tx.now],
      ),
    );
  }

  /** Takes a claim back after the queue refused it. */
  async unclaim(deliveries: OpenDelivery[]): Promise<void> {
    await this.db.query(
      `update outbox_deliveries d set enqueued_at = null
       from unnest($1::uuid[], $2::text[]) as t(event_id, consumer)
       where d.event_id = t.event_id and d.consumer = t.consumer and d.done_at is null`,
      [deliveries.map((d) => d.event), deliveries.map((d) => d.consumer)],
    );
  }

  /** Locks the deliveries of these events to one consumer, oldest first. Those that do not exist are missing in the answer. */
  async lock(tx: Tx, events: string[], consumer: string): Promise<LockedDelivery[]> {
    return tx.query<LockedDelivery>(
      `select d.event_id as event, d.done_at is null and d.dead_at is null as open, e.payload
       from outbox_deliveries d join outbox_events e on e.id = d.event_id
       where d.event_id = any($1::uuid[]) and d.consumer = $2
       order by d.created_at, d.event_id for update of d`,
      [events, consumer],
    );
  }

  async recordDone(tx: Tx, events: string[], consumer: string): Promise<void> {
    await tx.execute(
      `update outbox_deliveries set done_at = $3, attempts = attempts + 1, error = null
       where event_id = any($1::uuid[]) and consumer = $2`,
      [events, consumer, tx.now],
    );
  }

  /** Counts a failed attempt; returns true once the delivery is dead. */
  async recordFailure(event: string, consumer: string, error: string): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query<{ dead: boolean }>(
        `update outbox_deliveries
         set attempts = attempts + 1, error = $3, dead_at = case when attempts + 1 >= $4 then $5::timestamptz end
         where event_id = $1 and consumer = $2 and done_at is null
         returning dead_at is not null as dead`,
        [event, consumer, error.replaceAll('\u0000', '').slice(0, 4000), MAX_ATTEMPTS, tx.now],
      );
      if (row?.dead) tx.announce('jobs');
      return row?.dead ?? false;
    });
  }

  async dead(limit: number, after: (string | number | null)[] | null): Promise<DeadJob[]> {
    return this.db.query<DeadJob>(
      `select d.event_id as event, d.consumer, d.queue, e.type, e.payload, d.attempts, d.error,
              d.created_at as "createdAt", d.dead_at as "deadAt"
       from outbox_deliveries d join outbox_events e on e.id = d.event_id
       where d.dead_at is not null and ($2::uuid is null or (d.event_id, d.consumer) > ($2::uuid, $3::text))
       order by d.event_id, d.consumer limit $1`,
      [limit, after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  /** Puts a dead delivery back to work. False: there is no such dead delivery. */
  async revive(tx: Tx, event: string, consumer: string): Promise<boolean> {
    const touched = await tx.execute(
      `update outbox_deliveries set dead_at = null, attempts = 0, enqueued_at = null
       where event_id = $1 and consumer = $2 and dead_at is not null`,
      [event, consumer],
    );
    if (touched > 0) tx.announce('jobs');
    return touched > 0;
  }

  async counts(): Promise<{ open: number; dead: number; oldestSeconds: number }> {
    const [row] = await this.db.query<{ open: number; dead: number; oldest: Date | null }>(
      `select (select count(*)::int from outbox_deliveries where done_at is null and dead_at is null) as open,
              (select count(*)::int from outbox_deliveries where dead_at is not null) as dead,
              (select min(created_at) from outbox_deliveries where done_at is null and dead_at is null) as oldest`,
    );
    const oldest = row?.oldest ?? null;
    return {
      open: row?.open ?? 0,
      dead: row?.dead ?? 0,
      oldestSeconds: oldest === null ? 0 : Math.max(0, (this.clock.now().getTime() - oldest.getTime()) / 1000),
    };
  }

  /** Deletes events all of whose deliveries were done a day ago. */
  async prune(): Promise<void> {
    await this.db.query(
      `delete from outbox_events e where e.id in (
         select id from outbox_events where created_at < $1
         and not exists (select 1 from outbox_deliveries d where d.event_id = outbox_events.id and d.done_at is null)
         limit 10000)`,
      [new Date(this.clock.now().getTime() - KEEP_DONE_MS)],
    );
  }
}

export interface LockedDelivery {
  event: string;
  /** Neither done nor dead. */
  open: boolean;
  payload: unknown;
}

export interface DeadJob {
  event: string;
  consumer: string;
  queue: string;
  type: string;
  payload: unknown;
  attempts: number;
  error: string | null;
  createdAt: Date;
  deadAt: Date;
}
