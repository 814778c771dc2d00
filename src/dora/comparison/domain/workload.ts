import {
  fisherExact,
  hodgesLehmann,
  mannWhitney,
  mantelHaenszel,
  median,
  newcombe,
  weigh,
} from '../../../stats/index.js';
import { directionOf } from './verdict.js';

export interface ServiceFailures {
  service: string;
  failed: number;
  total: number;
}

export interface WorkloadSide {
  failures: readonly ServiceFailures[];
  changes: readonly { size: number | null; kind: string | null }[];
}

export interface Workload {
  verdict: 'same' | 'mix_shifted' | 'insufficient_data';
  detail: string;
  pooled: { difference: number; ci95: readonly [number, number]; p: number } | null;
  stratified: { difference: number; ci95: readonly [number, number]; p: number; services: number } | null;
  changeSize: {
    medianBefore: number | null;
    medianAfter: number | null;
    shift: number | null;
    p: number | null;
    shifted: boolean;
  };
  changeKind: {
    distance: number | null;
    shifted: boolean;
    shares: { kind: string | null; before: number; after: number }[];
  };
}

/** A rate needs this many on each side. */
export const LEAST_RATE = 20;
/** Confounding is read from a change of the estimate by more than a tenth (Mickey & Greenland 1989), not from two intervals that end a hair apart. */
const MATERIAL = 0.1;
/** P(larger) further than this from ½, and this much of the kinds changed, is called a shift. */
const SIZE_MARGIN = 0.1;
const KIND_MARGIN = 0.2;

/**
 * Whether both windows did the same kind of work. The change fail rates are compared pooled (Newcombe, Fisher) and stratified
 * by service (Mantel–Haenszel); where the answers disagree the mix of services shifted. Size and kind of changes are told
 * beside it: smaller changes are a means of improvement, so they alone are no objection.
 */
export function workloadOf(before: WorkloadSide, after: WorkloadSide): Workload {
  const pooledBefore = totalOf(before.failures);
  const pooledAfter = totalOf(after.failures);
  const sizes = sizesOf(before, after);
  const kinds = kindsOf(before, after);
  const rest = { changeSize: sizes, changeKind: kinds };
  const notes = [
    ...(sizes.shifted ? ['the size of changes differs'] : []),
    ...(kinds.shifted ? ['the kinds of changes differ'] : []),
  ];
  const say = (text: string): string => `${[text, ...notes].join('; ')}.`;
  const interval = newcombe(pooledBefore, pooledAfter);
  if (interval === null) {
    return {
      verdict: 'insufficient_data',
      detail: say('One window has no deployments'),
      pooled: null,
      stratified: null,
      ...rest,
    };
  }
  const pooled = {
    difference: pooledAfter.k / pooledAfter.n - pooledBefore.k / pooledBefore.n,
    ci95: interval,
    p: fisherExact(pooledBefore, pooledAfter),
  };
  const strata = strataOf(before.failures, after.failures);
  const found = mantelHaenszel(strata);
  const shared = strata.filter((stratum) => stratum.before.n > 0 && stratum.after.n > 0).length;
  const stratified = found && { difference: found.difference, ci95: found.interval, p: found.p, services: shared };
  const answer = { pooled, stratified, ...rest };
  if (Math.min(pooledBefore.n, pooledAfter.n) < LEAST_RATE) {
    const detail = say(
      `Each window needs ${LEAST_RATE} deployments to compare its mix; there are ${pooledBefore.n} and ${pooledAfter.n}`,
    );
    return { verdict: 'insufficient_data', detail, ...answer };
  }
  if (stratified === null)
    return { verdict: 'mix_shifted', detail: say('No service deployed in both windows'), ...answer };
  if (strata.length > 1 && disagree(pooled, stratified)) {
    const detail = say(
      `All services pooled, the change fail rate moved by ${points(pooled.difference)}; service by service by ${points(stratified.difference)}: the mix of services changed`,
    );
    return { verdict: 'mix_shifted', detail, ...answer };
  }
  return {
    verdict: 'same',
    detail: say('Pooled and service by service the change fail rates say the same'),
    ...answer,
  };
}

interface Difference {
  difference: number;
  ci95: readonly [number, number];
  p: number;
}

function disagree(pooled: Difference, stratified: Difference): boolean {
  const one = directionOf({ interval: pooled.ci95, none: 0, p: pooled.p });
  const other = directionOf({ interval: stratified.ci95, none: 0, p: stratified.p });
  if (one === other) return false;
  const larger = Math.max(Math.abs(pooled.difference), Math.abs(stratified.difference));
  return Math.abs(pooled.difference - stratified.difference) > MATERIAL * larger;
}

function totalOf(failures: readonly ServiceFailures[]): { k: number; n: number } {
  return failures.reduce((sum, { failed, total }) => ({ k: sum.k + failed, n: sum.n + total }), { k: 0, n: 0 });
}

function strataOf(before: readonly ServiceFailures[], after: readonly ServiceFailures[]) {
  const services = [...new Set([...before, ...after].filter(({ total }) => total > 0).map(({ service }) => service))];
  const of = (list: readonly ServiceFailures[], service: string) =>
    totalOf(list.filter((each) => each.service === service));
  return services.toSorted().map((service) => ({ before: of(before, service), after: of(after, service) }));
}

function sizesOf(before: WorkloadSide, after: WorkloadSide): Workload['changeSize'] {
  const known = (side: WorkloadSide): number[] =>
    side.changes.flatMap(({ size }) => (size === null ? [] : [size])).toSorted((a, b) => a - b);
  const one = known(before);
  const other = known(after);
  const test = mannWhitney(one, other);
  return {
    medianBefore: median(one),
    medianAfter: median(other),
    shift: hodgesLehmann(weigh(one), weigh(other)),
    p: test?.p ?? null,
    shifted: test !== null && test.p < 0.05 && Math.abs(test.superiority - 0.5) > SIZE_MARGIN,
  };
}

/** Total variation distance of the shares of kinds, called a shift only with as many changes as a rate needs. */
function kindsOf(before: WorkloadSide, after: WorkloadSide): Workload['changeKind'] {
  const n1 = before.changes.length;
  const n2 = after.changes.length;
  const kinds = [...new Set([...before.changes, ...after.changes].map(({ kind }) => kind))];
  const share = (side: WorkloadSide, kind: string | null): number =>
    side.changes.length === 0 ? 0 : side.changes.filter((change) => change.kind === kind).length / side.changes.length;
  const shares = kinds
    .map((kind) => ({ kind, before: share(before, kind), after: share(after, kind) }))
    .toSorted(
      (a, b) => Math.max(b.before, b.after) - Math.max(a.before, a.after) || ((a.kind ?? '') < (b.kind ?? '') ? -1 : 1),
    );
  const distance =
    n1 === 0 || n2 === 0 ? null : shares.reduce((sum, each) => sum + Math.abs(each.before - each.after), 0) / 2;
  const shifted = distance !== null && Math.min(n1, n2) >= LEAST_RATE && distance > KIND_MARGIN;
  return { distance, shifted, shares: shares.slice(0, 20) };
}

function points(difference: number): string {
  return `${difference > 0 ? '+' : ''}${(100 * difference).toFixed(1)} points`;
}
