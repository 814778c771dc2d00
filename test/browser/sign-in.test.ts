import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_ADMIN } from '../support/app.js';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, PASSWORD, signIn, Site } from './support/index.js';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
afterAll(() => site.close());

const ADA = { email: 'ada@example.com', password: PASSWORD };

describe('the first run', () => {
  it('makes the first administrator in the browser, by the link that the start printed', async () => {
    const page = await site.open();
    await page.goto('/');
    await page.waitForURL('**/welcome');
    await page.getByLabel('Admin token').waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'welcome');

    await page.goto('about:blank');
    await page.goto(`/welcome#token=${TEST_ADMIN}`);
    await page.getByLabel('Your name').fill('Ada Lovelace');
    expect(new URL(page.url()).hash, 'the token leaves the address at once').toBe('');
    await page.getByLabel('E-mail').fill('not an address');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create the first administrator' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).and(page.locator('[aria-invalid="true"]')).waitFor();

    await page.getByLabel('E-mail').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the first administrator' }).click();
    await page.getByRole('button', { name: 'Account of Ada Lovelace' }).waitFor();
  });
});

describe('signing in', () => {
  it('refuses a wrong password without saying which of the two is wrong', async () => {
    const page = await site.open();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account of Ada Lovelace' }).waitFor();
  });

  it('leads back to where one wanted to go, and never to another site', async () => {
    const page = await site.open();
    await page.goto('/account');
    await page.waitForURL('**/sign-in?next=%2Faccount');
    await page.getByLabel('E-mail').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.goto('/sign-in?next=//example.com/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(site.app.url).origin);
  });

  it('works by keyboard alone, from the first field to the way out', async () => {
    const page = await site.open();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(ADA.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    const account = page.getByRole('button', { name: 'Account of Ada Lovelace' });
    await account.waitFor();
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the page');

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('password');
    await page.getByRole('dialog').getByText('Change your password').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('flags');
    await page.getByRole('dialog').getByText('Flags', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Flags' }).waitFor();

    await account.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await eventually(async () => {
      if ((await page.evaluate('document.activeElement.textContent')) !== 'Sign out') {
        await page.keyboard.press('ArrowUp');
        throw new Error('not there yet');
      }
    });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in');
    await page.goto('/account');
    await page.waitForURL('**/sign-in?**');
  });

  it('keeps the page and what was typed when the session ends meanwhile', async () => {
    const page = await site.open();
    await signIn(page, ADA, '/account');
    await page.getByLabel('Present password').fill('typed before');
    await page.context().clearCookies();
    await page.getByLabel('New password', { exact: true }).fill('another horse battery');
    await page.getByRole('button', { name: 'Change password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('E-mail').fill(ADA.email);
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Present password').inputValue()).toBe('typed before');
  });
});

describe('the look of it', () => {
  let page: Awaited<ReturnType<Site['open']>>;
  beforeAll(async () => {
    page = await site.open();
  });

  it.each(['/sign-in', '/flags', '/account', '/no-such-page'])('%s is accessible and fits a phone', async (path) => {
    if (path !== '/sign-in') await signIn(page, ADA, path);
    else await page.goto(path);
    await page.getByRole('main').waitFor();
    await page.locator('[aria-busy]').waitFor({ state: 'detached' });
    await expectAccessible(page);
    await keepScreenshots(page, path.slice(1));
    await expectFitsPhone(page);
    await page.context().clearCookies();
  });

  it('leaves the description of the API readable under the security policy', async () => {
    await page.goto('/api/docs');
    await page.getByRole('heading', { name: /Delivery Loop/ }).waitFor();
    const operation = page.getByText('/api/v1/session/first-admin').first();
    // Operations are drawn as one comes to them.
    await eventually(
      async () => {
        await page.mouse.wheel(0, 1_500);
        expect(await operation.isVisible()).toBe(true);
      },
      { within: 20_000 },
    );
  });

  it('had nothing to complain about: no script error, nothing the security policy refused', () => {
    expect(site.complaints).toEqual([]);
  });
});
