import { betaCdf } from '../../stats/index.js';

/** A production deployment and how it turned out; corrected by links, so that the whole is always replayed from the facts. */
export interface Outcome {
  deployment: string;
  finishedAt: Date;
  failed: boolean;
}

/** A failure's time to restoration; `seconds` is null while it is open. */
export interface Recovery {
  incidentStart: Date;
  restoredAt: Date | null;
  seconds: number | null;
}

export interface Override {
  reason: string;
  expiresAt: Date;
}

export interface GovernorPolicy {
  /** Change fail rate in control and out of control. */
  p0: number;
  p1: number;
  threshold: number;
  /** The rate that the posterior is asked about. */
  limit: number;
  releaseDays: number;
  leastOutcomes: number;
  /** Of the recovery-time CUSUM, in standard deviations of log time. */
  k: number;
  leastRecoveries: number;
  /** Floor on the standard deviation of ln(seconds). */
  leastDeviation: number;
  budgetDays: number;
  leastBudget: number;
}

export const DEFAULT_POLICY: GovernorPolicy = {
  p0: 0.1,
  p1: 0.3,
  threshold: 4,
  limit: 0.15,
  releaseDays: 14,
  leastOutcomes: 5,
  k: 0.5,
  leastRecoveries: 8,
  leastDeviation: 0.5,
  budgetDays: 28,
  leastBudget: 1,
};

export type GovernorState = 'clear' | 'watch' | 'tripped' | 'insufficient_data';

export interface Chart {
  s: number;
  tripped: boolean;
  /** When S last left 0; null while it is there. */
  since: Date | null;
}

export interface Governor {
  state: GovernorState;
  s: number;
  threshold: number;
  /** Number of outcomes that count. */
  n: number;
  outcomes: { deployment: string; finishedAt: string; failed: boolean; s: number }[];
  recovery: { s: number; tripped: boolean; n: number };
  override: { reason: string; expiresAt: string } | null;
  budgetPerDay: number | null;
  usedLast24h: number;
  nextFreeAt: string | null;
  tripped: { rule: 'change_fail_rate' | 'recovery_time'; since: Date }[];
}

const DAY_MS = 86_400_000;

/** S after each outcome: a failure adds ln(p₁/p₀), a success ln((1−p₁)/(1−p₀)), never below 0. Reynolds & Stoumbos 1999. */
export function cusum(outcomes: readonly Pick<Outcome, 'failed'>[], policy: GovernorPolicy = DEFAULT_POLICY): number[] {
  const up = Math.log(policy.p1 / policy.p0);
  const down = Math.log((1 - policy.p1) / (1 - policy.p0));
  let s = 0;
  return outcomes.map(({ failed }) => (s = Math.max(0, s + (failed ? up : down))));
}

/** Outcomes in order of finish, each deployment once. */
export function inOrder(outcomes: readonly Outcome[]): Outcome[] {
  const distinct = new Map(outcomes.map((outcome) => [outcome.deployment, outcome]));
  return [...distinct.values()].toSorted(
    (a, b) => a.finishedAt.getTime() - b.finishedAt.getTime() || (a.deployment < b.deployment ? -1 : 1),
  );
}

/**
 * The chart of change failures. A failure trips it where S reaches the threshold; it is released when the posterior
 * P(p > limit), Beta(1, 9) and the outcomes since S last left 0, falls below ½, or after `releaseDays` without a failure.
 * Releasing leaves S alone, so a further failure at the threshold trips again.
 */
export function failureChart(ordered: readonly Outcome[], now: Date, policy: GovernorPolicy = DEFAULT_POLICY): Chart {
  const values = cusum(ordered, policy);
  const quiet = policy.releaseDays * DAY_MS;
  let tripped = false;
  let since: Date | null = null;
  let failures = 0;
  let successes = 0;
  let lastFailure = -Infinity;
  ordered.forEach((outcome, i) => {
    const s = values[i] ?? 0;
    if (s === 0) {
      since = null;
      failures = 0;
      successes = 0;
    } else {
      since ??= outcome.finishedAt;
      if (outcome.failed) failures += 1;
      else successes += 1;
    }
    if (outcome.finishedAt.getTime() - lastFailure >= quiet) tripped = false;
    if (outcome.failed) {
      lastFailure = outcome.finishedAt.getTime();
      if (s >= policy.threshold) tripped = true;
    } else if (1 - betaCdf(policy.limit, 1 + failures, 9 + successes) < 0.5) tripped = false;
  });
  if (now.getTime() - lastFailure >= quiet) tripped = false;
  return { s: values.at(-1) ?? 0, tripped, since };
}

/**
 * The chart of recovery times: CUSUM of standardised ln(seconds) against the service's first `leastRecoveries` recoveries.
 * Open failures count with their age where it is already long; it is released after `releaseDays` in which nothing was open.
 */
