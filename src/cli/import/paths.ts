import type { Git } from '../git/git.js';

const MOST_PATHS = 50_000;
const MOST_BYTES = 700_000;

/**
 * Paths that each commit changed against its parent, by sha; merges change none. Compares trees and reads no blob: renames
 * are not looked for. Null for a commit with more paths than a fact may carry.
 */
export async function changedPaths(git: Git, shas: readonly string[]): Promise<Map<string, string[] | null>> {
  const asked = new Set(shas);
  const paths = new Map<string, string[] | null>();
  const args = [
    'diff-tree',
    '--stdin',
    '-z',
    '-r',
    '--root',
    '--always',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
  ];
  let list: string[] = [];
  let bytes = 0;
  let sha: string | null = null;
  const finish = (): void => {
    if (sha !== null) paths.set(sha, list.length > MOST_PATHS || bytes > MOST_BYTES ? null : list);
  };
  for await (const piece of git.records(args, `${shas.join('\n')}\n`)) {
    if (asked.has(piece) && !paths.has(piece)) {
      finish();
      sha = piece;
      list = [];
      bytes = 0;
    } else if (piece !== '' && list.length <= MOST_PATHS) {
      list.push(piece.slice(0, 4_096).toWellFormed());
      bytes += piece.length + 3;
    }
  }
  finish();
  return paths;
}

/** Whether the clone was made without trees, so that paths are not there to be read. */
export async function lacksTrees(git: Git): Promise<boolean> {
  const filters = await git.tryRead(['config', '--get-regexp', '^remote\\..*\\.partialclonefilter$']);
  return filters !== null && /\s(tree:|combine:.*tree)/.test(filters);
}
