import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExposureReads } from '../../src/flags/index.js';
import { Exposure } from '../../src/flags/exposure/exposure.js';
import { Retention } from '../../src/flags/exposure/retention.js';
import { startApp, type TestApp } from '../support/index.js';

const CONTEXT = { context: { targetingKey: 'user-7' } };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let app: TestApp;
let production: string;
let staging: string;

beforeAll(async () => {
  app = await startApp();
  app.clock.set(new Date('2026-11-21T08:30:00Z'));
  await app.service({ key: 'checkout', team: 'payments' });
  production = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  staging = await app.token({ permissions: ['flags:evaluate'], environment: 'staging' });
});
afterAll(() => app.close());

async function make(key: string): Promise<void> {
  const flag = { key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(flag).expect(201);
}

async function flip(key: string, on: boolean): Promise<void> {
  await app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send({ on, reason: 'test' }).expect(200);
}

async function call(key: string, times = 1, token = production): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await app.as(token).post(`/ofrep/v1/evaluate/flags/${key}`).send(CONTEXT).expect(200);
  }
}

const flush = () => app.get(Exposure).flush();
const reads = () => app.get(ExposureReads);
const counts = async (key: string, by: 'hour' | 'day' = 'hour') => {
  const now = app.clock.now().getTime();
  const rows = await reads().counts(key, { from: new Date(now - 400 * DAY), to: new Date(now + DAY), by });
  return rows.map(({ at, environment, variant, door, count }) => [at.toISOString(), environment, variant, door, count]);
};

