import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

const COUNT = 260;
let site: Site;
let admin: Visitor;
beforeAll(async () => {
  site = await Site.start();
  admin = await site.person('admin');
  await site.app.service({ key: 'checkout' });
  for (let made = 0; made < COUNT; made += 1) {
    const number = String(made).padStart(3, '0');
    const response = await site.app
      .as()
      .post('/api/v1/flags')
      .send({
        key: `checkout.step-${number}`,
        // Text of people, never code.
        name: made === 0 ? '=1+1 <img src=x onerror=alert(1)>' : `Checkout step ${number}`,
        kind: 'ops',
        service: 'checkout',
        owner: { team: 'team' },
      });
    if (response.status !== 201) throw new Error(response.text);
  }
});
afterAll(() => site.close());

describe('a long table', () => {
  it('has only near rows in the page, and reaches the last by scrolling', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags');
    const table = page.getByRole('table', { name: 'Flags' });
    await table.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await table.locator('tbody tr[data-index]').count()).toBeLessThan(60);
    // Each scroll to the end brings the next page of rows, and with it a further end.
    const last = table.getByText(`Checkout step ${COUNT - 1}`);
    await expect
      .poll(
        async () => {
          await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
          return last.isVisible();
        },
        { timeout: 40_000, interval: 200 },
      )
      .toBe(true);
  });

  it('is accessible, fits a phone as cards, and looks right', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags');
    await page.getByText('Checkout step 001').waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'table');
    await expectFitsPhone(page);
    await page.getByRole('list', { name: 'Flags' }).getByText('Checkout step 001').waitFor();
    await expectAccessible(page);
  });

  it('is searched on the server, and the address keeps the search', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags');
    await page.getByRole('searchbox', { name: 'Search flags' }).fill('step 123');
    await page.waitForURL('**/flags?q=step+123');
    await page.getByRole('status').getByText('1 row').waitFor();
    await page.reload();
    await page.getByRole('status').getByText('1 row').waitFor();
    await page.getByRole('searchbox', { name: 'Search flags' }).fill('nothing of the kind');
    await page.getByText('No flag matches').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('nothing of the kind');
  });

  it('saves every row as CSV, without formulas', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags');
    await page.getByText('Checkout step 001').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save all flags as CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(COUNT + 1);
    expect(lines[1]).toContain('checkout.step-');
  });
});

describe('live', () => {
  it('shows in a second browser what somebody changed, without a reload', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags?q=step+007');
    const row = page.getByRole('row', { name: 'Checkout step 007' });
    await row.getByTitle('production').filter({ hasText: /^off$/ }).waitFor();
    const flip = await site.app
      .as()
      .post('/api/v1/flags/checkout.step-007/environments/production/flip')
      .send({ on: true, reason: 'a test' });
    expect(flip.status).toBe(200);
    await row.getByTitle('production').filter({ hasText: /^on$/ }).waitFor();
  });

  it('shows what changed after the page had read it and before its stream of changes stood', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags?q=step+009');
    let stand = (): void => undefined;
    const standing = new Promise<void>((resolve) => (stand = resolve));
    await page.route('**/api/v1/live', async (route) => {
      await standing;
      await route.continue();
    });
    await page.reload();
    const row = page.getByRole('row', { name: 'Checkout step 009' });
    await row.getByTitle('production').filter({ hasText: /^off$/ }).waitFor();
    await site.app
      .as()
      .post('/api/v1/flags/checkout.step-009/environments/production/flip')
      .send({ on: true, reason: 'a test' })
      .expect(200);
    stand();
    const state = row.getByTitle('production').filter({ hasText: /^on$/ });
    await state.waitFor();
    expect(await state.count()).toBe(1);
  });

  it('says when the connection is lost, and heals by itself', async () => {
    const page = await site.open();
    await signIn(page, admin, '/flags?q=step+008');
    await page.getByText('Checkout step 008').waitFor();
    await page.route('**/api/v1/live', (route) => route.abort());
    await page.reload();
    await page.getByText('Connection lost').waitFor();
    await page.unroute('**/api/v1/live');
    await page.getByText('Connection lost').waitFor({ state: 'detached' });
    expect(await page.getByText('Checkout step 008').count()).toBe(1);
  });
});

it('ran no text of people and broke no rule of the security policy', () => {
  expect(site.complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
});
