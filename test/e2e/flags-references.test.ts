import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'shop', team: 'payments', repository: 'acme/shop' });
  for (const key of ['cart', 'search', 'other']) {
    const flag = { key, name: key, kind: 'ops', service: 'shop', owner: { team: 'payments' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
  }
});
afterAll(() => app.close());

const at = (flag: string, line = 1) => ({ flag, path: `src/${flag}.ts`, line });
const scan = (repository: string, commit: string, references: object[], over: object = {}) =>
  app
    .as()
    .put(`/api/v1/code-references/${repository}`)
    .send({ commit, branch: 'main', references, ...over });
const known = async (repository: string) => (await app.as().get(`/api/v1/code-references/${repository}`)).body;
const ofFlag = async (key: string) => (await app.as().get(`/api/v1/flags/${key}/code-references`).expect(200)).body;
const history = async (key: string) => {
  const { body } = await app.as().get(`/api/v1/flags/${key}/history`).expect(200);
  return body.items.map(({ action, detail }: { action: string; detail: object }) => ({ action, detail }));
};

describe('the references to a flag', () => {
  it('come from every repository, with lines around them and addresses', async () => {
    const hunk = { line: 11, lines: ['{', "  isOn('cart')", '}'] };
    const webUrl = 'https://github.com/acme/shop/';
    await scan('acme/shop', 'c1', [{ ...at('cart', 12), hunk }, at('search')], { webUrl }).expect(200);
    await scan('acme/mobile', 'm1', [at('cart')]).expect(200);
    const body = await ofFlag('cart');
    expect(body).toMatchObject({ flag: 'cart', repository: 'acme/shop', scanned: true });
    expect(body.repositories).toMatchObject([
      {
        repository: 'acme/shop',
        commit: 'c1',
        count: 1,
        places: [{ path: 'src/cart.ts', line: 12, hunk, url: 'https://github.com/acme/shop/blob/c1/src/cart.ts#L12' }],
        removal: null,
      },
      { repository: 'acme/mobile', commit: 'm1', places: [{ path: 'src/cart.ts', line: 1, hunk: null, url: null }] },
    ]);
    expect(await ofFlag('other')).toMatchObject({
      scanned: true,
      repositories: [{ repository: 'acme/shop', count: 0 }],
    });
    expect((await app.as().get('/api/v1/flags/nobody-knows/code-references')).status).toBe(404);
  });

  it.each([
    [{ line: 1, lines: Array.from({ length: 8 }, () => '') }],
    [{ line: 1, lines: ['x'.repeat(301)] }],
    [{ line: 1, lines: [] }],
    [{ line: 0, lines: ['x'] }],
    ['text'],
  ])('have a hunk that is bounded: not %j', async (hunk) => {
    expect((await scan('acme/bounds', 'c', [{ ...at('cart'), hunk }])).status).toBe(422);
  });

  it('take no address with a password in it, nor one that is no address', async () => {
    for (const webUrl of ['https://me:secret@github.com/acme/shop', 'javascript:alert(1)'])
      expect((await scan('acme/bounds', 'c', [], { webUrl })).status).toBe(422);
  });
});

