import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import {
  DESKTOP,
  expectAccessible,
  expectFitsPhone,
  keepScreenshots,
  signIn,
  Site,
  type Visitor,
} from './support/index.js';

const HOUR = 3_600_000;
const DEAD = '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10';

let site: Site;
let admin: Visitor;
let viewer: Visitor;
let deliveries = 0;

const ago = (ms: number): string => new Date(site.app.clock.now().getTime() - ms).toISOString();
const guard = (name: string, body: object) => site.app.as().post(`/api/v1/guards/${name}`).send(body);

async function deliver(repository: string): Promise<string> {
  deliveries += 1;
  const body = JSON.stringify({
    action: 'completed',
    repository: { full_name: repository },
    check_run: {
      id: deliveries,
      name: 'build',
      head_sha: 'a'.repeat(40),
      status: 'completed',
      conclusion: 'success',
      started_at: ago(HOUR),
      completed_at: ago(HOUR / 2),
      app: { slug: 'github-actions' },
    },
  });
  const response = await site.app
    .as('')
    .post('/webhooks/github')
    .set({
      'content-type': 'application/json',
      'x-github-event': 'check_run',
      'x-github-delivery': `delivery-${deliveries}`,
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'test-webhook-secret').update(body).digest('hex')}`,
    })
    .send(body);
  expect(response.status).toBe(202);
  return String(response.body.receipt);
}

beforeAll(async () => {
  site = await Site.start();
  const { app } = site;
  admin = await site.person('admin');
  viewer = await site.person('viewer');
  await app.service({ key: 'checkout', team: 'shop', repository: 'acme/shop' });
  const check = { kind: 'check', repository: 'acme/shop', sha: 'bad', app: 'ci', startedAt: ago(HOUR) };
  await app.facts([
    { ...check, id: '1', name: 'build', conclusion: 'success' },
    { ...check, id: '2', name: 'lint', conclusion: 'failure' },
    { ...check, id: '3', name: 'build', sha: 'good', conclusion: 'success' },
    ...Array.from({ length: 24 }, (_, i) => ({
      kind: 'deployment',
      id: `deployment-${i}`,
      service: 'checkout',
      environment: 'production',
      sha: `sha-${i}`,
      status: 'success',
      finishedAt: ago((30 - i) * HOUR),
    })),
    ...Array.from({ length: 5 }, (_, i) => ({
      kind: 'incident',
      id: `incident-${i}`,
      service: 'checkout',
      startedAt: ago((11 - i) * HOUR - 600_000),
      restoredAt: ago((11 - i) * HOUR - 1_800_000),
      cause: { deployments: [`deployment-${19 + i}`] },
    })),
  ]);
  await app.settled();
  await guard('merge', { repository: 'acme/shop', sha: 'good' });
  await guard('merge', { repository: 'acme/shop', sha: 'bad' });
  await guard('flag-debt', {
    service: 'checkout',
    references: [{ flag: 'nobody-knows', path: 'src/pay.ts', line: 12 }],
  });
  const { body } = await guard('change-fail', { service: 'checkout', intent: 'release' });
  if (body.governor.state !== 'tripped') throw new Error(JSON.stringify(body.governor));
  await app.sql(
    `insert into outbox_events (id, type, payload, correlation_id, created_at) values ($1, 'ReceiptReceived', '{}', 'c', $2)`,
    [DEAD, ago(HOUR)],
  );
  await app.sql(
    `insert into outbox_deliveries (event_id, consumer, queue, created_at, attempts, error, dead_at)
     values ($1, 'ingest.process-receipt', 'ingest', $2, 8, 'connection refused', $2)`,
    [DEAD, ago(HOUR)],
  );
});
afterAll(() => site.close());

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

describe('verdicts', () => {
  it('tell what was said and why, filtered by the address, and lead by keyboard to one', async () => {
    const page = await site.open();
    await signIn(page, viewer, '/verdicts?guard=merge');
    await row(page, 'acme/shop@bad').getByText('Blocked').waitFor();
    expect(await page.getByRole('row').count(), 'the head and two of the merge guard').toBe(3);
    await page.getByRole('combobox', { name: 'Verdict' }).click();
    await page.getByRole('option', { name: 'Blocked' }).click();
    await page.waitForURL('**/verdicts?guard=merge&verdict=block');
    await row(page, 'acme/shop@good').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await page.getByRole('link', { name: 'acme/shop@bad' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('ci/lint concluded failure, not success.').waitFor();
    await page.getByText('asked by first admin token').waitFor();
    await page.getByRole('button', { name: 'What it was decided from' }).click();
    await page.getByLabel('What it was decided from').getByText('"conclusion": "failure"').waitFor();
  });

  it('are copied as Markdown as the server writes it', async () => {
    const page = await site.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, viewer, '/verdicts?guard=flag-debt');
    await page.getByRole('link', { name: 'checkout' }).click();
    await page.getByText('The code asks for a flag that the inventory does not know').waitFor();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('| unknown_flag | nobody-knows |');
  });

  it('draw the governor, and let it be overridden by whoever may', async () => {
    const page = await site.open();
    await signIn(page, viewer, '/verdicts?guard=change-fail');
    await page.getByRole('link', { name: 'checkout' }).click();
    await page.getByRole('img', { name: /^Change failures, S: .* over the threshold$/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Override the governor' }).isDisabled()).toBe(true);
    await page.context().clearCookies();

    await signIn(page, admin, new URL(page.url()).pathname);
    await page.getByRole('button', { name: 'Override the governor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Override a governor' });
    await dialog.getByRole('button', { name: 'Override', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).and(page.locator('[aria-invalid="true"]')).waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Reason').fill('a broken test cluster');
    await dialog.getByRole('button', { name: 'Override', exact: true }).click();
    await page.getByText('The governor of checkout is lifted').waitFor();
    const asked = await guard('change-fail', { service: 'checkout', intent: 'release' });
    expect(asked.body).toMatchObject({ verdict: 'pass', governor: { override: { reason: 'a broken test cluster' } } });

    await page.goto('/audit?action=governor.override');
    await row(page, 'governor.override').getByText('a broken test cluster').waitFor();
    await page.getByRole('link', { name: 'service:checkout' }).click();
    await page.waitForURL('**/settings/services?edit=checkout');
  });
});

describe('receipts', () => {
  it('wait in quarantine, are replayed together, and are placed once their service is known', async () => {
    const receipts = [await deliver('acme/pay'), await deliver('acme/pay'), await deliver('acme/pay')];
    const page = await site.open();
    await signIn(page, admin, '/receipts?status=quarantined');
    await eventually(async () => expect(await page.getByRole('row').count()).toBe(4));
    await row(page, 'acme/pay').first().getByText('Quarantined').waitFor();
    await page.getByRole('checkbox', { name: 'Select check_run delivery-3' }).check();
    await page.getByRole('button', { name: 'Replay 1 selected' }).waitFor();
    await page.getByRole('checkbox', { name: 'Select all rows' }).check();
    await page.getByRole('button', { name: 'Replay 3 selected' }).click();
    await page.getByText('3 of 3 put back to work').waitFor();
    await eventually(async () => {
      const { body } = await site.app.as().get(`/api/v1/receipts/${receipts[0]}`);
      expect(body).toMatchObject({ status: 'quarantined', attempts: 2 });
    });

    await page.goto('/settings/services?create=1');
    const dialog = page.getByRole('dialog', { name: 'Add a service' });
    await dialog.getByLabel('Name').fill('Pay');
    await dialog.getByRole('combobox', { name: 'Team that owns it' }).click();
    await page.getByRole('option', { name: 'shop' }).click();
    await dialog.getByLabel('Repository').fill('acme/pay');
    await dialog.getByRole('button', { name: 'Add the service' }).click();
    await page.getByText('Service Pay saved').waitFor();

    await page.goto(`/receipts/${receipts[0]}`);
    await page.getByRole('banner').or(page.locator('header')).getByText('Processed').waitFor();
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Put back to work').waitFor();
    await page.getByText(/, 4 times/).waitFor();
    await page.getByRole('button', { name: 'Show the body' }).click();
    await page.getByLabel('Show the body').getByText('"full_name": "acme/pay"').waitFor();
  });

  it('and dead jobs are only looked at by a viewer', async () => {
    const page = await site.open();
    await signIn(page, viewer, '/receipts');
    await page.getByRole('link', { name: 'check_run' }).first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Replay selected' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Dead jobs' }).click();
    await row(page, 'connection refused')
      .getByRole('button', { name: 'Retry' })
      .and(page.locator(':disabled'))
      .waitFor();
    const refused = await page.evaluate<number>(
      `fetch('/api/v1/jobs/${DEAD}.ingest.process-receipt/retry', { method: 'POST' }).then((answer) => answer.status)`,
    );
    expect(refused).toBe(403);
  });

  it('whose job died are retried by an admin', async () => {
    const page = await site.open();
    await signIn(page, admin, '/receipts/dead-jobs');
    await keepScreenshots(page, 'dead-jobs');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('The job is tried again').waitFor();
    await page.getByText('No dead jobs').waitFor();
    expect((await site.app.as().get('/api/v1/jobs')).body.items).toEqual([]);
  });
});

describe('the look of it', () => {
  let page: Page;
  beforeAll(async () => {
    page = await site.open();
    await signIn(page, admin, '/verdicts');
  });
  const opened = async (path: string): Promise<void> => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[aria-busy]').waitFor({ state: 'detached' });
  };

  it.each([
    ['/verdicts', 'verdicts'],
    ['/verdicts?subject=nothing-of-this-name', 'verdicts-empty'],
    ['/audit', 'audit'],
    ['/receipts', 'receipts'],
    ['/receipts/dead-jobs', 'dead-jobs-empty'],
  ])('%s is accessible and fits a phone', async (path, name) => {
    await opened(path);
    await expectAccessible(page);
    await keepScreenshots(page, name);
    await expectFitsPhone(page);
    await page.setViewportSize(DESKTOP);
  });

  it('one verdict and one receipt are accessible and fit a phone', async () => {
    for (const [list, name] of [
      ['/verdicts?guard=change-fail&verdict=block', 'verdict-governor'],
      ['/verdicts?guard=flag-debt', 'verdict'],
      ['/receipts', 'receipt'],
    ] as const) {
      const { body } = await site.app.as().get(`/api/v1${list}`);
      await opened(`${list.replace(/\?.*/, '')}/${body.items[0].id}`);
      await expectAccessible(page);
      await keepScreenshots(page, name);
      await expectFitsPhone(page);
      await page.setViewportSize(DESKTOP);
    }
  });

  it('had nothing to complain about', () => {
    expect(site.complaints).toEqual([]);
  });
});
