import type { CheckFact } from '../facts.js';
import type { CheckPatch } from './patches.js';
import type { Payload } from './payload.js';

/** `check_run` events. */
export function checkRun(payload: Payload, repository: string): CheckPatch {
  const run = payload.need('check_run');
  return checkOf(
    {
      id: `github:check_run:${run.needInteger('id')}`,
      repository,
      sha: run.needOpaque('head_sha'),
      name: run.needOpaque('name'),
      app: run.object('app')?.opaque('slug') ?? null,
    },
    run,
    { startedAt: run.instant('started_at'), completedAt: run.instant('completed_at') },
  );
}

/**
 * `check_suite` events. A suite that never started a run says nothing of the commit: GitHub opens one for every installed
 * application. Null for those.
 */
export function checkSuite(payload: Payload, repository: string): CheckPatch | null {
  const suite = payload.need('check_suite');
  const completed = suite.text('status') === 'completed';
  const runs = suite.integer('latest_check_runs_count');
  if (runs === 0 || (runs === null && !completed)) return null;
  const id = suite.needInteger('id');
  const updatedAt = suite.instant('updated_at');
  return checkOf(
    {
      id: `github:check_suite:${id}`,
      repository,
      sha: suite.needOpaque('head_sha'),
      // An application may have several suites for one commit, and none of them replaces another.
      name: `check suite ${id}`,
      app: suite.object('app')?.opaque('slug') ?? null,
    },
    suite,
    { startedAt: suite.instant('created_at'), completedAt: updatedAt },
  );
}

/** `workflow_run` events: a run of a workflow with its attempt. */
export function workflowRun(payload: Payload, repository: string): CheckPatch {
  const run = payload.need('workflow_run');
  const updatedAt = run.instant('updated_at');
  return checkOf(
    {
      id: `github:workflow_run:${run.needInteger('id')}`,
      repository,
      sha: run.needOpaque('head_sha'),
      name: `workflow ${run.opaque('name') ?? String(run.needInteger('workflow_id'))}`.slice(0, 200).toWellFormed(),
      app: 'github-actions',
      attempt: Math.max(1, run.integer('run_attempt') ?? 1),
    },
    run,
    { startedAt: run.instant('run_started_at') ?? run.instant('created_at'), completedAt: updatedAt },
  );
}

/** `status` events: a commit status. Each has an id of its own; the latest of a context counts. */
export function commitStatus(payload: Payload, repository: string): CheckPatch {
  const state = payload.needOpaque('state');
  const at = payload.instant('updated_at') ?? payload.instant('created_at');
  const pending = state === 'pending';
  return {
    of: 'check',
    asOf: at,
    fact: {
      kind: 'check',
      id: `github:status:${payload.needInteger('id')}`,
      repository,
      sha: payload.needOpaque('sha'),
      name: payload.opaque('context') ?? 'default',
      app: 'status',
      conclusion: pending ? null : state === 'success' ? 'success' : 'failure',
      startedAt: at,
      completedAt: pending ? null : at,
    },
  };
}

/**
 * A check as known and as told now. A newer attempt wins; within an attempt the later moment does, and what is completed
 * does not run again without a later start. Of two conclusions of one moment the one that is no success counts.
 */
export function mergeCheck(known: CheckFact | null, patch: CheckPatch): CheckFact {
  if (!known) return patch.fact;
  const told = patch.fact;
  const attempts = (told.attempt ?? 1) - (known.attempt ?? 1);
  if (attempts !== 0) return attempts > 0 ? told : known;
  const knownAt = known.completedAt ?? known.startedAt ?? '';
  const toldAt = patch.asOf ?? '';
  if (isCompleted(told) !== isCompleted(known)) {
    if (isCompleted(told)) return known.startedAt && known.startedAt > toldAt ? known : told;
    return toldAt > knownAt ? told : known;
  }
  if (toldAt !== knownAt) return toldAt > knownAt ? told : known;
  return weight(told) >= weight(known) ? told : known;
}

function isCompleted(check: CheckFact): boolean {
  return (check.conclusion ?? null) !== null;
}

/** Orders what is told of one check for one moment, so that the order of arrival does not. */
function weight(check: CheckFact): string {
  return [check.conclusion === 'success' ? 0 : 1, check.conclusion, check.app, check.name, check.sha].join(' ');
}

function checkOf(
  identity: Omit<CheckFact, 'kind'>,
  source: Payload,
  times: { startedAt: string | null; completedAt: string | null },
): CheckPatch {
  const completed = source.text('status') === 'completed';
  const completedAt = completed ? times.completedAt : null;
  // Skipped jobs are told with an end before their start.
  const startedAt =
    times.startedAt !== null && completedAt !== null && completedAt < times.startedAt ? null : times.startedAt;
  return {
    of: 'check',
    asOf: completed ? completedAt : (source.instant('updated_at') ?? times.startedAt),
    fact: {
      kind: 'check',
      ...identity,
      conclusion: completed ? (source.opaque('conclusion') ?? 'neutral') : null,
      startedAt,
      completedAt,
    },
  };
}
