import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { DAY, seedDelivery } from './dora-seed.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

interface Numbers {
  asOf: string;
  window: { from: string; to: string };
  leadTime: { n: number; pending: number };
  deploymentFrequency: { count: number };
  changeFailRate: { failed: number; total: number; rate: number | null; ci95: number[] | null };
  recoveryTime: { n: number };
}
interface Bucket extends Numbers {
  from: string;
  to: string;
}

let site: Site;
let page: Page;
let member: Visitor;
let end: number;

beforeAll(async () => {
  site = await Site.start();
  ({ end } = await seedDelivery(site));
  member = await site.person('member');
  page = await site.open();
  await signIn(page, member, '/dora');
});
afterAll(() => site.close());

/** What the page's own requests ask, asked of the API. */
async function ask<Answer>(path: string, extra: Record<string, string> = {}): Promise<Answer> {
  const pages = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\/api\\/v1\\/dora\\?/.test(name))`,
  );
  const asked = new URL(pages.at(-1) ?? '');
  const { status, body } = await site.app
    .as()
    .get(`/api/v1/dora${path}`)
    .query({ ...Object.fromEntries(asked.searchParams), ...extra });
  expect(status).toBe(200);
  return body as Answer;
}

const panel = (name: string) => page.getByRole('region', { name });
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0).replace(/\.0$/, '')} %`;

