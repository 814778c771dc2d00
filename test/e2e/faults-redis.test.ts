import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { Stage, type Program } from '../support/processes.js';
import { declare, evaluate, evaluator, flip, missing, must, numbers, pour, prepare, send } from './faults-load.js';
import { buildIfMissing } from './start-support.js';

const WAVES = 10;
const SIZE = 30;
let stage: Stage;
let api: Program;
let worker: Program;
let sdk: string;
let up = true;
let undisturbed: unknown;
const url = (): string => api.url;

async function begin(): Promise<void> {
  await stage.fresh();
  [api, worker] = await Promise.all([stage.start('api'), stage.start('worker')]);
  await prepare(api.url);
  sdk = await evaluator(api.url);
}
async function down(): Promise<void> {
  await stage.redis.stop();
  up = false;
}
async function back(): Promise<void> {
  if (!up) await stage.redis.start();
  up = true;
}

beforeAll(async () => {
  buildIfMissing();
  stage = await Stage.create();
  await begin();
  await pour(url, WAVES, SIZE);
  await stage.settled();
  undisturbed = await numbers(api.url);
}, 180_000);
afterEach(back);
afterAll(() => stage?.clear(), 30_000);

describe('Redis that is lost under load', { timeout: 90_000 }, () => {
  beforeEach(begin, 60_000);

  it('costs nothing when it is flushed, killed, and back empty, again and again', async () => {
    const pouring = pour(url, WAVES, SIZE);
    for (const pause of [100, 300]) {
      await sleep(pause);
      await stage.redis.flush();
      await sleep(pause);
      await down();
      await sleep(pause);
      await back();
    }
    const taken = await pouring;
    await stage.redis.flush();
    // Lost jobs are enqueued again within 15 s; the rest is room for a busy machine.
    await stage.settled(45_000);
    expect(await missing(stage, api.url, taken)).toEqual([]);
    expect(await numbers(api.url)).toEqual(undisturbed);
    expect((await send(api.url, 'GET', '/readyz'))?.body).toMatchObject({ status: 'ok' });
  });

  it('stops no kill: it answers and is seen by another process, and what hangs on it follows', async () => {
    const second = await stage.start('api');
    await flip(url, 'flag-1', true);
    await eventually(async () => expect((await evaluate(second.url, 'flag-1', sdk))?.body['value']).toBe(true));
    await stage.settled();
    await down();
    const incident = String((await declare(url, 'fire')).body['id']);
    const kill = await must(
      send(api.url, 'POST', '/api/v1/flags/flag-1/kill', { environment: 'production', reason: 'fire', incident }),
    );
    expect(kill.took).toBeLessThan(1_000);
    await eventually(async () => expect((await evaluate(second.url, 'flag-1', sdk))?.body['value']).toBe(false), {
      within: 1_000,
      every: 10,
    });
    expect(await send(api.url, 'GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'degraded' } });
    await sleep(3_000);
    await back();
    await stage.settled(20_000);
    expect((await send(api.url, 'GET', `/api/v1/incidents/${incident}`))?.body).toMatchObject({ state: 'mitigated' });
  });

  it('lets processes start and stop without it', async () => {
    await worker.end('SIGTERM');
    await api.end('SIGTERM');
    await down();
    [api, worker] = await Promise.all([stage.start('api'), stage.start('worker')]);
    const taken = await pour(url, 2, SIZE);
    const began = performance.now();
    expect(await Promise.all([api.end('SIGTERM'), worker.end('SIGTERM')])).toEqual([0, 0]);
    expect(performance.now() - began).toBeLessThan(12_000);
    [api, worker] = await Promise.all([stage.start('api'), stage.start('worker')]);
    await back();
    await stage.settled(20_000);
    expect(await missing(stage, api.url, taken)).toEqual([]);
  });
});
