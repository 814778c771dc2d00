import { useSyncExternalStore } from 'react';
import { elapsedText } from './instants';

let seconds = Math.floor(performance.now() / 1000);
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

/** How long something lasts by now, counted on each second. */
export function Elapsed({ since }: { since: string }) {
  useSyncExternalStore(watch, () => seconds);
  const lasted = (new Date().getTime() - new Date(since).getTime()) / 1000;
  return <span role="timer">{elapsedText(Math.max(0, lasted))}</span>;
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    seconds = Math.floor(performance.now() / 1000);
    for (const each of watchers) each();
  }, 1_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
