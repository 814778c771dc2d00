import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const printer = matchMedia('print');

/** Whether the page is being printed: then every row must be in it. */
export function usePrinting(): boolean {
  return useSyncExternalStore(watch, () => printer.matches);
}

function watch(watcher: () => void): () => void {
  // The rows must be there before the browser lays out the paper.
  const now = (): void => flushSync(watcher);
  printer.addEventListener('change', now);
  return () => printer.removeEventListener('change', now);
}
