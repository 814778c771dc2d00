import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FlagReads } from '../../src/flags/index.js';
import { RevisionFeed } from '../../src/flags/evaluation/revision-feed.js';
import { Rulesets } from '../../src/flags/evaluation/rulesets.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let evaluator: string;
let made = 0;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  evaluator = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
});
afterAll(() => app.close());

async function newFlag(over: object = {}): Promise<string> {
  made += 1;
  const key = `flag-${made}`;
  await app
    .as()
    .post('/api/v1/flags')
    .send({ key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'payments' }, ...over })
    .expect(201);
  return key;
}
const flip = (key: string, on: boolean, over: object = {}, token?: string) =>
  app
    .as(token)
    .post(`/api/v1/flags/${key}/environments/production/flip`)
    .send({ on, reason: 'because', ...over });
const kill = (key: string, over: object = {}, token?: string, on = app) =>
  on
    .as(token)
    .post(`/api/v1/flags/${key}/kill`)
    .send({ environment: 'production', reason: 'on fire', ...over });
async function valueOf(key: string, on = app): Promise<unknown> {
  const { body } = await on
    .as(evaluator)
    .post(`/ofrep/v1/evaluate/flags/${key}`)
    .send({ context: { targetingKey: 'u' } })
    .expect(200);
  return body.value;
}

