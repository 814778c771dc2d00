import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startRedis, type TestRedis } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let redis: TestRedis;
let responder: Visitor;
let incident: string;

beforeAll(async () => {
  redis = await startRedis();
  site = await Site.start({ config: { redisUrl: redis.url } });
  const { app } = site;
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'search', team: 'discovery' });
  await app.service({ key: 'billing', team: 'finance' });
  for (const [key, name, service, on] of [
    ['one-page-checkout', 'One-page checkout', 'checkout', true],
    ['express-pay', 'Express pay', 'checkout', true],
    ['gift-cards', 'Gift cards', 'checkout', false],
    ['new-ranking', 'New ranking', 'search', true],
    ['typo-help', 'Typo help', 'search', true],
    ['dunning', 'Dunning by mail', 'billing', false],
  ] as const) {
    const flag = { key, name, kind: 'ops', service, owner: { team: 'payments' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    if (on) await flip(key, true);
  }
  const declared = { title: 'Cards are refused', service: 'checkout', severity: 'sev2' };
  incident = String((await app.as().post('/api/v1/incidents').send(declared).expect(201)).body.id);
  responder = await site.person('responder');
});
afterAll(async () => {
  await site?.close();
  await redis?.stop();
});

const flip = (key: string, on: boolean) =>
  site.app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send({ on, reason: 'rollout' }).expect(200);
