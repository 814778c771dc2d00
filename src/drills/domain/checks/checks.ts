import type { Evidence } from '../evidence.js';
import type { Result } from '../run.js';
import type { Check, CheckResult } from './check.js';
import { branchGone, flagArchived, flagsGoverned, flipsRefused, referencesGone } from './cleanup.js';
import { gateRequired, greenOpens, notGreenRefused, redRefused } from './gate.js';
import {
  canaryExpired,
  canaryOwnerless,
  governorLetsRemediesPass,
  governorRefuses,
  governorReleases,
} from './guards.js';
import {
  actionClosed,
  actionTracked,
  defectRefusedAgain,
  mutantsKilled,
  postmortemComplete,
  postmortemInTime,
  postmortemReviewed,
  regressionTest,
} from './learning.js';
import { acknowledgedInTime, noPageAfterAcknowledgement, pagedOnCall } from './paging.js';
import { productionUnchanged, recoveredInTime, recoveryMatchesDora } from './recovery.js';
import { darkDeploy, flipReached, recoveredByFlip } from './release.js';
import { comparedWithVerdicts, sameChanges, snapshotsRecomputable } from './snapshots.js';
import { injectsPlayed, signalsInTime, steadyState } from './steady.js';

/** Everything that a run can claim, in the order of a run. */
export const CHECKS: readonly Check[] = [
  injectsPlayed,
  steadyState,
  gateRequired,
  redRefused,
  greenOpens,
  notGreenRefused,
  darkDeploy,
  signalsInTime,
  pagedOnCall,
  acknowledgedInTime,
  noPageAfterAcknowledgement,
  recoveredByFlip,
  productionUnchanged,
  flipReached,
  recoveryMatchesDora,
  recoveredInTime,
  snapshotsRecomputable,
  sameChanges,
  comparedWithVerdicts,
  postmortemComplete,
  postmortemReviewed,
  postmortemInTime,
  actionTracked,
  actionClosed,
  regressionTest,
  mutantsKilled,
  flagsGoverned,
  flagArchived,
  referencesGone,
  branchGone,
  flipsRefused,
  canaryExpired,
  canaryOwnerless,
  defectRefusedAgain,
  governorRefuses,
  governorLetsRemediesPass,
  governorReleases,
];

export const CHECK_IDS: readonly string[] = CHECKS.map(({ id }) => id);

/** Ids that a scenario names and that are no checks. */
export function unknownChecks(ids: readonly string[]): string[] {
  return ids.filter((id) => !CHECK_IDS.includes(id));
}

/** Judges every check of the catalogue on what was recorded. What nobody recorded fails. */
export function verify(evidence: Evidence): CheckResult[] {
  const unknown = unknownChecks(evidence.scenario.checks).map((id): CheckResult => ({
    id,
    title: 'The scenario selects a check that exists',
    status: 'failed',
    detail: `There is no check "${id}".`,
    evidence: [],
  }));
  return [...CHECKS.map((check) => resultOf(check, evidence)), ...unknown];
}

export function resultOf(check: Check, evidence: Evidence): CheckResult {
  const { id, title } = check;
  const reason = reasonNotToAsk(check, evidence);
  if (reason !== null) return { id, title, status: 'not_applicable', detail: reason, evidence: [] };
  return { id, title, ...check.judge(evidence) };
}

function reasonNotToAsk({ id, exempt }: Check, evidence: Evidence): string | null {
  const { checks } = evidence.scenario;
  if (checks.length > 0) return checks.includes(id) ? null : 'The scenario does not select it.';
  return exempt(evidence);
}

/** How many passed and failed; those that did not apply count as neither. */
export function tally(results: readonly CheckResult[]): Result {
  const count = (wanted: CheckResult['status']): number => results.filter(({ status }) => status === wanted).length;
  return { passed: count('passed'), failed: count('failed') };
}

/** Whether at least one check was asked and none failed. */
export function allPassed(results: readonly CheckResult[]): boolean {
  const { passed, failed } = tally(results);
  return failed === 0 && passed > 0;
}
