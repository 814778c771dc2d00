import { Z95 } from './special.js';

export type Interval = [low: number, high: number];

/** Wilson's 95 % score interval of the rate k/n; null for n = 0. Wilson 1927; Newcombe 1998 (single proportion) method 3. */
export function wilson(k: number, n: number): Interval | null {
  if (n <= 0) return null;
  const p = k / n;
  const z2 = Z95 * Z95;
  const centre = p + z2 / (2 * n);
  const half = Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const low = (centre - half) / (1 + z2 / n);
  const high = (centre + half) / (1 + z2 / n);
  return [k === 0 ? 0 : Math.max(0, low), k === n ? 1 : Math.min(1, high)];
}
