import type { Interval } from './rates.js';
import { binomialCdf } from './special.js';

/** Median of ascending numbers, the mean of the middle two where their number is even; null for none. */
export function median(sorted: readonly number[]): number | null {
  const n = sorted.length;
  const upper = sorted[n >> 1];
  if (upper === undefined) return null;
  const lower = n % 2 === 1 ? upper : (sorted[(n >> 1) - 1] ?? upper);
  // Halved first, so that two huge numbers do not overflow; equal ones stay exactly what they are.
  return lower === upper ? upper : lower / 2 + upper / 2;
}

/**
 * Distribution-free interval of the median with at least 95 % coverage, from order statistics of ascending numbers:
 * the k-th smallest and k-th largest with the greatest k for which P(Bin(n, ½) < k) ≤ 2.5 %.
 * Null for n ≤ 5, where there is no such k. Conover, Practical Nonparametric Statistics, 3.2.
 */
export function medianInterval(sorted: readonly number[]): Interval | null {
  const n = sorted.length;
  if (n <= 5) return null;
  let low = 1;
  let high = Math.floor(n / 2);
  while (low < high) {
    const k = Math.ceil((low + high) / 2);
    if (binomialCdf(k - 1, n, 0.5) <= 0.025) low = k;
    else high = k - 1;
  }
  const first = sorted[low - 1];
  const last = sorted[n - low];
  return first === undefined || last === undefined ? null : [first, last];
}
