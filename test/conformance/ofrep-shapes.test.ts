import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventStream, eventually, startApp, type TestApp } from '../support/index.js';
import { faultsOf, type OfrepShape } from './ofrep-schemas.js';

const BULK = '/ofrep/v1/evaluate/flags';
const CONTEXT = { targetingKey: 'user-7' };
const FLAGS: { key: string; variants?: object }[] = [
  { key: 'bool' },
  { key: 'text', variants: { on: 'new', off: 'old' } },
  { key: 'whole', variants: { on: 3, off: 0 } },
  { key: 'broken-number', variants: { on: 1.5, off: 0.25 } },
  { key: 'object', variants: { on: { hue: 240, deep: { list: [1, null] } }, off: {} } },
  { key: 'off' },
  { key: 'without-default' },
  { key: 'unreadable' },
];

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'shop', team: 'payments' });
  token = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  for (const flag of FLAGS) {
    const born = { name: flag.key, kind: 'ops', service: 'shop', owner: { team: 'payments' }, ...flag };
    await app.as().post('/api/v1/flags').send(born).expect(201);
    if (flag.key !== 'off') await flip(flag.key, true);
  }
  await app.sql(`update flags set default_variant = 'gone', off_variant = 'gone' where key = 'unreadable'`);
  await app.sql(`update flags set default_variant = 'gone' where key = 'without-default'`);
  for (const key of ['without-default', 'unreadable']) {
    await flip(key, false);
    await flip(key, true);
  }
});
afterAll(() => app.close());

async function flip(key: string, on: boolean): Promise<number> {
  const path = `/api/v1/flags/${key}/environments/production/flip`;
  const { body } = await app.as().post(path).send({ on, reason: 'test' }).expect(200);
  return Number(body.revision);
}
const evaluate = (path: string, body: unknown = { context: CONTEXT }) =>
  app.as(token).post(path).send(JSON.stringify(body)).set('content-type', 'application/json');
function expectFits(shape: OfrepShape, answer: unknown): void {
  expect(faultsOf(shape, answer), JSON.stringify(answer)).toEqual([]);
}

describe('answers fit the shapes of OFREP 0.3.0', () => {
  it.each(FLAGS.map(({ key }) => key).filter((key) => key !== 'unreadable'))('of the flag %s', async (key) => {
    const { body } = await evaluate(`${BULK}/${key}`).expect(200);
    expectFits('serverEvaluationSuccess', body);
    expect(body).toHaveProperty('value');
  });

  it('of a flag that is on and has no variant to be on with: it is off', async () => {
    const { body } = await evaluate(`${BULK}/without-default`).expect(200);
    expect(body).toMatchObject({ value: false, variant: 'off' });
  });

  it('of a flag that cannot be evaluated', async () => {
    expectFits('evaluationFailure', (await evaluate(`${BULK}/unreadable`).expect(400)).body);
  });

  it('of a flag that does not exist', async () => {
    expectFits('flagNotFound', (await evaluate(`${BULK}/unheard-of`).expect(404)).body);
  });

  it.each([{}, { context: {} }, { context: { targetingKey: 7 } }, { context: 7 }, null, []])(
    'to the body %j',
    async (body) => {
      expectFits('evaluationFailure', (await evaluate(`${BULK}/bool`, body).expect(400)).body);
      expectFits('bulkEvaluationFailure', (await evaluate(BULK, body).expect(400)).body);
    },
  );

  it('of all flags, a broken one among them, with where to hear of changes', async () => {
    const { body } = await evaluate(BULK).expect(200);
    expectFits('bulkEvaluationSuccess', body);
    expect(body.flags).toHaveLength(FLAGS.length);
    expect(body.flags.filter((flag: object) => 'errorCode' in flag)).toHaveLength(1);
    expect(body.metadata).toEqual({ environment: 'production', revision: expect.any(Number) });
    expect(body.eventStreams).toHaveLength(1);
  });

  it('on the event stream', async () => {
    const { body } = await evaluate(BULK).expect(200);
    const stream = await EventStream.open(app.url + String(body.eventStreams[0].endpoint.requestUri));
    const revision = await flip('off', true);
    await eventually(() => expect(stream.last?.id).toBe(String(revision)));
    for (const { event, id, data } of stream.events) {
      expectFits('sseEvent', { event, id, data: JSON.stringify(data) });
      expectFits('sseEventData', data);
      expect(event).toBe('message');
      expect(data['type']).toBe('refetchEvaluation');
    }
    stream.close();
  });

  it('refuses with statuses of its own and bodies that clients can read', async () => {
    const none = await request(app.url).post(BULK).send({ context: CONTEXT });
    const reader = await app.token({ permissions: ['read'] });
    const forbidden = await app.as(reader).post(BULK).send({ context: CONTEXT });
    expect([none.status, forbidden.status]).toEqual([401, 403]);
    for (const { body } of [none, forbidden]) expectFits('bulkEvaluationFailure', body);
  });
});

it('the shapes refuse what does not fit', () => {
  expect(faultsOf('serverEvaluationSuccess', { key: 'a', value: true, reason: 'DEFAULT' })).not.toEqual([]);
  expect(faultsOf('evaluationFailure', { errorCode: 'GENERAL' })).not.toEqual([]);
  expect(faultsOf('bulkEvaluationSuccess', { flags: [{ key: 'a', value: 1 }] })).not.toEqual([]);
  const both = { type: 'sse', url: 'https://x.example.com', endpoint: { requestUri: '/x' } };
  expect(faultsOf('bulkEvaluationSuccess', { flags: [], eventStreams: [both] })).not.toEqual([]);
});
