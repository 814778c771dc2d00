import { wilson, type Interval } from './rates.js';
import { logChoose, Z95 } from './special.js';

/** `k` of `n`. */
export interface Proportion {
  k: number;
  n: number;
}

/** 80 % power needs the 80 % quantile of the normal distribution beside the 97.5 % one. */
const Z80 = 0.8416212335729143;

/** 95 % interval of the difference after − before of two independent rates; null where a side is empty. Newcombe 1998 (difference), method 10. */
export function newcombe(before: Proportion, after: Proportion): Interval | null {
  const first = wilson(before.k, before.n);
  const second = wilson(after.k, after.n);
  if (!first || !second) return null;
  const p1 = before.k / before.n;
  const p2 = after.k / after.n;
  const difference = p2 - p1;
  return [
    Math.max(-1, difference - Math.hypot(p2 - second[0], first[1] - p1)),
    Math.min(1, difference + Math.hypot(second[1] - p2, p1 - first[0])),
  ];
}

/** Two-sided p of Fisher's exact test (sum of all tables no likelier than the one seen); 1 where a side is empty. Fisher 1935. */
export function fisherExact(before: Proportion, after: Proportion): number {
  const { n: n1, k: k1 } = before;
  const n2 = after.n;
  const successes = k1 + after.k;
  const total = logChoose(n1 + n2, successes);
  const logP = (x: number): number => logChoose(n1, x) + logChoose(n2, successes - x) - total;
  // Equal tables differ in the last digits of their logarithms.
  const limit = logP(k1) + 1e-7;
  let p = 0;
  for (let x = Math.max(0, successes - n2); x <= Math.min(n1, successes); x += 1) {
    const each = logP(x);
    if (each <= limit) p += Math.exp(each);
  }
  return Math.min(1, p);
}

/** How many each side needs to tell these two rates apart (two-sided 5 %, 80 % power); null for equal rates. Fleiss 1981, without continuity correction. */
export function neededForRates(p1: number, p2: number, zPower = Z80): number | null {
  if (p1 === p2) return null;
  const mean = (p1 + p2) / 2;
  const spread = Z95 * Math.sqrt(2 * mean * (1 - mean)) + zPower * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return Math.ceil((spread / (p1 - p2)) ** 2);
}

/** How many durations each side needs where P(after > before) is `superiority` (80 % power); null at ½. Noether 1987. */
export function neededForShift(superiority: number): number | null {
  if (superiority === 0.5) return null;
  return Math.ceil((Z95 + Z80) ** 2 / (6 * (superiority - 0.5) ** 2));
}

/** How many events each side needs to tell this ratio of frequencies from 1 (80 % power) under dispersion `phi`; null at 1. Delta method on ln(ratio). */
export function neededForRatio(ratio: number, phi = 1): number | null {
  if (ratio === 1 || !(ratio > 0) || !Number.isFinite(ratio)) return null;
  return Math.ceil((2 * phi * (Z95 + Z80) ** 2) / Math.log(ratio) ** 2);
}
