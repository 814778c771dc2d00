import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Paging } from '../../src/oncall/index.js';
import { Db } from '../../src/platform/index.js';
import { cloneTemplate, dropDatabase } from '../support/app.js';
import { eventually, startApp, startRedis, type TestApp } from '../support/index.js';
import { startReceiver, type Received, type Receiver } from './oncall-receivers.js';
import { alertOf, send, squad, tick as tickOf } from './oncall-squad.js';

const MINUTE = 60_000;

let app: TestApp;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ worker: false });
});
afterAll(async () => {
  await app?.close();
  await receiver.close();
});

const hook = (person: string) => [{ kind: 'webhook', url: `${receiver.url}/${person}` }];
const tick = (on: TestApp = app) => tickOf(on);
const pagesAt = (...people: string[]): Received[] =>
  receiver.received.filter(({ path }) => people.includes(path.slice(1)));

describe('workers', () => {
  it('send again what a dead process had in hand, once its lease ends', async () => {
    const team = await squad(app, hook);
    await send(app, team.key);
    await app.sql(
      `insert into pages (id, alert, level, person, state, due_at, claimed_until)
       select gen_random_uuid(), id, 0, $2, 'due', triggered_at, triggered_at + interval '20 s' from alerts where service = $1`,
      [team.service, team.people[0]],
    );
    await app.sql(`delete from pages where person is null and alert in (select id from alerts where service = $1)`, [
      team.service,
    ]);
    await tick();
    expect(pagesAt(...team.people)).toEqual([]);
    app.clock.advance(21_000);
    await tick();
    expect(pagesAt(...team.people)).toHaveLength(1);
  });

  it('leave alone what somebody is just acknowledging', async () => {
    const team = await squad(app, hook);
    await send(app, team.key);
    const { id } = await alertOf(app, team);
    await app.get(Db).transaction(async (tx) => {
      await app.get(Paging).acknowledgeAlert(tx, id, 'ada');
      await tick();
      expect(pagesAt(...team.people)).toEqual([]);
    });
    await tick();
    expect(pagesAt(...team.people)).toEqual([]);
    expect(await alertOf(app, team)).toMatchObject({ acknowledgedBy: 'ada', pages: [{ state: 'stopped' }] });
  });

  it('try no more what is acknowledged while it is being sent', async () => {
    const team = await squad(app, hook);
    receiver.answer = 'nothing';
    await send(app, team.key);
    await tick();
    await send(app, team.key, 'acknowledge');
    await eventually(async () => {
      const [first] = (await alertOf(app, team)).pages;
      expect(first?.['attempts']).toHaveLength(1);
      expect(first).toMatchObject({ state: 'stopped', tries: 1 });
    });
    receiver.answer = 200;
    app.clock.advance(MINUTE);
    await tick();
    expect(pagesAt(...team.people)).toHaveLength(1);
  });

  it('page once between two of them', async () => {
    const other = await startApp({ beside: app, worker: false });
    const teams = await Promise.all([squad(app, hook), squad(app, hook), squad(app, hook)]);
    await Promise.all(teams.map(({ key }) => send(app, key)));
    await Promise.all([tick(app), tick(other), tick(app), tick(other)]);
    await Promise.all([tick(app), tick(other)]);
    for (const team of teams) expect(pagesAt(...team.people)).toHaveLength(1);
    await other.close();
  });

  it('take over what another has left, and page without Redis', async () => {
    const database = await cloneTemplate();
    const redis = await startRedis();
    const config = { redisUrl: redis.url };
    const one = await startApp({ databaseUrl: database.url, config });
    const team = await squad(one, hook);
    await redis.stop();
    await send(one, team.key);
    await eventually(() => expect(pagesAt(...team.people)).toHaveLength(1));
    await redis.start();
    await one.close();
    const two = await startApp({ databaseUrl: database.url, config });
    await sleep(1_500);
    expect(pagesAt(...team.people)).toHaveLength(1);
    two.clock.advance(6 * MINUTE);
    await eventually(() => expect(pagesAt(...team.people).map(({ body }) => body['level'])).toEqual([0, 1]));
    await two.close();
    await redis.stop();
    await dropDatabase(database.name);
  }, 60_000);
});
