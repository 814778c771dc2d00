import { eventText } from '../../platform/index.js';
import type { Door } from '../domain/receipts.js';
import type { Ruleset } from '../evaluation/ruleset.js';

/** What one kind of stream tells its readers. Every event's id is the revision, by which a reader that comes back resumes. */
export interface StreamKind {
  readonly name: string;
  /** How its readers get their answers. */
  readonly door: Door;
  /** A reader that lets more pile up is dropped. */
  readonly mostWaitingBytes: number;
  /** To a reader that just came. `missed`: the flags that changed since what it saw last; null: that is not known. */
  greeting(ruleset: Ruleset, missed: ReadonlySet<string> | null, now: Date): string;
  change(ruleset: Ruleset, keys: Iterable<string>, now: Date): string;
}

/** OFREP: tells the reader to evaluate again, and names no flag. Whoever may have missed something is told at once. */
export const OFREP_STREAM: StreamKind = {
  name: 'ofrep',
  door: 'bulk',
  mostWaitingBytes: 64 * 1024,
  greeting: (ruleset, missed, now) => (missed?.size === 0 ? '' : refetch(ruleset, now)),
  change: (ruleset, _keys, now) => refetch(ruleset, now),
};

/** Ours: the definitions of the flags that changed, in flagd's form; null: the flag is gone. */
export const CHANGES_STREAM: StreamKind = {
  name: 'changes',
  door: 'stream',
  mostWaitingBytes: 1024 * 1024,
  greeting(ruleset, missed) {
    const { environment, revision } = ruleset;
    const resumed = missed !== null;
    const hello = { environment, revision, resumed, document: `/flagd/v1/flags/${encodeURIComponent(environment)}` };
    const greeting = eventText('hello', hello, resumed ? undefined : String(revision));
    return missed === null || missed.size === 0 ? greeting : greeting + changeOf(ruleset, missed);
  },
  change: changeOf,
};

function refetch({ revision }: Ruleset, now: Date): string {
  const lastModified = Math.floor(now.getTime() / 1000);
  return eventText('message', { type: 'refetchEvaluation', etag: configTag(revision), lastModified }, String(revision));
}

function changeOf({ environment, revision, flags }: Ruleset, keys: Iterable<string>): string {
  const definitions = Object.fromEntries([...keys].map((key) => [key, flags.get(key)?.definition ?? null]));
  return eventText('change', { environment, revision, flags: definitions }, String(revision));
}

/** OFREP's tag of a configuration; the client gives it back as `flagConfigEtag` when it evaluates again. */
export function configTag(revision: number): string {
  return `"r${revision}"`;
}

/** The revision that a client was told of; null: none. */
export function revisionIn(flagConfigEtag: unknown): number | null {
  const revision = typeof flagConfigEtag === 'string' ? /^"?r(\d{1,15})"?$/.exec(flagConfigEtag)?.[1] : undefined;
  return revision === undefined ? null : Number(revision);
}