describe('evaluations', () => {
  it('are counted by flag, environment, variant, hour and door', async () => {
    await make('counted');
    await call('counted', 3);
    await call('counted', 1, staging);
    await flip('counted', true);
    await call('counted', 2);
    await app.as(production).post('/ofrep/v1/evaluate/flags').send(CONTEXT).expect(200);
    await flush();
    expect(await counts('counted')).toEqual([
      ['2026-11-21T08:00:00.000Z', 'production', 'off', 'single', 3],
      ['2026-11-21T08:00:00.000Z', 'production', 'on', 'bulk', 1],
      ['2026-11-21T08:00:00.000Z', 'production', 'on', 'single', 2],
      ['2026-11-21T08:00:00.000Z', 'staging', 'off', 'single', 1],
    ]);
  });

  it('add up over flushes, and begin anew in another hour', async () => {
    await make('hours');
    await call('hours');
    await flush();
    await call('hours');
    await flush();
    app.clock.advance(HOUR);
    await call('hours');
    await flush();
    expect(await counts('hours')).toEqual([
      ['2026-11-21T08:00:00.000Z', 'production', 'off', 'single', 2],
      ['2026-11-21T09:00:00.000Z', 'production', 'off', 'single', 1],
    ]);
    expect(await counts('hours', 'day')).toEqual([['2026-11-21T00:00:00.000Z', 'production', 'off', 'single', 3]]);
  });

  it('in bulk are no calls', async () => {
    await make('in-bulk');
    const before = app.clock.now();
    await app.as(production).post('/ofrep/v1/evaluate/flags').send(CONTEXT).expect(200);
    await flush();
    const facts = (await reads().usage(['in-bulk'])).get('in-bulk');
    expect(facts).toMatchObject({ lastCalledAt: null, variant: null, constantSince: null });
    expect(facts?.lastHandedOutAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  it('tell since when a flag is constant', async () => {
    await make('moved');
    await call('moved');
    await flush();
    app.clock.advance(DAY);
    await call('moved');
    await flush();
    const turned = app.clock.now();
    await flip('moved', true);
    app.clock.advance(DAY);
    await call('moved');
    await call('moved', 1, staging);
    await flush();
    const environments = await reads().usageByEnvironment('moved');
    const [first, second] = environments;
    expect(environments.map(({ environment, variant }) => [environment, variant])).toEqual([
      ['production', 'on'],
      ['staging', 'off'],
    ]);
    expect(first?.constantSince?.getTime()).toBeGreaterThan(turned.getTime());
    expect(second?.constantSince).toEqual(second?.lastCalledAt);
    const whole = (await reads().usage(null)).get('moved');
    expect(whole?.constantSince?.getTime()).toBeGreaterThan(turned.getTime());
  });
});

describe('a report of an SDK', () => {
  const report = (body: object, token = production) => app.as(token).post('/api/v1/exposures').send(body);

  it('counts as calls, once for each batch, in the environment of its token', async () => {
    await make('reported');
    const body = { batch: 'b-1', counts: [{ flag: 'reported', variant: 'on', count: 40 }] };
    const [one, two] = await Promise.all([report(body), report(body)]);
    const answers = [one.body, two.body].toSorted((a, b) => String(a.status).localeCompare(String(b.status)));
    const answer = { batch: 'b-1', accepted: 1, rejected: [] };
    expect(answers).toEqual([
      { ...answer, status: 'accepted' },
      { ...answer, status: 'duplicate' },
    ]);
    expect((await report(body, staging)).body.status).toBe('accepted');
    const { body: shown } = await app.as().get('/api/v1/flags/reported/exposure').expect(200);
    expect(shown.sums).toEqual({ calls: { on: 80, off: 0 }, handedOut: { on: 0, off: 0 }, failed: 0 });
    expect(shown.reported).toBe(80);
    expect(shown.environments).toMatchObject([
      { environment: 'production', variant: 'on', sums: { calls: { on: 40, off: 0 } } },
      { environment: 'staging', variant: 'on', sums: { calls: { on: 40, off: 0 } } },
    ]);
  });

  it('names what it cannot count, and counts the rest', async () => {
    await make('partly');
    const old = new Date(app.clock.now().getTime() - 8 * DAY).toISOString();
    const counts = [
      { flag: 'nobody-knows', variant: 'on', count: 1 },
      { flag: 'partly', variant: 'off', count: 5 },
      { flag: 'partly', variant: 'blue', count: 1 },
      { flag: 'partly', variant: 'off', count: 1, hour: old },
      { flag: 'partly', variant: null, count: 2 },
    ];
    const { body } = await report({ batch: 'b-2', counts }).expect(200);
    expect(body).toMatchObject({ status: 'accepted', accepted: 2 });
    expect(body.rejected.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
      [0, 'unknown_flag'],
      [2, 'unknown_variant'],
      [3, 'too_old'],
    ]);
    const { body: shown } = await app.as().get('/api/v1/flags/partly/exposure').expect(200);
    expect(shown.sums).toEqual({ calls: { on: 0, off: 5 }, handedOut: { on: 0, off: 0 }, failed: 2 });
  });

  it('needs flags:evaluate and an environment, and tells every fault', async () => {
    const counts = [{ flag: 'partly', variant: 'on', count: 1 }];
    const reader = await app.token({ permissions: ['read'] });
    expect((await report({ batch: 'x', counts }, reader)).status).toBe(403);
    const { status, body: nowhere } = await report({ batch: 'x', counts }, app.admin);
    expect([status, nowhere.code]).toEqual([403, 'no_environment']);
    const bad = [
      { flag: '', variant: 'on', count: 0 },
      { flag: 'partly', variant: 'on', count: 1.5 },
    ];
    const { body } = await report({ counts: bad }).expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'batch',
      'counts[0].flag',
      'counts[0].count',
      'counts[1].count',
    ]);
    const many = Array.from({ length: 5_001 }, () => counts[0]);
    expect((await report({ batch: 'x', counts: many })).status).toBe(422);
  });
});

