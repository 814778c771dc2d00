/** A duration that ended (`event`) or was still running when last seen (censored). */
export interface Observation {
  time: number;
  event: boolean;
}

export interface SurvivalMedian {
  /** First time at which at least half are estimated to have ended; null where the curve does not get there. */
  median: number | null;
  /** Longest observed time, where there is no median; the true one lies beyond. */
  lowerBound: number | null;
}

/**
 * Median of the Kaplan–Meier curve: the first t with S(t) ≤ ½. Ends come before censorings of the same time.
 * Kaplan & Meier 1958.
 */
export function kaplanMeierMedian(observations: readonly Observation[]): SurvivalMedian {
  const sorted = observations.toSorted((a, b) => a.time - b.time || Number(b.event) - Number(a.event));
  let survival = 1;
  let atRisk = sorted.length;
  for (let i = 0; i < sorted.length;) {
    const time = sorted[i]?.time ?? 0;
    let ended = 0;
    let gone = 0;
    for (; i < sorted.length && sorted[i]?.time === time; i += 1) {
      gone += 1;
      if (sorted[i]?.event) ended += 1;
    }
    survival *= (atRisk - ended) / atRisk;
    atRisk -= gone;
    // The product of fractions misses one half by a rounding error at most.
    if (ended > 0 && survival <= 0.5 + 1e-12) return { median: time, lowerBound: null };
  }
  return { median: null, lowerBound: sorted.at(-1)?.time ?? null };
}
