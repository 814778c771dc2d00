import { defineCheck, failed, passed, unless } from './check.js';
import { timedSamples } from './course.js';
import { between, many, seconds, timeOf } from './words.js';

export const injectsPlayed = defineCheck({
  id: 'injects_played',
  title: 'Every inject of the scenario happened',
  needs: ['injects'],
  exempt: ({ scenario }) => (scenario.injects.length === 0 ? 'The scenario has no injects.' : null),
  judge: ({ injects, scenario }) => {
    const played = new Set(injects.filter(({ at }) => timeOf(at) !== null).map(({ inject }) => inject));
    const left = scenario.injects.filter(({ id }) => !played.has(id)).map(({ id }) => `${id} never happened`);
    return unless(left, `All ${many(scenario.injects.length, 'inject')} happened.`);
  },
});

export const steadyState = defineCheck({
  id: 'steady_state',
  title: 'The service was in its steady state before the first inject',
  needs: ['probe', 'injects'],
  judge: (evidence) => {
    const { samples: wanted, goodRatio, latencyMillis } = evidence.scenario.steadyState;
    const samples = timedSamples(evidence);
    if (samples === null) return failed('A sample of the probe does not say when it was taken.');
    const times = evidence.injects.map(({ at }) => timeOf(at));
    if (times.includes(null)) return failed('An inject does not say when it happened.');
    const first = Math.min(...times.filter((time) => time !== null));
    const before = samples.filter(({ time }) => time < first);
    const good = before.filter((sample) => sample.good).length;
    const told = `${good} of ${many(before.length, 'sample')} before the first inject were good, within ${latencyMillis} ms`;
    const ratio = before.length === 0 ? 0 : good / before.length;
    if (before.length < Math.max(1, wanted))
      return failed(`${told}; it takes at least ${Math.max(1, wanted)} samples.`);
    return ratio >= goodRatio
      ? passed(`${told}: ${percent(ratio)} of at least ${percent(goodRatio)}.`)
      : failed(`${told}: ${percent(ratio)}, less than ${percent(goodRatio)}.`);
  },
});

export const signalsInTime = defineCheck({
  id: 'signals_in_time',
  title: 'Every expected signal was seen within its limit',
  needs: ['injects', 'pages', 'incident'],
  exempt: ({ scenario }) => (scenario.signals.length === 0 ? 'The scenario expects no signals.' : null),
  judge: ({ scenario, injects, pages, incident }) => {
    const earliest = (instants: (string | null)[]): string | null =>
      instants.filter((each) => timeOf(each) !== null).toSorted((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0))[0] ??
      null;
    const page = earliest(pages.map(({ at }) => at));
    const seen = {
      alert: earliest([incident.detectedAt, page]),
      page,
      acknowledged: earliest([incident.acknowledgedAt, ...pages.map(({ acknowledgedAt }) => acknowledgedAt)]),
      incident: incident.declaredAt,
      mitigated: incident.mitigatedAt,
      restored: incident.restoredAt,
    };
    const judged = scenario.signals.map(({ id, after, signal, withinSeconds }) => {
      const inject = earliest(injects.filter((each) => each.inject === after).map(({ at }) => at));
      const took = between(inject, seen[signal]);
      if (inject === null) return { fault: `${id} waits for ${after}, which never happened` };
      if (took === null) return { fault: `${id} was never seen` };
      const told = `${id} ${seconds(took)} after ${after}`;
      if (took < 0) return { fault: `${id} was seen before ${after}` };
      return took <= withinSeconds * 1000 ? { told } : { fault: `${told}, limit ${withinSeconds} s` };
    });
    const faults = judged.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
    return unless(faults, `${judged.flatMap(({ told }) => told ?? []).join('; ')}.`);
  },
});

function percent(ratio: number): string {
  return `${Math.round(ratio * 1000) / 10} %`;
}
