import { defineFlagCheck, failed, passed, unless } from './check.js';
import { courseOf, productionAt, timedSamples, type Course } from './course.js';
import type { Evidence } from '../evidence.js';
import { deploymentLink, incidentLink, iso, many, seconds, short, timeOf } from './words.js';

export const productionUnchanged = defineFlagCheck({
  id: 'production_unchanged',
  title: 'Production ran the same commit from impact to recovery: nothing was built or deployed in between',
  needs: ['probe', 'flips', 'deployments', 'processes', 'builds'],
  judge: (evidence) => {
    const course = courseOf(evidence);
    if ('fault' in course) return failed(course.fault);
    const production = productionAt(evidence, course.impactAt);
    if (production === null || production.sha === null)
      return failed(`No deployment says what production ran when the impact began at ${iso(course.impactAt)}.`);
    const { sha } = production;
    const faults = [
      ...deploymentsIn(evidence, course),
      ...processesIn(evidence, course, sha),
      ...buildsIn(evidence, course),
      ...answersIn(evidence, course, sha),
    ];
    return unless(
      faults,
      `${short(sha)} ran from ${iso(course.impactAt)} to ${iso(course.recoveredAt)} (${seconds(course.recoveredAt - course.impactAt)}) by deployments, processes and answers; 0 builds and 0 deployments in between.`,
      deploymentLink(production.id, sha),
    );
  },
});

type Span = Pick<Course, 'impactAt' | 'recoveredAt'>;

/** Whether something that lasted from one instant to another (null: it has not ended) touches the span. */
function touches({ impactAt, recoveredAt }: Span, from: number, to: number | null): boolean {
  return from <= recoveredAt && (to === null || to >= impactAt);
}

function deploymentsIn({ deployments, scenario }: Evidence, span: Span): string[] {
  return deployments
    .filter(({ environment }) => environment === scenario.environment)
    .flatMap(({ id, sha, status, startedAt, finishedAt }) => {
      const finished = timeOf(finishedAt);
      const started = timeOf(startedAt) ?? finished;
      if (started === null) return [`deployment ${id} does not say when it was`];
      const ended = finished ?? (status === 'in_progress' ? null : started);
      return touches(span, started, ended)
        ? [`deployment ${id} of ${short(sha)} fell between impact and recovery`]
        : [];
    });
}

function processesIn({ processes }: Evidence, { impactAt, recoveredAt }: Span, sha: string): string[] {
  const timed = processes.map((event) => ({ event, time: timeOf(event.at) }));
  if (timed.some(({ time }) => time === null)) return ['an event of a process does not say when it was'];
  const ordered = timed.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const running = new Map<string, { process: string; sha: string }>();
  const faults: string[] = [];
  for (const { event, time } of ordered) {
    if (time === null || time > recoveredAt) break;
    if (time >= impactAt) faults.push(`${event.process} ${event.event} between impact and recovery`);
    else if (event.event === 'started') running.set(`${event.process} ${event.pid}`, event);
    else running.delete(`${event.process} ${event.pid}`);
  }
  if (running.size === 0) return [...faults, 'no process is known to have run when the impact began'];
  const others = [...running.values()].filter((process) => process.sha !== sha);
  return [...faults, ...others.map((other) => `${other.process} ran ${short(other.sha)}, deployed was ${short(sha)}`)];
}

function buildsIn({ builds }: Evidence, span: Span): string[] {
  return builds.flatMap(({ sha, startedAt, finishedAt }) => {
    const started = timeOf(startedAt);
    const finished = timeOf(finishedAt);
    if (started === null || finished === null) return [`a build of ${short(sha)} does not say when it was`];
    return touches(span, started, finished) ? [`${short(sha)} was built between impact and recovery`] : [];
  });
}

function answersIn(evidence: Evidence, { impactAt, recoveredAt }: Span, sha: string): string[] {
  const said = new Set(
    (timedSamples(evidence) ?? [])
      .filter(({ time }) => time >= impactAt && time <= recoveredAt)
      .flatMap(({ sample }) => sample.sha ?? []),
  );
  if (said.size === 0) return ['no answer between impact and recovery said which commit it came from'];
  return [...said].filter((other) => other !== sha).map((other) => `an answer came from ${short(other)}`);
}

const TOLERANCE_MILLIS = 1000;

export const recoveryMatchesDora = defineFlagCheck({
  id: 'recovery_matches_dora',
  title: 'The recovery time seen from outside is the one that DORA shows',
  needs: ['probe', 'flips', 'incident', 'doraRecovery'],
  judge: (evidence) => {
    const { incident, doraRecovery } = evidence;
    const link = incidentLink(incident.id);
    const course = courseOf(evidence);
    if ('fault' in course) return failed(course.fault, link);
    if (doraRecovery.incident !== incident.id)
      return failed(`DORA shows incident ${doraRecovery.incident}, the run's is ${incident.id}.`, link);
    if (doraRecovery.seconds === null) return failed('DORA shows no recovery time for the incident.', link);
    const seen = course.recoveredAt - course.impactAt;
    const apart = Math.abs(seen - doraRecovery.seconds * 1000);
    const told = `From outside ${seconds(seen)} (first bad sample ${iso(course.impactAt)}, first of ${evidence.scenario.limits.goodSamples} good ones ${iso(course.recoveredAt)}), by DORA ${seconds(doraRecovery.seconds * 1000)}`;
    return apart <= TOLERANCE_MILLIS
      ? passed(`${told}.`, link)
      : failed(`${told}: ${seconds(apart)} apart, more than ${seconds(TOLERANCE_MILLIS)}.`, link);
  },
});

export const recoveredInTime = defineFlagCheck({
  id: 'recovered_in_time',
  title: 'The service was well again within the limit',
  needs: ['probe', 'flips'],
  judge: (evidence) => {
    const course = courseOf(evidence);
    if ('fault' in course) return failed(course.fault);
    const limit = evidence.scenario.limits.recoverySeconds;
    const took = course.recoveredAt - course.impactAt;
    const bad = (timedSamples(evidence) ?? []).filter(
      ({ time, good }) => !good && time >= course.impactAt && time < course.recoveredAt,
    ).length;
    const told = `Recovered ${seconds(took)} after the impact began, with ${many(bad, 'bad sample')}; limit ${limit} s.`;
    return took <= limit * 1000 ? passed(told) : failed(told);
  },
});
