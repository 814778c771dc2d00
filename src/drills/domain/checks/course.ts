import type { Evidence, FlipEvidence, ProbeSample } from '../evidence.js';
import type { SteadyState } from '../scenario.js';
import { iso, timeOf } from './words.js';

/** What happened to the service, as seen from outside and by the flips of the scenario's flag. */
export interface Course {
  /** The first flip on. */
  release: FlipEvidence;
  /** First bad sample after it. */
  impactAt: number;
  /** First flip to off after the impact began. */
  kill: FlipEvidence;
  killAt: number;
  /** First of the good samples in a row after the kill that the scenario asks for. */
  recoveredAt: number;
}

export interface Untold {
  fault: string;
}

export function isGood(sample: ProbeSample, { latencyMillis }: SteadyState): boolean {
  return sample.ok && sample.millis <= latencyMillis;
}

export interface TimedSample {
  time: number;
  good: boolean;
  sample: ProbeSample;
}

/** The samples in order; null: one of them does not say when it was taken, and may have been a bad one anywhere. */
export function timedSamples({ probe, scenario }: Evidence): TimedSample[] | null {
  const timed = probe.flatMap((sample) => {
    const time = timeOf(sample.at);
    return time === null ? [] : [{ time, good: isGood(sample, scenario.steadyState), sample }];
  });
  return timed.length === probe.length ? timed.toSorted((a, b) => a.time - b.time) : null;
}

export interface TimedFlip {
  time: number;
  flip: FlipEvidence;
}

/** Flips of the scenario's flag in its environment, in order. */
export function timedFlips({ flips, scenario }: Evidence): TimedFlip[] {
  return flips
    .filter(({ flag, environment }) => flag === scenario.flag && environment === scenario.environment)
    .flatMap((flip) => {
      const time = timeOf(flip.at);
      return time === null ? [] : [{ time, flip }];
    })
    .toSorted((a, b) => a.time - b.time || a.flip.revision - b.flip.revision);
}

export function courseOf(evidence: Evidence): Course | Untold {
  const samples = timedSamples(evidence);
  if (samples === null) return { fault: 'A sample of the probe does not say when it was taken.' };
  const flips = timedFlips(evidence);
  const release = flips.find(({ flip }) => flip.on);
  if (release === undefined) return { fault: 'The flag was never flipped on.' };
  const impactAt = samples.find(({ time, good }) => !good && time >= release.time)?.time;
  if (impactAt === undefined) return { fault: `No sample was bad after the flip on at ${iso(release.time)}.` };
  const kill = flips.find(({ time, flip }) => !flip.on && time >= impactAt);
  if (kill === undefined)
    return { fault: `The flag was never flipped off after the impact began at ${iso(impactAt)}.` };
  const recoveredAt = startOfGoodRow(
    samples.filter(({ time }) => time >= kill.time),
    evidence.scenario.limits.goodSamples,
  );
  if (recoveredAt === null) {
    const wanted = evidence.scenario.limits.goodSamples;
    return { fault: `There were never ${wanted} good samples in a row after the flip off at ${iso(kill.time)}.` };
  }
  return { release: release.flip, impactAt, kill: kill.flip, killAt: kill.time, recoveredAt };
}

function startOfGoodRow(samples: readonly TimedSample[], wanted: number): number | null {
  let row = 0;
  for (const [index, { good }] of samples.entries()) {
    row = good ? row + 1 : 0;
    if (row >= Math.max(1, wanted)) return samples[index - row + 1]?.time ?? null;
  }
  return null;
}

/** What production ran at an instant by its deployments; null: nothing that is known. */
export function productionAt(evidence: Evidence, time: number): { id: string; sha: string | null; at: number } | null {
  return successes(evidence).findLast(({ at }) => at <= time) ?? null;
}

export function successes({ deployments, scenario }: Evidence): { id: string; sha: string | null; at: number }[] {
  return deployments
    .filter(({ environment, status }) => environment === scenario.environment && status === 'success')
    .flatMap(({ id, sha, finishedAt }) => {
      const at = timeOf(finishedAt);
      return at === null ? [] : [{ id, sha, at }];
    })
    .toSorted((a, b) => a.at - b.at);
}
