import type { PersonType } from '../facts.js';
import type { ChangePatch } from './patches.js';
import type { Payload } from './payload.js';
import { LONGEST_BRANCH } from './pushes.js';

/** `pull_request` events: the payload is a whole picture of the pull request, except for its commits and reviews. */
export function pullRequest(payload: Payload, repository: string): ChangePatch {
  const pull = payload.need('pull_request');
  const patch = snapshotOf(pull, repository);
  const action = payload.text('action');
  if (action === 'ready_for_review') patch.readyAt = patch.asOf;
  if (action === 'opened' && pull.flag('draft') === false) patch.readyAt = patch.snapshot.openedAt;
  return patch;
}

/** `pull_request_review` events: one review, given or dismissed, beside a smaller picture of the pull request. */
export function pullRequestReview(payload: Payload, repository: string): ChangePatch {
  const review = payload.need('review');
  const patch = snapshotOf(payload.need('pull_request'), repository);
  const author = review.object('user');
  const submittedAt = review.instant('submitted_at');
  if (submittedAt === null) return patch;
  patch.review = {
    id: String(review.needInteger('id')),
    // A person who left GitHub has no user any more; the review counts all the same.
    author: author?.opaque('login') ?? 'ghost',
    authorType: personType(author),
    submittedAt,
    state: payload.text('action') === 'dismissed' ? 'dismissed' : (review.opaque('state') ?? 'commented').toLowerCase(),
  };
  return patch;
}

function snapshotOf(pull: Payload, repository: string): ChangePatch {
  const openedAt = pull.needInstant('created_at');
  const user = pull.object('user');
  const head = pull.object('head');
  const headRef = ownBranch(pull, head);
  const body = pull.text('body') ?? '';
  const mergedAt = pull.instant('merged_at');
  const snapshot: ChangePatch['snapshot'] = {
    openedAt,
    title: pull.text('title'),
    author: user?.opaque('login') ?? null,
    authorType: personType(user),
    closedAt: pull.instant('closed_at'),
    mergedAt,
    labels: labelsOf(pull, head?.text('ref') ?? null),
    url: pull.text('html_url')?.slice(0, 4_000) ?? null,
    reverts: revertedChange(body, repository),
  };
  const headSha = head?.opaque('sha');
  if (headSha) snapshot.headSha = headSha;
  // Before the merge GitHub names a trial merge here, which never becomes part of any branch.
  if (mergedAt !== null) snapshot.mergeSha = pull.opaque('merge_commit_sha');
  for (const field of ['additions', 'deletions'] as const) {
    const count = pull.integer(field);
    if (count !== null && count >= 0) snapshot[field] = count;
  }
  return {
    of: 'change',
    id: `${repository}#${pull.needInteger('number')}`,
    repository,
    asOf: pull.instant('updated_at') ?? openedAt,
    snapshot,
    headRef,
    readyAt: null,
    review: null,
    revertedSha: snapshot.reverts ? null : revertedCommit(body),
  };
}

/** Labels, with `hotfix` added for a branch `hotfix/…`: those who ask later see labels, not branches. */
function labelsOf(pull: Payload, branch: string | null): string[] {
  const labels = pull
    .objects('labels')
    .map((label) => label.opaque('name'))
    .filter((name) => name !== null);
  return branch !== null && /^hotfix[/_-]/i.test(branch) ? [...new Set([...labels, 'hotfix'])] : labels;
}

/** The head branch, unless it lives in a fork: pushes to forks are not told. */
function ownBranch(pull: Payload, head: Payload | null): string | null {
  const from = head?.object('repo')?.text('full_name')?.toLowerCase();
  const into = pull.object('base')?.object('repo')?.text('full_name')?.toLowerCase();
  return from !== undefined && from === into ? (head?.text('ref')?.slice(0, LONGEST_BRANCH) ?? null) : null;
}

/** `Reverts owner/name#12` or `Reverts #12`, as GitHub writes into the body of a pull request that reverts another. */
export function revertedChange(body: string, repository: string): string | null {
  const [, other, number] = /^\s*reverts\s+([\w.-]+\/[\w.-]+)?#(\d+)\b/im.exec(body) ?? [];
  return number === undefined ? null : `${sameAs(other, repository)}#${number}`;
}

/** `This reverts commit <sha>`, as git writes into the message of a revert. */
export function revertedCommit(text: string): string | null {
  return /\bThis reverts commit ([0-9a-f]{7,64})\b/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

export function personType(user: Payload | null): PersonType | null {
  if (!user) return null;
  const login = user.text('login') ?? '';
  return user.text('type') === 'Bot' || login.endsWith('[bot]') ? 'bot' : 'human';
}

function sameAs(name: string | undefined, repository: string): string {
  return name === undefined || name.toLowerCase() === repository.toLowerCase() ? repository : name;
}
