import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

const FLAGD = {
  flags: {
    banner: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' },
    mixed: { state: 'ENABLED', variants: { on: true, off: 'no' }, defaultVariant: 'on' },
  },
};

let site: Site;
let member: Visitor;
let viewer: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments' });
  member = await site.person('member');
  viewer = await site.person('viewer');
});
afterAll(() => site?.close());

describe('importing flags', () => {
  it('shows first what would come in, and brings in just that', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'See what would come in' }).click();
    await page.getByText('Choose a file, or paste its text.').waitFor();

    await page.getByLabel('Or its text').fill(JSON.stringify(FLAGD));
    await page.getByRole('button', { name: 'See what would come in' }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await page.getByRole('combobox', { name: 'Service' }).click();
    await page.getByRole('option', { name: /checkout/ }).click();
    await page.getByLabel('Environment', { exact: true }).fill('production');
    await page.getByRole('button', { name: 'See what would come in' }).click();
    await page.getByText('Nothing has been changed yet').waitFor();
    await page.getByText(/2 read: 1 new, 0 left as they are, 1 broken/).waitFor();
    await page
      .getByText('no owner, no expiry, no ticket')
      .or(page.getByText(/no owner/))
      .first()
      .waitFor();
    expect((await site.app.as().get('/api/v1/flags').expect(200)).body.items).toEqual([]);
    await keepScreenshots(page, 'flag-import');
    await expectAccessible(page);

    // What was looked at is what comes in: after a change it has to be looked at again.
    const act = page.getByRole('button', { name: 'Bring in 1 flag' });
    await act.waitFor();
    await page.getByLabel('Change flags that are here already').check();
    await act.waitFor({ state: 'detached' });
    await page.getByLabel('Change flags that are here already').uncheck();
    await act.click();
    await page.getByText('The import is done').waitFor();
    expect((await site.app.as().get('/api/v1/flags').expect(200)).body.items).toMatchObject([
      { key: 'banner', service: 'checkout', environments: { production: { on: true } } },
    ]);
    await page.getByRole('link', { name: 'The flags of checkout' }).click();
    await page.getByRole('link', { name: 'banner' }).waitFor();
  });

  it('takes a file, on a phone too', async () => {
    const page = await site.open({ phone: true });
    await signIn(page, member, '/flag-import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'flags.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(FLAGD)),
    });
    await page.getByRole('combobox', { name: 'Service' }).click();
    await page.getByRole('option', { name: /checkout/ }).click();
    await page.getByLabel('Environment', { exact: true }).fill('production');
    await page.getByRole('button', { name: 'See what would come in' }).click();
    await page.getByText(/2 read: 0 new, 1 left as they are, 1 broken/).waitFor();
    await expectFitsPhone(page);
  });

  it('is not for those who only look', async () => {
    const page = await site.open();
    await signIn(page, viewer, '/flag-import');
    await page.getByText('You may look at flags, but not bring any in.').waitFor();
    expect(site.complaints).toEqual([]);
  });
});
