import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Standby } from '../../src/platform/index.js';
import { eventually, startApp, type Browser, type TestApp } from '../support/index.js';
import { DatabaseProxy } from '../support/database-proxy.js';

let near: TestApp;
let app: TestApp;
let proxy: DatabaseProxy;

/** `near` reaches the database directly; `app` through the proxy. */
beforeAll(async () => {
  near = await startApp();
  proxy = await DatabaseProxy.before(near.config.databaseUrl ?? '');
  app = await startApp({ beside: near, worker: false, config: { databaseUrl: proxy.url } });
  await near.service({ key: 'checkout' });
  await near.person({ key: 'ana', teams: ['team'] });
  await near.person({ key: 'ben', teams: ['team'] });
  await near
    .as()
    .put('/api/v1/schedules/team')
    .send({
      team: 'team',
      timezone: 'UTC',
      rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['ana'] },
      escalateAfterMinutes: 5,
    })
    .expect(201);
  for (const key of ['one', 'two', 'three', 'four'])
    await near
      .as()
      .post('/api/v1/flags')
      .send({ key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'team' } })
      .expect(201);
}, 120_000);
afterEach(() => proxy.back());
afterAll(async () => {
  await app?.close();
  await proxy?.close();
  await near?.close();
});

const kill = (flag: string, token?: string) =>
  app.as(token).post(`/api/v1/flags/${flag}/kill`).send({ environment: 'production', reason: 'fire' });
const away = (): Promise<void> =>
  eventually(async () => expect((await app.as().get('/readyz')).body.parts.database.state).toBe('down'));
const back = (): Promise<void> =>
  eventually(async () => expect((await app.as().get('/readyz')).body.parts.database.state).toBe('ok'));
const flip = (flag: string, on: boolean) =>
  near.as().post(`/api/v1/flags/${flag}/environments/production/flip`).send({ on, reason: 'test' }).expect(200);
/** As after a few seconds in which nothing changed. */
const known = (): Promise<void> => app.get(Standby).gatherAll();

describe('who may kill while the database is away', { timeout: 60_000 }, () => {
  it('is known by heart: tokens never seen here, whoever is on call, and nobody else', async () => {
    await flip('one', true);
    const [killer, ana, ben, reader] = await Promise.all([
      near.token({ permissions: ['flags:kill'] }),
      near.token({ permissions: ['read'], person: 'ana' }),
      near.token({ permissions: ['read'], person: 'ben' }),
      near.token({ permissions: ['read'] }),
    ]);
    const revoked = await near
      .as()
      .post('/api/v1/tokens')
      .send({ name: 'old', permissions: ['flags:kill'] });
    await app.as(String(revoked.body.token)).get('/api/v1/flags').expect(200);
    await near.as().delete(`/api/v1/tokens/${revoked.body.id}`).expect(204);
    await known();
    proxy.hang();
    await away();
    for (const token of [ben, reader]) expect((await kill('one', token)).status).toBe(403);
    expect((await kill('one', String(revoked.body.token))).status).toBe(401);
    const answer = await kill('one', ana);
    expect(answer.body).toMatchObject({ on: false, journaled: { inEffect: ['this_process'] } });
    expect((await kill('two', killer)).body).toMatchObject({ on: false });
    await proxy.back();
    await back();
    await eventually(async () => {
      const history = await near.as().get('/api/v1/flags/one/history');
      expect(history.body.items).toContainEqual(
        expect.objectContaining({ action: 'kill', actor: 'ana', at: answer.body.flippedAt }),
      );
    });
    await near.settled();
    const [audit] = (await near.as().get('/api/v1/audit').query({ subject: 'flag:one', action: 'flag.kill' })).body
      .items;
    expect(audit).toMatchObject({ at: answer.body.flippedAt, actor: { person: 'ana' }, detail: { journaled: true } });
  });

  it('lets a person who signed in kill from the board, by a session that this process never saw', async () => {
    await flip('three', true);
    const browser: Browser = await near.signedIn('responder', 'rita');
    const here = browser.copy(undefined, app.url);
    await known();
    await proxy.refuse();
    await away();
    const board = await here.get('/api/v1/kill-board');
    expect(board.status).toBe(200);
    const rowOf = (body: { flags: { key: string }[] }) => body.flags.find(({ key }) => key === 'three');
    expect(rowOf(board.body)).toMatchObject({ on: true });
    const killed = await here.post('/api/v1/flags/three/kill', { environment: 'production', reason: 'fire' });
    expect(killed.body).toMatchObject({ on: false, journaled: {} });
    expect(rowOf((await here.get('/api/v1/kill-board')).body)).toMatchObject({
      on: false,
      since: killed.body.flippedAt,
      flip: { kill: true, actor: 'rita', journaled: true },
    });
    expect(
      (await here.post('/api/v1/flags/three/environments/production/flip', { on: true, reason: 'x' })).status,
    ).toBe(503);
    await proxy.back();
    await back();
    await eventually(async () => {
      const { body } = await near.as().get('/api/v1/flags/three');
      expect(body.environments.production.on).toBe(false);
    });
  });

  it('takes a kill with an Idempotency-Key, which it cannot keep', async () => {
    await flip('four', true);
    proxy.hang();
    const answer = await kill('four').set('idempotency-key', 'once');
    expect(answer.body).toMatchObject({ on: false, journaled: {} });
  });
});
