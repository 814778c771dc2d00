import type { ProbeSample, Scenario } from '../../../drills/index.js';

/** All samples of a run so far, and what they say of the service. */
export class Probe {
  readonly samples: ProbeSample[] = [];

  constructor(private readonly scenario: Pick<Scenario, 'steadyState' | 'limits'>) {}

  add(sample: ProbeSample): void {
    // Answers come back in another order than the questions went out.
    const after = this.samples.findLastIndex(({ at }) => at <= sample.at);
    this.samples.splice(after + 1, 0, sample);
  }

  isGood({ ok, millis }: ProbeSample): boolean {
    return ok && millis <= this.scenario.steadyState.latencyMillis;
  }

  /** Share of bad ones among the last samples; 0 while there are fewer. */
  errorShare(last: number): number {
    const window = this.samples.slice(-last);
    return window.length < last ? 0 : window.filter((sample) => !this.isGood(sample)).length / last;
  }

  /** Share of good ones among the last samples; 0 while there are fewer. */
  goodShare(last: number): number {
    return this.samples.length < last ? 0 : 1 - this.errorShare(last);
  }

  firstBadSince(instant: string): ProbeSample | null {
    return this.samples.find((sample) => sample.at >= instant && !this.isGood(sample)) ?? null;
  }

  failedSince(instant: string): boolean {
    return this.samples.some((sample) => sample.at >= instant && !sample.ok);
  }

  /** The first of so many good samples in a row since an instant; null: not yet. */
  startOfGoodRow(instant: string, wanted = this.scenario.limits.goodSamples): ProbeSample | null {
    let row: ProbeSample[] = [];
    for (const sample of this.samples) {
      if (sample.at < instant) continue;
      row = this.isGood(sample) ? [...row, sample] : [];
      if (row.length >= wanted) return row[0] ?? null;
    }
    return null;
  }

  /** The latest bad answers, as a sentence tells them. */
  lastBad(): string {
    const bad = this.samples.filter((sample) => !this.isGood(sample)).slice(-3);
    return bad
      .map(({ at, status, millis }) => `${status || 'no answer'} after ${Math.round(millis)} ms at ${at}`)
      .join(', ');
  }
}
