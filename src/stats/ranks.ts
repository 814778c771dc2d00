import { normalTwoSided } from './special.js';

export interface RankTest {
  /** Pairs in which after is the larger, ties counting half. */
  u: number;
  /** u / pairs: P(after > before). */
  superiority: number;
  p: number;
  method: 'exact' | 'normal';
}

/**
 * Mann–Whitney test of after against before, two-sided; null where a side is empty. Exact without ties and with fewer
 * than 50 on each side, else the normal approximation with tie and continuity correction. Mann & Whitney 1947.
 */
export function mannWhitney(before: readonly number[], after: readonly number[]): RankTest | null {
  const n1 = before.length;
  const n2 = after.length;
  if (n1 === 0 || n2 === 0) return null;
  const { rankSum, tieTerm } = ranksOfAfter(before, after);
  const u = rankSum - (n2 * (n2 + 1)) / 2;
  const superiority = u / (n1 * n2);
  if (tieTerm === 0 && n1 < 50 && n2 < 50) return { u, superiority, p: exactP(u, n1, n2), method: 'exact' };
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - tieTerm / (n * (n - 1)));
  const distance = Math.max(0, Math.abs(u - (n1 * n2) / 2) - 0.5);
  return { u, superiority, p: variance === 0 ? 1 : normalTwoSided(distance / Math.sqrt(variance)), method: 'normal' };
}

function ranksOfAfter(before: readonly number[], after: readonly number[]): { rankSum: number; tieTerm: number } {
  const all = [...before.map((value) => ({ value, late: 0 })), ...after.map((value) => ({ value, late: 1 }))];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let tieTerm = 0;
  for (let i = 0; i < all.length;) {
    let end = i;
    let late = 0;
    for (; end < all.length && all[end]?.value === all[i]?.value; end += 1) late += all[end]?.late ?? 0;
    const ties = end - i;
    tieTerm += ties ** 3 - ties;
    rankSum += late * (i + (ties + 1) / 2);
    i = end;
  }
  return { rankSum, tieTerm };
}

/** Counts the arrangements by their u: adding the j-th value of one sample multiplies by (1 − q^(n1+j)) / (1 − q^j). */
function exactP(u: number, n1: number, n2: number): number {
  const ways = new Float64Array(n1 * n2 + 1);
  ways[0] = 1;
  for (let j = 1; j <= n2; j += 1) {
    for (let i = ways.length - 1; i >= n1 + j; i -= 1) ways[i] = at(ways, i) - at(ways, i - n1 - j);
    for (let i = j; i < ways.length; i += 1) ways[i] = at(ways, i) + at(ways, i - j);
  }
  const all = ways.reduce((sum, each) => sum + each, 0);
  const tail = Math.min(u, n1 * n2 - u);
  let below = 0;
  for (let i = 0; i <= tail; i += 1) below += at(ways, i);
  return Math.min(1, (2 * below) / all);
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? 0;
}

/** Values with how often each occurs, ascending and distinct. */
export interface Weighted {
  values: readonly number[];
  counts: ArrayLike<number>;
}

/**
 * Hodges–Lehmann shift: the median of all differences after − before (the lower middle one and the upper one averaged);
 * null where a side is empty. Found by bisection over the differences, so that memory stays linear. Hodges & Lehmann 1963.
 */
export function hodgesLehmann(before: Weighted, after: Weighted): number | null {
  const pairs = sumOf(before.counts) * sumOf(after.counts);
  if (pairs === 0) return null;
  const lower = nthDifference(before, after, Math.floor((pairs + 1) / 2));
  if (pairs % 2 === 1) return lower;
  return (lower + nthDifference(before, after, pairs / 2 + 1)) / 2;
}

/** Ascending distinct values with their counts. */
export function weigh(values: readonly number[]): Weighted {
  const sorted = values.toSorted((a, b) => a - b);
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (distinct.length > 0 && distinct.at(-1) === value) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  return { values: distinct, counts };
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i += 1) sum += counts[i] ?? 0;
  return sum;
}

/** The rank-th smallest difference (from 1). */
function nthDifference(before: Weighted, after: Weighted, rank: number): number {
  let low = (after.values[0] ?? 0) - (before.values.at(-1) ?? 0);
  let high = (after.values.at(-1) ?? 0) - (before.values[0] ?? 0);
  // Invariant: the answer lies in [low, high]; each step jumps to differences that occur, so it ends exactly.
  while (low < high) {
    const half = low + (high - low) / 2;
    const { count, reached, next } = countUpTo(before, after, half < high ? half : low);
    if (count >= rank) high = reached;
    else low = next;
  }
  return low;
}

/** How many differences are ≤ limit, the largest of those, and the smallest beyond. */
function countUpTo(before: Weighted, after: Weighted, limit: number): { count: number; reached: number; next: number } {
  let count = 0;
  let below = 0;
  let j = 0;
  let reached = -Infinity;
  let next = Infinity;
  for (let i = 0; i < before.values.length; i += 1) {
    const weight = before.counts[i] ?? 0;
    if (weight === 0) continue;
    const base = before.values[i] ?? 0;
    for (; j < after.values.length && (after.values[j] ?? 0) - base <= limit; j += 1) below += after.counts[j] ?? 0;
    count += weight * below;
    const last = lastPresent(after, j - 1);
    const first = firstPresent(after, j);
    if (last !== null) reached = Math.max(reached, last - base);
    if (first !== null) next = Math.min(next, first - base);
  }
  return { count, reached, next };
}

function lastPresent({ values, counts }: Weighted, from: number): number | null {
  for (let j = from; j >= 0; j -= 1) if ((counts[j] ?? 0) > 0) return values[j] ?? null;
  return null;
}

function firstPresent({ values, counts }: Weighted, from: number): number | null {
  for (let j = from; j < values.length; j += 1) if ((counts[j] ?? 0) > 0) return values[j] ?? null;
  return null;
}
