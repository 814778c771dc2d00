import type { Tx } from '../db/tx.js';
import { consumersOf, type EventType } from './events.js';

/** Writes the event and one delivery for each of its consumers, in the caller's transaction. */
export async function appendToOutbox<P>(tx: Tx, id: string, event: EventType<P>, payload: P): Promise<void> {
  const consumers = consumersOf(event.type);
  if (consumers.length === 0) return;
  await tx.execute(
    `with event as (
       insert into outbox_events (id, type, payload, correlation_id, created_at) values ($1, $2, $3, $4, $5)
     )
     insert into outbox_deliveries (event_id, consumer, queue, created_at)
     select $1, consumer, queue, $5 from unnest($6::text[], $7::text[]) as t(consumer, queue)`,
    [
      id,
      event.type,
      JSON.stringify(payload),
      tx.correlationId,
      tx.now,
      consumers.map((consumer) => consumer.name),
      consumers.map((consumer) => consumer.queue),
    ],
  );
}
