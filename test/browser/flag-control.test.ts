import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

const HOUR = 3_600_000;
const RULES = '/api/v1/flags/banner/environments/production/rules';

let site: Site;
let ana: Visitor;
let bo: Visitor;
let chief: Visitor;

beforeAll(async () => {
  site = await Site.start({ worker: false });
  await site.app.service({ key: 'checkout', team: 'payments' });
  ana = await site.person('responder', 'ana');
  bo = await site.person('member', 'bo');
  chief = await site.person('admin', 'chief');
  const flag = { key: 'one-page', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  await site.app.as().post('/api/v1/flags').send(flag).expect(201);
  const texts = { key: 'banner', name: 'Banner', variants: { on: 'new', off: 'old' } };
  await site.app
    .as()
    .post('/api/v1/flags')
    .send({ ...flag, ...texts })
    .expect(201);
  for (const plan of ['pro', 'max']) {
    const rule = { conditions: [{ attribute: 'plan', operator: 'equals', value: plan }], serve: { variant: 'on' } };
    await site.app
      .as()
      .put(RULES)
      .send({ rules: [rule], otherwise: { variant: 'off' } })
      .expect(200);
  }
});
afterAll(() => site?.close());

const isOn = async (): Promise<boolean> =>
  (await site.app.as().get('/api/v1/flags/one-page')).body.environments.production.on;
const dialog = (page: Page) => page.getByRole('dialog');
async function confirm(page: Page, button: string, typed: { label: string; text: string } | null): Promise<void> {
  if (typed !== null) await dialog(page).getByLabel(typed.label).fill(typed.text);
  await dialog(page).getByRole('button', { name: button }).click();
  await dialog(page).waitFor({ state: 'detached' });
}
async function approveAs(visitor: Visitor): Promise<void> {
  const page = await site.open();
  await signIn(page, visitor, '/requests');
  await page.getByRole('button', { name: 'Approve' }).click();
  await confirm(page, 'Approve', null);
  await page.getByText('Nothing waits for you').waitFor();
}

describe('change control', () => {
  it('is set by an admin, and a change then goes through two people', async () => {
    const settings = await site.open();
    await signIn(settings, chief, '/settings/approvals');
    await settings.getByText('There is no policy: nothing needs approval.').waitFor();
    await expectAccessible(settings);
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByText('Set by chief.').waitFor();
    await settings.getByRole('textbox', { name: 'Approvals' }).fill('2');
    const { body: policy } = await site.app.as().get('/api/v1/change-policy').expect(200);
    const { production, environments, approvals, offNeedsApproval, approvers } = policy;
    const theirs = { production, environments, approvals, offNeedsApproval, approvers, expiresAfterHours: 48 };
    await site.app.as().put('/api/v1/change-policy').send(theirs).expect(200);
    await settings.getByRole('button', { name: 'Save' }).click();
    const both = settings.getByRole('dialog', { name: /Somebody changed this/ });
    await both.getByRole('row', { name: 'A request expires after (hours) 72 48' }).waitFor();
    await both.getByRole('button', { name: 'Take theirs' }).click();
    expect(await settings.getByRole('textbox', { name: 'Approvals' }).inputValue()).toBe('1');

    const asking = await site.open();
    await signIn(asking, ana, '/flags/one-page');
    await asking.getByText('Changes in production need the approval of another person').waitFor();
    await asking.getByRole('button', { name: 'Ask to turn on in production' }).click();
    await confirm(asking, 'Ask for approval', { label: 'Reason', text: 'The trial went well' });
    await asking.getByText('0 of 1 approvals').waitFor();
    expect(await isOn()).toBe(false);
    await expectAccessible(asking);

    const approving = await site.open();
    await signIn(approving, bo, '/requests');
    await approving.getByRole('heading', { name: 'To approve' }).waitFor();
    await approving.getByRole('table', { name: 'What changes' }).getByText('off').waitFor();
    await keepScreenshots(approving, 'requests');
    await expectAccessible(approving);
    await approving.getByRole('button', { name: 'Approve' }).click();
    await confirm(approving, 'Approve', null);
    await approving.getByText('Nothing waits for you').waitFor();

    await asking.getByRole('button', { name: 'Apply' }).click();
    await confirm(asking, 'Apply', null);
    await asking.getByRole('button', { name: 'Turn off in production' }).waitFor();
    expect(await isOn()).toBe(true);
  });

  it('lets rules be asked for, approved by another and applied, also where the page did not know that it must', async () => {
    const planOf = async () => (await site.app.as().get(RULES).expect(200)).body.rules[0].conditions[0].value;
    const page = await site.open();
    await page.route('**/flags/banner/change-control', (route) =>
      route.fulfill({ json: { policy: null, environments: [] } }),
    );
    await signIn(page, ana, '/flags/banner?rules=production');
    await page.getByRole('button', { name: 'Edit the rules in production' }).click();
    await page.getByRole('group', { name: 'Rule 1, condition 1' }).getByLabel('Value').fill('gold');
    await page.getByRole('button', { name: 'See what it changes' }).click();
    await dialog(page).getByLabel('Reason').fill('Gold is the new max');
    await page.unroute('**/flags/banner/change-control');
    await dialog(page).getByRole('button', { name: 'Save in production' }).click();
    await dialog(page).getByText('needs the approval of another person by now').waitFor();
    await expectAccessible(page);
    await confirm(page, 'Ask for approval', null);
    const asked = page.getByRole('link', { name: 'Change the rules of banner in production' });
    await asked.click();
    await page
      .locator(`${new URL(page.url()).hash}`)
      .getByText('0 of 1 approvals')
      .waitFor();
    await page.getByText('waits for approval.').waitFor();
    expect(await planOf()).toBe('max');

    await approveAs(bo);
    await page.getByRole('button', { name: 'Apply' }).click();
    await confirm(page, 'Apply', null);
    await page.getByText('Where plan is gold: “on”').waitFor();
    await asked.waitFor({ state: 'detached' });
    expect(await planOf()).toBe('gold');

    await page.getByRole('button', { name: 'Earlier rules' }).click();
    await page
      .getByRole('row', { name: /plan is pro/ })
      .getByRole('button', { name: /^Bring back/ })
      .click();
    const sure = page.getByRole('dialog', { name: /^Bring back the rules of revision/ });
    await sure.getByText('Another person must approve it first.').waitFor();
    await sure.getByLabel('Reason').fill('Gold is sold no more');
    await sure.getByRole('button', { name: 'Ask for approval' }).click();
    await asked.waitFor();
    await approveAs(bo);
    await page.getByRole('button', { name: 'Apply' }).click();
    await confirm(page, 'Apply', null);
    await page.getByText('Where plan is pro: “on”').waitFor();
    expect(site.complaints).toEqual([]);
  });

  it('lets answers be asked for, and saves at once what needs no approval', async () => {
    const flag = async () => (await site.app.as().get('/api/v1/flags/banner').expect(200)).body;
    const page = await site.open();
    await page.route('**/flags/banner/change-control', (route) =>
      route.fulfill({ json: { policy: null, environments: [] } }),
    );
    await signIn(page, ana, '/flags/banner?edit=1');
    await page.getByLabel('Name', { exact: true }).fill('Large banner');
    await page.getByLabel('Value of on').fill('newest');
    await page.unroute('**/flags/banner/change-control');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('needs the approval of another person by now').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const sure = page.getByRole('dialog', { name: 'Change the answers of Banner?' });
    await sure.getByText('What else you changed is saved at once.').waitFor();
    await expectAccessible(page);
    await sure.getByLabel('Reason').fill('It reads better');
    await sure.getByRole('button', { name: 'Ask for approval' }).click();
    await page.getByRole('heading', { name: 'Large banner' }).waitFor();
    const asked = page.getByRole('link', { name: 'Change the answers of banner in production' });
    await asked.waitFor();
    expect(await flag()).toMatchObject({ name: 'Large banner', variants: { on: 'new' } });

    await approveAs(bo);
    await page.getByRole('button', { name: 'Apply' }).click();
    await confirm(page, 'Apply', null);
    await page.getByText('"newest"', { exact: true }).waitFor();
    await asked.waitFor({ state: 'detached' });
    expect(await flag()).toMatchObject({ variants: { on: 'newest' } });
    expect(site.complaints).toEqual([]);
  });

  it('schedules a flip and takes it back', async () => {
    const page = await site.open();
    await signIn(page, bo, '/flags/one-page');
    await page.getByRole('button', { name: 'Schedule a flip' }).click();
    await dialog(page).getByRole('button', { name: 'Schedule', exact: true }).click();
    await dialog(page).getByLabel('When').and(page.locator('[aria-invalid="true"]')).waitFor();
    const tomorrow = new Date(site.app.clock.now().getTime() + 24 * HOUR).toISOString().slice(0, 16);
    await dialog(page).getByLabel('When').fill(tomorrow);
    await dialog(page).getByLabel('Reason').fill('End of the campaign');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Schedule', exact: true }).click();
    await page.getByText('End of the campaign').first().waitFor();
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await confirm(page, 'Cancel the flip', null);
    await page.getByRole('button', { name: 'Cancel it' }).waitFor({ state: 'detached' });
  });

  it('asks after a kill whether it should stay off, and another person reviews it', async () => {
    const phone = await site.open({ phone: true });
    await signIn(phone, ana, '/kill?flag=one-page&environment=production');
    await dialog(phone).getByRole('button', { name: 'Errors since it is on' }).click();
    await dialog(phone).getByLabel('Ask whether it should stay off').selectOption('In 2 hours');
    await dialog(phone).getByRole('button', { name: 'Turn off in production' }).click();
    await dialog(phone).getByRole('heading', { name: 'one-page is off in production' }).waitFor();
    await dialog(phone).getByRole('button', { name: 'Done' }).click();
    site.app.clock.advance(2 * HOUR);
    await site.app.get(Ticks).now('flags.kill-questions');
    await phone.getByText('stay off in production? Asked').waitFor();
    await phone.goto('/requests');
    await phone.getByRole('heading', { name: 'Should it stay off?' }).waitFor();
    await expectFitsPhone(phone);
    await phone.getByRole('button', { name: 'Keep off' }).click();
    await confirm(phone, 'Keep off', { label: 'Reason', text: 'The fix goes out on Monday' });
    await phone.getByText('Nothing waits for you').waitFor();

    const page = await site.open();
    await signIn(page, bo, '/requests');
    await page.getByRole('heading', { name: 'Kills to review' }).waitFor();
    await page.getByRole('button', { name: 'Review' }).click();
    await confirm(page, 'Reviewed', { label: 'What you found', text: 'It was right' });
    await eventually(async () => {
      const { body } = await site.app.as().get('/api/v1/kill-reviews?state=done');
      expect(body.items).toMatchObject([{ reviewedBy: 'bo', note: 'It was right' }]);
    });
    expect(site.complaints).toEqual([]);
  });
});
