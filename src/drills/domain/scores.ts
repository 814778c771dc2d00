import { courseOf } from './checks/course.js';
import { timeOf } from './checks/words.js';
import type { Evidence } from './evidence.js';
import type { ExpectedSignal } from './scenario.js';

export const GRADES = ['well within', 'within', 'near the limit', 'over the limit', 'measured', 'unknown'] as const;
export type Grade = (typeof GRADES)[number];

/** How long one thing took, from timestamps alone. */
export interface Score {
  id: 'detect' | 'acknowledge' | 'declare' | 'mitigate' | 'recover';
  title: string;
  /** Null: one of the two instants is not known. */
  seconds: number | null;
  /** Null: the scenario sets none. */
  limitSeconds: number | null;
  grade: Grade;
}

const COMFORTABLE = 0.5;
const NEAR = 0.8;

export function gradeOf(seconds: number | null, limitSeconds: number | null): Grade {
  if (seconds === null) return 'unknown';
  if (limitSeconds === null) return 'measured';
  if (seconds > limitSeconds) return 'over the limit';
  if (seconds > limitSeconds * NEAR) return 'near the limit';
  return seconds > limitSeconds * COMFORTABLE ? 'within' : 'well within';
}

/**
 * The impact begins with the first bad answer; where nobody looked from outside, where the incident says. A limit that the
 * scenario sets from an inject on is taken from the impact on, which cannot have begun earlier.
 */
export function scoresOf(evidence: Evidence): Score[] {
  const { incident, pages, scenario } = evidence;
  const course = courseOf(evidence);
  const seen = 'fault' in course ? null : course;
  const impact = seen?.impactAt ?? timeOf(incident?.startedAt ?? null);
  const page = earliest(pages.map(({ at }) => at));
  const acknowledged = earliest([
    ...pages.map(({ acknowledgedAt }) => acknowledgedAt),
    incident?.acknowledgedAt ?? null,
  ]);
  const of = (signal: ExpectedSignal['signal']): number | null => limitOf(scenario.signals, signal);
  const score = (
    id: Score['id'],
    title: string,
    from: number | null,
    to: number | null,
    limitSeconds: number | null,
  ): Score => {
    const took = from === null || to === null || to < from ? null : (to - from) / 1000;
    return { id, title, seconds: took, limitSeconds, grade: gradeOf(took, limitSeconds) };
  };
  const { acknowledgeSeconds, recoverySeconds } = scenario.limits;
  return [
    score(
      'detect',
      'Impact to its detection',
      impact,
      timeOf(incident?.detectedAt ?? null) ?? page,
      of('alert') ?? of('page'),
    ),
    score('acknowledge', 'Page to its acknowledgement', page, acknowledged, acknowledgeSeconds),
    score('declare', 'Impact to the declared incident', impact, timeOf(incident?.declaredAt ?? null), of('incident')),
    score(
      'mitigate',
      'Impact to its mitigation',
      impact,
      timeOf(incident?.mitigatedAt ?? null) ?? seen?.killAt ?? null,
      of('mitigated'),
    ),
    score(
      'recover',
      'Impact to good answers again',
      impact,
      seen?.recoveredAt ?? timeOf(incident?.restoredAt ?? null),
      recoverySeconds,
    ),
  ];
}

function earliest(instants: readonly (string | null)[]): number | null {
  const times = instants.flatMap((instant) => timeOf(instant) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function limitOf(signals: readonly ExpectedSignal[], wanted: ExpectedSignal['signal']): number | null {
  const limits = signals.filter(({ signal }) => signal === wanted).map(({ withinSeconds }) => withinSeconds);
  return limits.length === 0 ? null : Math.min(...limits);
}
