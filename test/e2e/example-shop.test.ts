import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const SHOP = join(import.meta.dirname, '..', '..', 'examples', 'shop');
const BASKET = { lines: [{ sku: 'teapot', quantity: 1 }], coupon: 'FIVE' };

let app: TestApp;
let shop: ChildProcess;
let url = '';

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'shop' });
  const flag = { key: 'checkout-open', kind: 'kill_switch', service: 'shop', owner: { team: 'team' } };
  const told = { runbook: 'https://example.com/runbook', blastRadius: 'Nobody can buy' };
  await app
    .as()
    .post('/api/v1/flags')
    .send({ ...flag, killSwitch: told })
    .expect(201);
  await flip(true);
  const token = await app
    .as()
    .post('/api/v1/tokens')
    .send({ name: 'shop', permissions: ['flags:evaluate'], environment: 'production' })
    .expect(201);
  shop = spawn(process.execPath, [join(SHOP, 'src', 'start.js')], {
    env: { PATH: process.env['PATH'] ?? '', OFREP_URL: app.url, OFREP_TOKEN: token.body.token },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  shop.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  url = await eventually(
    () => {
      const found = /storefront\s+(http:\S+)/.exec(said)?.[1];
      if (found === undefined) throw new Error(`The shop is not ready: ${said}`);
      return found;
    },
    { within: 30_000 },
  );
}, 60_000);
afterAll(async () => {
  if (shop.exitCode === null) {
    shop.kill('SIGTERM');
    await once(shop, 'exit');
  }
  await app.close();
});

async function flip(on: boolean): Promise<void> {
  await app
    .as()
    .post('/api/v1/flags/checkout-open/environments/production/flip')
    .send({ on, reason: 'test' })
    .expect(200);
}

async function checkout(): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/checkout`, { method: 'POST', headers, body: JSON.stringify(BASKET) })).status;
}

describe('the example shop', () => {
  it('passes its own tests', async () => {
    const tests = spawn(process.execPath, ['--test', join(SHOP, 'test/')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [tests.stdout, tests.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = await once(tests, 'exit');
    expect(code, said).toBe(0);
    expect(said).toMatch(/^# pass 1[5-9]$/m);
  });

  it('takes orders until its flag is killed, and again when it is on', async () => {
    expect(await checkout()).toBe(201);
    await app
      .as()
      .post('/api/v1/flags/checkout-open/kill')
      .send({ environment: 'production', reason: 'test' })
      .expect(200);
    expect(await checkout()).toBe(503);
    await flip(true);
    expect(await checkout()).toBe(201);
  });

  it('ends all its processes together', async () => {
    shop.kill('SIGTERM');
    await once(shop, 'exit');
    await eventually(async () =>
      expect(
        await fetch(`${url}/healthz`).then(
          () => 'up',
          () => 'down',
        ),
      ).toBe('down'),
    );
  });
});
