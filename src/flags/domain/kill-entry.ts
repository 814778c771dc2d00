import { createHash } from 'node:crypto';
import type { Actor, Permission } from '../../identity/index.js';

/** One kill that was taken while the database was away: all that its rows need later. Written once, never changed. */
export interface KillEntry {
  /** Also the id of its flip, so that it counts once however often it is reconciled. */
  id: string;
  /** Which installation's database it belongs to. */
  installation: string;
  flag: string;
  environment: string;
  reason: string;
  incident: string | null;
  /** ISO instant at which it took effect. */
  at: string;
  actor: Omit<Actor, 'permissions'> & { permissions: Permission[] };
  /** ISO instant at which to ask whether it should stay off. */
  askAt: string | null;
  correlationId: string | null;
  /** The run of a drill that it belongs to. */
  drillRun?: string;
}

export interface JournalText {
  entries: KillEntry[];
  /** Whole lines that say nothing that was ever acknowledged, or were damaged since. */
  unreadable: number;
  /** The last line broke off: its kill was never acknowledged. */
  torn: boolean;
}

/** A line with its own checksum. It begins with a line's end, so that one which broke off before it harms no other. */
export function lineOf(entry: KillEntry): string {
  const json = JSON.stringify(entry);
  return `\n${checksum(json)} ${json}\n`;
}

/** Reads a journal back; each entry once. */
export function readJournal(text: string): JournalText {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  const entries = new Map<string, KillEntry>();
  let unreadable = 0;
  for (const line of lines) {
    if (line === '') continue;
    const json = line.slice(line.indexOf(' ') + 1);
    if (line.slice(0, line.indexOf(' ')) !== checksum(json)) {
      unreadable += 1;
      continue;
    }
    const entry: KillEntry = JSON.parse(json);
    entries.set(entry.id, entry);
  }
  return { entries: [...entries.values()], unreadable, torn };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
