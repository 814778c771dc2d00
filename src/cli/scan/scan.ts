import { resolve } from 'node:path';
import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { openRepository, type Git } from '../git/git.js';
import { originOf } from '../git/repository.js';
import type { Io } from '../io.js';
import { listOf, textOf } from '../json.js';
import { checkoutOf, type Checkout } from './checkout.js';
import { CONFIG_FILE, readConfig } from './config.js';
import { filesOf } from './files.js';
import type { Hunk } from './hunk.js';
import { scanFiles } from './threads.js';
import type { Found, Reference } from './tree.js';

export interface Scanned extends Checkout {
  references: Reference[];
  /** Lines around each reference, in the same order. */
  hunks: Hunk[];
  repository: string | null;
  files: number;
  skipped: Found['skipped'];
  /** Keys that wrappers are called with and that are no flags. */
  unknown: string[];
  /** Whether only a part of the working tree was scanned. */
  partial: boolean;
  git: Git;
}

const MOST_REFERENCES = 200_000;

/** Finds what refers to flags in the files of a working tree, or a folder of it, that are not ignored. */
export async function scanTree(api: Api, path: string, io: Io, branch?: string): Promise<Scanned> {
  const git = await openRepository(resolve(io.cwd, path));
  const top = await git.read(['rev-parse', '--show-toplevel']);
  if (top === '') throw new CliError(`${path} is a bare repository: there are no files to scan.`);
  const config = await readConfig(top);
  const keys = await flagKeys(api);
  const part = { top, files: await filesOf(git, config.ignore), keys: [...keys], config };
  const first = await scanFiles({ ...part, constants: null });
  const second = first.constants.length === 0 ? null : await scanFiles({ ...part, constants: first.constants });
  const all = merged([...first.references, ...(second?.references ?? [])]);
  // Flags that were cut off would count as gone from the code.
  if (all.length > MOST_REFERENCES)
    throw new CliError(
      `${all.length} places refer to flags, and the server takes ${MOST_REFERENCES}: leave folders out by \`ignore\` in ${CONFIG_FILE}.`,
    );
  return {
    ...(await checkoutOf(git, io.env, branch)),
    references: all.map(({ flag, path: file, line }) => ({ flag, path: file, line })),
    hunks: all.map(({ hunk }) => hunk),
    repository: await originOf(git),
    files: first.files,
    skipped: first.skipped,
    unknown: [...new Set(all.flatMap(({ flag }) => (keys.has(flag) ? [] : [flag])))],
    partial: (await git.read(['rev-parse', '--show-prefix'])) !== '',
    git,
  };
}

/** In the order of files and lines, each once. */
function merged(references: Found['references']): Found['references'] {
  const known = new Map<string, Found['references'][number]>();
  for (const reference of references) {
    const key = `${reference.path}\0${reference.line}\0${reference.flag}`;
    if (!known.has(key)) known.set(key, reference);
  }
  return [...known.values()].toSorted((a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.flag, b.flag));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
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
