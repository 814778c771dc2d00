import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, freePort, startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let second: TestApp;
let sdk: string;

beforeAll(async () => {
  const config = { redisUrl: `redis://127.0.0.1:${await freePort()}` };
  app = await startApp({ config, worker: false });
  second = await startApp({ beside: app, config, worker: false });
  await app.service({ key: 'checkout' });
  sdk = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
}, 120_000);
afterAll(async () => {
  await second?.close();
  await app?.close();
});

const post = (path: string, body: object = {}) => app.as().post(`/api/v1/flags${path}`).send(body);
const valueIn = async (where: TestApp, key: string): Promise<unknown> =>
  (
    await where
      .as(sdk)
      .post(`/ofrep/v1/evaluate/flags/${key}`)
      .send({ context: { targetingKey: 'u' } })
  ).body.value;

describe('flags without Redis', { timeout: 60_000 }, () => {
  it('are created, changed, flipped, killed, evaluated, completed, archived and revived', async () => {
    expect((await app.as().get('/readyz')).body).toMatchObject({
      status: 'degraded',
      parts: { redis: { state: 'down' } },
    });
    await post('', { key: 'new', name: 'New', kind: 'ops', service: 'checkout', owner: { team: 'team' } }).expect(201);
    await app.as().patch('/api/v1/flags/new').send({ name: 'Newer' }).expect(200);
    await post('/new/environments/production/flip', { on: true, reason: 'go' }).expect(200);
    for (const where of [app, second])
      await eventually(async () => expect(await valueIn(where, 'new')).toBe(true), { within: 5_000 });
    const bulk = await second
      .as(sdk)
      .post('/ofrep/v1/evaluate/flags')
      .send({ context: { targetingKey: 'u' } });
    expect(bulk.body.flags).toContainEqual(expect.objectContaining({ key: 'new', value: true }));
    expect((await second.as(sdk).get('/flagd/v1/flags/production')).body.flags.new.defaultVariant).toBe('on');
    const killed = await post('/new/kill', { environment: 'production', reason: 'fire' }).expect(200);
    expect(killed.body).not.toHaveProperty('journaled');
    await eventually(async () => expect(await valueIn(second, 'new')).toBe(false), { within: 5_000 });
    await post('/new/complete', { outcome: 'discarded' }).expect(200);
    await post('/new/archive').expect(200);
    await post('/new/revive').expect(200);
    const history = await app.as().get('/api/v1/flags/new/history');
    expect(history.body.items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['create', 'change', 'flip', 'kill', 'complete', 'archive', 'revive']),
    );
    expect((await app.as().get('/api/v1/flags').query({ service: 'checkout' })).body.items).toHaveLength(1);
    expect((await app.as().get('/api/v1/kill-board')).body.flags).toHaveLength(1);
  });

  it('are flipped at their scheduled time, once, by workers that have no Redis either', async () => {
    await post('', { key: 'later', name: 'Later', kind: 'ops', service: 'checkout', owner: { team: 'team' } }).expect(
      201,
    );
    const at = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const { body } = await post('/later/environments/production/scheduled-flips', { on: true, reason: 'campaign', at });
    const { redisUrl } = app.config;
    const workers = await Promise.all([1, 2].map(() => startApp({ beside: app, config: { redisUrl }, worker: true })));
    try {
      app.clock.advance(3_600_000);
      await eventually(
        async () => expect((await app.as().get(`/api/v1/scheduled-flips/${body.id}`)).body.state).toBe('done'),
        { within: 30_000 },
      );
      const history = await app.as().get('/api/v1/flags/later/history').expect(200);
      const actions = history.body.items.map(({ action }: { action: string }) => action);
      expect(actions.filter((action: string) => action === 'flip')).toHaveLength(1);
    } finally {
      for (const worker of workers) await worker.close();
    }
  });
});
