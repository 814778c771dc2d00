import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const DAY = 86_400_000;
let app: TestApp;
let other: TestApp;
let production = '';

beforeAll(async () => {
  app = await startApp();
  other = await startApp({ beside: app, clock: app.clock });
  await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  production = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  const expiresAt = new Date(app.clock.now().getTime() + 300 * DAY).toISOString();
  const body = { key: 'aged', kind: 'release', service: 'checkout', owner: { team: 'payments' }, expiresAt };
  const flag = { ...body, removalTicket: 'OPS-12' };
  await app.as().post('/api/v1/flags').send(flag).expect(201);
  const on = { on: true, reason: 'on in one place alone' };
  await app.as().post('/api/v1/flags/aged/environments/production/flip').send(on).expect(200);
  app.clock.advance(41 * DAY);
});
afterAll(async () => {
  await other?.close();
  await app?.close();
});

const scan = (references: object[]) =>
  app.as().put('/api/v1/code-references/acme/shop').send({ commit: 'c1', branch: 'main', references }).expect(200);
/** What the guard says in each of two processes, and the keys that the list of stale flags holds there. */
const told = () =>
  Promise.all(
    [app, other].map(async (one) => {
      const { body } = await one.as().post('/api/v1/guards/flag-debt').send({ service: 'checkout' });
      const list = await one.as().get('/api/v1/flags?debt=stale').expect(200);
      return [body.verdict, ...list.body.items.map(({ key }: { key: string }) => key)];
    }),
  );

describe('the evidence of debt', () => {
  it('is that of the moment, in every process: places in code, calls and configuration', async () => {
    expect(await told()).toEqual([['pass'], ['pass']]);
    await scan([{ flag: 'aged', path: 'src/a.ts', line: 3 }]);
    expect(await told()).toEqual([['pass'], ['pass']]);
    await scan([]);
    expect(await told()).toEqual([
      ['block', 'aged'],
      ['block', 'aged'],
    ]);

    const report = { batch: 'b-1', counts: [{ flag: 'aged', variant: 'on', count: 1 }] };
    await other.as(production).post('/api/v1/exposures').send(report).expect(200);
    expect(await told()).toEqual([['pass'], ['pass']]);
    app.clock.advance(41 * DAY);
    expect(await told()).toEqual([
      ['block', 'aged'],
      ['block', 'aged'],
    ]);

    const again = { batch: 'b-2', counts: [{ flag: 'aged', variant: 'off', count: 1 }] };
    await app.as(production).post('/api/v1/exposures').send(again).expect(200);
    expect(await told()).toEqual([['pass'], ['pass']]);
  });

  it('asks again for what an environment that is gone had seen', async () => {
    const put = (environments: object[]) =>
      app
        .as()
        .put('/api/v1/services/checkout')
        .send({ name: 'Checkout', team: 'payments', repository: 'acme/shop', environments });
    await put([{ key: 'staging', production: false }]).expect(200);
    await app.settled();
    expect(await told()).toEqual([
      ['block', 'aged'],
      ['block', 'aged'],
    ]);
  });

  it('is no older under a question that was asked before: a service that came, an owner who left, an end that passed', async () => {
    const ask = async () => {
      const { body } = await other.as().post('/api/v1/guards/flag-debt').send({ repository: 'acme/shop' });
      return [
        body.counts.flags,
        ...body.reasons.map((one: { rule: string; subject: string }) => `${one.rule} ${one.subject}`),
      ];
    };
    const before = await ask();
    await app.service({ key: 'basket', team: 'baskets', repository: 'acme/shop' });
    await app.person({ key: 'lena', teams: [] });
    const expiresAt = new Date(app.clock.now().getTime() + 2 * DAY).toISOString();
    const flag = { key: 'brief', kind: 'ops', service: 'basket', owner: { person: 'lena' }, expiresAt };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    expect(await ask()).toEqual([before[0] + 1, ...before.slice(1)]);
    const gone = { name: 'Lena', email: 'lena@example.org', teams: [], active: false };
    await app.as().put('/api/v1/people/lena').send(gone).expect(200);
    expect(await ask()).toEqual([before[0] + 1, ...before.slice(1), 'no_owner brief']);
    app.clock.advance(3 * DAY);
    expect((await ask()).slice(-2)).toEqual(['expired brief', 'no_owner brief']);
    await app
      .as()
      .put('/api/v1/services/basket')
      .send({ name: 'Basket', team: 'baskets', repository: 'acme/basket' })
      .expect(200);
    expect(await ask()).toEqual(before);
  });
});
