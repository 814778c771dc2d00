import type { CommitPatch, PushPatch } from './patches.js';
import type { Payload } from './payload.js';

const NOTHING = /^0+$/;
/** GitHub refuses longer names of branches. */
export const LONGEST_BRANCH = 255;
const LONGEST_PATH = 4_096;

/**
 * `push` events: its commits (parents unknown; GitHub tells one time only, the author's) and, for a branch, the step that
 * it took. Pushed tags and deleted branches bring nothing.
 */
export function push(payload: Payload, repository: string): (CommitPatch | PushPatch)[] {
  const ref = payload.needText('ref');
  const after = payload.needOpaque('after');
  const before = payload.needOpaque('before');
  if (NOTHING.test(after) || !ref.startsWith('refs/heads/')) return [];

  const commits = payload.objects('commits').map((commit) => {
    const at = commit.needInstant('timestamp');
    const paths = ['added', 'removed', 'modified'].flatMap((field) => commit.texts(field));
    const known = paths.filter((path) => path !== '' && path.length <= LONGEST_PATH);
    return {
      sha: commit.needOpaque('id'),
      at,
      paths: [...new Set(known)].toSorted(),
      distinct: commit.flag('distinct'),
    };
  });
  const facts = commits.map(({ sha, at, paths }): CommitPatch => ({
    of: 'commit',
    fact: { kind: 'commit', id: sha, repository, parents: null, authoredAt: at, committedAt: at, paths },
  }));
  const step: PushPatch = {
    of: 'push',
    repository,
    ref: ref.slice('refs/heads/'.length).slice(0, LONGEST_BRANCH),
    before,
    after,
    forced: payload.flag('forced') ?? false,
    // Commits that came with a merge of trunk were in the repository before and are no work of this branch.
    commits: commits.filter((commit) => commit.distinct !== false).map(({ sha, at }) => ({ sha, authoredAt: at })),
  };
  return [...facts, step];
}

interface BranchCommit {
  sha: string;
  authoredAt: string;
}

export interface BranchCommits {
  /** Oldest push first. */
  commits: BranchCommit[];
  /** Whether a force push was among the steps, so that commits may have got new shas. */
  rewritten: boolean;
}

/**
 * Commits of a branch up to `head`, by walking back over the pushes that led there. Null where no push to this head is known.
 */
export function commitsUpTo(head: string, pushes: readonly PushPatch[]): BranchCommits | null {
  const steps: PushPatch[] = [];
  const open = [head];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const step of pushes.filter((candidate) => candidate.after === at && !steps.includes(candidate))) {
      steps.unshift(step);
      if (!NOTHING.test(step.before)) open.push(step.before);
    }
  }
  if (steps.length === 0) return null;
  const commits = steps.reduce<BranchCommit[]>(
    (before, step) => mergeCommits(before, { commits: step.commits, rewritten: step.forced }),
    [],
  );
  return { commits, rewritten: steps.some((step) => step.forced) };
}

/**
 * Adds commits to those known. A rewrite keeps the author's time, so a known commit with the author time of a rewritten one
 * is the same commit under its older sha, and goes.
 */
export function mergeCommits(known: readonly BranchCommit[], more: BranchCommits): BranchCommit[] {
  const shas = new Set(more.commits.map((commit) => commit.sha));
  const times = new Set(more.rewritten ? more.commits.map((commit) => commit.authoredAt) : []);
  const kept = known.filter((commit) => !shas.has(commit.sha) && !times.has(commit.authoredAt));
  return [...kept, ...more.commits].toSorted((one, other) => compare(one.authoredAt, other.authoredAt));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
