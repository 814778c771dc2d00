import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.js';
import { codeOf, commandOf, isAlive, markOf, signal, type ProcessMark } from './process-table.js';

interface Holder {
  readonly app: ProcessMark;
  readonly host: ProcessMark | null;
}

/** One program per data folder. The lock outlives the program until its servers have stopped. */
export interface FolderLock {
  readonly file: string;
  /** Names the process that runs the servers and removes the lock when they have stopped. */
  handTo(host: number): void;
  release(): void;
}

const HOST_STOPS_WITHIN_MS = 25_000;

/** Takes the lock of a data folder. Throws EmbeddedError naming folder and holder when it is held. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'services.lock');
  const app = markOf(process.pid) ?? { pid: process.pid, started: null };
  for (;;) {
    if (create(file, { app, host: null })) break;
    const text = read(file);
    if (text === null) continue;
    const holder = parse(text);
    if (holder !== null && isAlive(holder.app)) {
      throw new EmbeddedError(
        `The data folder ${folder} is in use by process ${holder.app.pid}: stop that one, choose another LOOP_DATA_DIR, or set DATABASE_URL and REDIS_URL to run several.`,
      );
    }
    if (holder?.host) await waitForHost(holder.host);
    dropStale(file, text);
  }
  return {
    file,
    handTo: (host) => replace(file, { app, host: markOf(host) }),
    release: () => rmSync(file, { force: true }),
  };
}

/** A program that was killed leaves its host behind for as long as the servers need to stop. */
async function waitForHost(host: ProcessMark): Promise<void> {
  for (let waited = 0; isAlive(host); waited += 50) {
    if (waited >= HOST_STOPS_WITHIN_MS && commandOf(host.pid).includes('services-host')) signal(host.pid, 'SIGKILL');
    if (waited >= HOST_STOPS_WITHIN_MS + 5_000) return;
    await sleep(50);
  }
}

/** Appears whole or not at all: nobody can read a lock that is half written. */
function create(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, holder: Holder): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 });
  renameSync(draft, file);
}

/** Moves the stale lock aside first: two that find it stale at once must not remove a fresh one. */
function dropStale(file: string, seen: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== seen) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  rmSync(aside, { force: true });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const app = 'app' in value ? markFrom(value.app) : null;
    return app === null ? null : { app, host: 'host' in value ? markFrom(value.host) : null };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function markFrom(value: unknown): ProcessMark | null {
  if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
  return { pid: value.pid, started: 'started' in value && typeof value.started === 'string' ? value.started : null };
}
