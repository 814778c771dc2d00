import { setTimeout as sleep } from 'node:timers/promises';
import type { Canary } from '../../../drills/index.js';
import type { Answer } from '../../api.js';
import { fromNow } from '../../demo/run.js';
import { listOf, textOf } from '../../json.js';
import { putPerson, TEAM } from './cast.js';
import type { Story } from './story.js';

const EXPIRES_SECONDS = 2;

/** Two flags made to be found: one that expires, one whose owner leaves. Each must turn the debt guard red. */
export async function flyCanaries(story: Story): Promise<void> {
  const { api, run, scenario, recorder, tell } = story;
  const mark = run.id.slice(-8);
  const born = { kind: 'release', service: scenario.service, removalTicket: 'https://tracker.example/canary' };

  const expired = `canary-expired-${mark}`;
  const before = await ask(story);
  await api.post('/api/v1/flags', {
    ...born,
    key: expired,
    owner: { team: TEAM },
    expiresAt: fromNow(EXPIRES_SECONDS),
  });
  await sleep(EXPIRES_SECONDS * 1000);
  const after = await redBy(story, expired);
  recorder.add('canaries', canary('expired', expired, before, after));
  await putAway(story, expired);

  const ownerless = `canary-ownerless-${mark}`;
  await putPerson(api, 'fay', []);
  const calm = await ask(story);
  const leaver = { key: ownerless, owner: { person: story.cast.facilitator }, expiresAt: fromNow(86_400) };
  await api.post('/api/v1/flags', { ...born, ...leaver });
  await putPerson(api, 'fay', [], false);
  const red = await redBy(story, ownerless);
  recorder.add('canaries', canary('ownerless', ownerless, calm, red));
  await putPerson(api, 'fay', []);
  await putAway(story, ownerless);
  tell('canaries', 'an expired flag and one without an owner each turned the debt guard red');
}

function ask({ api, scenario }: Story): Promise<Answer> {
  return api.post('/api/v1/guards/flag-debt', { service: scenario.service }, { allow: [409] });
}

function redBy(story: Story, flag: string): Promise<Answer> {
  return story.run.until(`The debt guard is red by ${flag}`, 15_000, async () => {
    const answer = await ask(story);
    return listOf(answer.body['reasons']).some(({ subject }) => subject === flag) ? answer : null;
  });
}

function canary(kind: Canary['kind'], flag: string, before: Answer, after: Answer): Canary {
  const told = ({ body }: Answer): { verdict: string; id: string } => ({
    verdict: textOf(body['verdict']) ?? '',
    id: textOf(body['id']) ?? '',
  });
  const rules = listOf(after.body['reasons']).flatMap(({ subject, rule }) => (subject === flag ? [String(rule)] : []));
  return { kind, flag, before: told(before), after: { ...told(after), rules } };
}

async function putAway({ api }: Story, flag: string): Promise<void> {
  await api.post(`/api/v1/flags/${flag}/complete`, { outcome: 'discarded' });
  await api.post(`/api/v1/flags/${flag}/archive`, {});
}
