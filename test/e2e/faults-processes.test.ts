import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { ADMIN, Stage, type Program } from '../support/processes.js';
import { factsOf, missing, must, NDJSON, ndjson, numbers, pour, prepare, send } from './faults-load.js';
import { buildIfMissing } from './start-support.js';

const WAVES = 12;
const SIZE = 50;
let stage: Stage;
let undisturbed: unknown;
let api: Program;
let worker: Program;
const url = (): string => api.url;

beforeAll(async () => {
  buildIfMissing();
  stage = await Stage.create();
  await begin();
  await pour(url, WAVES, SIZE);
  await stage.settled();
  undisturbed = await numbers(api.url);
}, 180_000);
afterAll(() => stage?.clear(), 30_000);

async function begin(): Promise<void> {
  await stage.fresh();
  [api, worker] = await Promise.all([stage.start('api'), stage.start('worker')]);
  await prepare(api.url);
}

/** Sends NDJSON slowly, so that it can be met in its midst; resolves with the status, or null when it broke off. */
function dripFacts(to: string, facts: object[], pause: number): Promise<number | null> {
  return new Promise((resolve) => {
    const sending = request(`${to}/api/v1/facts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/x-ndjson' },
    });
    sending.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? null));
      response.on('error', () => resolve(null));
    });
    sending.on('error', () => resolve(null));
    const drip = async (): Promise<void> => {
      for (let i = 0; i < facts.length && !sending.destroyed; i += 250) {
        sending.write(ndjson(facts.slice(i, i + 250)));
        await sleep(pause);
      }
      sending.end();
    };
    void drip();
  });
}
const storedDeployments = async (): Promise<number> =>
  (await stage.sql<{ n: number }>(`select count(*)::int as n from deployments`))[0]?.n ?? 0;

describe('a process that ends at any moment', { timeout: 90_000 }, () => {
  beforeEach(begin, 60_000);

  it('loses nothing when it is the worker, killed again and again while everything pours in', async () => {
    const pouring = pour(url, WAVES, SIZE);
    for (const pause of [150, 400, 250]) {
      await sleep(pause);
      expect(await worker.end('SIGKILL')).toBe('SIGKILL');
      worker = await stage.start('worker');
    }
    const taken = await pouring;
    await worker.end('SIGKILL');
    worker = await stage.start('worker');
    // Lost jobs are enqueued again within 15 s; the rest is room for a busy machine.
    await stage.settled(45_000);
    expect(await missing(stage, api.url, taken)).toEqual([]);
    expect(await numbers(api.url)).toEqual(undisturbed);
  });

  it('keeps the stored batches of a stream when it is the API, and the whole sent again gives the same end', async () => {
    const facts = factsOf(0, WAVES * SIZE);
    const pouring = pour(url, WAVES, 0);
    const dripping = dripFacts(api.url, [...facts, ...factsOf(1_000, 2_000)], 40);
    const before = await eventually(async () => {
      const stored = await storedDeployments();
      expect(stored).toBeGreaterThan(0);
      return stored;
    });
    await api.end('SIGKILL');
    expect(await dripping).toBeNull();
    expect(await storedDeployments()).toBeGreaterThanOrEqual(before);
    api = await stage.start('api');
    const taken = await pouring;
    for (const part of [facts, factsOf(1_000, 2_000)]) {
      const { body } = await must(send(api.url, 'POST', '/api/v1/facts', ndjson(part), NDJSON));
      expect(body['rejectedCount']).toBe(0);
    }
    await stage.settled();
    expect(await missing(stage, api.url, taken)).toEqual([]);
    const disturbed = await numbers(api.url);

    await begin();
    await pour(url, WAVES, 0);
    await must(send(api.url, 'POST', '/api/v1/facts', ndjson([...facts, ...factsOf(1_000, 2_000)]), NDJSON));
    await stage.settled();
    expect(disturbed).toEqual(await numbers(api.url));
  });

  it('ends its work and exits with 0 on SIGTERM under load, API and worker', async () => {
    const dripping = dripFacts(api.url, factsOf(0, WAVES * SIZE), 100);
    const pouring = pour(url, WAVES, SIZE);
    await sleep(400);
    const first = api;
    const ends = Promise.all([first.end('SIGTERM'), worker.end('SIGTERM')]);
    // The stream was under way: it is taken to its end.
    expect(await dripping).toBe(200);
    expect(await ends).toEqual([0, 0]);
    expect(first.output).not.toMatch(/"level":(50|60|"error")/);
    [api, worker] = await Promise.all([stage.start('api'), stage.start('worker')]);
    const taken = await pouring;
    await stage.settled();
    expect(await missing(stage, api.url, taken)).toEqual([]);
    expect(await numbers(api.url)).toEqual(undisturbed);
  });
});
