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
    await dialog(page).getByLabel('Description').fill('Who tries it first');
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

describe('a segment that is there', () => {
  it('is not replaced by a new one, shows what an edit changes, and offers both versions of a stale one', async () => {
    const page = await site.open();
    await signIn(page, member, '/segments');
    await page.getByRole('button', { name: 'New segment' }).click();
    await dialog(page).getByLabel('Key').fill('testers');
    await dialog(page).getByLabel('Name').fill('Others');
    await dialog(page).getByLabel('Attribute').fill('plan');
    await dialog(page).getByLabel('Value').fill('pro');
    await dialog(page).getByRole('button', { name: 'Save segment' }).click();
    await dialog(page).getByText('It is taken.').waitFor();
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Edit testers' }).click();
    await dialog(page).getByLabel('Value').fill('@example.org');
    await dialog(page).getByText('In it then: email ends with @example.org').waitFor();
    await dialog(page).getByText('nobody feels it yet').waitFor();
    await expectAccessible(page);
    const conditions = [{ attribute: 'email', operator: 'ends_with', value: '@example.net' }];
    const theirs = { name: 'Testers', description: 'Who tries it first', match: 'all', conditions };
    await site.app.as().put('/api/v1/segments/testers').send(theirs).expect(200);
    await dialog(page).getByRole('button', { name: 'Save segment' }).click();
    const both = page.getByRole('dialog', { name: /Somebody changed this/ });
    await both.getByText('email ends with @example.net').waitFor();
    await both.getByRole('button', { name: /mine/ }).click();
    await both.waitFor({ state: 'detached' });
    await page.getByRole('table').getByText('email ends with @example.org').waitFor();
    expect((await site.app.as().get('/api/v1/segments/testers')).body).toMatchObject({
      description: 'Who tries it first',
      conditions: [{ value: '@example.org' }],
    });
    await page.getByRole('button', { name: 'Edit testers' }).click();
    await dialog(page).getByLabel('Description').fill('');
    await dialog(page).getByRole('button', { name: 'Save segment' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect((await site.app.as().get('/api/v1/segments/testers')).body.description).toBeNull();
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
    await page.getByLabel('Try a context with these rules').fill('{ "targetingKey": "u", "plan": "pro" }');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('It would get “on”').waitFor();
    expect((await saved()).rules, 'nothing is saved yet').toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Edit the rules in production' }).click();
    await page.getByRole('group', { name: 'Rule 2, condition 1' }).waitFor();
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

  it('changed by somebody else meanwhile, are shown in both versions', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags/new-cart?rules=production');
    await page.getByRole('button', { name: 'Edit the rules in production' }).click();
    await page.getByRole('group', { name: 'Rule 1, condition 1' }).getByLabel('Value').fill('gold');
    const rules = [{ id: 'theirs', conditions: [{ attribute: 'plan', operator: 'equals', value: 'free' }] }];
    const theirs = { rules: [{ ...rules[0], serve: { variant: 'on' } }], otherwise: { variant: 'off' }, reason: 'x' };
    await site.app.as().put('/api/v1/flags/new-cart/environments/production/rules').send(theirs).expect(200);
    await page.getByRole('button', { name: 'See what it changes' }).click();
    await dialog(page).getByLabel('Reason').fill('Gold is the new pro');
    await dialog(page).getByRole('button', { name: 'Save in production' }).click();
    const both = page.getByRole('dialog', { name: /Somebody changed this/ });
    await both.getByText('Where plan is free').waitFor();
    await both.getByRole('button', { name: 'Take theirs' }).click();
    expect(await page.getByRole('group', { name: 'Rule 1, condition 1' }).getByLabel('Value').inputValue()).toBe(
      'free',
    );
    expect((await saved()).rules).toMatchObject(rules);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Where plan is free: “on”').waitFor();
  });

  it('are brought back as they were, after a look at what that changes', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags/new-cart?rules=production');
    await page.getByText('Where plan is free: “on”').waitFor();
    await page.getByRole('button', { name: 'Earlier rules' }).click();
    const earlier = page.getByRole('dialog', { name: 'Rules of New cart in production' });
    await earlier.getByText('1. Where plan is pro: “on”').waitFor();
    await earlier.getByText('Testers and paying customers first').waitFor();
    expect(await earlier.getByRole('button', { name: /^Bring back/ }).count(), 'not those of now').toBe(1);
    await expectAccessible(page);
    await keepScreenshots(page, 'rules-earlier');
    await earlier.getByRole('button', { name: /^Bring back/ }).click();
    const sure = page.getByRole('dialog', { name: /^Bring back the rules of revision/ });
    await sure.getByText('This is live production').waitFor();
    await sure.getByText(/would get something else/).waitFor();
    await expectAccessible(page);
    await sure.getByLabel('Reason').fill('Nobody may be left out');
    await sure.getByRole('button', { name: 'Bring back in production' }).click();
    await earlier.waitFor({ state: 'detached' });
    await page.getByText('Where plan is pro: “on”').waitFor();
    expect((await saved()).rules).toMatchObject([{ id: 'r2' }, { id: 'r1' }]);
    await page.getByText('Brought back earlier rules in production').waitFor();
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

describe('the answers of a flag that is on in production', () => {
  beforeAll(async () => {
    const texts = { key: 'greeting', name: 'Greeting', variants: { on: 'Hello', off: 'Hi' } };
    const flag = { ...texts, kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
    await site.app.as().post('/api/v1/flags').send(flag).expect(201);
    const flip = { on: true, reason: 'trial' };
    await site.app.as().post('/api/v1/flags/greeting/environments/production/flip').send(flip).expect(200);
  });
  const greeting = async () => (await site.app.as().get('/api/v1/flags/greeting').expect(200)).body;
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

  it('are saved after a look at the difference and its reach, with a reason', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags/greeting?edit=1');
    await page.getByLabel('Value of on').fill('Good day');
    await page.getByLabel('Name of variant 2').fill('');
    await save(page).click();
    await page.getByText('must begin with a letter or digit').waitFor();
    await page.getByLabel('Name of variant 2').fill('off');
    await save(page).click();
    const sure = page.getByRole('dialog', { name: 'Change the answers of Greeting?' });
    await sure.getByText('This is live production').waitFor();
    const production = sure.getByRole('region', { name: 'production' });
    await production.getByText('Variant “on” holds another value: "Hello" → "Good day"').waitFor();
    await production.getByText('1000: “on” with its new value').waitFor();
    expect(await sure.getByRole('region', { name: 'staging' }).count(), 'it is off there').toBe(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
    expect((await greeting()).variants.on, 'nothing is saved yet').toBe('Hello');
    await sure.getByLabel('Reason').fill('Politer');

    const theirs = { variants: { on: 'Hello!', off: 'Hi' }, reason: 'livelier' };
    await site.app.as().patch('/api/v1/flags/greeting').send(theirs).expect(200);
    await sure.getByRole('button', { name: 'Save', exact: true }).click();
    const both = page.getByRole('dialog', { name: /Somebody changed this/ });
    await both.getByRole('button', { name: /mine/ }).click();
    await production.getByText('Variant “on” holds another value: "Hello!" → "Good day"').waitFor();
    await sure.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('"Good day"', { exact: true }).waitFor();
    expect((await greeting()).variants.on).toBe('Good day');
    const { body } = await site.app.as().get('/api/v1/flags/greeting/history').expect(200);
    expect(body.items[0]).toMatchObject({ action: 'change', reason: 'Politer' });
    expect(site.complaints).toEqual([]);
  });

  it('are not asked about where something else of the flag is edited', async () => {
    const page = await site.open();
    await signIn(page, member, '/flags/greeting?edit=1');
    await page.getByLabel('Name', { exact: true }).fill('Welcome');
    await save(page).click();
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    expect(await greeting()).toMatchObject({ name: 'Welcome', variants: { on: 'Good day' } });
    expect(site.complaints).toEqual([]);
  });
});
