/** The pull request that a merge's or squash's subject names: GitHub's, Bitbucket's, Azure's and GitLab's forms. */
export function pullRequestOf(commit: { subject: string; message: string; parents: readonly string[] }): number | null {
  const { subject } = commit;
  const merged =
    /^Merge pull request #(\d+)\b/.exec(subject) ??
    /^Merged in .+ \(pull request #(\d+)\)/.exec(subject) ??
    /^Merged PR (\d+):/.exec(subject) ??
    /\(#(\d+)\)\s*$/.exec(subject) ??
    (commit.parents.length > 1 ? /^See merge request \S*!(\d+)\s*$/m.exec(commit.message) : null);
  const number = Number(merged?.[1]);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** Title of a change: of a merge commit what GitHub and GitLab put into its body, else the subject. */
export function titleOf(commit: { subject: string; message: string; parents: readonly string[] }): string {
  const body = commit.message
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
  const fromBody =
    commit.parents.length > 1 && /^Merge (pull request|branch)\b/.test(commit.subject)
      ? body.find((line) => line !== '' && !/^(See merge request|#|\* )/.test(line))
      : undefined;
  return clean(fromBody ?? commit.subject, 500);
}

const PICKED = /^\(cherry picked from commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\)$/gm;

/** The commit that a `-x` trailer names; the last one, where a pick was picked again. */
export function cherryPickOf(message: string): string | null {
  return [...message.matchAll(PICKED)].at(-1)?.[1] ?? null;
}

export type Revert = { sha: string } | { pullRequest: string };

/** What a message says that it takes back: a commit, or a pull request of the same repository. */
export function revertOf(message: string, repository: string): Revert | null {
  const sha = /\bThis reverts commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/.exec(message)?.[1];
  if (sha !== undefined) return { sha };
  const request = /^Reverts (?:([\w.-]+\/[\w.-]+))?#(\d+)\s*$/m.exec(message);
  if (!request || (request[1] ?? repository).toLowerCase() !== repository.toLowerCase()) return null;
  return { pullRequest: `${repository}#${request[2]}` };
}

export function isBot(name: string, email: string): boolean {
  return /\[bot\]/i.test(name) || /\[bot\]/i.test(email);
}

/** Text that a fact may carry: no control characters, at most `length` UTF-16 units, no half of a pair at the cut. */
export function clean(text: string, length: number): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, length)
    .toWellFormed();
}
