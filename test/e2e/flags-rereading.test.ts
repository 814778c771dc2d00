import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Rulesets } from '../../src/flags/evaluation/rulesets.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { DatabaseProxy } from '../support/database-proxy.js';

let near: TestApp;
let app: TestApp;
let proxy: DatabaseProxy;
let holder: pg.Client;
let evaluator = '';

/** `near` reaches the database directly; `app` through the proxy. */
beforeAll(async () => {
  near = await startApp();
  proxy = await DatabaseProxy.before(near.config.databaseUrl ?? '');
  app = await startApp({ beside: near, worker: false, config: { databaseUrl: proxy.url } });
  holder = new pg.Client({ connectionString: near.config.databaseUrl ?? '' });
  await holder.connect();
  await near.service({ key: 'checkout' });
  evaluator = await near.token({ permissions: ['flags:evaluate'], environment: 'production' });
  for (const key of ['killed', 'kept']) {
    const flag = { key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'team' } };
    await near.as().post('/api/v1/flags').send(flag).expect(201);
    const on = { on: true, reason: 'test' };
    await near.as().post(`/api/v1/flags/${key}/environments/production/flip`).send(on).expect(200);
  }
  await loaded();
}, 120_000);
afterEach(async () => {
  await holder.query('rollback');
  await proxy.back();
});
afterAll(async () => {
  await holder?.end();
  await app?.close();
  await proxy?.close();
  await near?.close();
});

const answer = async (flag: string): Promise<unknown> =>
  (
    await app
      .as(evaluator)
      .post(`/ofrep/v1/evaluate/flags/${flag}`)
      .send({ context: { targetingKey: 'u' } })
  ).body.value;

const loaded = (): Promise<void> => eventually(async () => expect(await answer('kept')).toBe(true));

/** Until the transaction of `holder` ends, changes of flags can be committed but not loaded. */
async function keepFromLoading(): Promise<void> {
  await holder.query('begin');
  await holder.query('lock table segments in access exclusive mode');
}

/** What a flag answers, again and again for longer than a load is waited for. */
async function answersFor(flag: string, ms: number): Promise<unknown[]> {
  const seen = new Set<unknown>();
  const end = performance.now() + ms;
  while (performance.now() < end) {
    seen.add(await answer(flag));
    await sleep(20);
  }
  return [...seen];
}

describe('while flags cannot be read', { timeout: 60_000 }, () => {
  it('a journaled kill holds from its reconciling until it is loaded', async () => {
    proxy.hang();
    await eventually(async () => expect((await app.as().get('/readyz')).body.parts.database.state).toBe('down'));
    const kill = { environment: 'production', reason: 'fire' };
    const { body } = await app.as().post('/api/v1/flags/killed/kill').send(kill);
    expect(body).toMatchObject({ on: false, journaled: { inEffect: ['this_process'] } });
    await keepFromLoading();
    await proxy.back();
    await eventually(async () => {
      const { items } = (await near.as().get('/api/v1/flags/killed/history').expect(200)).body;
      expect(items[0]).toMatchObject({ action: 'kill' });
    });
    expect(await answersFor('killed', 2_500)).toEqual([false]);
    expect(app.get(Rulesets).heldKills()).toHaveLength(1);
    await holder.query('rollback');
    await eventually(() => expect(app.get(Rulesets).heldKills()).toEqual([]));
    expect(await answer('killed')).toBe(false);
  });

  it('an inventory that was put back to an earlier state goes on being evaluated until all of it is read', async () => {
    await keepFromLoading();
    await near.sql(`update flag_revision set revision = revision - 1`);
    expect(await answersFor('kept', 2_500)).toEqual([true]);
    await near.sql(`update flags set default_variant = 'off' where key = 'kept'`);
    await holder.query('rollback');
    await eventually(async () => expect(await answer('kept')).toBe(false));
  });
});
