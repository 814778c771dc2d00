/** A kind of event. The module that publishes it owns it; `P` is its JSON payload. */
export interface EventType<P> {
  readonly type: string;
  /** Makes one payload of two that one transaction publishes; without it each is an event of its own. */
  merge?(one: P, other: P): P;
}

/** `merge`: events of this type that one transaction publishes become one. */
export function defineEvent<P>(type: string, merge?: (one: P, other: P) => P): EventType<P> {
  return merge ? { type, merge } : { type };
}

/** What one module does about one kind of event. `name` is unique; `queue` is the workload it belongs to. */
export interface Consumer<P> {
  readonly name: string;
  readonly queue: string;
  readonly event: EventType<P>;
}

const declared = new Map<string, Consumer<unknown>>();

/** Declares a consumer; the process refuses to start unless exactly one handler is given to it. */
export function defineConsumer<P>(consumer: Consumer<P>): Consumer<P> {
  if (declared.has(consumer.name)) throw new Error(`Consumer ${consumer.name} is declared twice`);
  declared.set(consumer.name, consumer);
  return consumer;
}

export function declaredConsumers(): Consumer<unknown>[] {
  return [...declared.values()];
}

export function consumersOf(type: string): Consumer<unknown>[] {
  return declaredConsumers().filter((consumer) => consumer.event.type === type);
}
