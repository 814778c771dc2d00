import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { startReceiver, type Receiver } from './oncall-receivers.js';
import { squad, type Squad } from './oncall-squad.js';

const HOUR = 3_600_000;

let app: TestApp;
let receiver: Receiver;
let team: Squad;
let onDuty: string;
let other: string;
let made = 0;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ worker: false });
  team = await squad(app, (person) => [{ kind: 'webhook', url: `${receiver.url}/${person}` }]);
  await app.as().put('/api/v1/change-policy').send({ production: true, environments: [] }).expect(201);
  const { body } = await app.as().get(`/api/v1/on-call?service=${team.service}`).expect(200);
  onDuty = body.person;
  other = team.people.find((person) => person !== onDuty)!;
});
afterAll(async () => {
  await app?.close();
  await receiver.close();
});

const tokenOf = (person: string, ...permissions: ('read' | 'flags:write' | 'flags:kill')[]) =>
  app.token({ permissions: permissions.length > 0 ? permissions : ['read'], person });
const tick = (name: string) => app.get(Ticks).now(name);
const told = (person: string): unknown[] =>
  receiver.received.filter(({ path }) => path === `/${person}`).map(({ body }) => body['subject']);

/** A flag that is on in production, by an approved request. */
async function litFlag(): Promise<string> {
  made += 1;
  const key = `flag-${made}`;
  const body = { key, name: key, kind: 'ops', service: team.service, owner: { person: other } };
  await app.as().post('/api/v1/flags').send(body).expect(201);
  await turnOn(key);
  return key;
}
async function turnOn(key: string): Promise<void> {
  const [asker, approver] = [await tokenOf(onDuty, 'flags:write'), await tokenOf(other, 'flags:write')];
  const { body } = await app
    .as(asker)
    .post(`/api/v1/flags/${key}/environments/production/change-requests`)
    .send({ content: { kind: 'flip', on: true }, reason: 'release' })
    .expect(201);
  const path = `/api/v1/change-requests/${body.id}`;
  await app.as(approver).post(`${path}/approve`).send({ hash: body.hash }).expect(200);
  await app.as(asker).post(`${path}/apply`).expect(200);
}
const kill = (key: string, token: string, over: object = {}) =>
  app
    .as(token)
    .post(`/api/v1/flags/${key}/kill`)
    .send({ environment: 'production', reason: 'on fire', ...over });

describe('whoever is on call', () => {
  it('kills without approval, never enables, and another person reviews it', async () => {
    const key = await litFlag();
    const duty = await tokenOf(onDuty);
    const { body: killed } = await kill(key, duty).expect(200);
    expect(killed).toMatchObject({ on: false, question: null, review: { id: expect.any(String) } });
    const again = await kill(key, duty).expect(200);
    expect(again.body.review).toBeUndefined();
    const on = { on: true, reason: 'x' };
    await app.as(duty).post(`/api/v1/flags/${key}/environments/production/flip`).send(on).expect(403);
    const path = `/api/v1/kill-reviews/${killed.review.id}`;
    const done = (token: string) => app.as(token).post(`${path}/done`).send({ note: 'it was right' });
    expect((await done(await tokenOf(onDuty, 'flags:write'))).body).toMatchObject({ status: 403, code: 'own_kill' });
    await done(await tokenOf(other)).expect(403);
    const reviewer = await tokenOf(other, 'flags:write', 'read');
    const waiting = await app.as(reviewer).get('/api/v1/waiting').expect(200);
    expect(waiting.body.reviews).toMatchObject([{ flag: key, killedBy: onDuty, state: 'open' }]);
    expect((await app.as(duty).get('/api/v1/waiting')).body.reviews).toEqual([]);
    expect((await done(reviewer).expect(200)).body).toMatchObject({ state: 'done', reviewedBy: other });
    await done(reviewer).expect(200);
    const { body: history } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(history.items[0]).toMatchObject({ action: 'review_kill', reason: 'it was right', actor: other });
    expect(history.items.filter(({ action }: { action: string }) => action === 'review_kill')).toHaveLength(1);
  });

  it('is reminded of through others before a review is due, and it is overdue after a day', async () => {
    const key = await litFlag();
    await kill(key, await tokenOf(onDuty)).expect(200);
    const listed = async (state: string) => {
      const { body } = await app.as().get('/api/v1/kill-reviews').query({ flag: key, state });
      return body.items.map((review: { state: string }) => review.state);
    };
    await tick('flags.kill-reviews');
    expect(await listed('overdue')).toEqual([]);
    app.clock.advance(20 * HOUR);
    await tick('flags.kill-reviews');
    await tick('flags.kill-reviews');
    await tick('oncall.tell');
    await eventually(() => expect(told(other)).toEqual([`The kill of ${key} in production waits for a review`]));
    app.clock.advance(4 * HOUR);
    await tick('flags.kill-reviews');
    await tick('flags.kill-reviews');
    await tick('oncall.tell');
    await eventually(() => expect(told(other)).toHaveLength(2));
    expect(told(other)[1]).toBe(`The kill of ${key} in production should have been reviewed`);
    expect(await listed('overdue')).toEqual(['overdue']);
    expect(await listed('open')).toEqual(['overdue']);
    expect(told(onDuty)).toEqual([]);
  });
});