describe('trunk', () => {
  it('is not replaced by a scan of a branch', async () => {
    await scan('acme/trunk', 't1', [at('cart')]).expect(200);
    const { body } = await scan('acme/trunk', 'b1', [], { branch: 'feature' }).expect(200);
    expect(body).toMatchObject({ scan: 'not_trunk', gone: [], commit: 't1' });
    expect(await known('acme/trunk')).toMatchObject({ commit: 't1', references: [at('cart')] });
  });

  it('is not made of a branch, where it was never scanned', async () => {
    const { body } = await scan('acme/fresh', 'b1', [at('cart')], { branch: 'feature', trunk: false }).expect(200);
    expect(body).toMatchObject({ scan: 'not_trunk', commit: 'b1', references: [at('cart')] });
    expect((await app.as().get('/api/v1/code-references/acme/fresh')).status).toBe(404);
  });

  it('is not set back by a scan that comes late', async () => {
    await scan('acme/late', 'l2', [], { committedAt: '2026-11-20T12:00:00Z' }).expect(200);
    const { body } = await scan('acme/late', 'l1', [at('cart')], { committedAt: '2026-11-20T11:00:00Z' }).expect(200);
    expect(body).toMatchObject({ scan: 'outdated', commit: 'l2' });
    expect(await known('acme/late')).toMatchObject({ commit: 'l2', references: [] });
  });

  it('gives a tag that If-Match takes', async () => {
    const first = await scan('acme/tagged', 'c1', [at('cart')]).expect(200);
    const read = await app.as().get('/api/v1/code-references/acme/tagged');
    expect(first.headers['etag']).toBe(read.headers['etag']);
    const next = (tag: unknown) => scan('acme/tagged', 'c2', []).set('if-match', String(tag));
    expect((await next(first.headers['etag'])).status).toBe(200);
    expect((await next(first.headers['etag'])).status).toBe(412);
  });
});

describe('a flag that goes out of the code', () => {
  it('is gone with the commit that took it out, on its page and in its history', async () => {
    await scan('acme/gone', 'g1', [at('search')], { webUrl: 'https://github.com/acme/gone' }).expect(200);
    const removal = {
      flag: 'search',
      commit: 'g3',
      author: 'Ana',
      subject: 'Search is on',
      committedAt: '2026-11-20T16:00:00Z',
    };
    const never = { flag: 'cart', commit: 'g2' };
    const { body } = await scan('acme/gone', 'g5', [], { removals: [removal, never] }).expect(200);
    expect(body).toMatchObject({ scan: 'kept', gone: ['search'] });
    const { repositories } = await ofFlag('search');
    expect(repositories.find(({ repository }: { repository: string }) => repository === 'acme/gone')).toMatchObject({
      count: 0,
      removal: {
        commit: 'g3',
        exact: true,
        author: 'Ana',
        subject: 'Search is on',
        committedAt: '2026-11-20T16:00:00.000Z',
        lastSeenCommit: 'g1',
        url: 'https://github.com/acme/gone/commit/g3',
      },
    });
    expect((await history('search'))[0]).toEqual({
      action: 'gone_from_code',
      detail: { repository: 'acme/gone', commit: 'g3', exact: true },
    });
    expect(
      (await history('cart')).filter(
        ({ detail }: { detail: { repository?: string } }) => detail.repository === 'acme/gone',
      ),
    ).toEqual([]);
  });

  it('is gone with the scanned commit where nobody knows better, and comes back', async () => {
    await scan('acme/back', 'k1', [at('other'), at('no-flag')]).expect(200);
    expect((await scan('acme/back', 'k2', [])).body.gone.toSorted()).toEqual(['no-flag', 'other']);
    const removals = async () =>
      (await ofFlag('other')).repositories.filter(({ removal }: { removal: object | null }) => removal !== null);
    expect(await removals()).toMatchObject([{ repository: 'acme/back', removal: { commit: 'k2', exact: false } }]);
    await scan('acme/back', 'k3', [at('other')]).expect(200);
    expect(await removals()).toEqual([]);
    expect((await history('other')).map(({ action }: { action: string }) => action)).toEqual([
      'back_in_code',
      'gone_from_code',
      'create',
    ]);
  });

  it('is not gone because a branch has no more of it', async () => {
    await scan('acme/branch', 'x1', [at('cart')]).expect(200);
    await scan('acme/branch', 'x2', [], { branch: 'feature', trunk: false }).expect(200);
    const { repositories } = await ofFlag('cart');
    expect(repositories.find(({ repository }: { repository: string }) => repository === 'acme/branch')).toMatchObject({
      commit: 'x1',
      count: 1,
      removal: null,
    });
  });
});
