import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;
const AHEAD = '2100-01-01T00:00:00Z';

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
});
afterAll(() => app.close());

const release = (key: string, over: object = {}): object => ({
  key,
  name: 'New checkout',
  kind: 'release',
  service: 'checkout',
  owner: { team: 'payments' },
  expiresAt: AHEAD,
  removalTicket: 'OPS-12',
  ...over,
});

describe('creating a flag', () => {
  it('answers 201 with a flag that is off everywhere', async () => {
    const { body, status } = await app.as().post('/api/v1/flags').send(release('born'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      key: 'born',
      kind: 'release',
      service: 'checkout',
      owner: { team: 'payments' },
      expiresAt: '2100-01-01T00:00:00.000Z',
      removalTicket: 'OPS-12',
      stage: 'active',
      variants: { on: true, off: false },
      defaultVariant: 'on',
      offVariant: 'off',
      debt: [],
    });
    expect(Object.keys(body.environments)).toEqual(['production', 'staging']);
    expect(body.environments.production).toMatchObject({ on: false, rules: [], lastEvaluatedAt: null });
  });

  it('answers 409 for a key that is taken, and takes the same key in other letters', async () => {
    await app.as().post('/api/v1/flags').send(release('taken')).expect(201);
    const { body } = await app.as().post('/api/v1/flags').send(release('taken')).expect(409);
    expect(body.code).toBe('flag_exists');
    await app.as().post('/api/v1/flags').send(release('Taken')).expect(201);
  });

  it.each(['release', 'experiment'])('answers 422 naming each thing a %s lacks', async (kind) => {
    const { body } = await app
      .as()
      .post('/api/v1/flags')
      .send({ key: 'bare', name: 'x', kind, service: 'checkout' })
      .expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'expiresAt',
      'owner',
      'removalTicket',
    ]);
  });

  it('asks only an owner of the other kinds', async () => {
    const bare = { key: 'switch', name: 'x', kind: 'kill_switch', service: 'checkout' };
    const { body } = await app.as().post('/api/v1/flags').send(bare).expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['owner']);
    await app
      .as()
      .post('/api/v1/flags')
      .send({ ...bare, owner: { team: 'payments' } })
      .expect(201);
  });

  it.each([
    [{ owner: {} }, 'owner'],
    [{ owner: { team: 'nobody' } }, 'owner.team'],
    [{ owner: { person: 'nobody' } }, 'owner.person'],
    [{ expiresAt: '2001-01-01T00:00:00Z' }, 'expiresAt'],
    [{ expiresAt: 'soon' }, 'expiresAt'],
    [{ expiresAt: null }, 'expiresAt'],
    [{ removalTicket: 'later' }, 'removalTicket'],
    [{ service: 'unheard-of' }, 'service'],
    [{ kind: 'whim' }, 'kind'],
    [{ key: 'a b' }, 'key'],
    [{ variants: {} }, 'variants'],
    [{ variants: { on: true, off: 'x' } }, 'variants.off'],
    [{ variants: [] }, 'variants'],
    [{ defaultVariant: 'blue' }, 'defaultVariant'],
    [{ offVariant: 'constructor' }, 'offVariant'],
    [{ stage: 'archived' }, 'stage'],
  ])('answers 422 for %j', async (over, field) => {
    const { body } = await app.as().post('/api/v1/flags').send(release('wrong', over)).expect(422);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('answers 400 for a body that is no JSON, 401 without and 403 with the wrong token', async () => {
    const reader = await app.token({ permissions: ['read', 'flags:kill'] });
    const answers = await Promise.all([
      app.as().post('/api/v1/flags').set('content-type', 'application/json').send('{"key":'),
      app.as('nonsense-nonsense').post('/api/v1/flags').send(release('x')),
      app.as(reader).post('/api/v1/flags').send(release('x')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 401, 403]);
  });

  it('takes variants of any one type, and an owner who is a person', async () => {
    await app.person({ key: 'ana', teams: ['payments'] });
    const variants = { blue: { hue: 240 }, red: { hue: 0 } };
    const over = { owner: { person: 'ana' }, variants, defaultVariant: 'blue', offVariant: 'red' };
    const { body } = await app.as().post('/api/v1/flags').send(release('colour', over)).expect(201);
    expect(body).toMatchObject({ owner: { person: 'ana' }, variants, defaultVariant: 'blue' });
  });
});

describe('changing a flag', () => {
  it('changes what is named, answers with its tag and keeps it in the history', async () => {
    await app.as().post('/api/v1/flags').send(release('changing')).expect(201);
    const first = await app.as().get('/api/v1/flags/changing').expect(200);
    const changed = await app
      .as()
      .patch('/api/v1/flags/changing')
      .set('if-match', String(first.headers['etag']))
      .send({ name: 'Newer' })
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'Newer', removalTicket: 'OPS-12' });
    expect(changed.headers['etag']).not.toBe(first.headers['etag']);
    const stale = await app
      .as()
      .patch('/api/v1/flags/changing')
      .set('if-match', String(first.headers['etag']))
      .send({ name: 'Lost' });
    expect(stale.status).toBe(412);
    const { body } = await app.as().get('/api/v1/flags/changing/history').expect(200);
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['change', 'create']);
    expect(body.items[0].detail).toEqual({ name: { from: 'New checkout', to: 'Newer' } });
  });

  it('refuses to take the end from a release, and answers 404 for an unknown flag', async () => {
    const { body } = await app
      .as()
      .patch('/api/v1/flags/changing')
      .send({ removalTicket: null, expiresAt: null })
      .expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['expiresAt', 'removalTicket']);
    await app.as().patch('/api/v1/flags/changing').send({ service: 'other' }).expect(422);
    await app.as().patch('/api/v1/flags/unheard-of').send({ name: 'x' }).expect(404);
    await app.as().get('/api/v1/flags/unheard-of').expect(404);
    await app.as().get('/api/v1/flags/unheard-of/history').expect(404);
  });

  it('that changes nothing keeps the tag', async () => {
    const first = await app.as().get('/api/v1/flags/changing');
    const again = await app.as().patch('/api/v1/flags/changing').send({ name: first.body.name }).expect(200);
    expect(again.headers['etag']).toBe(first.headers['etag']);
  });
});

