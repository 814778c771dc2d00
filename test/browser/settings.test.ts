import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import {
  DESKTOP,
  expectAccessible,
  expectFitsPhone,
  keepScreenshots,
  PASSWORD,
  signIn,
  Site,
  type Visitor,
} from './support/index.js';

let site: Site;
let admin: Visitor;
let viewer: Visitor;
let page: Page;

beforeAll(async () => {
  site = await Site.start({ config: { githubWebhookSecret: null, secretKey: randomBytes(32) } });
  admin = await site.person('admin');
  viewer = await site.person('viewer');
  await site.app.service({ key: 'checkout', team: 'shop', repository: 'acme/shop' });
  page = await site.open();
  await signIn(page, admin, '/settings');
});
afterAll(() => site.close());

const row = (name: string) => page.getByRole('row').filter({ hasText: name });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

describe('who may', () => {
  it('a viewer looks at settings, is told who may change them, and is refused otherwise', async () => {
    const theirs = await site.open();
    await signIn(theirs, viewer, '/settings');
    await theirs.getByRole('row').filter({ hasText: 'acme/shop' }).waitFor();
    for (const [part, button] of [
      ['services', 'Add a service'],
      ['teams', 'Add a team'],
      ['people', 'Add a person'],
      ['tokens', 'Create a token'],
      ['alert-sources', 'Add an alert source'],
    ]) {
      await theirs.goto(`/settings/${part}?create=1`);
      const add = theirs.getByRole('button', { name: button });
      await add.waitFor();
      expect(await add.isDisabled(), `${button} by a viewer`).toBe(true);
      expect(await add.getAttribute('title')).toMatch(/dministrators may do this\.$/);
      expect(await theirs.getByRole('dialog').count()).toBe(0);
    }
    await theirs.goto('/settings/integrations');
    await theirs.getByText('Only administrators see integrations').waitFor();
    await theirs.goto('/settings/merge-policies');
    await theirs
      .getByRole('radio', { name: 'Every check that was reported' })
      .and(theirs.locator(':disabled'))
      .waitFor();
    const refused = await theirs.evaluate<number[]>(`Promise.all([
      fetch('/api/v1/teams/mine', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"name":"Mine"}' }),
      fetch('/api/v1/tokens', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"x","permissions":["admin"]}' }),
    ]).then((answers) => answers.map(({ status }) => status))`);
    expect(refused).toEqual([403, 403]);
  });
});

