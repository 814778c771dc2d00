import { useEffect, useSyncExternalStore } from 'react';
import { queries } from './client';
import { sessionQuery } from './session';
import { concerns, type Change } from './topics';

/** `lost` is only said once the loss has lasted: a server that restarts should not make every page flicker. */
export type Connection = { state: 'connected' | 'lost'; since: number };

const CALM_MS = 2_500;
/** By then a page has come up, and what it reads again is not in the way of what it reads first. */
const COME_UP_MS = 1_000;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000];

let connection: Connection = { state: 'connected', since: performance.now() };
const watchers = new Set<() => void>();
const listeners = new Set<(change: Change) => void>();

function tell(state: Connection['state']): void {
  if (state === connection.state) return;
  connection = { state, since: performance.now() };
  for (const watcher of watchers) watcher();
}

/** Whether changes reach this page now. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => connection,
  );
}

/** Calls `listen` for each change of the topic, besides the refresh that happens anyway. */
export function useChanges(topic: string, listen: (change: Change) => void): void {
  useEffect(() => {
    const each = (change: Change): void => {
      if (change.topic === topic) listen(change);
    };
    listeners.add(each);
    return () => {
      listeners.delete(each);
    };
  }, [topic, listen]);
}

/** Keeps every page fresh while it is mounted: one stream for the whole app. */
export function useLive(): void {
  useEffect(() => {
    const stream = new LiveStream();
    stream.open();
    return () => stream.end();
  }, []);
}

class LiveStream {
  private source: EventSource | null = null;
  private failures = 0;
  private version: string | null = null;
  private missed = false;
  private greetedOnce = false;
  private comeUp: ReturnType<typeof setTimeout> | undefined;
  private calm: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly back = (): void => {
    if (this.source?.readyState !== EventSource.OPEN) this.reopen();
  };

  open(): void {
    window.addEventListener('online', this.back);
    this.connect();
  }

  end(): void {
    window.removeEventListener('online', this.back);
    clearTimeout(this.calm);
    clearTimeout(this.retry);
    clearTimeout(this.comeUp);
    this.source?.close();
    tell('connected');
  }

  private connect(): void {
    const source = new EventSource('/api/v1/live');
    this.source = source;
    source.addEventListener('hello', (event) => this.greeted(parsed<{ version?: string }>(event.data)));
    source.addEventListener('change', (event) => {
      for (const change of parsed<{ topics: Change[] }>(event.data).topics) this.changed(change);
    });
    source.addEventListener('error', () => this.broke());
  }

  private greeted({ version }: { version?: string }): void {
    clearTimeout(this.calm);
    this.calm = undefined;
    this.failures = 0;
    tell('connected');
    // Whatever was hinted at meanwhile was not heard.
    if (this.missed) void queries.invalidateQueries();
    else if (!this.greetedOnce) this.readAgainWhatWasEarly();
    this.missed = false;
    this.greetedOnce = true;
    // The page and the server must be of one build: the next navigation takes the new one.
    if (this.version !== null && version !== undefined && version !== this.version) outdated = true;
    this.version = version ?? this.version;
  }

  /** What the page read before the stream stood may have changed before it did. */
  private readAgainWhatWasEarly(): void {
    const early = queries.getQueryCache().getAll();
    this.comeUp = setTimeout(() => {
      for (const query of early) {
        const again = (): unknown => queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
        // A first reading that is still under way would pass for the second one.
        if (query.state.data === undefined && query.promise !== undefined) void query.promise.then(again, again);
        else void again();
      }
    }, COME_UP_MS);
  }

  private changed(change: Change): void {
    void queries.invalidateQueries({ predicate: (query) => concerns(change, query.queryKey) });
    for (const listen of listeners) listen(change);
  }

  private broke(): void {
    this.missed = true;
    this.calm ??= setTimeout(() => tell('lost'), CALM_MS);
    // A closed source was refused (signed out, say) and does not try again by itself.
    if (this.source?.readyState === EventSource.CLOSED) {
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
      this.failures += 1;
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.reopen(), wait);
    }
  }

  private reopen(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.connect();
  }
}

let outdated = false;
/** Whether a newer build of the app is served than the one that runs here. */
export function isOutdated(): boolean {
  return outdated;
}

function parsed<T>(data: unknown): T {
  return JSON.parse(String(data)) as T;
}