describe('the exposure of a flag', () => {
  it('has every hour of its window, and every variant in each', async () => {
    await make('shown');
    await call('shown', 2);
    await flush();
    const now = app.clock.now();
    const from = new Date(now.getTime() - 2 * HOUR).toISOString();
    const { body } = await app.as().get('/api/v1/flags/shown/exposure').query({ from, environment: 'production' });
    expect(body.buckets).toHaveLength(3);
    expect(body.variants).toEqual(['on', 'off']);
    expect(body.buckets[0]).toMatchObject({ calls: { on: 0, off: 0 }, failed: 0 });
    expect(body.buckets[2]).toMatchObject({ calls: { on: 0, off: 2 }, handedOut: { on: 0, off: 0 } });
    expect(body.environments.map(({ environment }: { environment: string }) => environment)).toEqual([
      'production',
      'staging',
    ]);
    expect(body.usage).toMatchObject({ state: 'varied', days: 30, variant: 'off' });
  });

  it('refuses windows that are too long, empty, or of hours that are not kept', async () => {
    const ask = async (query: object) => {
      const { status, body } = await app.as().get('/api/v1/flags/shown/exposure').query(query);
      return [status, body.errors?.[0]?.code];
    };
    expect(await ask({ from: '2020-01-01T00:00:00Z' })).toEqual([422, 'window_too_long']);
    expect(await ask({ by: 'day', from: '2020-01-01T00:00:00Z' })).toEqual([422, 'window_too_long']);
    expect(await ask({ from: '2026-11-21T09:00:00Z', to: '2026-11-21T08:00:00Z' })).toEqual([422, 'bad_window']);
    expect(await ask({ to: '2026-10-01T00:00:00Z' })).toEqual([422, 'hours_not_kept']);
    expect((await app.as().get('/api/v1/flags/nobody-knows/exposure')).status).toBe(404);
  });

  it('keeps days when its hours are old, and forgets days after more than a year', async () => {
    await make('aged');
    await call('aged', 2);
    await flush();
    app.clock.advance(HOUR);
    await call('aged');
    await flush();
    const day = `${app.clock.now().toISOString().slice(0, 10)}T00:00:00.000Z`;
    app.clock.advance(16 * DAY);
    await app.get(Retention).run();
    await app.get(Retention).run();
    expect(await counts('aged')).toEqual([]);
    expect(await counts('aged', 'day')).toEqual([[day, 'production', 'off', 'single', 3]]);
    app.clock.advance(400 * DAY);
    await app.get(Retention).run();
    expect(await counts('aged', 'day')).toEqual([]);
  });
});

describe('flags by their usage', () => {
  it('tell constant ones that are called from those that are not', async () => {
    for (const key of ['use-constant', 'use-varied', 'use-never', 'use-bulk']) await make(key);
    await call('use-constant');
    await call('use-varied');
    await flush();
    app.clock.advance(40 * DAY);
    await make('use-new');
    await flip('use-varied', true);
    await call('use-constant');
    await call('use-varied');
    await flush();
    // Bulk answers hold every flag of the environment, so the one that was only handed out is seen by its own sighting.
    await app.sql(
      `insert into flag_sightings (flag, environment, variant, door, first_at, last_at) values ('use-bulk', 'production', 'off', 'bulk', $1, $1)`,
      [app.clock.now()],
    );
    const list = async (query: object): Promise<string[]> => {
      const { body } = await app
        .as()
        .get('/api/v1/flags')
        .query({ q: 'use-', ...query })
        .expect(200);
      return body.items.map(({ key }: { key: string }) => key);
    };
    expect(await list({ usage: 'constant' })).toEqual(['use-constant']);
    expect(await list({ usage: 'varied' })).toEqual(['use-varied']);
    expect(await list({ usage: 'not_called' })).toEqual(['use-never']);
    expect(await list({ usage: 'handed_out' })).toEqual(['use-bulk']);
    expect(await list({ usage: 'new' })).toEqual(['use-new']);
    expect(await list({ usage: 'varied', usageDays: 60 })).toEqual(['use-constant', 'use-varied']);
    expect(await list({ usage: 'constant', debt: 'no_owner' })).toEqual([]);
    const { body } = await app.as().get('/api/v1/flags/use-constant').expect(200);
    expect(body.usage).toMatchObject({ state: 'constant', days: 30, variant: 'off' });
    expect((await app.as().get('/api/v1/flags').query({ usage: 'seldom' })).status).toBe(400);
  });
});