async function stateOf(key: string): Promise<boolean> {
  return (await site.app.as().get(`/api/v1/flags/${key}`)).body.environments.production.on;
}
const row = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^o(n|ff)\\s*${name}`) });
const sheet = (page: Page) => page.getByRole('dialog');

describe('the kill board', () => {
  it('is a phone’s: one tap opens the sheet, one reason, one confirmation, and what it did is measured', async () => {
    const page = await site.open({ phone: true });
    await signIn(page, responder, '/kill');
    await row(page, 'One-page checkout').waitFor();
    const groups = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(groups, 'the service in trouble comes first').toEqual(['checkout', 'search']);
    await page.getByText('Nothing is on in production in billing').waitFor();
    await expectFitsPhone(page);
    const box = await row(page, 'One-page checkout').boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(48);
    await keepScreenshots(page, 'kill-board');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });

    await row(page, 'One-page checkout').click();
    await sheet(page).getByRole('heading', { name: 'Turn off One-page checkout?' }).waitFor();
    expect(await sheet(page).getByRole('radio', { name: 'Cards are refused' }).isChecked()).toBe(true);
    const confirm = sheet(page).getByRole('button', { name: 'Turn off in production' });
    await confirm.click();
    await sheet(page).getByText('Say why').waitFor();
    await sheet(page).getByRole('button', { name: 'Errors since it is on' }).click();
    await sheet(page).getByLabel('More, if you like').fill('cards of one bank');
    expect((await confirm.boundingBox())?.height).toBeGreaterThanOrEqual(48);
    await expectFitsPhone(page);
    await keepScreenshots(page, 'kill-sheet');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await confirm.click();

    await sheet(page).getByRole('heading', { name: 'One-page checkout is off in production' }).waitFor();
    await sheet(page)
      .getByText(/^[\d,]+ ms after your tap$/)
      .waitFor();
    await sheet(page)
      .getByText(/^[\d,]+ ms after your tap the server evaluated/)
      .waitFor();
    const { body } = await site.app.as().get('/api/v1/flags/one-page-checkout');
    const { on, revision } = body.environments.production;
    expect(on).toBe(false);
    await sheet(page).getByText(String(revision), { exact: true }).waitFor();
    await keepScreenshots(page, 'kill-done');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    const history = await site.app.as().get('/api/v1/flags/one-page-checkout/history');
    expect(history.body.items[0]).toMatchObject({
      action: 'kill',
      person: 'responder',
      reason: 'Errors since it is on: cards of one bank',
      incident,
    });

    await sheet(page).getByRole('button', { name: 'Turn on again' }).click();
    await sheet(page).getByRole('button', { name: 'It was not the cause' }).click();
    await sheet(page).getByRole('button', { name: 'Turn on in production' }).click();
    await sheet(page).getByRole('heading', { name: 'One-page checkout is on in production' }).waitFor();
    expect(await stateOf('one-page-checkout')).toBe(true);
    await sheet(page).getByRole('button', { name: 'Done' }).click();
    await sheet(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^on\s*One-page checkout/ }).waitFor();
  });

  it('is worked by the keyboard at a desk, and a second browser sees it within a second', async () => {
    const [page, other] = [await site.open(), await site.open()];
    await signIn(other, responder, '/kill');
    await row(other, 'New ranking').waitFor();
    await signIn(page, responder, '/kill');
    await row(page, 'New ranking').waitFor();
    await page.keyboard.type('rank');
    await row(page, 'Express pay').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await sheet(page).getByRole('heading', { name: 'Turn off New ranking?' }).waitFor();
    await sheet(page).getByLabel('Reason', { exact: true }).focus();
    await page.keyboard.type('slow pages');
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).focus();
    await page.keyboard.press('Enter');
    await sheet(page).getByRole('heading', { name: 'New ranking is off in production' }).waitFor();
    await eventually(async () => expect(await row(other, 'New ranking').textContent()).toMatch(/^off.*by responder/), {
      within: 1_000,
    });
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?q=rank');
  });

  it('declares an incident along with it', async () => {
    const page = await site.open({ phone: true });
    await signIn(page, responder, '/kill?flag=typo-help&environment=production');
    await sheet(page).getByRole('radio', { name: 'Declare one with it' }).click();
    await sheet(page).getByLabel('Title of the incident').fill('Search finds nothing');
    await sheet(page).getByRole('button', { name: 'Wrong results' }).click();
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).click();
    await sheet(page).getByRole('heading', { name: 'Typo help is off in production' }).waitFor();
    const { body } = await site.app.as().get('/api/v1/incidents?service=search');
    expect(body.items).toMatchObject([{ title: 'Search finds nothing', declaredBy: 'responder' }]);
    const history = await site.app.as().get('/api/v1/flags/typo-help/history');
    expect(history.body.items[0]).toMatchObject({ action: 'kill', incident: body.items[0].id });
  });

  it('says that a flag is still on when it could not be turned off, keeps what was typed, and tries again', async () => {
    await flip('express-pay', true);
    const page = await site.open({ phone: true });
    await signIn(page, responder, '/kill');
    await row(page, 'Express pay').click();
    await sheet(page).getByRole('button', { name: 'Suspected cause' }).click();
    await sheet(page).getByLabel('More, if you like').fill('since the release of noon');
    await page.route('**/api/v1/flags/*/kill', (route) => route.abort());
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).click();
    await sheet(page).getByRole('alert').getByText('Express pay is STILL ON in production').waitFor();
    await keepScreenshots(page, 'kill-failed');
    await page.setViewportSize({ width: 390, height: 844 });
    // Closed by mistake and opened again: nothing typed is lost.
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await row(page, 'Express pay').click();
    expect(await sheet(page).getByLabel('More, if you like').inputValue()).toBe('since the release of noon');

    await page.unroute('**/api/v1/flags/*/kill');
    await page.route('**/api/v1/flags/*/kill', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'overloaded', title: 'Busy', detail: 'The database does not answer.' }),
      }),
    );
    await page.route('**/api/v1/flags/express-pay', (route) => route.abort());
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).click();
    await sheet(page).getByRole('alert').getByText('Take it that Express pay is STILL ON').waitFor();
    await page.unroute('**/api/v1/flags/*/kill');
    await page.unroute('**/api/v1/flags/express-pay');
    await sheet(page).getByRole('button', { name: 'Try again: turn off in production' }).click();
    await sheet(page).getByRole('heading', { name: 'Express pay is off in production' }).waitFor();
    expect(await stateOf('express-pay')).toBe(false);
    await sheet(page).getByRole('button', { name: 'Done' }).click();
    await row(page, 'Express pay').click();
    expect(
      await sheet(page).getByLabel('Reason', { exact: true }).inputValue(),
      'what was sent is not offered again',
    ).toBe('');
  });

  it('says when it cannot be read, goes on by itself, and lets one kill meanwhile', async () => {
    await flip('express-pay', true);
    const page = await site.open({ phone: true });
    await signIn(page, responder, '/kill');
    await row(page, 'Express pay').waitFor();
    await page.route('**/api/v1/kill-board', (route) => route.abort());
    await flip('gift-cards', true);
    await page.getByText('The board cannot be read').waitFor();
    await row(page, 'Express pay').click();
    await sheet(page).getByRole('button', { name: 'Planned' }).click();
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).click();
    await sheet(page).getByRole('heading', { name: 'Express pay is off in production' }).waitFor();
    expect(await stateOf('express-pay')).toBe(false);
    await page.unroute('**/api/v1/kill-board');
    await sheet(page).getByRole('button', { name: 'Done' }).click();
    await page.getByText('The board cannot be read').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^on\s*Gift cards/ }).waitFor();
  });

  it('refuses whoever may not, says why, and lets whoever is on call', async () => {
    const viewer = await site.person('viewer');
    const page = await site.open();
    await signIn(page, viewer, '/kill');
    await page.getByText('You may not turn flags of checkout off').waitFor();
    await page.getByText('Now nobody is on call').first().waitFor();
    const gift = row(page, 'Gift cards');
    expect(await gift.getAttribute('aria-disabled')).toBe('true');
    await gift.click({ force: true });
    expect(await sheet(page).count()).toBe(0);
    await expectAccessible(page);
    const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['viewer'] };
    const schedule = { team: 'payments', timezone: 'Europe/Berlin', rotation };
    await site.app.as().put('/api/v1/schedules/payments').send(schedule).expect(201);
    await page.reload();
    await page.getByText('On call: Viewer').waitFor();
    await row(page, 'Gift cards').click();
    await sheet(page).getByRole('button', { name: 'Planned' }).click();
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).click();
    await sheet(page).getByRole('heading', { name: 'Gift cards is off in production' }).waitFor();
    expect(await sheet(page).getByRole('button', { name: 'Turn on again' }).isDisabled()).toBe(true);
  });

  it('works while Redis is down', async () => {
    await flip('express-pay', true);
    const page = await site.open({ phone: true });
    await signIn(page, responder, '/kill');
    await row(page, 'Express pay').waitFor();
    await redis.stop();
    await row(page, 'Express pay').click();
    await sheet(page).getByRole('button', { name: 'Planned' }).click();
    await sheet(page).getByRole('button', { name: 'Turn off in production' }).click();
    await sheet(page).getByRole('heading', { name: 'Express pay is off in production' }).waitFor();
    await sheet(page)
      .getByText(/^[\d,]+ ms after your tap the server evaluated/)
      .waitFor();
    await page.reload();
    await sheet(page).getByRole('heading', { name: 'Turn on Express pay?' }).waitFor();
    expect(await stateOf('express-pay')).toBe(false);
    await redis.start();
  });

  it('finds what is not among the first hundreds', async () => {
    await site.app.sql(
      `with born as (
         insert into flags (key, name, kind, service, owner_team, stage, variants, default_variant, off_variant, revision,
           created_at, updated_at, created_by)
         select 'aaa-' || n, 'aaa ' || n, 'ops', 'billing', 'finance', 'active', '{"on":true,"off":false}', 'on', 'off', 1, $1, $1, 'test'
         from generate_series(1, 500) n returning key, created_at)
       insert into flag_environments (flag, environment, position, on_state, rules, revision, changed_at)
       select key, 'production', 0, true, '[]', 1, created_at from born`,
      [site.app.clock.now()],
    );
    await flip('new-ranking', true);
    const page = await site.open();
    await signIn(page, responder, '/kill');
    await page.getByText('There are more flags than are shown').waitFor();
    expect(await row(page, 'New ranking').count()).toBe(0);
    await page.getByLabel('Search flags and services').fill('ranking');
    await row(page, 'New ranking').waitFor();
    await page.keyboard.press('Enter');
    await sheet(page).getByRole('heading', { name: 'Turn off New ranking?' }).waitFor();
    expect(site.complaints).toEqual([]);
  });
});
