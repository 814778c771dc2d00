import { hodgesLehmann, type Weighted } from './ranks.js';
import type { Interval } from './rates.js';

/** A seeded generator of numbers in [0, 1): sfc32 by Chris Doty-Humphrey (PractRand). The same seed gives the same numbers. */
export function seeded(seed: string): () => number {
  let state = 2166136261;
  const word = (): number => {
    for (let i = 0; i < seed.length; i += 1) state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
    return (state = Math.imul(state ^ (state >>> 13), 1597334677)) | 0;
  };
  let a = word();
  let b = word();
  let c = word();
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** Above so many distinct values they are grouped by quantile: the interval moves by less than a group is wide. */
const MAX_SUPPORT = 512;

/**
 * 95 % percentile interval of the Hodges–Lehmann shift after − before by a bootstrap that draws whole clusters (such as
 * the changes of one deployment) with replacement; null where a side has fewer than two clusters. Davison & Hinkley 1997, 3.8.
 */
export function clusterBootstrapShift(
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
  seed: string,
): Interval | null {
  const first = before.filter((cluster) => cluster.length > 0);
  const second = after.filter((cluster) => cluster.length > 0);
  if (first.length < 2 || second.length < 2) return null;
  const supportBefore = supportOf(first.flat());
  const supportAfter = supportOf(second.flat());
  const placedBefore = first.map((cluster) => cluster.map((value) => placeOf(supportBefore, value)));
  const placedAfter = second.map((cluster) => cluster.map((value) => placeOf(supportAfter, value)));
  const random = seeded(seed);
  const observed = first.flat().length + second.flat().length;
  const rounds = observed > 20_000 ? 400 : 2000;
  const shifts: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const shift = hodgesLehmann(draw(supportBefore, placedBefore, random), draw(supportAfter, placedAfter, random));
    if (shift !== null) shifts.push(shift);
  }
  shifts.sort((x, y) => x - y);
  const low = shifts[Math.floor(0.025 * (shifts.length - 1))];
  const high = shifts[Math.ceil(0.975 * (shifts.length - 1))];
  return low === undefined || high === undefined ? null : [low, high];
}

function supportOf(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (distinct.length <= MAX_SUPPORT) return distinct;
  const picked = Array.from(
    { length: MAX_SUPPORT },
    (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / MAX_SUPPORT)] ?? 0,
  );
  return picked.filter((value, i) => i === 0 || value !== picked[i - 1]);
}

/** Place of the last supported value that is ≤ value, else 0. */
function placeOf(support: readonly number[], value: number): number {
  let low = 0;
  let high = support.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((support[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function draw(values: readonly number[], clusters: readonly (readonly number[])[], random: () => number): Weighted {
  const counts = new Int32Array(values.length);
  for (let i = 0; i < clusters.length; i += 1) {
    for (const place of clusters[Math.floor(random() * clusters.length)] ?? [])
      counts[place] = (counts[place] ?? 0) + 1;
  }
  return { values, counts };
}
