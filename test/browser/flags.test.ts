import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let member: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  await site.app.service({ key: 'search', team: 'discovery' });
  member = await site.person('member');
});
afterAll(() => site?.close());

async function flag(key: string, over: object = {}): Promise<void> {
  const body = { key, kind: 'ops', service: 'checkout', owner: { team: 'payments' }, ...over };
  await site.app.as().post('/api/v1/flags').send(body).expect(201);
}
const read = async (key: string) => (await site.app.as().get(`/api/v1/flags/${key}`)).body;
const dialog = (page: Page) => page.getByRole('dialog');
const links = (page: Page) => page.getByRole('table', { name: 'Flags' }).getByRole('link').allTextContents();

async function pick(page: Page, label: string, typed: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: option }).click();
}

describe('the life of a flag', () => {
  it('leads from birth over a rollout to the archive and back', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags');
    await page.getByText('No flags yet').waitFor();

    await page.getByRole('button', { name: 'New flag' }).first().click();
    await dialog(page).getByLabel('Name').fill('One-page checkout');
    expect(await dialog(page).getByLabel('Key').inputValue()).toBe('one-page-checkout');
    await dialog(page).getByRole('button', { name: 'Create flag' }).click();
    // Everything that is missing is said at once, each at its field.
    for (const label of ['Service', 'Owner', 'Expires', 'Removal ticket'])
      await dialog(page).getByLabel(label).and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog(page).getByLabel('Description').focus();
    await keepScreenshots(page, 'flag-form');
    await expectAccessible(page);

    await page.reload();
    expect(await dialog(page).getByLabel('Name').inputValue(), 'nothing typed is lost').toBe('One-page checkout');
    await pick(page, 'Service', 'check', 'checkout');
    await pick(page, 'Owner', 'pay', 'payments');
    await dialog(page).getByRole('button', { name: 'In 40 days' }).click();
    await dialog(page).getByLabel('Removal ticket').fill('OPS-12');
    await dialog(page).getByRole('button', { name: 'Create flag' }).click();
    await page.getByRole('heading', { level: 1, name: 'One-page checkout' }).waitFor();
    expect(await read('one-page-checkout')).toMatchObject({ kind: 'release', owner: { team: 'payments' }, debt: [] });

    await page.getByRole('button', { name: 'Turn on in staging' }).waitFor();
    await page.getByRole('button', { name: 'Turn on in production' }).click();
    await dialog(page).getByText('Turn on One-page checkout in production?').waitFor();
    await dialog(page).getByText('This is production').waitFor();
    await dialog(page).getByLabel('Reason').fill('Rollout after the trial');
    await dialog(page).getByRole('button', { name: 'Turn on in production' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Turn off in production' }).waitFor();
    const history = page.getByRole('table', { name: 'History of one-page-checkout' });
    await history.getByText('Turned on in production').waitFor();
    await history.getByText('Rollout after the trial').waitFor();

    const scan = [{ flag: 'one-page-checkout', path: 'src/pay.ts', line: 12 }];
    const references = { commit: 'c'.repeat(40), branch: 'main', references: scan };
    await site.app.as().put('/api/v1/code-references/acme/shop').send(references).expect(200);
    await page.reload();
    await page.getByText('src/pay.ts:12').waitFor();
    await keepScreenshots(page, 'flag');
    await expectAccessible(page);

    const life = async (step: string): Promise<void> => {
      await page.getByRole('button', { name: 'Lifecycle' }).click();
      await page.getByRole('menuitem', { name: step }).click();
    };
    await life('Complete');
    await dialog(page).getByRole('radio', { name: 'Kept' }).click();
    await dialog(page).getByRole('button', { name: 'Complete', exact: true }).click();
    await page.getByText('completed, kept', { exact: true }).waitFor();
    await life('Archive');
    await dialog(page).getByText('It still stands in code at 1 place').waitFor();
    await dialog(page).getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('archived, kept', { exact: true }).waitFor();
    await page.getByText('Archived flags cannot be flipped').waitFor();
    await eventually(async () => expect(await page.getByRole('button', { name: /Turn (on|off)/ }).count()).toBe(0));

    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Flags' }).click();
    await page.getByText('No flags yet').waitFor();
    await page.goto('/flags/one-page-checkout');
    await life('Revive');
    await dialog(page).getByRole('button', { name: 'Revive', exact: true }).click();
    await page.getByRole('button', { name: 'Turn on in production' }).waitFor();
    await eventually(async () =>
      expect(await history.locator('tbody td:first-child').allTextContents()).toEqual([
        'Turned off in production',
        'Revived',
        'Archived',
        'Completed, kept',
        'Turned on in production',
        'Created',
      ]),
    );
  });
});

describe('debt', () => {
  it('is explained by rule, with what settles it', async () => {
    await site.app.person({ key: 'gone', teams: [] });
    const ends = { expiresAt: new Date(Date.now() + 3_600_000).toISOString(), removalTicket: 'OPS-9' };
    await flag('old-banner', { kind: 'release', owner: { person: 'gone' }, ...ends });
    await site.app.person({ key: 'gone', teams: [], active: false });
    site.app.clock.advance(41 * 86_400_000);
    expect((await read('old-banner')).debt).toEqual(['expired', 'no_owner', 'stale']);
    const page = await site.open();
    await signIn(page, member, '/flags/old-banner');
    await page.getByText('its expiry has passed').waitFor();
    await page.getByText('gone is not active any more').waitFor();
    await page.getByText('unchanged for more than 40 days').waitFor();
    await keepScreenshots(page, 'flag-debt');
    await expectAccessible(page);
    await page
      .getByRole('listitem')
      .filter({ hasText: 'gone is not active' })
      .getByRole('button', { name: 'Edit' })
      .click();
    await pick(page, 'Owner', 'disc', 'discovery');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByText('gone is not active any more').waitFor({ state: 'detached' });
    expect((await read('old-banner')).owner).toEqual({ team: 'discovery' });
  });
});

describe('editing', () => {
  it('offers both versions to whoever was slower', async () => {
    await flag('contested', { name: 'Contested' });
    const page = await site.open();
    await signIn(page, member, '/flags/contested?edit=1');
    await dialog(page).getByLabel('Name').fill('Mine');
    await site.app.as().patch('/api/v1/flags/contested').send({ name: 'Theirs' }).expect(200);
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    const stale = page.getByRole('dialog', { name: 'Somebody changed this' });
    await stale.getByRole('cell', { name: 'Theirs' }).waitFor();
    await stale.getByRole('cell', { name: 'Mine' }).waitFor();
    await expectAccessible(page);
    await stale.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog(page).getByLabel('Name').fill('Mine again');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine again' }).waitFor();
  });

  it('makes flags that answer something else than on and off', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags?new=1&service=search');
    await dialog(page).getByLabel('Name').fill('Page size');
    await pick(page, 'Owner', 'disc', 'discovery');
    await dialog(page).getByRole('radio', { name: 'Permission' }).click();
    await dialog(page).getByText('Number', { exact: true }).click();
    await dialog(page).getByLabel('Value of on').fill('many');
    await dialog(page).getByRole('button', { name: 'Create flag' }).click();
    await dialog(page).getByRole('alert').waitFor();
    await dialog(page).getByLabel('Value of on').fill('50');
    await dialog(page).getByLabel('Value of off').fill('20');
    await dialog(page).getByRole('button', { name: 'Create flag' }).click();
    await page.getByRole('heading', { level: 1, name: 'Page size' }).waitFor();
    await page.getByText("getNumberValue('page-size', 20").waitFor();
    expect((await read('page-size')).variants).toEqual({ on: 50, off: 20 });
  });
});

