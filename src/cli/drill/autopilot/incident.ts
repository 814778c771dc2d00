import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../../cli-error.js';
import { numberOf, objectOf, textOf } from '../../json.js';
import { now } from './delivery.js';
import type { Story } from './story.js';

/** An alert goes out when more than this share of the last answers is bad. */
const BAD_SHARE = 0.05;
const WINDOW = 40;
const PAGED_WITHIN_MS = 20_000;

export interface Recovered {
  incident: string;
  incidentSha: string;
  startedAt: string;
  restoredAt: string;
}

/** From the first bad answer to the first good ones after the kill, as the person on call goes through it. */
export async function playIncident(story: Story, releasedAt: string, away: boolean): Promise<Recovered> {
  const { flag, recorder, responder, run, scenario, site, tell } = story;
  const { limits } = scenario;
  const incidentSha = site.deployer.sha ?? '';
  const firstBad = await run.until('Errors after the flip', limits.recoverySeconds * 1000, () =>
    site.probe.errorShare(WINDOW) > BAD_SHARE ? site.probe.firstBadSince(releasedAt) : null,
  );
  const detectedAt = now();
  const dedupKey = await alert(story);
  const page = await receivePage(story, dedupKey);
  tell('page', `${story.cast.responder.person} was paged${page.signed ? ', signature right' : ''}`);
  if (away) {
    // The run ends at its limits; until then, nobody acts.
    await run.until('The end of the run', (limits.runSeconds + 60) * 1000, () => null);
  }
  await responder.post(`/api/v1/alerts/${encodeURIComponent(page.alert)}/acknowledge`, {});
  const declared = await responder.post('/api/v1/incidents', {
    title: `Checkouts fail: payments refuses what ${scenario.service} asks`,
    service: scenario.service,
    environment: scenario.environment,
    severity: 'sev2',
    startedAt: firstBad.at,
    detectedAt,
    drill: true,
  });
  const incident = textOf(declared.body['id']) ?? '';
  const path = `/api/v1/incidents/${encodeURIComponent(incident)}`;
  await responder.post(`${path}/acknowledge`, {});
  await run.mayGoOn();
  const killed = await responder.post(`/api/v1/flags/${flag}/kill`, {
    environment: scenario.environment,
    reason: 'Errors rose with the flip',
    incident,
  });
  const killedAt = textOf(killed.body['flippedAt']) ?? now();
  tell('kill', `${story.cast.responder.person} killed ${flag}; nothing is built or deployed`);
  const well = await run.until('Good answers after the kill', limits.recoverySeconds * 1000, () =>
    site.probe.startOfGoodRow(killedAt),
  );
  await recordReceipt(story, numberOf(killed.body['revision']) ?? 0, killedAt);
  await run.until('The kill as mitigation of the incident', 10_000, async () =>
    (await responder.get(path)).body['mitigatedAt'] === null ? null : true,
  );
  await responder.post(`${path}/restore`, { at: well.at });
  await responder.post(`${path}/resolve`, {});
  await responder.post(`/api/v1/alerts/${encodeURIComponent(page.alert)}/resolve`, {});
  await recorder.flush();
  const seconds = (Date.parse(well.at) - Date.parse(firstBad.at)) / 1000;
  tell('recovered', `well again ${seconds.toFixed(1)} s after the first bad answer, by the flip alone`);
  return { incident, incidentSha, startedAt: firstBad.at, restoredAt: well.at };
}

/** What monitoring sends when the limit is passed. */
async function alert({ api, cast, run, scenario, site, tell }: Story): Promise<string> {
  const dedupKey = `drill-${run.id}`;
  await api.post('/v2/enqueue', {
    routing_key: cast.routingKey,
    event_action: 'trigger',
    dedup_key: dedupKey,
    payload: {
      summary: `${scenario.service}: ${Math.round(site.probe.errorShare(WINDOW) * 100)} % of checkouts fail (${dedupKey})`,
      source: 'drill monitor',
      severity: 'critical',
    },
  });
  tell('alert', 'more than 5 % of the answers are bad: monitoring sends an alert');
  return dedupKey;
}

async function receivePage({ cast }: Story, mark: string): Promise<{ alert: string; signed: boolean }> {
  const page = await cast.receiver.next(mark, PAGED_WITHIN_MS);
  if (page === null) throw new CliError(`No page came within ${PAGED_WITHIN_MS / 1000} s.`, 1);
  const id = textOf(objectOf(JSON.parse(page.body))['alert']);
  if (id === null) throw new CliError('The page names no alert.', 1);
  return { alert: id, signed: page.signed };
}

/** Who applied the flip: asked again until everybody has, or the limit is over. */
async function recordReceipt(story: Story, revision: number, flippedAt: string): Promise<void> {
  const { api, flag, recorder, scenario, tell } = story;
  const until = performance.now() + scenario.limits.flipReachSeconds * 1000;
  for (;;) {
    const askedAt = now();
    const { body } = await api.get(
      `/api/v1/flags/${flag}/environments/${scenario.environment}/receipts?revision=${revision}&limit=1`,
    );
    const [applied, pending, silent] = ['applied', 'pending', 'silent'].map((name) => numberOf(body[name]) ?? 0);
    const done = (applied ?? 0) > 0 && pending === 0 && silent === 0;
    if (!done && performance.now() < until) {
      await sleep(100);
      continue;
    }
    const lastAppliedAt = textOf(body['lastAppliedAt']);
    recorder.add('receipts', {
      flag,
      revision,
      flippedAt,
      askedAt,
      applied: applied ?? 0,
      pending: pending ?? 0,
      silent: silent ?? 0,
      lastAppliedAt,
    });
    tell('receipts', `${applied} instances applied the kill, ${pending} are pending, ${silent} silent`);
    return;
  }
}
