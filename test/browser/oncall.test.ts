import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let ada: Visitor;
let vic: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments' });
  await site.app.service({ key: 'search', team: 'discovery' });
  ada = await site.person('responder', 'ada');
  await site.person('responder', 'bob');
  vic = await site.person('viewer', 'vic');
});
afterAll(() => site?.close());

describe('who is on call', () => {
  it('is told from the first schedule on, with an override added and removed', async () => {
    const page = await site.open();
    await signIn(page, ada, '/on-call');
    await page.getByText('You are not on call now, and not next for any team.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'New schedule' }).click();
    const dialog = page.getByRole('dialog', { name: 'New schedule' });
    await dialog.getByLabel('Key').fill('payments-primary');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => expect(await dialog.locator('[aria-invalid="true"]').count()).toBeGreaterThan(1));
    await dialog.getByRole('combobox', { name: 'Team' }).fill('pay');
    await page.getByRole('option', { name: 'payments' }).click();
    // Of today the first turn would begin only at the hand-off; before it, Bob's would be the one that runs.
    await dialog.getByLabel('First turn begins on').fill(local(-24 * 60).slice(0, 10));
    const people = dialog.getByRole('combobox', { name: 'People, in the order of their turns' });
    await people.click();
    await page.getByRole('option', { name: 'Ada' }).click();
    await page.getByRole('option', { name: 'Bob' }).click();
    await people.press('Escape');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('You are on call for payments').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'payments', exact: true }).waitFor();
    await keepScreenshots(page, 'on-call');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.getByRole('link', { name: 'payments', exact: true }).click();
    await page.getByRole('heading', { name: 'payments-primary' }).waitFor();
    const turns = page.getByRole('table', { name: 'Turns' });
    await eventually(async () => expect(await turns.getByRole('row').count()).toBeGreaterThan(5));
    await page.getByText('No override ahead').waitFor();
    await page.getByRole('button', { name: 'Add an override' }).click();
    const override = page.getByRole('dialog', { name: 'Override of payments-primary' });
    await override.getByRole('combobox', { name: 'Who takes over' }).fill('Bob');
    await page.getByRole('option', { name: 'Bob' }).click();
    await override.getByLabel('From').fill(local(-60));
    await override.getByLabel('Until').fill(local(60));
    await override.getByRole('button', { name: 'Add the override' }).click();
    await turns.getByText('Bob (override)').waitFor();
    const { body } = await site.app.as().get('/api/v1/on-call').query({ service: 'checkout' });
    expect(body).toMatchObject({ person: 'bob', overridden: true });
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Remove the override of bob' }).click();
    await page.getByText('No override ahead').waitFor();
    await eventually(async () => expect(await turns.getByText('Bob (override)').count()).toBe(0));
  });
});

/** As a field for an instant takes it, in the browser's time zone. */
function local(minutes: number): string {
  const at = new Date(site.app.clock.now().getTime() + minutes * 60_000);
  const words = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Europe/Berlin',
  });
  return words.format(at).replace(' ', 'T');
}

describe('an alert', () => {
  it('shows up by itself, is acknowledged, and tells whom it paged', async () => {
    const page = await site.open();
    await signIn(page, ada, '/alerts');
    await page.getByText('No alerts yet').waitFor();
    const source = await site.app
      .as()
      .post('/api/v1/services/checkout/alert-sources')
      .send({ kind: 'events_v2', declare: true });
    expect(source.status).toBe(201);
    const sent = await site.app
      .as('')
      .post('/v2/enqueue')
      .send({
        routing_key: source.body.key,
        event_action: 'trigger',
        dedup_key: 'p99',
        payload: { summary: 'p99 is above 2 s', source: 'probe', severity: 'critical' },
      });
    expect(sent.status).toBe(202);
    const row = page.getByRole('row').filter({ hasText: 'p99 is above 2 s' });
    await row.getByText('triggered').waitFor();
    await keepScreenshots(page, 'alerts');
    await expectAccessible(page);
    await row.getByRole('button', { name: 'Acknowledge p99 is above 2 s' }).click();
    await row.getByText('acknowledged', { exact: true }).waitFor();
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: 'Who was paged' }).waitFor();
    await page.getByText('on call: Ada').waitFor();
    await page.getByText('It declared the incident').getByRole('link', { name: 'p99 is above 2 s' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resolve p99 is above 2 s' }).click();
    await page.getByRole('banner').or(page.getByRole('main')).getByText('resolved').first().waitFor();

    const reader = await site.open({ phone: true });
    await signIn(reader, vic, '/alerts');
    await reader.getByText('p99 is above 2 s').waitFor();
    expect(await reader.getByRole('button', { name: /^(Acknowledge|Resolve)/ }).count()).toBe(0);
    await expectFitsPhone(reader);
  });
});

it('nothing was complained about', () => {
  expect(site.complaints).toEqual([]);
});
