import type { GovernorAnswer } from '../../../drills/index.js';
import type { Answer, Api } from '../../api.js';
import { CliError } from '../../cli-error.js';
import { fromNow } from '../../demo/run.js';
import { listOf, objectOf, textOf } from '../../json.js';
import { now } from './delivery.js';
import { KILL_SWITCH } from './flags.js';
import type { Story } from './story.js';

const CALM = 5;
const FAILED = 5;
const TRIPPED_WITHIN_MS = 20_000;

/**
 * Regressions are injected as facts of a drill of their own, so that they touch no number of the run, until the governor
 * refuses a release; then what must always pass is tried, and an override releases it.
 */
export async function tripGovernor(story: Story): Promise<void> {
  const { api, recorder, run, scenario, tell } = story;
  const apart = api.inDrill(`${run.id}.governor`);
  const mark = `drill-${run.id.slice(-8)}-governor`;
  const place = { service: scenario.service, environment: scenario.environment };
  const record = (
    situation: GovernorAnswer['situation'],
    answer: Answer,
    releasedBy: GovernorAnswer['releasedBy'] = null,
  ) => recorder.add('governor', answerOf(situation, answer, releasedBy));

  await inject(
    apart,
    Array.from({ length: CALM }, (_, i) => deployment(`${mark}-calm-${i}`, place, -(120 - i))),
  );
  const before = await settled(story, apart, ({ body }) => counted(body) >= CALM);
  record('before', before);

  const failed = Array.from({ length: FAILED }, (_, i) => `${mark}-failed-${i}`);
  await inject(apart, [
    ...failed.map((id, i) => deployment(id, place, -(60 - i))),
    ...failed.map((id, i) => ({
      kind: 'incident',
      id: `${id}-incident`,
      ...place,
      title: 'Injected regression',
      startedAt: fromNow(-(50 - i)),
      restoredAt: fromNow(-(40 - i)),
      cause: { deployments: [id] },
      restoredBy: 'roll_forward',
    })),
  ]);
  const regressed = await settled(story, apart, ({ status }) => status === 409);
  record('regressed', regressed);
  for (const intent of ['rollback', 'incident_fix'] as const)
    record(`regressed_${intent}`, await ask(story, apart, intent));

  const kill = { environment: scenario.environment, reason: 'A kill while the governor is tripped' };
  const killed = await api.post(`/api/v1/flags/${KILL_SWITCH}/kill`, kill, { allow: [403, 409] });
  recorder.add('governor', {
    at: now(),
    situation: 'kill',
    verdict: killed.status === 200 ? 'pass' : 'block',
    status: killed.status,
    state: textOf(objectOf(regressed.body['governor'])['state']),
    id: null,
    releasedBy: null,
  });
  await api.post(`/api/v1/flags/${KILL_SWITCH}/environments/${scenario.environment}/flip`, {
    on: true,
    reason: 'The kill was an exercise',
  });

  await apart.post('/api/v1/guards/change-fail/overrides', {
    service: scenario.service,
    reason: 'The regressions were injected by a drill',
    expiresAt: fromNow(60),
  });
  const released = await settled(story, apart, ({ status }) => status === 200);
  record('released', released, 'override');
  tell(
    'governor',
    `refused a release after ${FAILED} injected regressions; rollback, fix and kill passed; an override released it`,
  );
}

async function ask({ scenario }: Story, apart: Api, intent: 'release' | 'rollback' | 'incident_fix'): Promise<Answer> {
  const { service, environment } = scenario;
  return apart.post('/api/v1/guards/change-fail', { service, environment, intent }, { allow: [409] });
}

/** Asks until what was told has been counted; facts show within two seconds. */
function settled(story: Story, apart: Api, holds: (answer: Answer) => boolean): Promise<Answer> {
  return story.run.until('The governor counts what was injected', TRIPPED_WITHIN_MS, async () => {
    const answer = await ask(story, apart, 'release');
    return holds(answer) ? answer : null;
  });
}

function counted(body: Answer['body']): number {
  return listOf(objectOf(body['governor'])['outcomes']).length;
}

function deployment(id: string, place: { service: string; environment: string }, seconds: number): object {
  return { kind: 'deployment', id, ...place, status: 'success', finishedAt: fromNow(seconds), reason: 'release' };
}

async function inject(apart: Api, facts: object[]): Promise<void> {
  const { body } = await apart.post('/api/v1/facts', { facts });
  const [fault] = listOf(body['rejected']);
  if (fault) throw new CliError(`An injected fact was not taken: ${textOf(fault['detail']) ?? ''}`, 1);
}

function answerOf(
  situation: GovernorAnswer['situation'],
  { status, body }: Answer,
  releasedBy: GovernorAnswer['releasedBy'],
): GovernorAnswer {
  const governor = objectOf(body['governor']);
  return {
    at: now(),
    situation,
    verdict: textOf(body['verdict']) ?? '',
    status,
    state: textOf(governor['state']),
    id: textOf(body['id']),
    releasedBy,
  };
}
