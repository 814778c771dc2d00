/** A time that ended (`censored: false`) or that is only known to have lasted this long. */
export interface Observed {
  seconds: number;
  censored: boolean;
}

/**
 * Kaplan–Meier median: the first time t with S(t) ≤ ½. Where the curve does not get there the median is null and the
 * longest observed time is its lower bound. Kaplan & Meier 1958; at ties, ends come before censorings.
 */
export function kaplanMeier(times: Observed[]): { median: number | null; lowerBound: number | null } {
  const sorted = [...times].sort((a, b) => a.seconds - b.seconds || Number(a.censored) - Number(b.censored));
  let survival = 1;
  let atRisk = sorted.length;
  for (let i = 0; i < sorted.length;) {
    const seconds = sorted[i]?.seconds ?? 0;
    let ended = 0;
    let gone = 0;
    for (; i < sorted.length && sorted[i]?.seconds === seconds; i += 1) {
      if (sorted[i]?.censored === false) ended += 1;
      gone += 1;
    }
    survival *= 1 - ended / atRisk;
    atRisk -= gone;
    // The product of fractions may miss one half by a rounding error.
    if (ended > 0 && survival <= 0.5 + 1e-12) return { median: seconds, lowerBound: null };
  }
  return { median: null, lowerBound: sorted.at(-1)?.seconds ?? null };
}