export function recoveryChart(
  recoveries: readonly Recovery[],
  now: Date,
  policy: GovernorPolicy = DEFAULT_POLICY,
): Chart & { n: number } {
  const ordered = recoveries.toSorted((a, b) => a.incidentStart.getTime() - b.incidentStart.getTime());
  const closed = ordered.filter((each) => each.seconds !== null);
  const baseline = closed.slice(0, policy.leastRecoveries);
  if (baseline.length < policy.leastRecoveries) return { s: 0, tripped: false, since: null, n: ordered.length };
  const logs = baseline.map(({ seconds }) => logOf(seconds ?? 0));
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (logs.length - 1);
  const deviation = Math.max(policy.leastDeviation, Math.sqrt(variance));
  const known = new Set(baseline);
  let s = 0;
  let since: Date | null = null;
  let lastSeen = -Infinity;
  for (const recovery of ordered) {
    if (known.has(recovery)) continue;
    const open = recovery.seconds === null;
    const age = Math.max(0, (now.getTime() - recovery.incidentStart.getTime()) / 1000);
    const step = (logOf(recovery.seconds ?? age) - mean) / deviation - policy.k;
    // A young open failure is no evidence of a quick recovery.
    s = Math.max(0, s + (open ? Math.max(0, step) : step));
    since = s === 0 ? null : (since ?? recovery.incidentStart);
    lastSeen = Math.max(lastSeen, open ? now.getTime() : (recovery.restoredAt ?? recovery.incidentStart).getTime());
  }
  const tripped = s >= policy.threshold && now.getTime() - lastSeen < policy.releaseDays * DAY_MS;
  return { s, tripped, since, n: ordered.length };
}

function logOf(seconds: number): number {
  return Math.log(Math.max(1, seconds));
}

/** The governor of one service: facts, policy and now in; state, budget and what is used of it out. */
export function govern(
  facts: { outcomes: readonly Outcome[]; recoveries: readonly Recovery[]; override: Override | null },
  now: Date,
  policy: GovernorPolicy = DEFAULT_POLICY,
): Governor {
  const ordered = inOrder(facts.outcomes);
  const values = cusum(ordered, policy);
  const failures = failureChart(ordered, now, policy);
  const recovery = recoveryChart(facts.recoveries, now, policy);
  const tripped = [
    ...(failures.tripped ? [{ rule: 'change_fail_rate' as const, since: failures.since ?? now }] : []),
    ...(recovery.tripped ? [{ rule: 'recovery_time' as const, since: recovery.since ?? now }] : []),
  ];
  const override = facts.override !== null && facts.override.expiresAt > now ? facts.override : null;
  const first = tripped.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0];
  const budget = first ? budgetOf(ordered, first.since, policy) : null;
  const recent = ordered.filter(({ finishedAt }) => finishedAt.getTime() > now.getTime() - DAY_MS);
  return {
    state: stateOf(ordered.length, Math.max(failures.s, recovery.s), tripped.length > 0 && override === null, policy),
    s: failures.s,
    threshold: policy.threshold,
    n: ordered.length,
    outcomes: ordered.map(({ deployment, finishedAt, failed }, i) => ({
      deployment,
      finishedAt: finishedAt.toISOString(),
      failed,
      s: values[i] ?? 0,
    })),
    recovery: { s: recovery.s, tripped: recovery.tripped, n: recovery.n },
    override: override && { reason: override.reason, expiresAt: override.expiresAt.toISOString() },
    budgetPerDay: budget,
    usedLast24h: recent.length,
    nextFreeAt: budget === null ? null : nextFreeAt(recent, budget),
    tripped,
  };
}

function stateOf(n: number, s: number, tripped: boolean, policy: GovernorPolicy): GovernorState {
  if (tripped) return 'tripped';
  if (n < policy.leastOutcomes && s < policy.threshold) return 'insufficient_data';
  return s >= policy.threshold / 2 ? 'watch' : 'clear';
}

/** Mean deployments per day over the days before S last left 0, at least the policy's least. */
function budgetOf(ordered: readonly Outcome[], since: Date, policy: GovernorPolicy): number {
  const from = since.getTime() - policy.budgetDays * DAY_MS;
  const count = ordered.filter(({ finishedAt }) => finishedAt.getTime() >= from && finishedAt < since).length;
  return Math.max(policy.leastBudget, count / policy.budgetDays);
}

/** When the used deployments fall under the budget again; null where they are under it now. */
function nextFreeAt(recent: readonly Outcome[], budget: number): string | null {
  if (recent.length < budget) return null;
  const over = Math.floor(recent.length - budget);
  const last = recent[over];
  return last ? new Date(last.finishedAt.getTime() + DAY_MS).toISOString() : null;
}
