import { useSyncExternalStore } from 'react';

const EVERY_MS = 15_000;
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

/** The present instant, for words such as "2 minutes ago": one clock for the whole page, every 15 s. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = new Date();
    for (const each of watchers) each();
  }, EVERY_MS);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The instant at which an event handler runs. */
export function instantNow(): Date {
  now = new Date();
  return now;
}

/** The time zone of the viewer. */
export const viewerTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
