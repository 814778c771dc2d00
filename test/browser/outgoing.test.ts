import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver, type Receiver } from '../e2e/oncall-receivers.js';
import { eventually } from '../support/index.js';
import { DESKTOP, expectAccessible, expectFitsPhone, signIn, Site } from './support/index.js';

let site: Site;
let page: Page;
let receiver: Receiver;

beforeAll(async () => {
  site = await Site.start({ config: { secretKey: randomBytes(32) } });
  receiver = await startReceiver();
  await site.app.service({ key: 'checkout', team: 'shop' });
  const flag = { key: 'banner', kind: 'ops', service: 'checkout', owner: { team: 'shop' } };
  await site.app.as().post('/api/v1/flags').send(flag).expect(201);
  page = await site.open();
  await signIn(page, await site.person('admin'), '/settings/outgoing');
});
afterAll(async () => {
  await receiver?.close();
  await site?.close();
});

const flip = (on: boolean) =>
  site.app
    .as()
    .post('/api/v1/flags/banner/environments/production/flip')
    .send({ on, reason: 'to be seen' })
    .expect(200);

describe('outgoing messages', () => {
  it('are set up with a secret that is shown once, and tried', async () => {
    await page.getByText('Nobody is told of flips yet').waitFor();
    await page.getByRole('button', { name: 'Add a receiver' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Deploy log');
    await dialog.getByLabel('Address').fill(`${receiver.url}/in`);
    await dialog.getByRole('button', { name: 'Add the receiver' }).click();
    await dialog.getByText('it is shown only here').waitFor();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Deploy log' });
    await row.getByText('Active').waitFor();
    await row.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Deploy log works').waitFor();
    expect(receiver.received.map(({ body }) => body['type'])).toEqual(['ping']);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.setViewportSize(DESKTOP);
  });

  it('are listed with their last answer, and sent again', async () => {
    receiver.answer = 410;
    await flip(true);
    await eventually(() => expect(receiver.received).toHaveLength(2));
    await page.getByRole('link', { name: 'Deploy log' }).click();
    const row = page.getByRole('row').filter({ hasText: 'flag.flip' });
    await row.getByText('Given up').waitFor();
    await row.getByText('answered 410').waitFor();
    receiver.answer = 200;
    await row.getByRole('button', { name: 'Redeliver' }).click();
    await eventually(() => expect(receiver.received).toHaveLength(3));
    expect(receiver.received[2]?.raw).toBe(receiver.received[1]?.raw);
    await expectAccessible(page);
    expect(site.complaints).toEqual([]);
  });
});
