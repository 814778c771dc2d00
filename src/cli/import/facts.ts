import type { GitCommit } from '../git/commits.js';
import { cherryPickOf, clean, isBot, pullRequestOf, revertOf, titleOf, type Revert } from './messages.js';
import { instant } from './times.js';
import type { TrunkGroup } from './trunk-groups.js';

/** A commit with its times mended, in ms. */
export interface TimedCommit extends GitCommit {
  authoredAt: number;
  committedAt: number;
  /** False: the clone ends here, so that the parents are not known. */
  parentsKnown: boolean;
}

export interface ChangeDraft {
  fact: Record<string, unknown> & { id: string };
  revert: Revert | null;
}

/** Most commits that a change lists; a line of facts may have 1 MiB. The first commit's time counts all of them. */
const LISTED_COMMITS = 5_000;
const MOST_PARENTS = 100;

export function commitFact(commit: TimedCommit, repository: string, paths: string[] | null): Record<string, unknown> {
  const picked = cherryPickOf(commit.message);
  return {
    kind: 'commit',
    id: commit.sha,
    repository,
    ...(commit.parentsKnown ? { parents: commit.parents.slice(0, MOST_PARENTS) } : {}),
    authoredAt: instant(commit.authoredAt),
    committedAt: instant(commit.committedAt),
    ...(picked === null ? {} : { cherryPickOf: picked }),
    ...(paths === null ? {} : { paths }),
  };
}

/** Id of the change that a commit of trunk stands for. */
export function changeId(commit: GitCommit, repository: string): string {
  const number = pullRequestOf(commit);
  return number === null ? `${repository}@${commit.sha}` : `${repository}#${number}`;
}

/** The change that a commit of trunk brought; null for a merge that brought nothing new. */
export function changeOf(group: TrunkGroup<TimedCommit>, repository: string): ChangeDraft | null {
  const { trunk, side } = group;
  const isMerge = trunk.parents.length > 1;
  const own = isMerge ? side.filter((commit) => commit.parents.length < 2) : [trunk];
  if (own.length === 0) return null;
  const firstCommitAt = own.reduce((least, commit) => Math.min(least, commit.authoredAt), Infinity);
  const author = isMerge ? (own[0] ?? trunk) : trunk;
  const authorName = clean(author.authorName, 200) || clean(author.authorEmail, 200);
  return {
    revert: revertIn(trunk, own, repository),
    fact: {
      kind: 'change',
      // Webhooks may have told more of it than git knows.
      partial: true,
      id: changeId(trunk, repository),
      repository,
      title: titleOf(trunk),
      ...(authorName === '' ? {} : { author: authorName }),
      authorType: isBot(author.authorName, author.authorEmail) ? 'bot' : 'human',
      openedAt: instant(firstCommitAt),
      firstCommitAt: instant(firstCommitAt),
      commits: own.slice(0, LISTED_COMMITS).map(({ sha, authoredAt }) => ({ sha, authoredAt: instant(authoredAt) })),
      headSha: isMerge ? (trunk.parents[1] ?? trunk.sha) : trunk.sha,
      mergedAt: instant(trunk.committedAt),
      mergeSha: trunk.sha,
    },
  };
}

/** A branch is a revert when its merge says so or when all that it brought are reverts; taking back its own does not count. */
function revertIn(trunk: TimedCommit, own: TimedCommit[], repository: string): Revert | null {
  const said = revertOf(trunk.message, repository);
  const all = own.map((commit) => revertOf(commit.message, repository));
  const titled = /^Revert\b/.test(titleOf(trunk));
  const revert =
    said ?? (titled || all.every((found) => found !== null) ? (all.find((found) => found !== null) ?? null) : null);
  if (revert !== null && 'sha' in revert && own.some((commit) => commit.sha === revert.sha)) return null;
  return revert;
}
