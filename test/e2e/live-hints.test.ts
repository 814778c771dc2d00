import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Db } from '../../src/platform/index.js';
import { eventually, Listener, startApp, startRedis, type TestApp, type TestRedis } from '../support/index.js';

const listeners: Listener[] = [];

async function listen(app: TestApp, token = app.admin): Promise<Listener> {
  const listener = await Listener.open(app.url, token);
  listeners.push(listener);
  return listener;
}

function closeListeners(): void {
  for (const listener of listeners.splice(0)) listener.close();
}

function flagOf(service: string, key: string): object {
  return { key, name: key, kind: 'ops', service, owner: { team: 'team' } };
}

async function createFlag(app: TestApp, key: string): Promise<void> {
  const service = await app.service();
  const created = await app.as().post('/api/v1/flags').send(flagOf(service, key));
  expect(created.status).toBe(201);
}

async function openStreams(app: TestApp): Promise<number> {
  const { text } = await app.as().get('/metrics');
  return Number(/^loop_live_streams (\d+)$/m.exec(text)?.[1]);
}

describe('live hints between processes', () => {
  let one: TestApp;
  let other: TestApp;
  let worker: TestApp;

  beforeAll(async () => {
    one = await startApp({ worker: false, config: { liveHeartbeatMs: 300 } });
    other = await startApp({ beside: one, worker: false, config: { liveHeartbeatMs: 300 } });
    worker = await startApp({ beside: one, config: { role: { api: false, worker: true } } });
  });
  afterEach(closeListeners);
  afterAll(async () => {
    await worker.close();
    await other.close();
    await one.close();
  });

  it('begin with a greeting, in a form that proxies pass on, and keep beating', async () => {
    const listener = await listen(one);
    expect(listener.heard[0]).toEqual({ event: 'hello', data: { version: expect.stringMatching(/^\d+\.\d+\.\d+/) } });
    expect(listener.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(listener.headers.get('x-accel-buffering')).toBe('no');
    expect(listener.headers.get('cache-control')).toContain('no-transform');
    expect(listener.headers.get('x-content-type-options')).toBe('nosniff');
    await eventually(() => expect(listener.comments).toBeGreaterThan(1));
  });

  it('tell the streams of both processes what one of them changed', async () => {
    const [here, there] = [await listen(one), await listen(other)];
    await createFlag(one, 'told-everywhere');
    await eventually(() => {
      for (const listener of [here, there]) {
        expect(listener.knows('flags', 'told-everywhere')).toBe(true);
        expect(listener.knows('audit')).toBe(true);
        expect(listener.knows('catalog')).toBe(true);
        expect(listener.hints.some(({ topic, revision }) => topic === 'flag-revision' && (revision ?? 0) > 0)).toBe(
          true,
        );
      }
    });
  });

  it('tell of what a worker did', async () => {
    const service = await one.service({ repository: 'acme/told' });
    await worker.settled();
    const there = await listen(other);
    const at = one.clock.now().toISOString();
    await one.facts([
      { kind: 'deployment', id: 'd1', service, environment: 'production', status: 'success', finishedAt: at },
    ]);
    await eventually(() => {
      expect(there.knows('facts', service)).toBe(true);
      expect(there.knows('dora', service)).toBe(true);
    });
  });

  it('name the revision that the asked process evaluates by, after it does', async () => {
    await createFlag(one, 'revised');
    const there = await listen(other);
    const flip = await one
      .as()
      .post('/api/v1/flags/revised/environments/production/flip')
      .send({ on: true, reason: 'live' });
    expect(flip.status).toBe(200);
    await eventually(() =>
      expect(there.hints).toContainEqual({ topic: 'flag-revision', revision: flip.body.revision }),
    );
  });

  it('say nothing of what was rolled back', async () => {
    const here = await listen(one);
    const db = one.get(Db);
    const failed = db.transaction((tx) => {
      tx.announce('incidents', 'never-was');
      return Promise.reject(new Error('no'));
    });
    await expect(failed).rejects.toThrow('no');
    await db.transaction((tx) => Promise.resolve(tx.announce('incidents', 'was')));
    await eventually(() => expect(here.knows('incidents', 'was')).toBe(true));
    expect(here.knows('incidents', 'never-was')).toBe(false);
  });

  it('are few however much comes in', async () => {
    const services = await Promise.all(Array.from({ length: 60 }, () => one.service()));
    const there = await listen(other);
    const finishedAt = one.clock.now().toISOString();
    const lines = Array.from({ length: 1_000 }, (_, at) =>
      JSON.stringify({
        kind: 'deployment',
        id: `burst-${at}`,
        service: services[at % services.length],
        environment: 'production',
        status: 'success',
        finishedAt,
      }),
    );
    const sent = await one
      .as()
      .post('/api/v1/facts')
      .set('content-type', 'application/x-ndjson')
      .send(lines.join('\n'));
    expect(sent.body.accepted).toBe(1_000);
    await eventually(() => expect(there.knows('facts')).toBe(true));
    expect(there.hints.filter(({ topic }) => topic === 'facts')).toEqual([{ topic: 'facts' }]);

    const before = there.changes.length;
    const db = one.get(Db);
    for (let at = 0; at < 20; at += 1)
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          db.transaction((tx) => Promise.resolve(tx.announce('alerts', `a${at * 20 + n}`))),
        ),
      );
    await db.transaction((tx) => Promise.resolve(tx.announce('actions', 'last')));
    await eventually(() => expect(there.knows('actions', 'last')).toBe(true));
    expect(there.changes.length - before).toBeLessThan(200);
  });

  it('end when the token is revoked, and not before', async () => {
    const name = 'listener';
    const created = await one
      .as()
      .post('/api/v1/tokens')
      .send({ name, permissions: ['read'] });
    const mine = await listen(other, String(created.body.token));
    const bystander = await listen(other);
    await eventually(() => expect(mine.comments).toBeGreaterThan(1));
    expect(mine.ended).toBeNull();
    expect((await one.as().delete(`/api/v1/tokens/${created.body.id}`)).status).toBe(204);
    await eventually(() => expect(mine.ended).toBe('orderly'));
    expect(bystander.ended).toBeNull();
  });

  it('admit whoever may read, and nobody else', async () => {
    expect((await one.as('nobody-knows-this').get('/api/v1/live')).status).toBe(401);
    const writer = await one.token({ permissions: ['facts:write'] });
    expect((await one.as(writer).get('/api/v1/live')).status).toBe(403);
    expect((await one.as().head('/api/v1/live')).status).toBe(200);
  });

  it('serve hundreds of readers and forget those who leave', async () => {
    const before = await openStreams(one);
    const crowd = await Promise.all(Array.from({ length: 300 }, () => listen(one)));
    expect(await openStreams(one)).toBe(before + 300);
    await one.get(Db).transaction((tx) => Promise.resolve(tx.announce('postmortems', 'read by all')));
    await eventually(() =>
      expect(crowd.filter((listener) => listener.knows('postmortems', 'read by all'))).toHaveLength(300),
    );
    closeListeners();
    await eventually(async () => expect(await openStreams(one)).toBeLessThanOrEqual(before));
  });

  it('end in order when the process does', async () => {
    const third = await startApp({ beside: one, worker: false });
    const listener = await listen(third);
    await third.close();
    await eventually(() => expect(listener.ended).toBe('orderly'));
  });
});