describe('the page of the four keys', () => {
  it('shows the numbers of the API with interval, n and what is open', async () => {
    await panel('Change fail rate').getByText('of deployments', { exact: true }).waitFor();
    const { changeFailRate, leadTime, deploymentFrequency } = await ask<Numbers>('');
    const [low = 0, high = 0] = changeFailRate.ci95 ?? [];
    const rate = await panel('Change fail rate').innerText();
    expect(rate).toContain(percent(changeFailRate.rate ?? 0));
    expect(rate).toContain(`95 %: ${percent(low)} to ${percent(high)}`);
    expect(rate).toContain(`${changeFailRate.failed} of ${changeFailRate.total} deployments`);
    expect(rate).toContain('1 unlinked incident');
    const lead = await panel('Lead time').innerText();
    expect(lead).toContain(`${leadTime.n} changes`);
    expect(lead).toContain(`${leadTime.pending} pending`);
    expect(leadTime.pending).toBe(1);
    expect(await panel('Deployment frequency').innerText()).toContain(`${deploymentFrequency.count} deployments`);
    expect(await panel('Recovery time').innerText()).toContain('2 by rollback');
  });

  it('breaks the line where there are no data', async () => {
    const line = panel('Change fail rate').locator('path.recharts-line-curve');
    await line.waitFor();
    const { buckets } = await ask<{ buckets: Bucket[] }>('/series', { bucket: 'day' });
    const known = buckets.map(({ changeFailRate }) => changeFailRate.rate !== null);
    const runs = known.filter((one, index) => one && known[index - 1] !== true).length;
    expect(runs, 'the quiet days part the series').toBeGreaterThan(1);
    const path = (await line.getAttribute('d')) ?? '';
    expect(path.match(/M/g)).toHaveLength(runs);
    const silent = known.indexOf(false);
    const column = panel('Change fail rate').locator(`[data-bucket="${silent}"]`);
    expect(await column.getAttribute('aria-label')).toContain('no data');
  });

  it('explains how each number is counted', async () => {
    await panel('Recovery time').getByText('How it is counted').click();
    await eventually(async () => expect(await panel('Recovery time').innerText()).toContain('Kaplan–Meier'));
  });

  it('keeps the view in the address', async () => {
    const other = await site.open();
    await signIn(other, member, '/dora?service=search&window=90&zone=Asia/Tokyo&bucket=month');
    await other.getByText('Nothing was delivered here in this window').waitFor();
    await other.getByText('Asia/Tokyo').first().waitFor();
    expect(await other.getByRole('combobox', { name: 'Service' }).inputValue()).toContain('search');
    await expectAccessible(other);

    await page.getByRole('combobox', { name: 'Service' }).click();
    await page.getByRole('option', { name: /checkout/ }).click();
    await page.getByText('Weeks', { exact: true }).click();
    await page.waitForURL(
      (url) => url.searchParams.get('service') === 'checkout' && url.searchParams.get('bucket') === 'week',
    );
    await page.reload();
    await panel('Change fail rate').locator('path.recharts-line-curve').waitFor();
    const { buckets } = await ask<{ buckets: Bucket[] }>('/series', { bucket: 'week' });
    expect(await panel('Change fail rate').locator('[data-bucket]').count()).toBe(buckets.length);
  });

  it('tells the series as a table too', async () => {
    await page.getByRole('button', { name: 'Show the series as a table' }).click();
    const table = page.getByRole('table', { name: 'Series' });
    const { buckets } = await ask<{ buckets: Bucket[] }>('/series', { bucket: 'week' });
    await eventually(async () => expect(await table.locator('tbody tr[data-index]').count()).toBe(buckets.length));
    await page.getByRole('button', { name: 'Save all series as CSV' }).waitFor();
  });

  it('is accessible and fits a phone', async () => {
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hide the series as a table' }).click();
    await page.evaluate('scrollTo(0, 0)');
    await keepScreenshots(page, 'dora');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe('a number that is opened', () => {
  it('leads from a click on a point to the rows of its bucket, and back to the same view', async () => {
    await page.goto('/dora?service=checkout&bucket=week');
    await panel('Deployment frequency').locator('[data-bucket="1"]').waitFor();
    const { buckets } = await ask<{ buckets: Bucket[] }>('/series', { bucket: 'week' });
    await panel('Deployment frequency').locator('[data-bucket="1"]').click();
    await page.getByRole('heading', { name: 'Behind: deployment frequency' }).waitFor();
    const count = buckets[1]?.deploymentFrequency.count ?? 0;
    expect(count).toBeGreaterThan(5);
    await eventually(async () =>
      expect(await page.getByRole('table', { name: 'Deployments' }).locator('tbody tr[data-index]').count()).toBe(
        count,
      ),
    );
    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'DORA' }).click();
    await page.getByRole('heading', { level: 1, name: 'DORA' }).waitFor();
    expect(new URL(page.url()).search).toBe('?service=checkout&bucket=week');
  });

  it('leads from a point to its rows by the keyboard, and a corrected link changes the number', async () => {
    await page.goto('/dora?service=checkout');
    const rate = panel('Change fail rate');
    await rate.locator('[data-bucket]').first().waitFor();
    const { buckets } = await ask<{ buckets: Bucket[] }>('/series', { bucket: 'day' });
    const failing = buckets.findIndex(({ changeFailRate }) => changeFailRate.failed > 0);
    await rate.locator('[data-bucket][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < failing; step += 1) await page.keyboard.press('ArrowRight');
    await rate.locator('figcaption').getByText('1 of').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Behind: change fail rate' }).waitFor();
    const row = page.getByRole('row', { name: /deploy-a/ });
    await row.getByText('the latest deployment in the 24 hours before').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    const total = buckets[failing]?.changeFailRate.total ?? 0;
    await page.getByText(`1 of ${total} deployment`).waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'dora-rows');

    await row.getByRole('link').press('Enter');
    const deployment = page.getByRole('dialog');
    await deployment.getByText('the deployment lists them').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await deployment.waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: 'Incidents' }).click();
    await page.getByRole('link', { name: /Checkout answers errors/ }).press('Enter');
    const incident = page.getByRole('dialog');
    await incident.getByRole('heading', { name: 'Correct this link' }).waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'dora-incident');
    await incident.getByRole('radio', { name: /Something outside/ }).check();
    await incident.getByRole('button', { name: 'Correct the link' }).click();
    await incident.getByRole('textbox', { name: 'Reason' }).and(page.locator('[aria-invalid="true"]')).waitFor();
    await incident.getByRole('textbox', { name: 'Reason' }).fill('The payment provider was down.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Link corrected').waitFor();
    await page.getByText(`0 of ${total} deployment`).waitFor();
    await incident.getByText('corrected by a person, sure (100 %)').waitFor();
    await page.keyboard.press('Escape');
  });

  it('offers both versions to whoever corrects what another has corrected meanwhile', async () => {
    await page.goto(`/dora/rows?service=checkout&of=recoveryTime&tab=incidents&open=incident-lonely`);
    const dialog = page.getByRole('dialog', { name: /lonely/ });
    await dialog.getByRole('combobox', { name: 'Deployments' }).click();
    await page
      .getByRole('option', { name: /deploy-a/ })
      .first()
      .click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The pool ran dry slowly.');
    const { status } = await site.app
      .as()
      .put('/api/v1/dora/links/incident-lonely')
      .send({ deployments: [], reason: 'Nobody knows yet.' });
    expect(status).toBe(200);
    await dialog.getByRole('button', { name: 'Correct the link' }).click();
    const stale = page.getByRole('dialog', { name: 'Somebody changed this while you edited it' });
    await stale.getByText('Nobody knows yet.').waitFor();
    await stale.getByText('The pool ran dry slowly.').waitFor();
    await stale.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByText('Link corrected').waitFor();
    await eventually(async () => {
      const { body } = await site.app.as().get('/api/v1/dora/links/incident-lonely');
      expect(body).toMatchObject({ reason: 'The pool ran dry slowly.', correctedBy: member.key });
      expect(body.deployments).toHaveLength(1);
    });
  });

  it('lets a viewer read and not correct', async () => {
    const viewer = await site.person('viewer');
    const theirs = await site.open();
    await signIn(theirs, viewer, '/dora/rows?service=checkout&of=recoveryTime&tab=incidents&open=incident-lonely');
    await theirs.getByRole('dialog').getByText('you may read it').waitFor();
    expect(await theirs.getByRole('button', { name: 'Correct the link' }).count()).toBe(0);
    await theirs.context().close();
  });
});

