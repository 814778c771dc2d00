import { afterAll, beforeAll, expect, it } from 'vitest';
import { Standby } from '../../src/platform/index.js';
import { DatabaseProxy } from '../support/database-proxy.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let near: TestApp;
let proxy: DatabaseProxy;
let site: Site;
let responder: Visitor;

/** `near` reaches the database directly; the site through the proxy. */
beforeAll(async () => {
  near = await startApp();
  proxy = await DatabaseProxy.before(near.config.databaseUrl ?? '');
  site = await Site.start({ beside: near, worker: false, config: { databaseUrl: proxy.url } });
  await near.service({ key: 'checkout', team: 'payments' });
  responder = await site.person('responder', 'rita');
  const flag = { key: 'new-cart', name: 'New cart', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  await near.as().post('/api/v1/flags').send(flag).expect(201);
  const flip = { on: true, reason: 'rollout' };
  await near.as().post('/api/v1/flags/new-cart/environments/production/flip').send(flip).expect(200);
});
afterAll(async () => {
  await proxy?.back();
  await site?.close();
  await proxy?.close();
  await near?.close();
});

it('tells that the database is away, takes a kill all the same, says what it is worth, and heals by itself', async () => {
  const page = await site.open({ phone: true });
  await signIn(page, responder, '/kill');
  await page.getByRole('button', { name: /^on\s*New cart/ }).waitFor();
  await site.app.get(Standby).gatherAll();

  await proxy.refuse();
  const bar = page.getByText('The database is away: evaluation goes on; only kills are accepted.');
  await bar.waitFor();
  await page.getByRole('button', { name: /^on\s*New cart/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Errors since it is on' }).click();
  await sheet.getByRole('button', { name: 'Turn off in production' }).click();
  await sheet.getByRole('heading', { name: 'New cart is off in production, on this server' }).waitFor();
  await sheet.getByText('Your kill is written down in this server’s journal').waitFor();
  await sheet.getByText('Other servers, and the database').waitFor();
  await expectFitsPhone(page);
  await keepScreenshots(page, 'kill-journaled');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Done' }).click();
  await page.getByText('on this server only until the database is back').waitFor();

  await proxy.back();
  await bar.waitFor({ state: 'detached' });
  await eventually(async () => {
    const { body } = await near.as().get('/api/v1/flags/new-cart');
    expect(body.environments.production.on).toBe(false);
  });
  await page.getByText('on this server only until the database is back').waitFor({ state: 'detached' });
  const history = await near.as().get('/api/v1/flags/new-cart/history').expect(200);
  expect(history.body.items[0]).toMatchObject({ action: 'kill', person: 'rita', reason: 'Errors since it is on' });
  expect(site.complaints).toEqual([]);
});
