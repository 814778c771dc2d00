import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExposureReads } from '../../src/flags/index.js';
import { Exposure } from '../../src/flags/exposure/exposure.js';
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
