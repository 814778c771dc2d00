import type { EntityManager } from 'typeorm';
import type { Topic } from '../live/hints.js';
import type { EventType } from '../outbox/events.js';

/** What reads rows: a transaction or the pool. */
export interface Queryable {
  /** Rows of a statement; parameters are `$1`, `$2` …; also the rows of `… returning`. */
  query<R extends object>(sql: string, params?: unknown[]): Promise<R[]>;
}

/** One unit of work. Everything done through it commits or vanishes together. */
export interface Tx extends Queryable {
  /** The clock's time at the start of this transaction. */
  readonly now: Date;
  readonly correlationId: string;
  /** For repositories only. */
  readonly manager: EntityManager;
  /** Runs a statement and tells how many rows it touched. */
  execute(sql: string, params?: unknown[]): Promise<number>;
  /** Waits for whoever holds this name in a transaction, and holds it to the end of this one: also where no row is there to lock yet. */
  queueFor(name: string): Promise<void>;
  /** Appends an event to the outbox; its consumers run after the commit, each exactly once in effect. */
  publish<P>(event: EventType<P>, payload: P): Promise<void>;
  /** Tells whoever listens, after the commit, that something may have changed: a hint, which may be lost. */
  announce(topic: Topic, key?: string): void;
}