describe('a flip', () => {
  it('is seen by the evaluation of the process that took it before it is answered', async () => {
    const key = await newFlag();
    for (const on of [true, false, true, false]) {
      const { body } = await flip(key, on).expect(200);
      expect(body).toMatchObject({ flag: key, environment: 'production', on });
      expect(body.revision).toBeTypeOf('number');
      expect(Date.parse(body.flippedAt)).not.toBeNaN();
      expect(await valueOf(key)).toBe(on);
    }
  });

  it('to the present state changes nothing', async () => {
    const key = await newFlag();
    await flip(key, false).expect(200);
    const first = await flip(key, true).expect(200);
    app.clock.advance(60_000);
    const again = await flip(key, true, { reason: 'again' }).expect(200);
    expect(again.body).toEqual(first.body);
    const { body } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(body.items.filter(({ action }: { action: string }) => action === 'flip')).toHaveLength(1);
  });

  it.each([
    [{ on: true }, 'reason'],
    [{ on: true, reason: '  ' }, 'reason'],
    [{ reason: 'x' }, 'on'],
    [{ on: 'true', reason: 'x' }, 'on'],
    [{ on: true, reason: 'x', incident: '' }, 'incident'],
    [{ on: true, reason: 'x', incident: 'a\nb' }, 'incident'],
    [{ on: true, reason: 'x', colour: 'red' }, 'colour'],
  ])('answers 422 for %j', async (body, field) => {
    const key = await newFlag();
    const response = await app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send(body).expect(422);
    expect(response.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('answers 404 for an unknown flag or environment, 401 and 403 for the wrong token', async () => {
    const key = await newFlag();
    const moon = app.as().post(`/api/v1/flags/${key}/environments/moon/flip`).send({ on: true, reason: 'x' });
    const killer = await app.token({ permissions: ['flags:kill', 'read'] });
    const answers = await Promise.all([
      flip('unheard-of', true),
      moon,
      kill(key, { environment: 'moon' }),
      kill('unheard-of'),
      flip(key, true, {}, 'nonsense-nonsense'),
      flip(key, true, {}, killer),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 401, 403]);
  });

  it('stands in the history with person, reason and incident, and in the flips that others read', async () => {
    const key = await newFlag();
    await app.person({ key: 'bo', teams: ['payments'] });
    const token = await app.token({ permissions: ['flags:write'], person: 'bo' });
    await flip(key, true, { incident: 'inc-1', reason: 'release it' }, token).expect(200);
    const { body } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(body.items[0]).toMatchObject({
      action: 'flip',
      actor: 'bo',
      environment: 'production',
      reason: 'release it',
      incident: 'inc-1',
      detail: { on: true },
    });
    const flips = await app.get(FlagReads).flips({ flag: key });
    expect(flips).toMatchObject([
      { flag: key, service: 'checkout', on: true, kill: false, incident: 'inc-1', actor: 'bo', external: false },
    ]);
  });

  it('of two people at once is lost by neither', async () => {
    const key = await newFlag();
    await flip(key, true).expect(200);
    const tokens = await Promise.all(
      ['ana', 'bo'].map(async (person) => {
        await app.person({ key: person, teams: ['payments'] });
        return app.token({ permissions: ['flags:write'], person });
      }),
    );
    const rounds = 10;
    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all([
        app
          .as(tokens[0])
          .post(`/api/v1/flags/${key}/environments/production/flip`)
          .send({ on: round % 2 === 1, reason: `ana ${round}` }),
        app
          .as(tokens[1])
          .post(`/api/v1/flags/${key}/environments/staging/flip`)
          .send({ on: round % 2 === 0, reason: `bo ${round}` }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    }
    const { body } = await app.as().get(`/api/v1/flags/${key}/history?limit=100`);
    const who = (person: string): number =>
      body.items.filter(({ actor }: { actor: string }) => actor === person).length;
    expect([who('ana'), who('bo')]).toEqual([rounds, rounds]);
    const { body: flag } = await app.as().get(`/api/v1/flags/${key}`);
    expect([flag.environments.production.on, flag.environments.staging.on]).toEqual([true, false]);
  });

  it('of many at once on one environment ends in the state of the last one in the history', async () => {
    const key = await newFlag();
    await Promise.all(Array.from({ length: 20 }, (_, i) => flip(key, i % 2 === 0, { reason: `r${i}` }).expect(200)));
    const flips = await app.get(FlagReads).flips({ flag: key });
    flips.forEach((one, i) => expect(one.on).toBe(i % 2 === 0));
    const { body: flag } = await app.as().get(`/api/v1/flags/${key}`);
    expect(flag.environments.production.on).toBe(flips.at(-1)?.on);
  });
});

describe('a kill', () => {
  it('needs flags:kill, flags:write or admin', async () => {
    const key = await newFlag();
    for (const permission of ['flags:kill', 'flags:write', 'admin'] as const) {
      await flip(key, true).expect(200);
      const token = await app.token({ permissions: [permission] });
      const { body } = await kill(key, {}, token).expect(200);
      expect(body).toMatchObject({ flag: key, environment: 'production', on: false });
      expect(await valueOf(key)).toBe(false);
    }
    const reader = await app.token({ permissions: ['read'] });
    await kill(key, {}, reader).expect(403);
    await kill(key, { reason: undefined }).expect(422);
    await kill(key, { environment: undefined }).expect(422);
  });

  it('is allowed to whoever is on call for the service, whatever the token may', async () => {
    const key = await newFlag();
    await flip(key, true).expect(200);
    await app.person({ key: 'oncall-ana', teams: ['payments'] });
    await app.person({ key: 'offcall-bo', teams: ['payments'] });
    const schedule = {
      team: 'payments',
      timezone: 'UTC',
      rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['oncall-ana'] },
      escalateAfterMinutes: 10,
    };
    const put = await app.as().put('/api/v1/schedules/payments').send(schedule);
    expect([200, 201]).toContain(put.status);
    const bo = await app.token({ permissions: ['read'], person: 'offcall-bo' });
    await kill(key, {}, bo).expect(403);
    const ana = await app.token({ permissions: ['read'], person: 'oncall-ana' });
    await kill(key, { incident: 'inc-7' }, ana).expect(200);
    expect(await valueOf(key)).toBe(false);
    await flip(key, true, {}, ana).expect(403);
  });

  it('works with Redis down', async () => {
    const lonely = await startApp({ beside: app, worker: false, config: { redisUrl: 'redis://127.0.0.1:1' } });
    try {
      const key = await newFlag();
      await flip(key, true).expect(200);
      await eventually(async () => expect(await valueOf(key, lonely)).toBe(true));
      await kill(key, {}, undefined, lonely).expect(200);
      expect(await valueOf(key, lonely)).toBe(false);
      await eventually(async () => expect(await valueOf(key)).toBe(false), { within: 1_000 });
    } finally {
      await lonely.close();
    }
  });
});

describe('a second process on the same database', () => {
  let second: TestApp;
  beforeAll(async () => {
    second = await startApp({ beside: app, worker: false });
  });
  afterAll(() => second.close());

  it('sees a kill at once', async () => {
    const key = await newFlag();
    await flip(key, true).expect(200);
    await eventually(async () => expect(await valueOf(key, second)).toBe(true), { within: 500 });
    await kill(key).expect(200);
    await eventually(async () => expect(await valueOf(key, second)).toBe(false), { within: 500 });
  });

  it('sees it by its poll when no notification reaches it', async () => {
    const key = await newFlag();
    await eventually(async () => expect(await valueOf(key, second)).toBe(false), { within: 500 });
    // A change that notifies nobody.
    await app.sql(`update flag_revision set revision = revision + 1`);
    await app.sql(`update flag_environments set on_state = true where flag = $1 and environment = 'production'`, [key]);
    await app.sql(`update flags set revision = (select revision from flag_revision) where key = $1`, [key]);
    await eventually(async () => expect(await valueOf(key, second)).toBe(true), { within: 4_000 });
  });

  it('reads what it missed when its connection comes back', async () => {
    const key = await newFlag();
    await eventually(async () => expect(await valueOf(key, second)).toBe(false), { within: 500 });
    await app.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'delivery-loop flag revisions' and datname = current_database()`,
    );
    await flip(key, true).expect(200);
    await eventually(async () => expect(await valueOf(key, second)).toBe(true), { within: 1_500 });
    await eventually(async () => {
      const { body } = await second.as().get('/readyz');
      expect(body.parts.flagFeed.state).toBe('ok');
    });
    await kill(key).expect(200);
    await eventually(async () => expect(await valueOf(key, second)).toBe(false), { within: 500 });
    expect(second.get(RevisionFeed)).toBeDefined();
    expect(second.get(Rulesets).revision).toBe(app.get(Rulesets).revision);
  });
});

describe('the lifecycle', () => {
  const step = (key: string, name: string, body: object = {}) =>
    app.as().post(`/api/v1/flags/${key}/${name}`).send(body);

  it('goes from active over completed to archived and back, and steps taken again change nothing', async () => {
    const key = await newFlag();
    await flip(key, true).expect(200);
    await step(key, 'archive').expect(409);
    await step(key, 'complete').expect(422);
    await step(key, 'complete', { outcome: 'lost' }).expect(422);
    const completed = await step(key, 'complete', { outcome: 'kept' }).expect(200);
    expect(completed.body).toMatchObject({ stage: 'completed', outcome: 'kept' });
    const again = await step(key, 'complete', { outcome: 'kept' }).expect(200);
    expect(again.body.revision).toBe(completed.body.revision);
    await step(key, 'complete', { outcome: 'discarded' }).expect(409);
    const archived = await step(key, 'archive').expect(200);
    expect(archived.body.stage).toBe('archived');
    expect((await step(key, 'archive').expect(200)).body.revision).toBe(archived.body.revision);
    await flip(key, false).expect(409);
    await flip(key, true).expect(409);
    await kill(key).expect(409);
    await step(key, 'complete', { outcome: 'kept' }).expect(409);
    await app.as().patch(`/api/v1/flags/${key}`).send({ name: 'x' }).expect(409);

    const single = await app
      .as(evaluator)
      .post(`/ofrep/v1/evaluate/flags/${key}`)
      .send({ context: { targetingKey: 'u' } });
    expect([single.status, single.body.errorCode]).toEqual([404, 'FLAG_NOT_FOUND']);

    const revived = await step(key, 'revive').expect(200);
    expect(revived.body).toMatchObject({ stage: 'active', outcome: null });
    expect(revived.body.environments.production.on).toBe(false);
    expect(await valueOf(key)).toBe(false);
    expect((await app.get(FlagReads).flips({ flag: key })).map(({ on }) => on)).toEqual([true, false]);
    await step('unheard-of', 'archive').expect(404);
  });
});

describe('flips of another system', () => {
  it('are kept as external, the last received of each wins, whatever the order of work', async () => {
    const fact = {
      kind: 'flip',
      id: 'ld-1',
      flag: 'their-flag',
      environment: 'production',
      on: true,
      at: '2026-11-01T10:00:00Z',
      actor: 'cy',
    };
    await app.facts([fact]);
    await app.facts([{ ...fact, on: false }]);
    await eventually(async () => {
      const flips = await app.get(FlagReads).flips({ flag: 'their-flag' });
      expect(flips).toMatchObject([{ id: 'ld-1', service: null, on: false, kill: false, external: true, actor: 'cy' }]);
    });
  });
});