describe('the list of flags', () => {
  const keys = async (query: string): Promise<string[]> => {
    const { body } = await app.as().get(`/api/v1/flags?${query}`).expect(200);
    return body.items.map(({ key }: { key: string }) => key);
  };

  it('is filtered by service, owner, text, stage and debt, and comes in pages', async () => {
    await app.service({ key: 'listing', team: 'listers' });
    await app.person({ key: 'leaver', teams: [] });
    const make = (key: string, over: object) =>
      app
        .as()
        .post('/api/v1/flags')
        .send(release(key, { service: 'listing', ...over }))
        .expect(201);
    await make('list-a', { owner: { team: 'listers' } });
    await make('list-b', { owner: { person: 'leaver' }, name: '100%_sure' });
    await make('list-c', { owner: { team: 'listers' } });
    await app.as().post('/api/v1/flags/list-c/complete').send({ outcome: 'kept' }).expect(200);
    await app.person({ key: 'leaver', active: false });

    expect(await keys('service=listing')).toEqual(['list-a', 'list-b', 'list-c']);
    expect(await keys('service=listing&stage=completed')).toEqual(['list-c']);
    expect(await keys('service=listing&debt=no_owner')).toEqual(['list-b']);
    expect(await keys('service=listing&debt=any&limit=1')).toEqual(['list-b']);
    expect(await keys('owner=leaver')).toEqual(['list-b']);
    expect(await keys('owner=person:leaver')).toEqual(['list-b']);
    expect(await keys('owner=team:leaver')).toEqual([]);
    expect(await keys('owner=listers')).toEqual(['list-a', 'list-c']);
    expect(await keys(`q=${encodeURIComponent('0%_S')}`)).toEqual(['list-b']);

    const first = await app.as().get('/api/v1/flags?service=listing&limit=2');
    expect(first.body.items).toHaveLength(2);
    expect(await keys(`service=listing&limit=2&cursor=${first.body.nextCursor}`)).toEqual(['list-c']);
  });

  it('says how many there are, in any of its orders, page by page', async () => {
    await app.service({ key: 'ordered', team: 'orderers' });
    const day = (n: number): string => new Date(app.clock.now().getTime() + n * 86_400_000).toISOString();
    const make = (key: string, over: object) =>
      app
        .as()
        .post('/api/v1/flags')
        .send(release(key, { service: 'ordered', owner: { team: 'orderers' }, ...over }))
        .expect(201);
    await make('o-late', { expiresAt: day(30) });
    await make('o-never-2', { kind: 'permission', expiresAt: null });
    await make('o-soon', { expiresAt: day(2) });
    await make('o-never-1', { kind: 'permission', expiresAt: null });
    await app.as().patch('/api/v1/flags/o-late').send({ name: 'changed last but one' }).expect(200);
    await app
      .as()
      .post('/api/v1/flags/o-soon/environments/production/flip')
      .send({ on: true, reason: 'last' })
      .expect(200);

    const walk = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: { body: { total: number; items: { key: string }[]; nextCursor: string | null } } = await app
          .as()
          .get(`/api/v1/flags?service=ordered&${query}&limit=1&cursor=${cursor}`)
          .expect(200);
        expect(body.total).toBe(4);
        found.push(...body.items.map(({ key }) => key));
        cursor = body.nextCursor;
      }
      return found;
    };
    expect(await walk('sort=key')).toEqual(['o-late', 'o-never-1', 'o-never-2', 'o-soon']);
    expect(await walk('sort=expiresAt')).toEqual(['o-soon', 'o-late', 'o-never-1', 'o-never-2']);
    expect(await walk('sort=updatedAt')).toEqual(['o-soon', 'o-late', 'o-never-1', 'o-never-2']);

    app.clock.advance(3 * 86_400_000);
    const owing = await app.as().get('/api/v1/flags?service=ordered&debt=any&sort=updatedAt').expect(200);
    expect(owing.body).toMatchObject({ total: 1, items: [{ key: 'o-soon', debt: ['expired'] }], nextCursor: null });
    expect((await app.as().get('/api/v1/flags?service=ordered&debt=stale')).body).toMatchObject({
      total: 0,
      items: [],
    });
    const other = (await app.as().get('/api/v1/flags?service=ordered&sort=key&limit=1')).body.nextCursor;
    await app.as().get(`/api/v1/flags?service=ordered&sort=expiresAt&cursor=${other}`).expect(400);
    await app.as().get('/api/v1/flags?sort=colour').expect(400);
  });

  it.each(['stage=gone', 'debt=all', 'limit=0', 'cursor=x', 'colour=red'])('answers 400 for %s', async (query) => {
    const { status } = await app.as().get(`/api/v1/flags?${query}`);
    expect(status).toBe(400);
  });

  it('turns red when the clock passes the expiry, with no other change', async () => {
    const soon = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
    await app
      .as()
      .post('/api/v1/flags')
      .send(release('short', { expiresAt: soon }))
      .expect(201);
    expect(await keys('debt=expired')).not.toContain('short');
    app.clock.advance(86_400_000);
    expect(await keys('debt=expired')).toContain('short');
  });
});

