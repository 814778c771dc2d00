import { betaCdf, betaQuantile, binomialCdf } from './special.js';

/** Events counted over slices of time; `exposure` in any unit, the same on both sides. */
export interface Slice {
  count: number;
  exposure: number;
}

export interface RateRatio {
  /** Rate after / rate before; null where before counted nothing. */
  ratio: number | null;
  /** 95 % interval; the upper end is null where there is none (nothing before). Null where nothing was counted at all. */
  interval: [low: number, high: number | null] | null;
  p: number;
  /** Pearson's dispersion of the slices' counts; null where it cannot be estimated. */
  phi: number | null;
  method: 'exact' | 'quasi-poisson';
}

/**
 * Ratio of two event rates. Exact conditional interval (Clopper–Pearson on after's share of all events) with central p
 * (Przyborowski & Wilenski 1940); where the slices are over-dispersed (Pearson φ > 1) the quasi-Poisson interval of the
 * logarithm with Student's t, and the larger of the two p. McCullagh & Nelder 1989, 6.2.3.
 */
export function rateRatio(before: readonly Slice[], after: readonly Slice[]): RateRatio {
  const x1 = total(before, 'count');
  const x2 = total(after, 'count');
  const t1 = total(before, 'exposure');
  const t2 = total(after, 'exposure');
  const exact = exactRatio(x1, t1, x2, t2);
  const freedom = before.length + after.length - 2;
  if (freedom < 1 || x1 === 0 || x2 === 0) return { ...exact, phi: null, method: 'exact' };
  const phi = (pearson(before, x1 / t1) + pearson(after, x2 / t2)) / freedom;
  if (phi <= 1 || exact.ratio === null) return { ...exact, phi, method: 'exact' };
  const error = Math.sqrt(phi * (1 / x1 + 1 / x2));
  const width = Math.exp(studentQuantile(freedom) * error);
  const p = studentTwoSided(Math.log(exact.ratio) / error, freedom);
  return {
    ratio: exact.ratio,
    interval: [exact.ratio / width, exact.ratio * width],
    p: Math.max(p, exact.p),
    phi,
    method: 'quasi-poisson',
  };
}

function exactRatio(x1: number, t1: number, x2: number, t2: number): Pick<RateRatio, 'ratio' | 'interval' | 'p'> {
  const n = x1 + x2;
  if (n === 0 || t1 <= 0 || t2 <= 0) return { ratio: null, interval: null, p: 1 };
  const low = x2 === 0 ? 0 : betaQuantile(0.025, x2, n - x2 + 1);
  const high = x2 === n ? 1 : betaQuantile(0.975, x2 + 1, n - x2);
  const ratioOf = (share: number): number => (share / (1 - share)) * (t1 / t2);
  const share = t2 / (t1 + t2);
  const p = Math.min(1, 2 * Math.min(binomialCdf(x2, n, share), 1 - binomialCdf(x2 - 1, n, share)));
  return {
    ratio: x1 === 0 ? null : (x2 * t1) / (x1 * t2),
    interval: [ratioOf(low), high >= 1 ? null : ratioOf(high)],
    p,
  };
}

function total(slices: readonly Slice[], field: keyof Slice): number {
  return slices.reduce((sum, slice) => sum + slice[field], 0);
}

function pearson(slices: readonly Slice[], rate: number): number {
  return slices.reduce((sum, { count, exposure }) => {
    const expected = rate * exposure;
    return expected > 0 ? sum + (count - expected) ** 2 / expected : sum;
  }, 0);
}

/** P(|T| ≥ |t|) for Student's t. */
export function studentTwoSided(t: number, freedom: number): number {
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** 97.5 % quantile of Student's t. */
export function studentQuantile(freedom: number): number {
  const x = betaQuantile(0.05, freedom / 2, 0.5);
  return Math.sqrt((freedom * (1 - x)) / x);
}
