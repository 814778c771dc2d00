import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

const HOUR = 3_600_000;

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
