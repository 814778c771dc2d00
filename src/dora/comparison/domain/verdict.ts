export type ComparisonVerdict = 'improved' | 'worse' | 'inconclusive' | 'insufficient_data';

export interface Evidence {
  nBefore: number;
  nAfter: number;
  /** Least n on each side for any verdict at all. */
  least: number;
  /** 95 %; an upper end of null is without bound. */
  interval: readonly [low: number, high: number | null] | null;
  /** The effect that is none: 0 for differences, 1 for ratios. */
  none: number;
  p: number;
  better: 'less' | 'more';
  /** What 80 % power would take on each side for the effect seen; null where no effect was seen. */
  needed: number | null;
}

/** A verdict needs enough on each side, an interval that excludes no-effect, and p < .05; all three. */
export function verdictOf(evidence: Evidence): { verdict: ComparisonVerdict; neededN?: number } {
  const { nBefore, nAfter, least, needed } = evidence;
  if (Math.min(nBefore, nAfter) < least || evidence.interval === null) {
    return { verdict: 'insufficient_data', neededN: Math.max(least, needed ?? least) };
  }
  const direction = directionOf(evidence);
  if (direction !== 0) return { verdict: direction > 0 === (evidence.better === 'more') ? 'improved' : 'worse' };
  return needed === null ? { verdict: 'inconclusive' } : { verdict: 'inconclusive', neededN: Math.max(least, needed) };
}

/** −1 or 1 where the interval and p both show an effect, else 0. */
export function directionOf({ interval, none, p }: Pick<Evidence, 'interval' | 'none' | 'p'>): -1 | 0 | 1 {
  if (interval === null || !(p < 0.05)) return 0;
  const [low, high] = interval;
  if (low > none) return 1;
  return high !== null && high < none ? -1 : 0;
}
