import type { Git } from './git.js';

/** A commit as git tells it; times in seconds since 1970, NaN where git has none. */
export interface GitCommit {
  sha: string;
  parents: string[];
  authored: number;
  committed: number;
  authorName: string;
  authorEmail: string;
  subject: string;
  /** The whole message, subject included. */
  message: string;
}

const FORMAT = ['%H', '%P', '%at', '%ct', '%an', '%ae', '%B'].join('%x1f');

/**
 * The commits that `tips` reach and `hidden` do not, every child before its parents, and the side branches of a merge
 * right after it, before its first parent: what `--topo-order` gives. No trees and no blobs are read.
 */
export async function* commitsOf(
  git: Git,
  tips: readonly string[],
  options: { hidden?: readonly string[]; since?: string } = {},
): AsyncGenerator<GitCommit> {
  const args = [
    'log',
    '-z',
    '--topo-order',
    '--no-color',
    '--no-notes',
    '--no-mailmap',
    '--no-patch',
    '--encoding=UTF-8',
  ];
  if (options.since !== undefined) args.push(`--since=${options.since}`);
  args.push(`--format=tformat:${FORMAT}`, '--stdin');
  // The list of tips may be longer than a command line can be.
  const input = [...tips, ...(options.hidden ?? []).map((sha) => `^${sha}`)].join('\n');
  for await (const record of git.records(args, `${input}\n`)) {
    const commit = commitOf(record);
    if (commit) yield commit;
  }
}

export function commitOf(record: string): GitCommit | null {
  const [sha, parents, authored, committed, authorName, authorEmail, ...message] = record.split('\u001f');
  if (sha === undefined || authorEmail === undefined) return null;
  const text = message.join('\u001f').trim();
  return {
    sha: sha.trim(),
    parents: parents === undefined || parents === '' ? [] : parents.split(' '),
    authored: secondsOf(authored),
    committed: secondsOf(committed),
    authorName: authorName ?? '',
    authorEmail,
    subject: text.split('\n', 1)[0] ?? '',
    message: text,
  };
}

function secondsOf(text: string | undefined): number {
  return text === undefined || text === '' ? NaN : Number(text);
}
