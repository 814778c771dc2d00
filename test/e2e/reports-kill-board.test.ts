import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({
    key: 'search',
    team: 'discovery',
    environments: [
      { key: 'prod-eu', production: true },
      { key: 'prod-us', production: true },
      { key: 'staging', production: false },
    ],
  });
  for (const [key, service] of [
    ['one-page', 'checkout'],
    ['express-pay', 'checkout'],
    ['unborn', 'checkout'],
    ['new-ranking', 'search'],
  ]) {
    const owner = { team: 'payments' };
    await app
      .as()
      .post('/api/v1/flags')
      .send({ key, name: `The ${key}`, kind: 'ops', service, owner })
      .expect(201);
  }
});
afterAll(() => app.close());

const flip = (key: string, environment: string, on: boolean) =>
  app.as().post(`/api/v1/flags/${key}/environments/${environment}/flip`).send({ on, reason: 'rollout' }).expect(200);

interface Board {
  services: { key: string; mayKill: boolean; onCall: object | null; incidents: { id: string }[] }[];
  flags: { key: string; environment: string; on: boolean; since: string; flip: object | null }[];
  more: boolean;
}
async function board(token?: string, query: object = {}): Promise<Board> {
  const { status, body } = await app.as(token).get('/api/v1/kill-board').query(query);
  expect([status, body]).toMatchObject([200, {}]);
  return body as Board;
}
const rows = ({ flags }: Board) =>
  flags.map(({ key, environment, on }) => `${key} ${environment} ${on ? 'on' : 'off'}`);

describe('the kill board', () => {
  it('shows what is on in production first, then what was turned off last, and says how it came to be so', async () => {
    await flip('one-page', 'production', true);
    await flip('express-pay', 'production', true);
    await flip('new-ranking', 'prod-us', true);
    await flip('new-ranking', 'staging', true);
    app.clock.advance(60_000);
    const incident = 'incident-of-the-night';
    const killed = await app
      .as()
      .post('/api/v1/flags/express-pay/kill')
      .send({ environment: 'production', reason: 'cards fail', incident })
      .expect(200);

    const shown = await board();
    expect(rows(shown)).toEqual([
      'one-page production on',
      'new-ranking prod-us on',
      'express-pay production off',
      'new-ranking prod-eu off',
      'unborn production off',
    ]);
    expect(shown.flags[2]).toMatchObject({
      name: 'The express-pay',
      since: killed.body.flippedAt,
      flip: { kill: true, reason: 'cards fail', incident },
    });
    expect(shown.flags[4]?.flip).toBeNull();
    expect(shown.more).toBe(false);
  });

  it('leaves archived flags out', async () => {
    const owner = { team: 'payments' };
    await app.as().post('/api/v1/flags').send({ key: 'old', kind: 'ops', service: 'checkout', owner }).expect(201);
    await flip('old', 'production', true);
    await app.as().post('/api/v1/flags/old/complete').send({ outcome: 'kept' }).expect(200);
    expect(rows(await board())).toContain('old production on');
    await app.as().post('/api/v1/flags/old/archive').expect(200);
    expect(rows(await board())).not.toContain('old production on');
  });

  it.each([
    ['EXPRESS', ['express-pay production off']],
    ['the new', ['new-ranking prod-us on', 'new-ranking prod-eu off']],
    ['sear', ['new-ranking prod-us on', 'new-ranking prod-eu off']],
    ['%', []],
  ])('finds %j', async (q, expected) => {
    expect(rows(await board(undefined, { q }))).toEqual(expected);
  });

  it('lets whoever has the permission kill everywhere, and whoever is on call there', async () => {
    await app.person({ key: 'ada', teams: ['payments'] });
    const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['ada'] };
    const schedule = { team: 'payments', timezone: 'Europe/Berlin', rotation };
    await app.as().put('/api/v1/schedules/payments').send(schedule).expect(201);
    const may = async (token: string) =>
      Object.fromEntries((await board(token)).services.map(({ key, mayKill }) => [key, mayKill]));

    expect(await may(await app.token({ permissions: ['flags:kill'] }))).toEqual({ checkout: true, search: true });
    expect(await may(await app.token({ permissions: ['read'] }))).toEqual({ checkout: false, search: false });
    const ada = await app.token({ permissions: ['read'], person: 'ada' });
    expect(await may(ada)).toEqual({ checkout: true, search: false });
    const [checkout, search] = (await board(ada)).services;
    expect([checkout?.onCall, search?.onCall]).toMatchObject([{ person: 'ada', name: 'ada' }, null]);
    await app.as(ada).post('/api/v1/flags/one-page/kill').send({ environment: 'production', reason: 'x' }).expect(200);
    const refused = await app
      .as(ada)
      .post('/api/v1/flags/new-ranking/kill')
      .send({ environment: 'prod-us', reason: 'x' });
    expect([refused.status, refused.body.code]).toEqual([403, 'kill_forbidden']);
    await app
      .as(await app.token({ permissions: ['facts:write'] }))
      .get('/api/v1/kill-board')
      .expect(403);
  });

  it('names the incidents whose impact lasts, the gravest first and drills last', async () => {
    const declare = async (title: string, severity: string, drill = false): Promise<string> => {
      const body = { title, service: 'checkout', severity, drill };
      return String((await app.as().post('/api/v1/incidents').send(body).expect(201)).body.id);
    };
    const drill = await declare('Fire drill', 'sev1', true);
    const small = await declare('Slow', 'sev3');
    const grave = await declare('Down', 'sev1');
    const over = await declare('Over', 'sev1');
    await app.as().post(`/api/v1/incidents/${over}/restore`).send({}).expect(200);
    const { services } = await board();
    const of = (service: string) => services.find(({ key }) => key === service)?.incidents.map(({ id }) => id);
    expect([of('checkout'), of('search')]).toEqual([[grave, small, drill], []]);
  });

  it('shows five hundred at most, and says that there are more', async () => {
    await app.sql(
      `insert into flags (key, name, kind, service, owner_team, stage, variants, default_variant, off_variant, revision, created_at, updated_at, created_by)
       select 'many-' || n, 'many', 'ops', 'checkout', 'payments', 'active', '{"on":true,"off":false}', 'on', 'off', 1, $1, $1, 'test'
       from generate_series(1, 500) n`,
      [app.clock.now()],
    );
    await app.sql(
      `insert into flag_environments (flag, environment, position, on_state, rules, revision, changed_at)
       select key, 'production', 0, false, '[]', 1, created_at from flags where name = 'many'`,
    );
    const all = await board();
    expect([all.flags.length, all.more]).toEqual([500, true]);
    const some = await board(undefined, { q: 'many-49' });
    expect([some.flags.length, some.more]).toEqual([11, false]);
  });
});
