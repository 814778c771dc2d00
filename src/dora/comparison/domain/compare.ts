import {
  clusterBootstrapShift,
  fisherExact,
  hodgesLehmann,
  mannWhitney,
  neededForRates,
  neededForRatio,
  neededForShift,
  newcombe,
  rateRatio,
  weigh,
  type Slice,
} from '../../../stats/index.js';
import type { WindowData } from '../../window-data.js';
import { directionOf, verdictOf, type ComparisonVerdict } from './verdict.js';
import { LEAST_RATE, workloadOf, type Workload } from './workload.js';

/** A window and what was known of it when its snapshot was taken (`asOf`). */
export interface Side {
  from: Date;
  to: Date;
  asOf: Date;
  data: Omit<WindowData, 'facts'>;
}

export interface MetricComparison {
  /** The metric of each window as `GET /dora` shows it, with its headline as `value`. */
  before: { value: number | null; n: number };
  after: { value: number | null; n: number };
  effect: { value: number | null; unit: 'seconds' | 'ratio' | 'difference' };
  ci95: readonly [low: number, high: number | null] | null;
  p: number | null;
  verdict: ComparisonVerdict;
  neededN?: number;
  /** How interval and p were found. */
  method: string;
}

export interface Comparison {
  workload: Workload;
  metrics: Record<'leadTime' | 'deploymentFrequency' | 'changeFailRate' | 'recoveryTime', MetricComparison>;
}

const LEAST_DURATION = 6;
const DAY_MS = 86_400_000;

/** Compares two windows metric by metric. The same two snapshots always give the same answer: `seed` feeds the bootstrap. */
export function compareWindows(before: Side, after: Side, seed: string): Comparison {
  const workload = workloadOf(before.data, after.data);
  const changeFailRate = compareFailRates(before, after);
  const metrics = {
    leadTime: compareLeadTimes(before, after, seed),
    deploymentFrequency: compareFrequencies(before, after),
    changeFailRate,
    recoveryTime: compareRecoveries(before, after, seed),
  };
  if (workload.verdict !== 'mix_shifted') return { workload, metrics };
  return {
    workload,
    metrics: {
      leadTime: unlessImproved(metrics.leadTime),
      deploymentFrequency: unlessImproved(metrics.deploymentFrequency),
      changeFailRate: stratifiedImproves(workload) ? changeFailRate : unlessImproved(changeFailRate),
      recoveryTime: unlessImproved(metrics.recoveryTime),
    },
  };
}

function stratifiedImproves({ stratified }: Workload): boolean {
  return stratified !== null && directionOf({ interval: stratified.ci95, none: 0, p: stratified.p }) < 0;
}

/** With another mix of work the pooled number alone calls nothing improved. */
function unlessImproved(metric: MetricComparison): MetricComparison {
  return metric.verdict === 'improved' ? { ...metric, verdict: 'inconclusive' } : metric;
}

function compareLeadTimes(before: Side, after: Side, seed: string): MetricComparison {
  const one = before.data.leadTimes.map(({ seconds }) => seconds);
  const other = after.data.leadTimes.map(({ seconds }) => seconds);
  const test = mannWhitney(one, other);
  const interval = clusterBootstrapShift(byDeployment(before), byDeployment(after), `lead ${seed}`);
  const needed = test && neededForShift(test.superiority);
  const facts = {
    nBefore: one.length,
    nAfter: other.length,
    least: LEAST_DURATION,
    interval,
    none: 0,
    p: test?.p ?? 1,
    better: 'less',
    needed,
  } as const;
  return {
    before: { value: before.data.metrics.leadTime.medianSeconds, ...before.data.metrics.leadTime, n: one.length },
    after: { value: after.data.metrics.leadTime.medianSeconds, ...after.data.metrics.leadTime, n: other.length },
    effect: { value: hodgesLehmann(weigh(one), weigh(other)), unit: 'seconds' },
    ci95: interval,
    p: test?.p ?? null,
    method: `Hodges–Lehmann shift, interval from a bootstrap of deployments, Mann–Whitney p (${test?.method ?? 'none'})`,
    ...verdictOf(facts),
  };
}

function byDeployment({ data }: Side): number[][] {
  const clusters = new Map<string, number[]>();
  for (const { deployment, seconds } of data.leadTimes) {
    const cluster = clusters.get(deployment);
    if (cluster) cluster.push(seconds);
    else clusters.set(deployment, [seconds]);
  }
  return [...clusters.values()];
}

