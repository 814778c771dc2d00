import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Tx } from '../db/tx.js';
import { declaredConsumers, type Consumer } from './events.js';

export type Handler<P> = (payload: P, tx: Tx) => Promise<void>;

/** Which handler serves which declared consumer. The process refuses to start with one missing or doubled. */
@Injectable()
export class Consumers implements OnApplicationBootstrap {
  private readonly handlers = new Map<string, (payload: unknown, tx: Tx) => Promise<void>>();

  handle<P>(consumer: Consumer<P>, handler: Handler<P>): void {
    if (this.handlers.has(consumer.name)) throw new Error(`Consumer ${consumer.name} has two handlers`);
    this.handlers.set(consumer.name, (payload, tx) => handler(payload as P, tx));
  }

  of(name: string): ((payload: unknown, tx: Tx) => Promise<void>) | null {
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
