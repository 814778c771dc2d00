import type { Tx } from '../db/tx.js';
import { consumersOf, type EventType } from './events.js';

interface Pending {
  type: string;
  payload: unknown;
}

/** The events of one transaction, written to the outbox at its end. */
export class PendingEvents {
  private readonly events: Pending[] = [];

  add<P>(event: EventType<P>, payload: P): void {
    const before = event.merge && this.events.find((pending) => pending.type === event.type);
    if (event.merge && before) before.payload = event.merge(before.payload as P, payload);
    else this.events.push({ type: event.type, payload });
  }

  /** Writes the events, and one delivery for each consumer of each. Returns how many deliveries that makes. */
  async append(tx: Tx, nextId: () => string): Promise<number> {
    const rows = rowsOf(this.events, nextId);
    if (rows.deliveries === 0) return 0;
    await tx.execute(`with ${appendSql(0)} select 1`, [...rows.params, tx.correlationId, tx.now]);
    return rows.deliveries;
  }
}

/**
 * The events and their deliveries as parameters of {@link appendSql}; events that nobody hears are left out.
 */
export function rowsOf(events: Pending[], nextId: () => string): { params: unknown[]; deliveries: number } {
  const heard = events
    .map((event) => ({ ...event, consumers: consumersOf(event.type) }))
    .filter(({ consumers }) => consumers.length > 0)
    .map((event) => ({ ...event, id: nextId() }));
  const deliveries = heard.flatMap(({ id, consumers }) => consumers.map(({ name, queue }) => ({ id, name, queue })));
  return {
    deliveries: deliveries.length,
    params: [
      heard.map(({ id }) => id),
      heard.map(({ type }) => type),
      heard.map(({ payload }) => JSON.stringify(payload)),
      deliveries.map(({ id }) => id),
      deliveries.map(({ name }) => name),
      deliveries.map(({ queue }) => queue),
    ],
  };
}

/**
 * The expressions of a `with` that append the rows of {@link rowsOf}, whose parameters follow the first `before` ones, and
 * after them the correlation id and the time. `only` is a condition, such as that another expression gave a row.
 */
export function appendSql(before: number, only = 'true'): string {
  const $ = (n: number): string => `$${before + n}`;
  return `events as (
      insert into outbox_events (id, type, payload, correlation_id, created_at)
      select id, type, payload, ${$(7)}, ${$(8)}
      from unnest(${$(1)}::uuid[], ${$(2)}::text[], ${$(3)}::jsonb[]) as t(id, type, payload) where ${only}
    ), deliveries as (
      insert into outbox_deliveries (event_id, consumer, queue, created_at)
      select event_id, consumer, queue, ${$(8)}
      from unnest(${$(4)}::uuid[], ${$(5)}::text[], ${$(6)}::text[]) as t(event_id, consumer, queue) where ${only}
    )`;
}
