import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, freePort } from '../support/index.js';
import { Stage, type Program } from '../support/processes.js';
import {
  declare,
  evaluate,
  evaluator,
  factsOf,
  flip,
  missing,
  must,
  numbers,
  pour,
  prepare,
  send,
  type Answer,
} from './faults-load.js';
import { buildIfMissing } from './start-support.js';

const WAVES = 10;
const SIZE = 30;
let stage: Stage;
let api: Program;
let sdk: string;
let undisturbed: unknown;
const url = (): string => api.url;

async function begin(): Promise<void> {
  await stage.fresh();
  [api] = await Promise.all([stage.start('api'), stage.start('worker')]);
  await prepare(api.url);
  sdk = await evaluator(api.url);
}

beforeAll(async () => {
  buildIfMissing();
  stage = await Stage.create();
  await begin();
  await pour(url, WAVES, SIZE);
  await stage.settled();
  undisturbed = await numbers(api.url);
}, 180_000);
afterEach(() => stage.postgres.start());
afterAll(() => stage?.clear(), 30_000);

function expectUnavailable(answer: Answer | null): void {
  expect(answer?.status).toBe(503);
  expect(answer?.took).toBeLessThan(5_000);
  expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer?.headers.get('content-type')).toContain('application/problem+json');
  expect(answer?.body).toMatchObject({ status: 503, title: 'Unavailable' });
}

describe('PostgreSQL that restarts under load', { timeout: 90_000 }, () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'after %s: 503 meanwhile, evaluation goes on, and all heals by itself',
    async (signal) => {
      await begin();
      const second = await stage.start('api');
      await flip(url, 'flag-5', true);
      for (const process of [api, second]) {
        await eventually(async () => {
          const answer = await evaluate(process.url, 'flag-5', sdk);
          expect([answer?.status, answer?.body['value']]).toEqual([200, true]);
        });
      }
      const odd: string[] = [];
      let over = false;
      // Everything that is asked, all the while: an answer may be late or 503, but not 500 and not later than 5 s.
      const watching = Promise.all(
        [
          ['GET', '/api/v1/dora?from=2026-05-01T00:00:00Z&to=2026-06-01T00:00:00Z'],
          ['GET', '/api/v1/flags'],
          ['PUT', '/api/v1/teams/core'],
          ['POST', '/api/v1/facts'],
        ].map(async ([method = '', path = '']) => {
          while (!over) {
            const body = method === 'PUT' ? { name: 'Core' } : method === 'POST' ? { facts: factsOf(0, 1) } : undefined;
            const answer = await send(api.url, method, path, body);
            if (!answer || ![200, 503].includes(answer.status) || answer.took > 5_000)
              odd.push(`${method} ${path}: ${answer?.status} after ${answer?.took} ms ${JSON.stringify(answer?.body)}`);
            await sleep(20);
          }
        }),
      );
      const evaluating = (async () => {
        while (!over) {
          const answer = await evaluate(second.url, 'flag-5', sdk);
          if (answer?.status !== 200 || answer.took > 2_000)
            odd.push(`evaluation: ${answer?.status} after ${answer?.took} ms`);
          await sleep(20);
        }
      })();
      const pouring = pour(url, WAVES, SIZE);
      await sleep(300);
      await stage.postgres.stop(signal);
      await sleep(300);

      const ready = await send(api.url, 'GET', '/readyz');
      expect(ready).toMatchObject({
        status: 200,
        body: { status: 'degraded', parts: { database: { state: 'down' } } },
      });
      expect(ready?.took).toBeLessThan(5_000);
      expect((await send(api.url, 'GET', '/livez'))?.status).toBe(200);
      expectUnavailable(await send(api.url, 'GET', '/api/v1/flags'));
      expectUnavailable(await send(api.url, 'POST', '/api/v1/facts', { facts: factsOf(0, 1) }));
      expectUnavailable(await send(api.url, 'GET', '/api/v1/services', undefined, { token: 'never-seen-before' }));
      expect((await evaluate(api.url, 'flag-5', 'never-seen-before'))?.status).toBe(503);
      expect(await evaluate(api.url, 'flag-5', sdk)).toMatchObject({ status: 200, body: { value: true } });
      await sleep(2_000);
      expect(await evaluate(api.url, 'flag-5', sdk)).toMatchObject({ status: 200, body: { value: true } });

      await stage.postgres.start();
      const taken = await pouring;
      over = true;
      await watching;
      await evaluating;
      expect(odd).toEqual([]);
      await stage.settled(20_000);
      await eventually(async () =>
        expect((await send(api.url, 'GET', '/readyz'))?.body).toMatchObject({ status: 'ok' }),
      );
      expect(await missing(stage, api.url, taken)).toEqual([]);
      expect(await numbers(api.url)).toEqual(undisturbed);

      // The second process hears of a kill at once again, not only by its poll.
      await must(send(api.url, 'POST', '/api/v1/flags/flag-5/kill', { environment: 'production', reason: 'fire' }));
      await eventually(async () => expect((await evaluate(second.url, 'flag-5', sdk))?.body['value']).toBe(false), {
        within: 1_000,
        every: 10,
      });
      // And the work behind it goes on.
      await declare(url, 'after the outage');
      await stage.settled(10_000);
    },
  );
});

describe('a start without PostgreSQL', { timeout: 60_000 }, () => {
  it.each(['api', 'worker'] as const)('ends the %s in one clear line, within 10 s', async (role) => {
    const began = performance.now();
    const port = await freePort();
    const program = stage.begin(role, { DATABASE_URL: `postgres://loop:secret@127.0.0.1:${port}/loop` });
    expect(await program.exit()).toBe(1);
    expect(performance.now() - began).toBeLessThan(15_000);
    const lines = program.output.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`PostgreSQL at 127.0.0.1:${port}/loop cannot be used .*ECONNREFUSED`));
    expect(lines[0]).not.toContain('secret');
  });

  it('waits for one that comes up in time', async () => {
    await stage.postgres.stop('SIGINT');
    const program = stage.begin('api');
    await sleep(2_500);
    await stage.postgres.start();
    await program.ready();
    expect((await send(program.url, 'GET', '/readyz'))?.status).toBe(200);
  });
});
