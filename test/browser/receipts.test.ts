import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instances } from '../../src/flags/instances/instances.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let responder: Visitor;
let token: string;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments' });
  responder = await site.person('responder');
  token = await site.app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  const flag = { key: 'express', name: 'Express pay', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  await site.app.as().post('/api/v1/flags').send(flag).expect(201);
  const path = '/api/v1/flags/express/environments/production/flip';
  await site.app.as().post(path).send({ on: true, reason: 'test' }).expect(200);
});
afterAll(() => site?.close());

async function poll(instance: string): Promise<void> {
  await site.app
    .as(token)
    .post('/ofrep/v1/evaluate/flags')
    .set({ 'x-loop-instance': instance, 'x-loop-sdk': 'js-web/1.10' })
    .send({ context: { targetingKey: 'user-7' } })
    .expect(200);
}

describe('who has applied a change', () => {
  it('is told after a kill, name by name as long as somebody has not, and on the page of the flag', async () => {
    for (const instance of ['web-1', 'web-2']) await poll(instance);
    await site.app.get(Instances).flush();
    const page = await site.open({ phone: true });
    await signIn(page, responder, '/kill?flag=express&environment=production');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Suspected cause' }).click();
    await sheet.getByRole('button', { name: 'Turn off in production' }).click();
    await sheet.getByText('0 of 2 clients applied it; 2 pending').waitFor();
    await poll('web-1');
    await sheet.getByText(/^1 of 2 clients applied it, the last after [\d,]+ (ms|s); 1 pending/).waitFor();
    expect(await sheet.getByText('web-1').count()).toBe(0);
    await sheet.getByText('web-2').waitFor();
    await keepScreenshots(page, 'kill-receipts');
    await expectFitsPhone(page);
    await poll('web-2');
    await sheet.getByText(/^All 2 clients applied it, the last after/).waitFor();
    await expectAccessible(page);

    const wide = await site.open();
    await signIn(wide, responder, '/flags/express');
    await wide.getByText(/^All 2 clients applied it, the last after/).waitFor();
    await wide.getByText('Clients in production').click();
    await wide.getByText('web-2').waitFor();
    await keepScreenshots(wide, 'flag-receipts');
    await expectAccessible(wide);
    expect(site.complaints).toEqual([]);
  });
});
