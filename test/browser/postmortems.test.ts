import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let ada: Visitor;
let bob: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  ada = await site.person('member', 'ada');
  bob = await site.person('member', 'bob');
});
afterAll(() => site?.close());

async function done(pending: PromiseLike<{ status: number; text: string; body: { id?: string } }>): Promise<string> {
  const { status, text, body } = await pending;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return String(body.id);
}

async function restored(title: string): Promise<string> {
  const id = await done(site.app.as().post('/api/v1/incidents').send({ title, service: 'checkout', severity: 'sev2' }));
  await done(site.app.as().post(`/api/v1/incidents/${id}/restore`).send({ by: 'config' }));
  return id;
}

async function draftOf(author: string, incident: string): Promise<{ id: string; token: string }> {
  const token = await site.app.token({ permissions: ['incidents:write', 'read'], person: author });
  const id = await done(site.app.as(token).post(`/api/v1/incidents/${incident}/postmortem`).send({}));
  return { id, token };
}

describe('a postmortem', () => {
  it('goes from the incident to published, and its action closes by a change', async () => {
    const incident = await restored('Checkout answered 500');
    const page = await site.open();
    await signIn(page, ada, '/postmortems');
    await page.getByText('No postmortems yet').waitFor();
    await page.goto(`/incidents/${incident}`);
    await page.getByRole('button', { name: 'Start the postmortem' }).click();
    await page.getByRole('heading', { name: 'Postmortem: Checkout answered 500' }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByText('The service was restored').waitFor();

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Summary' }).fill('The new form asked the old API.');
    await page
      .getByRole('textbox', { name: 'Contributing factors' })
      .fill('No contract test\nA Friday release\n  late');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'No contract test' }).waitFor();
    await page.getByText('The new form asked the old API.').waitFor();

    await page.getByRole('button', { name: 'Add an action' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an action' });
    await dialog.getByRole('button', { name: 'Add the action' }).click();
    await eventually(async () => expect(await dialog.locator('[aria-invalid="true"]').count()).toBe(3));
    await dialog.getByLabel('What is to be done').fill('Contract test between form and API');
    await dialog.getByRole('combobox', { name: 'Owner' }).fill('bob');
    await page.getByRole('option', { name: 'Bob' }).click();
    await dialog.getByLabel('Due').fill('2026-11-01');
    await dialog.getByLabel('Ticket').fill('OPS-31');
    await dialog.getByRole('button', { name: 'Add the action' }).click();
    const action = page.getByRole('listitem').filter({ hasText: 'Contract test between form and API' });
    await action.getByText('No change is linked yet.').waitFor();
    await action.getByText('overdue').waitFor();
    await action.getByRole('button', { name: /^Link a change/ }).click();
    await page.getByRole('textbox', { name: 'Change' }).fill('acme/shop#12');
    await page.getByRole('dialog').getByRole('button', { name: 'Link the change' }).click();
    await action.getByText('The change acme/shop#12 is not known yet.').waitFor();
    await keepScreenshots(page, 'postmortem');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Ask for a review' }).click();
    await page.getByText('Waits for the review of another person').waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);

    const other = await site.open();
    await signIn(other, bob, `/postmortems/${id}`);
    await other.getByRole('button', { name: 'Review …' }).click();
    await other.getByLabel('Note to the author').fill('Clear.');
    await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Approved by Bob').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('published by Ada').waitFor();
    expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);

    await site.app.facts([
      {
        kind: 'change',
        id: 'acme/shop#12',
        repository: 'acme/shop',
        openedAt: '2026-11-20T08:00:00Z',
        mergedAt: '2026-11-20T09:00:00Z',
        headSha: 'abc',
      },
      {
        kind: 'check',
        id: 'c1',
        repository: 'acme/shop',
        sha: 'abc',
        name: 'unit',
        conclusion: 'success',
        startedAt: '2026-11-20T08:10:00Z',
        completedAt: '2026-11-20T08:20:00Z',
      },
    ]);
    await action.getByText('done', { exact: true }).waitFor();
    const { body } = await site.app.as().get(`/api/v1/postmortems/${id}`);
    expect(body).toMatchObject({ state: 'published', reviewedBy: 'bob', actions: [{ state: 'done' }] });
    expect(body.contributingFactors).toEqual(['No contract test', 'A Friday release\nlate']);
    await expectFitsPhone(page);
  });

  it('offers both versions to who saves a stale text, and keeps what was typed over a reload', async () => {
    const { id, token } = await draftOf('ada', await restored('Cards were refused'));
    const page = await site.open();
    await signIn(page, ada, `/postmortems/${id}?edit`);
    await page.getByRole('textbox', { name: 'Impact' }).fill('Nobody could pay by card.');
    await done(site.app.as(token).patch(`/api/v1/postmortems/${id}`).send({ impact: 'One order in three failed.' }));
    await page.reload();
    const impact = page.getByRole('textbox', { name: 'Impact' });
    await eventually(async () => expect(await impact.inputValue()).toBe('Nobody could pay by card.'));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const both = page.getByRole('dialog', { name: 'Somebody changed this while you edited it' });
    await both.getByRole('cell', { name: 'Nobody could pay by card.' }).waitFor();
    await both.getByRole('cell', { name: 'One order in three failed.' }).waitFor();
    await expectAccessible(page);
    await both.getByRole('button', { name: 'Take theirs' }).click();
    await eventually(async () => expect(await impact.inputValue()).toBe('One order in three failed.'));
    await impact.fill('One order in three failed for 20 minutes.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('One order in three failed for 20 minutes.').waitFor();
  });
});

describe('the list of actions', () => {
  it('begins with the longest overdue, and goes by state and owner', async () => {
    const { id } = await draftOf('ada', await restored('Search was slow'));
    for (const [title, dueAt, owner] of [
      ['Later', '2027-11-01T00:00:00Z', { team: 'payments' }],
      ['Long ago', '2026-01-01T00:00:00Z', { person: 'bob' }],
    ] as const) {
      await done(site.app.as().post(`/api/v1/postmortems/${id}/actions`).send({ title, kind: 'test', owner, dueAt }));
    }
    const page = await site.open();
    await signIn(page, bob, '/actions');
    const rows = page.getByRole('row');
    await eventually(async () => expect(await rows.count()).toBe(3));
    expect(await rows.nth(1).textContent()).toMatch(/^Long agooverdue.*Bob.*No change is linked yet/);
    await keepScreenshots(page, 'actions');
    await expectAccessible(page);
    await page.goto('/actions?owner=team%3Apayments');
    await eventually(async () => expect(await rows.count()).toBe(2));
    await page.getByLabel('Overdue only').click();
    await page.getByText('No action matches').waitFor();
    await page.goto('/actions?state=done');
    await page.getByRole('link', { name: 'Contract test between form and API' }).waitFor();
    await expectFitsPhone(page);
    await page.goto('/postmortems');
    await page.getByRole('link', { name: 'Postmortem: Search was slow' }).waitFor();
    await expectFitsPhone(page);
    await expectAccessible(page);
  });
});

it('nothing was complained about', () => {
  expect(site.complaints).toEqual([]);
});
