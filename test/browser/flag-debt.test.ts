import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

const DAY = 86_400_000;
let site: Site;
let member: Visitor;
let admin: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments' });
  member = await site.person('member');
  admin = await site.person('admin');
  const ends = { expiresAt: new Date(site.app.clock.now().getTime() + DAY).toISOString(), removalTicket: 'OPS-1' };
  const body = { key: 'old-banner', kind: 'release', service: 'checkout', owner: { team: 'payments' }, ...ends };
  await site.app.as().post('/api/v1/flags').send(body).expect(201);
  const kill = { key: 'cards', kind: 'kill_switch', service: 'checkout', owner: { team: 'payments' } };
  const killSwitch = { runbook: 'https://wiki.example.com/pay', blastRadius: 'Nobody can pay by card' };
  await site.app
    .as()
    .post('/api/v1/flags')
    .send({ ...kill, killSwitch })
    .expect(201);
  site.app.clock.advance(2 * DAY);
  await site.app.get(Ticks).now('flags.write-health');
});
afterAll(() => site?.close());

const waiver = (page: Page) => page.getByRole('table', { name: 'Waivers' });

describe('flag debt', () => {
  it('shows the score with its formula, what to do next, and takes a waiver through two people', async () => {
    const page = await site.open();
    await signIn(page, member, '/flag-debt');
    await page.getByText('1 of 2 flags owe something: 100 − 50 ÷ 2.').waitFor();
    await page.getByRole('region', { name: 'Score' }).getByText('75', { exact: true }).waitFor();
    await page.getByRole('table', { name: 'To do about flags' }).getByText('Remove the code').waitFor();

    await page.getByRole('button', { name: 'Ask for a waiver' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Flag').fill('old-banner');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await dialog.getByLabel('Reason').and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog.getByLabel('Reason').fill('The app is released on Friday');
    const until = new Date(site.app.clock.now().getTime() + 5 * DAY).toISOString().slice(0, 19);
    await dialog.getByLabel('Until').fill(until);
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await waiver(page).getByText('waits for approval').waitFor();
    expect(await waiver(page).getByRole('button', { name: 'Approve' }).count(), 'not one’s own').toBe(0);
    await keepScreenshots(page, 'flag-health');
    await expectAccessible(page);

    const other = await site.open();
    await signIn(other, admin, '/flag-debt');
    await waiver(other).getByRole('button', { name: 'Approve' }).click();
    await waiver(other).getByText('excused', { exact: true }).waitFor();
    await waiver(page).getByText('excused', { exact: true }).waitFor();
    expect(site.complaints).toEqual([]);
  });

  it('fits a phone', async () => {
    const page = await site.open({ phone: true });
    await signIn(page, member, '/flag-debt');
    await page.getByText('1 of 2 flags owe something').waitFor();
    await expectFitsPhone(page);
  });

  it('stands on the page of the flag, as its way out', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags/old-banner');
    await page.getByRole('heading', { name: 'Way out' }).waitFor();
    await page.getByText('It was never called').or(page.getByText('too young for its calls')).first().waitFor();
    await page.goto('/flags/cards');
    await page.getByText('Nobody can pay by card').waitFor();
    expect(await page.getByRole('link', { name: 'wiki.example.com/pay' }).getAttribute('href')).toContain('https://');
  });
});

describe('the settings of flags', () => {
  it('say how long a kind lives', async () => {
    const page = await site.open();
    await signIn(page, admin, '/settings/flags');
    const release = page.getByRole('region', { name: 'Release' });
    await release.getByLabel('Lifetime in days').fill('60');
    await release.getByRole('button', { name: 'Save Release' }).click();
    await page.getByText('Release saved').waitFor();
    const { body } = await site.app.as().get('/api/v1/flag-kinds/release').expect(200);
    expect(body).toMatchObject({ lifetimeDays: 60, extensionCap: 2 });
    await expectAccessible(page);
  });
});
