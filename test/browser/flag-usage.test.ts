import { afterAll, beforeAll, expect, it } from 'vitest';
import { Exposure } from '../../src/flags/exposure/exposure.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let viewer: Visitor;

beforeAll(async () => {
  site = await Site.start();
  await site.app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  for (const key of ['called', 'quiet']) {
    const flag = { key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
    await site.app.as().post('/api/v1/flags').send(flag).expect(201);
  }
  viewer = await site.person('viewer');
});
afterAll(() => site?.close());

async function scan(commit: string, references: object[], over: object = {}): Promise<void> {
  const body = {
    commit: commit.repeat(40),
    branch: 'main',
    webUrl: 'https://github.com/acme/shop',
    references,
    ...over,
  };
  await site.app.as().put('/api/v1/code-references/acme/shop').send(body).expect(200);
}

it('shows calls by variant and environment, and where code refers to a flag until it is gone', async () => {
  const token = await site.app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  const context = { context: { targetingKey: 'user-7' } };
  for (let i = 0; i < 3; i += 1) {
    await site.app.as(token).post('/ofrep/v1/evaluate/flags/called').send(context).expect(200);
  }
  const counts = [{ flag: 'called', variant: 'on', count: 40 }];
  await site.app.as(token).post('/api/v1/exposures').send({ batch: 'b', counts }).expect(200);
  await site.app.get(Exposure).flush();
  const hunk = { line: 11, lines: ['// before', "if (isOn('called')) pay();", '// after'] };
  await scan('a', [{ flag: 'called', path: 'src/pay.ts', line: 12, hunk }]);

  const page = await site.open();
  await signIn(page, viewer, '/flags/called');
  const calls = page.getByRole('region', { name: 'Calls' });
  await calls.getByText('Calls in this window: on 40, off 3 (40 calls reported by SDKs)').waitFor();
  expect(await calls.getByRole('row', { name: /^production/ }).innerText()).toContain('on 40, off 3');
  expect(await calls.getByRole('row', { name: /^staging/ }).innerText()).toContain('never');
  await calls.getByRole('figure', { name: 'Calls by hour and variant, as a chart' }).waitFor();
  await calls.getByText('By day').click();
  await calls.getByRole('figure', { name: 'Calls by day and variant, as a chart' }).waitFor();

  const code = page.getByRole('region', { name: 'In code' });
  const link = code.getByRole('link', { name: 'src/pay.ts:12' });
  expect(await link.getAttribute('href')).toBe(`https://github.com/acme/shop/blob/${'a'.repeat(40)}/src/pay.ts#L12`);
  await code.getByText("if (isOn('called')) pay();").waitFor();
  await keepScreenshots(page, 'flag-usage');
  await expectAccessible(page);

  const removal = { flag: 'called', commit: 'c'.repeat(40), author: 'Ana', subject: 'Pay for good' };
  await scan('b', [], { removals: [removal] });
  await code.getByText('Gone from trunk with cccccccc “Pay for good” by Ana').waitFor();
  await page.getByText('Gone from the code of acme/shop with cccccccc').waitFor();
  await expectFitsPhone(page);
  expect(site.complaints).toEqual([]);
});

it('finds flags by how they are used', async () => {
  const page = await site.open();
  await signIn(page, viewer, '/flags?usage=varied');
  const links = page.getByRole('table', { name: 'Flags' }).getByRole('link');
  await links.first().waitFor();
  expect(await links.allTextContents()).toEqual(['called']);
  await page.goto('/flags?usage=new');
  await page.getByRole('link', { name: 'quiet' }).waitFor();
  expect(await links.allTextContents()).toEqual(['quiet']);
  await expectAccessible(page);
});