describe('the inventory', () => {
  it('filters on the server, keeps it in the address, and goes by keys', async () => {
    await flag('ranking', { name: 'New ranking', service: 'search', owner: { team: 'discovery' } });
    const page = await site.open();
    await signIn(page, member, '/flags');
    await page.getByRole('link', { name: 'New ranking' }).waitFor();
    await keepScreenshots(page, 'flags');
    await expectAccessible(page);
    await page.keyboard.press('f');
    await page.keyboard.type('RANK');
    await eventually(async () => expect(await links(page)).toEqual(['New rankingranking']));
    await page.getByRole('status').filter({ hasText: '1 row' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=RANK');
    await page.reload();
    expect(await page.getByLabel('Search flags').inputValue()).toBe('RANK');
    await page.goto('/flags?debt=any&owner=team:discovery');
    await eventually(async () => expect(await links(page)).toEqual(['old-banner']));
    await page.goto('/flags?service=search&sort=updatedAt');
    await eventually(async () => expect(await links(page)).toEqual(['New rankingranking', 'Page sizepage-size']));
    expect(await page.getByRole('columnheader', { name: 'Changed' }).getAttribute('aria-sort')).toBe('descending');
    const focused = (name: string) => page.getByRole('link', { name }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('j');
    await focused('New ranking');
    await page.keyboard.press('j');
    await focused('Page size');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Page size' }).waitFor();
  });

  it('hears what others do', async () => {
    await flag('watched', { name: 'Watched' });
    const page = await site.open();
    await signIn(page, member, '/flags?q=watched');
    const row = page.getByRole('row', { name: /Watched/ });
    await row.getByText('off').waitFor();
    const flip = { on: true, reason: 'now' };
    await site.app.as().post('/api/v1/flags/watched/environments/production/flip').send(flip).expect(200);
    await eventually(async () => expect(await row.textContent()).toContain('on'), { within: 1_000 });
  });

  it('shows a viewer everything and offers no change', async () => {
    const viewer = await site.person('viewer');
    const page = await site.open({ phone: true });
    await signIn(page, viewer, '/flags');
    await page.getByRole('link', { name: 'Watched' }).waitFor();
    await expectFitsPhone(page);
    expect(await page.getByRole('button', { name: 'New flag' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Watched' }).click();
    await page.getByText('To flip takes the role of a member').waitFor();
    await expectFitsPhone(page);
    expect(await page.getByRole('button', { name: /Turn|Edit|Lifecycle/ }).count()).toBe(0);
    expect(site.complaints).toEqual([]);
  });
});
