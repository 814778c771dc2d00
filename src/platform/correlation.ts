import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<{ id: string }>();

/** Runs `work` under a correlation id that logs and outbox rows pick up. */
export function withCorrelation<T>(id: string, work: () => T): T {
  return storage.run({ id }, work);
}

export function correlationId(): string | null {
  return storage.getStore()?.id ?? null;
}
