import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScenario } from '../../src/drills/domain/run.fixture.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  await app.person({ key: 'ana', teams: ['payments'] });
  await app
    .as()
    .put('/api/v1/drill-scenarios/known')
    .send({ yaml: dump(aScenario({ scenario: 'known', service: 'checkout' })) })
    .expect(201);
});
afterAll(() => app?.close());

const policy = (approvals: number) => ({ production: true, environments: [], approvals });
const person = (name: string) => ({ name, email: 'new@example.org', teams: [], active: true });

/** Every path under which a PUT makes a thing or replaces it: a new thing's address, and two bodies that differ. */
const PUTS: Record<string, [string, object, object]> = {
  '/api/v1/teams/{team}': ['teams/new', { name: 'One' }, { name: 'Two' }],
  '/api/v1/services/{service}': ['services/new', { name: 'One', team: 'payments' }, { name: 'Two', team: 'payments' }],
  '/api/v1/people/{person}': ['people/new', person('One'), person('Two')],
  '/api/v1/schedules/{key}': ['schedules/new', schedule(10), schedule(20)],
  '/api/v1/segments/{segment}': [
    'segments/new',
    { name: 'One', match: 'all', conditions: [{ attribute: 'a', operator: 'in', values: ['1'] }] },
    { name: 'Two', match: 'any', conditions: [{ attribute: 'a', operator: 'in', values: ['1'] }] },
  ],
  '/api/v1/change-policy': ['change-policy', policy(1), policy(2)],
  '/api/v1/services/{service}/change-policy': ['services/checkout/change-policy', policy(1), policy(2)],
  '/api/v1/drill-schedules/{key}': ['drill-schedules/new', drill('monday'), drill('friday')],
  '/api/v1/drill-scenarios/{key}': ['drill-scenarios/new', scenario('One'), scenario('Two')],
};

function schedule(escalateAfterMinutes: number): object {
  const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['ana'] };
  return { team: 'payments', timezone: 'Europe/Berlin', rotation, escalateAfterMinutes };
}

function drill(weekday: string): object {
  return { scenario: 'known', recurrence: { every: 'week', weekday, at: '09:30', timezone: 'Europe/Berlin' } };
}

function scenario(title: string): object {
  return { yaml: dump(aScenario({ scenario: 'new', service: 'checkout', title })) };
}

it('every PUT that may create is tried here', async () => {
  const { body } = await app.as().get('/api/openapi.json').expect(200);
  const creating = Object.entries<{ put?: { parameters?: { name: string }[] } }>(body.paths).flatMap(
    ([path, { put }]) => (put?.parameters?.some(({ name }) => name === 'If-None-Match') === true ? [path] : []),
  );
  expect(Object.keys(PUTS).toSorted()).toEqual(creating.toSorted());
});

describe.each(Object.entries(PUTS))('PUT %s', (_, [path, one, two]) => {
  const put = (header: Record<string, string>, body: object) => app.as().put(`/api/v1/${path}`).set(header).send(body);
  const get = () => app.as().get(`/api/v1/${path}`);

  it('creates and replaces nothing with If-None-Match: *, for one of two who come at once', async () => {
    const answers = await Promise.all([one, two].map((body) => put({ 'If-None-Match': '*' }, body)));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '412']);
    expect(answers.find(({ status }) => status === 412)?.body.code).toBe('exists_already');
    const made = answers.find(({ status }) => status === 201);
    expect((await get().expect(200)).body).toEqual(made?.body);
    expect((await put({ 'If-None-Match': '*' }, two)).status).toBe(412);
    expect((await get()).headers['etag']).toBe(made?.headers['etag']);
  });

  it('lets one of two through who change the same version at once', async () => {
    await put({}, one);
    const tag = String((await get().expect(200)).headers['etag']);
    const answers = await Promise.all([1, 2].map(() => put({ 'If-Match': tag }, two)));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '412']);
    expect(answers.find(({ status }) => status === 412)?.body.code).toBe('changed_meanwhile');
  });
});
