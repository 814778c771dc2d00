import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Tx } from '../db/tx.js';
import { declaredConsumers, type Consumer } from './events.js';

export type Handler<P> = (payload: P, tx: Tx) => Promise<void>;
/** Gets the payloads that wait together, oldest first; where it throws, each is done alone. */
export type GroupHandler<P> = (payloads: P[], tx: Tx) => Promise<void>;

/** Which handler serves which declared consumer. The process refuses to start with one missing or doubled. */
@Injectable()
export class Consumers implements OnApplicationBootstrap {
  private readonly handlers = new Map<string, GroupHandler<unknown>>();

  handle<P>(consumer: Consumer<P>, handler: Handler<P>): void {
    this.handleGroup(consumer, async (payloads, tx) => {
      for (const payload of payloads) await handler(payload, tx);
    });
  }

  /** For consumers that do many at once with less than the work of each. */
  handleGroup<P>(consumer: Consumer<P>, handler: GroupHandler<P>): void {
    if (this.handlers.has(consumer.name)) throw new Error(`Consumer ${consumer.name} has two handlers`);
    this.handlers.set(consumer.name, (payloads, tx) => handler(payloads as P[], tx));
  }

  of(name: string): GroupHandler<unknown> | null {
    return this.handlers.get(name) ?? null;
  }

  queues(): string[] {
    return [...new Set(declaredConsumers().map((consumer) => consumer.queue))].sort();
  }

  onApplicationBootstrap(): void {
    const missing = declaredConsumers().filter((consumer) => !this.handlers.has(consumer.name));
    if (missing.length > 0) throw new Error(`No handler for ${missing.map((consumer) => consumer.name).join(', ')}`);
  }
}
