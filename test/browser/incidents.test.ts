import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let responder: Visitor;
let colleague: Visitor;
let viewer: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments' });
  await site.app.service({ key: 'search', team: 'discovery' });
  responder = await site.person('responder', 'ada');
  colleague = await site.person('responder', 'bob');
  viewer = await site.person('viewer', 'vic');
  await done(
    site.app
      .as()
      .put('/api/v1/schedules/payments')
      .send({
        team: 'payments',
        timezone: 'Europe/Berlin',
        rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-11-16', people: ['ada', 'bob'] },
      }),
  );
  await site.app.facts([
    {
      kind: 'deployment',
      id: 'deploy-1',
      service: 'checkout',
      environment: 'production',
      status: 'success',
      finishedAt: ago(180),
      sha: '3f2a91c0d1e2f3a4',
    },
  ]);
  for (const key of ['checkout-new', 'card-vault', 'fast-cart']) await flag(key);
});
afterAll(() => site?.close());

const ago = (minutes: number): string => new Date(site.app.clock.now().getTime() - minutes * 60_000).toISOString();

async function done(pending: PromiseLike<{ status: number; text: string; body: { id?: string } }>): Promise<string> {
  const { status, text, body } = await pending;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return String(body.id);
}

async function flag(key: string): Promise<void> {
  await done(
    site.app
      .as()
      .post('/api/v1/flags')
      .send({ key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } }),
  );
  await done(
    site.app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send({ on: true, reason: 'for everybody' }),
  );
}

async function declared(title: string, over: object = {}): Promise<string> {
  return done(
    site.app
      .as()
      .post('/api/v1/incidents')
      .send({ title, service: 'checkout', severity: 'sev2', ...over }),
  );
}

const timeline = (page: Page) => page.getByRole('log', { name: 'Timeline' });

