import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Db, keyCursor, page } from '../../platform/index.js';
import { deliveryNotFound, outgoingNotFound } from './outgoing.errors.js';
import type { DeliveriesQuery, DeliveryPage, DeliveryView } from './outgoing.contract.js';
import { Outgoing } from './outgoing.js';
import { OutgoingRepository, type StoredDelivery } from './outgoing.repository.js';

/** What was sent, and sending it again. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly db: Db,
    private readonly outgoing: Outgoing,
    private readonly repository: OutgoingRepository,
  ) {}

  async list(outgoing: string, { state, limit, cursor }: DeliveriesQuery): Promise<DeliveryPage> {
    if ((await this.repository.find(outgoing)) === null) throw outgoingNotFound(outgoing);
    const rows = await this.repository.deliveries(outgoing, state ?? null, limit + 1, keyCursor(cursor));
    const { items, nextCursor } = page(rows, limit, ({ id }) => [id]);
    return { items: items.map(viewOf), nextCursor };
  }

  async redeliver(outgoing: string, id: string, actor: Actor): Promise<DeliveryView> {
    return this.db.transaction(async (tx) => {
      const one = await this.repository.find(outgoing, tx);
      if (one === null) throw outgoingNotFound(outgoing);
      const delivery = await this.repository.redeliver(tx, outgoing, id);
      if (delivery === null) throw deliveryNotFound(id);
      await this.outgoing.record(tx, actor, 'redeliver', one);
      return viewOf(delivery);
    });
  }
}

function viewOf(delivery: StoredDelivery): DeliveryView {
  const { id, message, type, flag, environment, state, tries, status, error } = delivery;
  return {
    id,
    message,
    type,
    flag,
    environment,
    state,
    tries,
    status,
    error,
    nextTryAt: state === 'due' ? delivery.dueAt.toISOString() : null,
    createdAt: delivery.createdAt.toISOString(),
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
  };
}