describe('teams and services', () => {
  it('are added by keyboard alone, with the key made of the name', async () => {
    await page.goto('/settings/teams');
    await heading('Teams').waitFor();
    await page.getByRole('button', { name: 'Add a team' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Name').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Payments & Refunds');
    expect(await page.getByLabel('Key').inputValue()).toBe('payments-refunds');
    await page.keyboard.press('Enter');
    await page.getByText('Team Payments & Refunds saved').waitFor();
    await row('payments-refunds').waitFor();
    expect((await site.app.as().get('/api/v1/teams/payments-refunds')).body.timezone).toBe('Europe/Berlin');
  });

  it('are never replaced by one who means to add another, and keep what was typed', async () => {
    await page.goto('/settings/teams?create=1');
    const dialog = page.getByRole('dialog', { name: 'Add a team' });
    await dialog.getByLabel('Name').fill('Shop');
    await dialog.getByRole('button', { name: 'Add the team' }).click();
    await dialog.getByRole('textbox', { name: 'Key' }).and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog.getByText('It is taken.').waitFor();
    await page.reload();
    expect(await dialog.getByLabel('Name').inputValue(), 'a draft outlives a reload').toBe('Shop');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Add a team' }).click();
    expect(await dialog.getByLabel('Name').inputValue(), 'and ends by Cancel').toBe('');
    expect((await site.app.as().get('/api/v1/teams/shop')).body.name).toBe('shop');
  });

  it('offer both versions where somebody was quicker', async () => {
    await page.goto('/settings/services');
    await page.getByRole('link', { name: 'checkout' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the service' });
    await dialog.getByLabel('Name').fill('Checkout of mine');
    await site.app.service({ key: 'checkout', team: 'shop', repository: 'acme/elsewhere' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    const both = page.getByRole('dialog', { name: 'Somebody changed this while you edited it' });
    await both.getByText('acme/elsewhere').waitFor();
    await both.getByText('acme/shop').waitFor();
    await expectAccessible(page);
    await both.getByRole('button', { name: 'Take theirs' }).click();
    expect(await dialog.getByLabel('Repository').inputValue()).toBe('acme/elsewhere');
    await dialog.getByLabel('Name').fill('Checkout API');
    await dialog.getByLabel('Key of environment 2').fill('Not A Key');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByLabel('Key of environment 2').and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog.getByRole('button', { name: 'Remove Not A Key' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Service Checkout API saved').waitFor();
    expect((await site.app.as().get('/api/v1/services/checkout')).body).toMatchObject({
      name: 'Checkout API',
      repository: 'acme/elsewhere',
      environments: [{ key: 'production', production: true }],
    });
  });
});

describe('what nobody has set yet', () => {
  const both = () => page.getByRole('dialog', { name: 'Somebody changed this while you edited it' });

  it('shows the policy that another admin was quicker to set, and replaces nothing', async () => {
    await page.goto('/settings/approvals?service=checkout');
    await page.getByRole('textbox', { name: 'Approvals' }).fill('2');
    const theirs = { production: true, environments: [], approvals: 3 };
    await site.app.as().put('/api/v1/services/checkout/change-policy').send(theirs).expect(201);
    await page.getByRole('button', { name: 'Save' }).click();
    await both().getByRole('row', { name: 'Approvals 2 3' }).waitFor();
    await both().getByRole('button', { name: 'Take theirs' }).click();
    expect(await page.getByRole('textbox', { name: 'Approvals' }).inputValue()).toBe('3');
    await site.app.as().delete('/api/v1/services/checkout/change-policy').expect(204);
  });

  it('shows the tracker that another admin was quicker to set', async () => {
    await page.goto('/settings/flags');
    const form = page.getByRole('region', { name: 'Removal tickets' });
    await form.getByLabel('Repository, owner/name').fill('acme/mine');
    await form.getByRole('textbox', { name: 'Token' }).fill('secret of mine');
    const theirs = { kind: 'github', project: 'acme/theirs', secret: 'secret of theirs' };
    await site.app.as().put('/api/v1/removal-tracker').send(theirs).expect(200);
    await form.getByRole('button', { name: 'Save the tracker' }).click();
    await both().getByRole('row', { name: 'Project acme/mine acme/theirs' }).waitFor();
    await both().getByRole('button', { name: 'Take theirs' }).click();
    expect(await form.getByLabel('Repository, owner/name').inputValue()).toBe('acme/theirs');
    await site.app.as().delete('/api/v1/removal-tracker').expect(204);
  });

  it('keeps a schedule whose key is chosen again', async () => {
    await site.app.person({ key: 'kim', teams: ['shop'] });
    const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['kim'] };
    const kept = { team: 'shop', timezone: 'UTC', rotation, escalateAfterMinutes: 7 };
    await site.app.as().put('/api/v1/schedules/kept').send(kept).expect(201);
    await page.goto('/on-call?schedule=new');
    const dialog = page.getByRole('dialog', { name: 'New schedule' });
    await dialog.getByRole('textbox', { name: 'Key' }).fill('kept');
    await dialog.getByRole('combobox', { name: 'Team' }).fill('shop');
    await page.getByRole('option', { name: /shop/ }).click();
    await dialog.getByRole('combobox', { name: 'People' }).fill('kim');
    await page.getByRole('option', { name: 'kim' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('It is taken.').waitFor();
    expect((await site.app.as().get('/api/v1/schedules/kept')).body.escalateAfterMinutes).toBe(7);
  });
});

describe('people', () => {
  it('are invited by a link that is shown once, and sign in by it', async () => {
    await page.goto('/settings/people?create=1');
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('Name').fill('Grace Hopper');
    await dialog.getByLabel('E-mail').first().fill('not an address');
    await dialog.getByRole('button', { name: 'Add the person' }).click();
    await dialog.getByRole('textbox', { name: 'E-mail' }).and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog.getByLabel('E-mail').first().fill('grace@example.com');
    await dialog.getByRole('button', { name: 'Add a contact' }).click();
    await dialog.getByRole('button', { name: 'Add the person' }).click();
    const invite = page.getByRole('dialog', { name: 'Invite Grace Hopper' });
    await invite.getByRole('button', { name: 'Make a link' }).click();
    const link = await invite.getByRole('textbox', { name: 'Invitation link' }).inputValue();
    await expectAccessible(page);
    await invite.getByRole('button', { name: 'Done' }).click();
    await row('grace@example.com').getByText('Not yet').waitFor();

    const theirs = await site.open();
    await theirs.goto(new URL(link).pathname + new URL(link).hash);
    await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('button', { name: 'Account of Grace Hopper' }).waitFor();
    await row('grace@example.com').getByText('Password').waitFor();
    const { body } = await site.app.as().get('/api/v1/people/grace-hopper');
    expect(body).toMatchObject({ role: 'member', contacts: [{ kind: 'email', address: 'grace@example.com' }] });
  });

  it('lose their role where an admin takes it', async () => {
    await page.goto('/settings/people?edit=grace-hopper');
    const dialog = page.getByRole('dialog', { name: 'Edit the person' });
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Viewer' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Grace Hopper saved').waitFor();
    await row('grace@example.com').getByText('viewer').waitFor();
    expect((await site.app.as().get('/api/v1/people/grace-hopper')).body.role).toBe('viewer');
  });
});

describe('tokens', () => {
  it('are made, shown once, used and revoked', async () => {
    await page.goto('/settings/tokens?create=1');
    const dialog = page.getByRole('dialog', { name: 'Create a token' });
    await dialog.getByRole('button', { name: 'Create the token' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog.getByLabel('Name').fill('checkout CI');
    await dialog.getByRole('checkbox', { name: 'read' }).check();
    await dialog.getByRole('checkbox', { name: 'flags:evaluate' }).check();
    await dialog.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: 'production' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create the token' }).click();
    const secret = await dialog.getByRole('textbox', { name: 'Token', exact: true }).inputValue();
    await keepScreenshots(page, 'settings-token-made');
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await page.content()).includes(secret), 'the secret is nowhere on the page').toBe(false);

    expect((await site.app.as(secret).get('/api/v1/services')).status).toBe(200);
    expect((await site.app.as(secret).put('/api/v1/teams/x').send({ name: 'x' })).status).toBe(403);
    await page.getByRole('button', { name: 'Revoke checkout CI' }).click();
    await page.getByRole('dialog', { name: 'Revoke checkout CI?' }).getByRole('button', { name: 'Revoke' }).click();
    await row('checkout CI').getByText('Revoked').waitFor();
    await eventually(async () => expect((await site.app.as(secret).get('/api/v1/services')).status).toBe(401));
  });
});

describe('alert sources and merge policies', () => {
  it('an alert source is added, its key shown once, and deleted', async () => {
    await page.goto('/settings/alert-sources?service=checkout');
    await page.getByRole('button', { name: 'Add an alert source' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an alert source of checkout' });
    await dialog.getByRole('button', { name: 'Add the source' }).click();
    const url = await dialog.getByRole('textbox', { name: 'Webhook address, key included' }).inputValue();
    const sent = await site.app
      .as('')
      .post(new URL(url).pathname)
      .send({ version: '4', groupKey: 'g', status: 'firing', receiver: 'r', groupLabels: {}, alerts: [] });
    expect(sent.status).toBeLessThan(300);
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await row('Alertmanager webhook').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nothing sends alerts of this service').waitFor();
  });

  it('a repository asks for the checks that it names', async () => {
    await page.goto('/settings/merge-policies');
    await page.getByRole('radio', { name: 'These checks' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Name of check 1').and(page.locator('[aria-invalid="true"]')).waitFor();
    await page.getByLabel('Name of check 1').fill('build');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Merge policy of acme/elsewhere saved').waitFor();
    const { body } = await site.app.as().get('/api/v1/repositories/acme/elsewhere/merge-policy');
    expect(body.requiredChecks).toEqual([{ name: 'build' }]);
  });
});

describe('integrations', () => {
  it('take a secret that is never shown again, and are tried for good', async () => {
    await page.goto('/settings/integrations');
    const github = page.getByRole('region', { name: 'GitHub' });
    await github.getByText('Not set up').waitFor();
    expect(await github.getByRole('button', { name: 'Test' }).isDisabled()).toBe(true);
    await github.getByLabel('Webhook secret', { exact: true }).fill('short');
    await github.getByRole('button', { name: 'Save the secret' }).click();
    await github.locator('input[aria-invalid="true"]').waitFor();
    await github.getByLabel('Webhook secret', { exact: true }).fill('a-long-random-secret');
    await github.getByRole('button', { name: 'Save the secret' }).click();
    await github.getByText('Set up', { exact: true }).waitFor();
    // The hint of the change may be quicker than the answer to it.
    await eventually(async () =>
      expect(await github.getByLabel('New webhook secret', { exact: true }).inputValue()).toBe(''),
    );
    await github.getByRole('button', { name: 'Test' }).click();
    await github.getByText('It works').waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'settings-integrations');
    await expectFitsPhone(page);
    await page.setViewportSize(DESKTOP);
    await github.getByRole('link', { name: 'See its receipt.' }).click();
    await page.getByRole('heading', { level: 1, name: 'ping' }).waitFor();
    await page.goto('/settings/integrations');
    await github.getByRole('button', { name: 'Forget it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click();
    await github.getByText('Not set up').waitFor();
  });
});

describe('the look of it', () => {
  it.each(['services', 'teams', 'people', 'tokens', 'alert-sources', 'merge-policies', 'services?edit=checkout'])(
    '%s is accessible and fits a phone',
    async (part) => {
      await page.goto(`/settings/${part}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
      await expectAccessible(page);
      await keepScreenshots(page, `settings-${part.replace(/\?.*/, '-form')}`);
      await expectFitsPhone(page);
      await page.setViewportSize(DESKTOP);
    },
  );

  it('had nothing to complain about', () => {
    expect(site.complaints).toEqual([]);
  });
});