describe('the environments of a flag', () => {
  it('follow those of its service: new ones are off, one that comes back is as it was', async () => {
    const put = (...environments: string[]) =>
      app.service({
        key: 'moving',
        team: 'payments',
        environments: environments.map((key) => ({ key, production: key === 'production' })),
      });
    await put('production', 'staging');
    await app
      .as()
      .post('/api/v1/flags')
      .send(release('moving-flag', { service: 'moving' }))
      .expect(201);
    await app
      .as()
      .post('/api/v1/flags/moving-flag/environments/staging/flip')
      .send({ on: true, reason: 'try' })
      .expect(200);
    const states = async (): Promise<Record<string, boolean>> => {
      const { body } = await app.as().get('/api/v1/flags/moving-flag');
      return Object.fromEntries(Object.entries<{ on: boolean }>(body.environments).map(([key, { on }]) => [key, on]));
    };
    await put('production', 'canary');
    // The catalog's event may be slow: a flip of a new environment does not wait for it.
    await app
      .as()
      .post('/api/v1/flags/moving-flag/environments/canary/flip')
      .send({ on: true, reason: 'try' })
      .expect(200);
    await eventually(async () => expect(await states()).toEqual({ production: false, canary: true }));
    await put('production', 'canary', 'staging');
    await eventually(async () => expect(await states()).toEqual({ production: false, canary: true, staging: true }));
  });
});

describe('code references', () => {
  it('replace those of the scan before', async () => {
    const url = '/api/v1/code-references/acme/shop';
    await app.as().get(url).expect(404);
    const scan = (commit: string, references: object[]) =>
      app.as().put(url).send({ commit, branch: 'main', references });
    await scan('c1', [
      { flag: 'born', path: 'a.ts', line: 1 },
      { flag: 'born', path: 'a.ts', line: 1 },
    ]).expect(200);
    const { body } = await scan('c2', [{ flag: 'born', path: 'b.ts', line: 2 }]).expect(200);
    expect(body).toMatchObject({
      repository: 'acme/shop',
      commit: 'c2',
      references: [{ flag: 'born', path: 'b.ts', line: 2 }],
    });
  });

  it.each([
    [{ commit: 'c', branch: 'main' }, 422],
    [{ commit: 'c', branch: 'main', references: [{ flag: 'a', path: 'b' }] }, 422],
    [{ commit: 'c', branch: 'main', references: [{ flag: 'a', path: 'b', line: 0 }] }, 422],
    [{ commit: 'c', branch: 'main', references: [null] }, 422],
    [{ commit: '', branch: 'main', references: [] }, 422],
  ])('%j: %i', async (body, expected) => {
    const { status } = await app.as().put('/api/v1/code-references/acme/shop').send(body);
    expect(status).toBe(expected);
  });

  it('need a permission', async () => {
    const body = { commit: 'c', branch: 'm', references: [] };
    const reader = await app.token({ permissions: ['read'] });
    const ci = await app.token({ permissions: ['gates:evaluate'] });
    const refused = await app.as(reader).put('/api/v1/code-references/acme/shop').send(body);
    const taken = await app.as(ci).put('/api/v1/code-references/acme/ci').send(body);
    expect([refused.status, taken.status]).toEqual([403, 200]);
  });
});