function compareFrequencies(before: Side, after: Side): MetricComparison {
  const one = slicesOf(before);
  const other = slicesOf(after);
  const found = rateRatio(one, other);
  const nBefore = countOf(one);
  const nAfter = countOf(other);
  const needed = found.ratio === null ? null : neededForRatio(found.ratio, Math.max(1, found.phi ?? 1));
  const block = ({ data }: Side, n: number) => ({
    value: data.metrics.deploymentFrequency.perDay,
    ...data.metrics.deploymentFrequency,
    n,
  });
  return {
    before: block(before, nBefore),
    after: block(after, nAfter),
    effect: { value: found.ratio, unit: 'ratio' },
    ci95: found.interval,
    p: found.interval === null ? null : found.p,
    method:
      found.method === 'exact'
        ? 'exact conditional ratio, central p'
        : `quasi-Poisson ratio, dispersion ${found.phi?.toFixed(2)}`,
    ...verdictOf({
      nBefore,
      nAfter,
      least: LEAST_RATE,
      interval: found.interval,
      none: 1,
      p: found.p,
      better: 'more',
      needed,
    }),
  };
}

/** Days count as far as they lie in the window and were over when the snapshot was taken. */
function slicesOf({ from, to, asOf, data }: Side): Slice[] {
  const end = Math.min(to.getTime(), asOf.getTime());
  return data.dailyDeployments.flatMap(({ day, count }) => {
    const midnight = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
    const exposure = (Math.min(midnight + DAY_MS, end) - Math.max(midnight, from.getTime())) / DAY_MS;
    return exposure > 0 ? [{ count, exposure }] : [];
  });
}

function countOf(slices: readonly Slice[]): number {
  return slices.reduce((sum, { count }) => sum + count, 0);
}

function compareFailRates(before: Side, after: Side): MetricComparison {
  const one = before.data.metrics.changeFailRate;
  const other = after.data.metrics.changeFailRate;
  const first = { k: one.failed, n: one.total };
  const second = { k: other.failed, n: other.total };
  const interval = newcombe(first, second);
  const p = fisherExact(first, second);
  const known = one.rate !== null && other.rate !== null;
  const needed = known ? neededForRates(one.rate ?? 0, other.rate ?? 0) : null;
  return {
    before: { value: one.rate, ...one, n: one.total },
    after: { value: other.rate, ...other, n: other.total },
    effect: { value: known ? (other.rate ?? 0) - (one.rate ?? 0) : null, unit: 'difference' },
    ci95: interval,
    p: known ? p : null,
    method: 'Newcombe method 10, Fisher exact p',
    ...verdictOf({
      nBefore: one.total,
      nAfter: other.total,
      least: LEAST_RATE,
      interval,
      none: 0,
      p,
      better: 'less',
      needed,
    }),
  };
}

type Recoveries = WindowData['recoveries'];

/**
 * Open failures enter with their age, which is too short for them. A verdict therefore has to hold as well with those of
 * the flattered side at the longest time observed, or else it is none.
 */
function compareRecoveries(before: Side, after: Side, seed: string): MetricComparison {
  const one = before.data.recoveries;
  const other = after.data.recoveries;
  const longest = [...one, ...other].reduce((most, { seconds }) => Math.max(most, seconds), 0);
  const asObserved = judge(ages(one), ages(other), seed);
  const worstFor =
    asObserved.verdict === 'improved'
      ? judge(ages(one), filled(other, longest), seed)
      : asObserved.verdict === 'worse'
        ? judge(filled(one, longest), ages(other), seed)
        : asObserved;
  const block = ({ data }: Side, n: number) => ({
    value: data.metrics.recoveryTime.medianSeconds,
    ...data.metrics.recoveryTime,
    n,
  });
  const holds = worstFor.verdict === asObserved.verdict;
  return {
    before: block(before, one.length),
    after: block(after, other.length),
    ...asObserved,
    verdict: holds ? asObserved.verdict : 'inconclusive',
    method:
      'Hodges–Lehmann shift, bootstrap interval, Mann–Whitney p; open failures at their age and at the longest time observed',
  };
}

function judge(one: number[], other: number[], seed: string) {
  const test = mannWhitney(one, other);
  const interval = clusterBootstrapShift(
    one.map((each) => [each]),
    other.map((each) => [each]),
    `recovery ${seed}`,
  );
  const needed = test && neededForShift(test.superiority);
  return {
    effect: { value: hodgesLehmann(weigh(one), weigh(other)), unit: 'seconds' as const },
    ci95: interval,
    p: test?.p ?? null,
    ...verdictOf({
      nBefore: one.length,
      nAfter: other.length,
      least: LEAST_DURATION,
      interval,
      none: 0,
      p: test?.p ?? 1,
      better: 'less',
      needed,
    }),
  };
}

function ages(recoveries: Recoveries): number[] {
  return recoveries.map(({ seconds }) => seconds);
}

function filled(recoveries: Recoveries, longest: number): number[] {
  return recoveries.map(({ seconds, censored }) => (censored ? longest : seconds));
}