describe('live hints while Redis is away', () => {
  let redis: TestRedis;
  let one: TestApp;
  let other: TestApp;

  beforeAll(async () => {
    redis = await startRedis();
    one = await startApp({ worker: false, config: { redisUrl: redis.url } });
    other = await startApp({ beside: one, worker: false, config: { redisUrl: redis.url } });
  });
  afterEach(closeListeners);
  afterAll(async () => {
    await other.close();
    await one.close();
    await redis.stop();
  });

  it('tell of a kill all the same, and of anything once it is back', async () => {
    await createFlag(one, 'killed');
    const flip = await one
      .as()
      .post('/api/v1/flags/killed/environments/production/flip')
      .send({ on: true, reason: 'up' });
    expect(flip.status).toBe(200);
    const there = await listen(other);
    await redis.stop();
    const kill = await one.as().post('/api/v1/flags/killed/kill').send({ environment: 'production', reason: 'down' });
    expect(kill.status).toBe(200);
    await eventually(() => {
      expect(there.knows('flags', 'killed')).toBe(true);
      expect(there.hints).toContainEqual({ topic: 'flag-revision', revision: kill.body.revision });
    });
    await redis.start();
    await eventually(() => expect(there.hints).toContainEqual({ topic: 'incidents' }));
    await one.service({ key: 'after-the-outage' });
    await eventually(() => expect(there.knows('catalog', 'after-the-outage')).toBe(true));
  });
});