describe('a kill with a timer', () => {
  it('asks whoever killed, keeps off until asked again, and never comes back by itself', async () => {
    const key = await litFlag();
    const killer = await app.token({ permissions: ['flags:kill', 'read'], person: other });
    const { body } = await kill(key, killer, { askAfter: 'PT2H' }).expect(200);
    const path = `/api/v1/kill-questions/${body.question.id}`;
    const stateNow = async () => (await app.as().get(path)).body.state;
    await tick('flags.kill-questions');
    expect(await stateNow()).toBe('waiting');
    app.clock.advance(2 * HOUR);
    await tick('flags.kill-questions');
    await tick('flags.kill-questions');
    expect(await stateNow()).toBe('asked');
    await tick('oncall.tell');
    const question = `Should ${key} stay off in production?`;
    await eventually(() => expect(told(other).filter((subject) => subject === question)).toHaveLength(1));
    await eventually(() => expect(told(onDuty).filter((subject) => subject === question)).toHaveLength(1));
    const flag = (await app.as().get(`/api/v1/flags/${key}`)).body;
    expect(flag.environments.production.on).toBe(false);
    expect((await app.as(killer).get('/api/v1/waiting')).body.questions).toMatchObject([{ flag: key }]);

    const answer = (token: string, over: object) =>
      app
        .as(token)
        .post(`${path}/answer`)
        .send({ reason: 'not yet', ...over });
    await answer(killer, { answer: 'keep_off', askAfter: 'PT1H' }).expect(200);
    expect(await stateNow()).toBe('waiting');
    app.clock.advance(HOUR);
    await tick('flags.kill-questions');
    expect(await stateNow()).toBe('asked');

    expect((await answer(killer, { answer: 'turn_on' })).status).toBe(403);
    const writer = await tokenOf(other, 'flags:write');
    expect((await answer(writer, { answer: 'turn_on' })).body.code).toBe('approval_required');
    expect(await stateNow()).toBe('asked');
    await turnOn(key);
    expect(await stateNow()).toBe('turned_on');
    expect((await answer(killer, { answer: 'keep_off' })).body.code).toBe('question_answered');
  });

  it('is answered for good by keeping off, or by turning on where nothing needs approval', async () => {
    const own = `/api/v1/services/${team.service}/change-policy`;
    await app.as().put(own).send({ production: false, environments: [] }).expect(201);
    const writer = await tokenOf(onDuty, 'flags:write');
    for (const [answer, state] of [
      ['keep_off', 'kept_off'],
      ['turn_on', 'turned_on'],
    ] as const) {
      made += 1;
      const key = `flag-${made}`;
      const flag = { key, name: key, kind: 'ops', service: team.service, owner: { person: other } };
      await app.as().post('/api/v1/flags').send(flag).expect(201);
      const on = { on: true, reason: 'release' };
      await app.as(writer).post(`/api/v1/flags/${key}/environments/production/flip`).send(on).expect(200);
      const { body } = await kill(key, writer, { askAfter: 'PT5M' }).expect(200);
      expect(body.review).toBeNull();
      const path = `/api/v1/kill-questions/${body.question.id}/answer`;
      const answered = await app.as(writer).post(path).send({ answer, reason: 'so it is' }).expect(200);
      expect(answered.body).toMatchObject({ state, answeredBy: onDuty, note: 'so it is' });
    }
    await app.as().delete(own).expect(204);
  });

  it.each(['PT1S', 'P60D', 'soon', '2020-01-01T00:00:00Z'])('cannot ask after %s', async (askAfter) => {
    const key = await litFlag();
    const { body } = await kill(key, app.admin, { askAfter }).expect(422);
    expect(body.errors[0].field).toBe('askAfter');
    expect((await app.as().get(`/api/v1/flags/${key}`)).body.environments.production.on).toBe(true);
  });
});