describe('from declaring to restoring', () => {
  it('goes by the incident’s page, and the recovery time stands in the numbers', async () => {
    const page = await site.open();
    await signIn(page, responder, '/incidents');
    await page.getByText('No incidents yet').waitFor();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Declare an incident' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Declare an incident' });
    await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
    await dialog.getByLabel('What is wrong?').and(page.locator('[aria-invalid="true"]')).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('combobox', { name: 'Service' }).fill('check');
    await page.getByRole('option', { name: 'checkout' }).click();
    await dialog.getByText('is on call until').waitFor();
    await dialog.getByLabel('What is wrong?').fill('Checkout answers 500');
    await dialog.getByRole('radio', { name: /^sev1/ }).check();
    await dialog.getByRole('button', { name: 'Declare', exact: true }).click();

    await page.getByRole('heading', { name: 'Checkout answers 500' }).waitFor();
    await page.waitForURL(/\/incidents\/[\w-]+$/);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const kills = page.getByRole('button', { name: /^Kill / });
    await eventually(async () => expect(await kills.count()).toBe(3));
    await page.getByText('Deployed 3f2a91c').waitFor();
    await page.getByRole('button', { name: 'checkout-new switched on caused it' }).click();
    await page.getByText('Caused by flag').waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await timeline(page).getByText('Acknowledged', { exact: true }).waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'incident-open');

    const other = await site.open();
    await signIn(other, colleague, `/incidents/${id}`);
    await timeline(other).getByText('Declared: Checkout answers 500').waitFor();

    await page.getByRole('button', { name: 'Kill checkout-new' }).click();
    const kill = page.getByRole('dialog', { name: 'Kill checkout-new in production?' });
    const reason = kill.getByRole('textbox', { name: 'Reason' });
    expect(await reason.inputValue()).toBe('Checkout answers 500');
    await reason.fill('Half of all orders fail');
    await kill.getByRole('button', { name: 'Cancel' }).click();
    await kill.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Kill checkout-new' }).click();
    expect(await reason.inputValue()).toBe('Half of all orders fail');
    await kill.getByRole('button', { name: 'Kill in production' }).click();
    await timeline(page).getByText('Mitigated by flag off: checkout-new').waitFor();
    await timeline(other).getByText('Mitigated by flag off: checkout-new').waitFor();
    await eventually(async () => expect(await kills.count()).toBe(2));
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Mitigated' })
      .and(page.locator('[aria-current="step"]'))
      .waitFor();

    await page.getByRole('button', { name: 'Restored …' }).click();
    const restore = page.getByRole('dialog', { name: 'The service works again' });
    await restore.getByText('The moment of the kill of checkout-new').waitFor();
    await expectAccessible(page);
    await restore.getByRole('button', { name: 'Restored' }).click();
    await timeline(page).getByText('Restored by flag off').waitFor();
    await page.getByRole('button', { name: 'Resolve …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await timeline(page).getByText('Resolved', { exact: true }).waitFor();

    const { body: incident } = await site.app.as().get(`/api/v1/incidents/${id}`);
    expect(incident).toMatchObject({ state: 'resolved', severity: 'sev1', restoredBy: 'flag_off' });
    expect(incident.restoredAt).toBe(incident.mitigations[0].at);
    await eventually(async () => {
      const query = { service: 'checkout', from: ago(60), to: ago(-60) };
      const { body } = await site.app.as().get('/api/v1/dora').query(query);
      expect(body.recoveryTime).toMatchObject({ n: 1, open: 0, byMode: { flag_off: 1 } });
      const { body: rows } = await site.app.as().get('/api/v1/dora/incidents').query(query);
      expect(rows.items).toMatchObject([{ id, flag: 'checkout-new', open: false }]);
      expect(rows.items[0].seconds).toBeCloseTo(
        (Date.parse(incident.restoredAt) - Date.parse(incident.startedAt)) / 1000,
      );
    });
    const numbers = page.getByRole('region', { name: 'Recovery time' });
    await numbers.getByText('by flag off').waitFor();
    await numbers.getByText('the flip of checkout-new').waitFor();
    const row = await numbers.getByRole('link', { name: 'The row behind the number' }).getAttribute('href');
    await keepScreenshots(page, 'incident-resolved');
    await expectAccessible(page);
    await expectFitsPhone(page);

    await other.goto(String(row));
    await other.getByRole('row').filter({ hasText: 'Checkout answers 500' }).getByText('checkout-new').waitFor();
  });

  it('shows a note in another window within a second', async () => {
    const id = await declared('Search is slow', { service: 'search' });
    const [page, other] = [await site.open(), await site.open()];
    await signIn(page, responder, `/incidents/${id}`);
    await signIn(other, colleague, `/incidents/${id}`);
    await timeline(other).getByText('Declared: Search is slow').waitFor();
    await page.getByLabel('Note').fill('The index is being rebuilt');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await eventually(
      async () => expect(await timeline(other).getByText('The index is being rebuilt').count()).toBe(1),
      { within: 1_000 },
    );
    expect(await page.getByLabel('Note').inputValue()).toBe('');
  });

  it('needs no mouse to declare', async () => {
    const page = await site.open();
    await signIn(page, responder, '/postmortems?state=draft');
    await page.getByRole('heading', { name: 'Postmortems' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Declare an incident' }).waitFor();
    await page.getByRole('combobox', { name: 'Service' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('search');
    await page.getByRole('option', { name: 'search' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.getByLabel('What is wrong?').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('By hand');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'By hand' }).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByLabel('Search and commands').last().waitFor();
    await page.keyboard.type('declare an');
    await page.getByRole('button', { name: 'Declare an incident' }).last().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Declare an incident' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'By hand' }).waitFor();
    await eventually(() => expect(new URL(page.url()).search).toBe(''));
  });

  it('keeps what was typed when the page is loaded again', async () => {
    const page = await site.open();
    await signIn(page, responder, '/incidents?declare=search');
    await page.getByLabel('What is wrong?').fill('Half a sen');
    await page.reload();
    await eventually(async () => expect(await page.getByLabel('What is wrong?').inputValue()).toBe('Half a sen'));
    await page.reload();
    await eventually(async () => expect(await page.getByLabel('What is wrong?').inputValue()).toBe('Half a sen'));
  });

  it('lets who may only read look, and nothing more', async () => {
    const id = await declared('Only to look at');
    const page = await site.open();
    await signIn(page, viewer, `/incidents/${id}`);
    await timeline(page).getByText('Declared: Only to look at').waitFor();
    expect(await page.getByRole('button', { name: /^(Kill|Acknowledge|Restored)/ }).count()).toBe(0);
    expect(await page.getByLabel('Note').count()).toBe(0);
  });
});

describe('the list of incidents', () => {
  it('is filtered by the address', async () => {
    await declared('A small one', { severity: 'sev4', service: 'search' });
    const page = await site.open();
    await signIn(page, viewer, '/incidents?severity=sev4&service=search&state=open&since=7');
    await page.getByRole('link', { name: 'A small one' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.goto('/incidents');
    await page.getByRole('link', { name: 'Checkout answers 500' }).waitFor();
    await keepScreenshots(page, 'incidents');
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
});

describe('a correction that came late', () => {
  it('shows both versions and lets one choose', async () => {
    const id = await declared('Typo in the tilte');
    const page = await site.open();
    await signIn(page, responder, `/incidents/${id}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Correct title or severity …' }).click();
    await page.getByLabel('Title').fill('Typo in the title');
    await done(site.app.as().patch(`/api/v1/incidents/${id}`).send({ title: 'Another title' }));
    await page.getByRole('heading', { name: 'Another title', includeHidden: true }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const both = page.getByRole('dialog', { name: 'Somebody changed this while you edited it' });
    await both.getByRole('cell', { name: 'Typo in the title' }).waitFor();
    await both.getByRole('cell', { name: 'Another title' }).waitFor();
    await both.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('heading', { name: 'Typo in the title' }).waitFor();
    const { body } = await site.app.as().get(`/api/v1/incidents/${id}`);
    expect(body.title).toBe('Typo in the title');
  });
});

it('nothing was complained about', () => {
  expect(site.complaints).toEqual([]);
});
