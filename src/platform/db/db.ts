import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { Clock } from '../clock.js';
import { correlationId } from '../correlation.js';
import { Ids } from '../ids.js';
import { Hints, type Hint } from '../live/hints.js';
import { Live } from '../live/live.js';
import type { EventType } from '../outbox/events.js';
import { appendSql, PendingEvents, rowsOf } from '../outbox/pending-events.js';
import { RelaySignal } from '../outbox/relay-signal.js';
import { DatabaseWatch } from './database-watch.js';
import { DatabaseUnavailable, isConnectionLoss, isRetryable } from './pg-errors.js';
import type { Queryable, Tx } from './tx.js';

const TRIES = 5;

@Injectable()
export class Db implements Queryable {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly relay: RelaySignal,
    private readonly live: Live,
    private readonly watch: DatabaseWatch,
  ) {}

  /**
   * Runs `work` in one transaction. A serialisation failure or deadlock (SQLSTATE class 40) runs it again, up to five
   * times, so `work` must do nothing that cannot be repeated.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.watch.guard(() => this.attempt(work));
        this.watch.heard();
        return result;
      } catch (error) {
        if (!isRetryable(error) || attempt >= TRIES) throw this.told(error);
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /**
   * Stores one row and publishes an event about it in a single statement, which commits by itself: for the few paths where
   * the round trips of a transaction are too many. `insert` is an `insert … returning …`; where it gives no row (`on
   * conflict do nothing`), nothing is published and `hint` not told. Returns whether it gave one.
   */
  async storeAndPublish<P>(
    insert: string,
    params: unknown[],
    event: EventType<P>,
    payload: P,
    hint: Hint,
  ): Promise<boolean> {
    const rows = rowsOf([{ type: event.type, payload }], () => this.ids.next());
    const [answer] = await this.query<{ stored: boolean }>(
      `with stored as (${insert}), ${appendSql(params.length, 'exists (select from stored)')}
       select exists (select from stored) as stored`,
      [...params, ...rows.params, correlationId() ?? this.ids.next(), this.clock.now()],
    );
    const stored = answer?.stored ?? false;
    if (stored) {
      this.relay.wake();
      this.live.tell([hint]);
    }
    return stored;
  }

  /** Changes rows with a single statement, which commits by itself, and tells `hint`: a transaction of it would take thrice as long. */
  async change(sql: string, params: unknown[], hint: Hint): Promise<void> {
    await this.query(sql, params);
    this.live.tell([hint]);
  }

  async query<R extends object>(sql: string, params: unknown[] = []): Promise<R[]> {
    try {
      const found = await this.watch.guard(async () => {
        const runner = this.source.createQueryRunner();
        try {
          return await rows<R>(runner, sql, params);
        } finally {
          await runner.release();
        }
      });
      this.watch.heard();
      return found;
    } catch (error) {
      throw this.told(error);
    }
  }

  private told(error: unknown): unknown {
    if (!isConnectionLoss(error)) return error;
    this.watch.suspect();
    return error instanceof DatabaseUnavailable ? error : new DatabaseUnavailable(error);
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const outbox = new PendingEvents();
    const hints = new Hints();
    try {
      await runner.startTransaction();
      const tx: Tx = {
        now: this.clock.now(),
        correlationId: correlationId() ?? this.ids.next(),
        manager: runner.manager,
        query: (sql, params = []) => rows(runner, sql, params),
        execute: async (sql, params = []) => (await runner.query(sql, params, true)).affected ?? 0,
        queueFor: async (name) => {
          await runner.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [name]);
        },
        publish: (event, payload) => {
          outbox.add(event, payload);
          return Promise.resolve();
        },
        announce: (topic, key) => hints.add({ topic, ...(key === undefined ? {} : { key }) }),
      };
      const result = await work(tx);
      const published = await outbox.append(tx, () => this.ids.next());
      await runner.commitTransaction();
      if (published > 0) this.relay.wake();
      this.live.tell(hints.list());
      return result;
    } catch (error) {
      // A rollback on a broken connection fails too; the first error says what happened.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch((): undefined => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function rows<R extends object>(runner: QueryRunner, sql: string, params: unknown[]): Promise<R[]> {
  const result = await runner.query(sql, params, true);
  return result.records as R[];
}
