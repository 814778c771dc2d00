import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worded } from './words.js';

const FORMAT = 'delivery-loop-standby';
/** Moved whenever the shape of a part changes: an older or newer build's file is refused. */
const VERSION = 1;

interface Head {
  format: typeof FORMAT;
  version: number;
  part: string;
  database: string;
  readAt: string;
  sha256: string;
}

/** A file that must not be believed; its message says why in one line. */
export class StandbyRefused extends Error {}

export interface Kept {
  /** JSON. */
  body: string;
  /** When the database said so. */
  readAt: Date;
}

/** Which database an address names, without who asks. */
export function databaseOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}

export function standbyFolder(dataDir: string): string {
  return join(dataDir, 'standby');
}

/** What was kept of one part; null: nothing. Throws StandbyRefused. */
export function readKept(folder: string, part: string, database: string): Kept | null {
  const file = join(folder, `${part}.json`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StandbyRefused(`${file} cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  const head = headOf(text.slice(0, Math.max(end, 0)));
  if (head === null) throw new StandbyRefused(`${file} is no file of Delivery Loop, or is damaged`);
  if (head.version !== VERSION) throw new StandbyRefused(`${file} was written by another version`);
  if (head.sha256 !== hashOf(body) || head.part !== part) throw new StandbyRefused(`${file} is damaged`);
  if (head.database !== database)
    throw new StandbyRefused(`${file} was kept of another database (${head.database}, not ${database})`);
  return { body, readAt: new Date(head.readAt) };
}

/** Replaces what was kept: whoever reads it at any moment finds the old or the new, whole. */
export async function keep(
  folder: string,
  part: string,
  database: string,
  { body, sha256, readAt }: Worded & Pick<Kept, 'readAt'>,
  id: string,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const head: Head = {
    format: FORMAT,
    version: VERSION,
    part,
    database,
    readAt: readAt.toISOString(),
    sha256,
  };
  const file = join(folder, `${part}.json`);
  const fresh = `${file}.${id}.new`;
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await writeFile(handle, [`${JSON.stringify(head)}\n`, ...body]);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await syncFolder(folder);
}

/** A new or renamed file is safe only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function headOf(line: string): Head | null {
  try {
    const head: unknown = JSON.parse(line);
    return typeof head === 'object' && head !== null && 'format' in head && head.format === FORMAT
      ? (head as Head)
      : null;
  } catch {
    return null;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
