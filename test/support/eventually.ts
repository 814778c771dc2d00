import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats `check` until it no longer throws; after `within` ms it throws what `check` threw last. */
export async function eventually<T>(
  check: () => Promise<T> | T,
  options: { within?: number; every?: number } = {},
): Promise<T> {
  const end = Date.now() + (options.within ?? 10_000);
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(options.every ?? 30);
    }
  }
}
