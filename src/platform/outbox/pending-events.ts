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
    const heard = this.events
      .map((pending) => ({ ...pending, consumers: consumersOf(pending.type) }))
      .filter(({ consumers }) => consumers.length > 0)
      .map((pending) => ({ ...pending, id: nextId() }));
    if (heard.length === 0) return 0;
    const deliveries = heard.flatMap(({ id, consumers }) => consumers.map(({ name, queue }) => ({ id, name, queue })));
    await tx.execute(
      `with events as (
         insert into outbox_events (id, type, payload, correlation_id, created_at)
         select id, type, payload, $4, $5 from unnest($1::uuid[], $2::text[], $3::jsonb[]) as t(id, type, payload)
       )
       insert into outbox_deliveries (event_id, consumer, queue, created_at)
       select event_id, consumer, queue, $5 from unnest($6::uuid[], $7::text[], $8::text[]) as t(event_id, consumer, queue)`,
      [
        heard.map(({ id }) => id),
        heard.map(({ type }) => type),
        heard.map(({ payload }) => JSON.stringify(payload)),
        tx.correlationId,
        tx.now,
        deliveries.map(({ id }) => id),
        deliveries.map(({ name }) => name),
        deliveries.map(({ queue }) => queue),
      ],
    );
    return deliveries.length;
  }
}