describe('before and after', () => {
  const day = (before: number): string => new Date(end - before * DAY).toISOString().slice(0, 10);
  const take = async (name: string, first: string, last: string): Promise<void> => {
    await page.goto(`/dora/snapshots?service=checkout&from=${first}&to=${last}&take=1`);
    const dialog = page.getByRole('dialog', { name: 'Take a snapshot' });
    await dialog.getByLabel('Name').fill(name);
    expect(await dialog.getByLabel('First day').inputValue()).toBe(first);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };

  it('keeps two windows for good', async () => {
    await page.goto('/dora/snapshots');
    await page.getByText('No snapshot yet').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take a snapshot' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Take a snapshot' });
    await dialog.getByLabel('Name').fill('Upside down');
    await dialog.getByLabel('First day').fill(day(20));
    await dialog.getByLabel('Last day').fill(day(40));
    await dialog.getByRole('button', { name: 'Take snapshot' }).click();
    await dialog.getByLabel('Last day').and(page.locator('[aria-invalid="true"]')).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await take('Before the split', day(56), day(29));
    await take('After the split', day(28), day(0));
    await page.getByText('Kept for good').waitFor();
    await page.getByRole('button', { name: 'Recompute from the present facts' }).click();
    await page.getByText('The same bytes').waitFor();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('compares them with verdicts in words', async () => {
    await page.goto('/dora/snapshots');
    await page.getByRole('link', { name: 'After the split' }).waitFor();
    await page.getByRole('link', { name: 'Before / after' }).click();
    for (const [label, name] of [
      ['Before', 'Before the split'],
      ['After', 'After the split'],
    ] as const) {
      await page.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: new RegExp(name) }).click();
    }
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
    await row('Lead time')
      .getByText(/^Improved: lead time is .+ shorter \(95 %: .+\)\.$/)
      .waitFor();
    await row('Change fail rate')
      .getByText(/^Improved: the change fail rate is .+ points lower/)
      .waitFor();
    await row('Recovery time')
      .getByText(/^Not enough data: about \d+ failures on each side are needed/)
      .waitFor();
    await page.getByText('The same kind of work').waitFor();
    await page.getByText('How this was checked').click();
    await page.getByText('Service by service', { exact: true }).waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'dora-compare');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('prints the comparison on one page', async () => {
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it('had nothing to complain about', () => {
    expect(site.complaints).toEqual([]);
  });
});
