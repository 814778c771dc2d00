import { lstat, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Api } from '../api.js';
import { listOf, textOf } from '../json.js';
import { openRepository } from '../git/git.js';
import { originOf } from '../git/repository.js';
import type { Io } from '../io.js';

export interface Reference {
  flag: string;
  path: string;
  line: number;
}

export interface Scanned {
  references: Reference[];
  repository: string | null;
  commit: string | undefined;
  branch: string | undefined;
  files: number;
}

const LARGEST_FILE = 1024 * 1024;
const MOST_REFERENCES = 200_000;

/** Finds keys of the inventory as string literals in the files of a working tree that git does not ignore. */
export async function scanTree(api: Api, path: string, io: Io): Promise<Scanned> {
  const git = await openRepository(resolve(io.cwd, path));
  const keys = await flagKeys(api);
  const references: Reference[] = [];
  let files = 0;
  for await (const file of git.records([
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
  ])) {
    const text = await textOfFile(join(git.path, file));
    if (text === null) continue;
    files += 1;
    for (const found of keysIn(text, keys)) {
      if (references.length < MOST_REFERENCES) references.push({ flag: found.flag, path: file, line: found.line });
    }
  }
  const commit = (await git.tryRead(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])) ?? undefined;
  const branch = (await git.tryRead(['symbolic-ref', '-q', '--short', 'HEAD'])) ?? undefined;
  return { references, repository: await originOf(git), commit, branch, files };
}

async function flagKeys(api: Api): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await api.get(
      `/api/v1/flags?limit=500${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const { key } of listOf(body['items'])) if (typeof key === 'string') keys.add(key);
    cursor = textOf(body['nextCursor']);
  }
  return keys;
}

/** Text of a regular file of at most 1 MiB without NUL bytes; null for anything else. */
async function textOfFile(path: string): Promise<string | null> {
  const stat = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    // A file that git knows and that is deleted in the working tree refers to nothing.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (stat === null || !stat.isFile() || stat.size > LARGEST_FILE) return null;
  const bytes = await readFile(path);
  return bytes.includes(0) ? null : bytes.toString('utf8');
}

const LITERAL = /(['"`])([A-Za-z0-9][A-Za-z0-9._-]{0,99})\1/g;

/** Each line names a key once, however often it says it. */
export function keysIn(text: string, keys: ReadonlySet<string>): { flag: string; line: number }[] {
  if (keys.size === 0) return [];
  const found: { flag: string; line: number }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const here = new Set([...line.matchAll(LITERAL)].map((match) => match[2] ?? '').filter((key) => keys.has(key)));
    for (const flag of here) found.push({ flag, line: index + 1 });
  }
  return found;
}
