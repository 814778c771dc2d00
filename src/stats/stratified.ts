import type { Proportion } from './proportions.js';
import type { Interval } from './rates.js';
import { normalTwoSided, Z95 } from './special.js';

export interface Stratum {
  before: Proportion;
  after: Proportion;
}

export interface StratifiedDifference {
  /** Mantel–Haenszel risk difference after − before. */
  difference: number;
  interval: Interval;
  /** Of the Mantel–Haenszel chi-square without continuity correction; 1 where it has no variance. */
  p: number;
}

/**
 * Risk difference over strata; strata with an empty side say nothing and are left out; null where none is left.
 * Mantel & Haenszel 1959; Greenland & Robins 1985; variance: Sato 1989.
 */
export function mantelHaenszel(strata: readonly Stratum[]): StratifiedDifference | null {
  let weight = 0;
  let numerator = 0;
  let slope = 0;
  let constant = 0;
  let excess = 0;
  let variance = 0;
  for (const { before, after } of strata) {
    const n0 = before.n;
    const n1 = after.n;
    const n = n0 + n1;
    if (n0 === 0 || n1 === 0) continue;
    const events = before.k + after.k;
    weight += (n1 * n0) / n;
    numerator += (after.k * n0 - before.k * n1) / n;
    slope += (n1 * n1 * before.k - n0 * n0 * after.k + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    constant += (after.k * (n0 - before.k) + before.k * (n1 - after.k)) / (2 * n);
    excess += after.k - (n1 * events) / n;
    if (n > 1) variance += (n1 * n0 * events * (n - events)) / (n * n * (n - 1));
  }
  if (weight === 0) return null;
  const difference = numerator / weight;
  const error = Math.sqrt(Math.max(0, difference * slope + constant)) / weight;
  return {
    difference,
    interval: [Math.max(-1, difference - Z95 * error), Math.min(1, difference + Z95 * error)],
    p: variance > 0 ? normalTwoSided(excess / Math.sqrt(variance)) : 1,
  };
}
