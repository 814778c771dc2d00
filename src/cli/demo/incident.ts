import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Api } from '../api.js';
import { duration } from '../four-keys.js';
import { textOf } from '../json.js';
import type { Receiver } from './receiver.js';
import type { Run } from './run.js';
import type { Stage } from './stage.js';

export interface Restored {
  incident: string;
  state: string;
  restoredBy: string | null;
  /** Start of impact to restored, in seconds; null: the server does not say. */
  recoverySeconds: number | null;
  page: 'signed' | 'unsigned' | null;
}

/** Release by flip, an alert, a page, an incident, a kill that names it, a restore. */
export async function playIncident(run: Run, stage: Stage, receiver: Receiver, flag: string): Promise<Restored> {
  const { api, environment, service } = run;
  const { onCall } = stage;
  const before = await evaluate(stage.application, flag);
  await api.post(`/api/v1/flags/${flag}/environments/${environment}/flip`, {
    on: true,
    reason: 'release the new path',
  });
  const after = await evaluateUntil(stage.application, flag, true);
  run.tell('release by flip', `applications saw ${shown(before)}, now ${shown(after)}; nothing was deployed`);

  const dedupKey = `demo-${run.id}`;
  const summary = `${service} answers 500 (demo ${run.id})`;
  await api.post('/v2/enqueue', {
    routing_key: stage.routingKey,
    event_action: 'trigger',
    dedup_key: dedupKey,
    payload: { summary, source: 'loop demo', severity: 'critical' },
  });
  const page = await receiver.next(`demo ${run.id}`, 15_000);
  const told =
    page === null
      ? 'no page came within 15 s'
      : `${onCall.person} was paged${page.signed ? ', signature right' : ', but the signature does not fit'}`;
  run.tell('alert and page', told);

  const declared = await onCall.api.post('/api/v1/incidents', {
    title: summary,
    service,
    environment,
    severity: 'sev2',
  });
  const incident = textOf(declared.body['id']) ?? '';
  const path = `/api/v1/incidents/${encodeURIComponent(incident)}`;
  await onCall.api.post(`${path}/acknowledge`, {});
  await api.post('/v2/enqueue', { routing_key: stage.routingKey, event_action: 'acknowledge', dedup_key: dedupKey });
  run.tell('incident', `${incident} declared and acknowledged by ${onCall.person}`);

  await onCall.api.post(`/api/v1/flags/${flag}/kill`, {
    environment,
    reason: 'error rate rose with the flip',
    incident,
  });
  const killed = await evaluateUntil(stage.application, flag, false);
  run.tell('kill', `${onCall.person} may kill by being on call; applications see ${shown(killed)}`);
  const mitigated = await until(
    () => onCall.api.get(path),
    ({ body }) => body['mitigatedAt'] !== null,
  );
  run.tell(
    'mitigation',
    mitigated.body['mitigatedAt'] === null
      ? 'not yet in the timeline'
      : 'the kill is in the timeline as the mitigation',
  );

  await onCall.api.post(`${path}/restore`, {});
  const { body } = await onCall.api.post(`${path}/resolve`, {});
  await api.post('/v2/enqueue', { routing_key: stage.routingKey, event_action: 'resolve', dedup_key: dedupKey });
  const recoverySeconds = secondsBetween(textOf(body['startedAt']), textOf(body['restoredAt']));
  const restoredBy = textOf(body['restoredBy']);
  run.tell(
    'restore',
    `restored by ${restoredBy ?? 'unknown'} in ${duration(recoverySeconds)}: the moment of the kill counts, not of the ticket; the flip is to blame, not the deployment`,
  );
  return {
    incident,
    state: textOf(body['state']) ?? '',
    restoredBy,
    recoverySeconds,
    page: page === null ? null : page.signed ? 'signed' : 'unsigned',
  };
}

/** Asks again for up to 5 s; gives the last answer whether it holds or not. */
export async function until(
  ask: () => Promise<Answer>,
  holds: (answer: Answer) => boolean,
  tries = 50,
): Promise<Answer> {
  let answer = await ask();
  for (let attempt = 1; attempt < tries && !holds(answer); attempt += 1) {
    await sleep(100);
    answer = await ask();
  }
  return answer;
}

async function evaluate(application: Api, flag: string): Promise<unknown> {
  const { body } = await application.post(`/ofrep/v1/evaluate/flags/${flag}`, { context: { targetingKey: 'demo' } });
  return body['value'];
}

async function evaluateUntil(application: Api, flag: string, wanted: boolean): Promise<unknown> {
  const ask = (): Promise<Answer> =>
    application.post(`/ofrep/v1/evaluate/flags/${flag}`, { context: { targetingKey: 'demo' } });
  return (await until(ask, ({ body }) => body['value'] === wanted)).body['value'];
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : (new Date(to).getTime() - new Date(from).getTime()) / 1000;
}
