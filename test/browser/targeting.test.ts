import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let member: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments' });
  member = await site.person('member');
  const flag = { key: 'new-cart', name: 'New cart', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  await site.app.as().post('/api/v1/flags').send(flag).expect(201);
  const flip = { on: true, reason: 'trial' };
  await site.app.as().post('/api/v1/flags/new-cart/environments/production/flip').send(flip).expect(200);
});
afterAll(() => site?.close());

const dialog = (page: Page) => page.getByRole('dialog');
const saved = async () =>
  (await site.app.as().get('/api/v1/flags/new-cart/environments/production/rules').expect(200)).body;

describe('segments', () => {
  it('are made, and show where they are used', async () => {
    const page = await site.open();
    await signIn(page, member, '/segments');
    await page.getByRole('button', { name: 'New segment' }).click();
    await dialog(page).getByLabel('Key').fill('testers');
    await dialog(page).getByLabel('Name').fill('Testers');
    await dialog(page).getByLabel('Attribute').fill('email');
    await dialog(page).getByLabel('Operator').selectOption('ends_with');
    await dialog(page).getByLabel('Value').fill('@example.com');
    await dialog(page).getByRole('button', { name: 'Save segment' }).click();
    await page.getByText('email ends with @example.com').waitFor();
    await page.getByText('no flag').waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'segments');
    expect(site.complaints).toEqual([]);
  });
});

describe('the rules of a flag', () => {
  it('are edited, previewed, confirmed with a reason in live production, and tried', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags/new-cart?rules=production');
    await page.getByRole('button', { name: 'Edit the rules in production' }).press('Enter');
    await page.getByRole('button', { name: 'Add a rule' }).press('Enter');
    const first = page.getByRole('group', { name: 'Rule 1, condition 1' });
    await first.getByLabel('Operator').selectOption('in_segment');
    await first.getByLabel('Segment').selectOption('testers');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const second = page.getByRole('group', { name: 'Rule 2, condition 1' });
    await second.getByLabel('Attribute').fill('plan');
    await second.getByLabel('Value').fill('pro');
    await page.getByRole('button', { name: 'Move rule 2 up' }).click();
    await expectAccessible(page);
    await keepScreenshots(page, 'rules-editor');
    await page.getByRole('button', { name: 'See what it changes' }).click();
    await dialog(page).getByText('This is live production').waitFor();
    await dialog(page).getByText('from “on” to “off”').waitFor();
    await expectAccessible(page);
    await dialog(page).getByLabel('Reason').fill('Testers and paying customers first');
    await dialog(page).getByRole('button', { name: 'Save in production' }).click();
    await page.getByText('Where plan is pro: “on”').waitFor();
    expect(await saved()).toMatchObject({
      rules: [
        { id: 'r2', conditions: [{ attribute: 'plan', operator: 'equals', value: 'pro' }] },
        { id: 'r1', conditions: [{ operator: 'in_segment', segment: 'testers' }] },
      ],
      otherwise: { variant: 'off' },
    });

    await page.getByLabel('Try a context in production').fill('{ "targetingKey": "u", "plan": "free" }');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('It would get “off”').waitFor();
    await page.getByText('The rule cannot be resolved.').waitFor();
    await expectAccessible(page);
    expect(site.complaints).toEqual([]);
  });

  it('are edited on a phone', async () => {
    const page = await site.open({ phone: true });
    await signIn(page, member, '/flags/new-cart?rules=production');
    await page.getByRole('button', { name: 'Edit the rules in production' }).click();
    await page.getByRole('group', { name: 'Rule 1, condition 1' }).getByLabel('Attribute').waitFor();
    await expectFitsPhone(page);
    expect(site.complaints).toEqual([]);
  });
});
