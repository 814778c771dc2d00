import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const LONGEST = `0${'a._-'.repeat(24)}abc`;

const ascending = (a: number, b: number): number => a - b;

describe('the catalog', () => {
  let app: TestApp;
  const put = (path: string, body: object, headers: Record<string, string> = {}) =>
    app.as().put(`/api/v1/${path}`).set(headers).send(body);
  const get = (path: string) => app.as().get(`/api/v1/${path}`);
  const fields = ({ status, body }: Response): string[] => {
    expect(status).toBe(422);
    const named = new Set<string>(body.errors.map(({ field }: { field: string }) => field));
    return [...named].toSorted();
  };
  const shop = { name: 'Shop', team: 'payments' };

  beforeAll(async () => {
    app = await startApp();
    await put('teams/payments', { name: 'Payments' });
  });
  afterAll(async () => app.close());

  it('creates with 201, replaces with 200, and putting again what is so changes nothing', async () => {
    const team = { name: 'Search', timezone: 'America/New_York' };
    const made = await put('teams/search', team);
    expect([made.status, made.body]).toEqual([201, { key: 'search', ...team }]);
    const same = await put('teams/search', team);
    expect([same.status, same.headers['etag'], same.body]).toEqual([200, made.headers['etag'], made.body]);
    expect((await put('teams/search', { name: 'Search' })).body).toMatchObject({ timezone: 'UTC' });

    const first = await put('services/shop', { ...shop, repository: 'acme/shop', pathPrefix: 'apps/shop/' });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ key: 'shop', ...shop, repository: 'acme/shop', pathPrefix: 'apps/shop/' });
    const again = await put('services/shop', { ...shop, repository: 'acme/shop', pathPrefix: 'apps/shop/' });
    expect([again.status, again.headers['etag']]).toEqual([200, first.headers['etag']]);
    expect(again.headers['etag']).toBe((await get('services/shop')).headers['etag']);
    const bare = await put('services/shop', shop);
    expect([bare.status, bare.body]).toEqual([200, expect.objectContaining({ repository: null, pathPrefix: null })]);
    const { body } = await get('audit?subject=service:shop');
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['service.change', 'service.create']);
  });

  it('of two who create one key at once, both are answered and one created it', async () => {
    const both = await Promise.all(['a', 'b'].map((name) => put('teams/race', { name })));
    expect(both.map(({ status }) => status).toSorted(ascending)).toEqual([200, 201]);
    const services = await Promise.all(['a', 'b'].map((name) => put('services/race', { name, team: 'race' })));
    expect(services.map(({ status }) => status).toSorted(ascending)).toEqual([200, 201]);
    const people = await Promise.all(
      ['a', 'b'].map((name) => put('people/race', { name, email: 'r@example.com', teams: [] })),
    );
    expect(people.map(({ status }) => status).toSorted(ascending)).toEqual([200, 201]);
  });

  it('lets one of two with the same If-Match through', async () => {
    const { headers } = await put('teams/tagged', { name: 'zero' });
    const tag = { 'if-match': String(headers['etag']) };
    const both = await Promise.all(['one', 'two'].map((name) => put('teams/tagged', { name }, tag)));
    expect(both.map(({ status }) => status).toSorted(ascending)).toEqual([200, 412]);
    const service = await put('services/tagged', { ...shop, name: 'zero' });
    const other = { 'if-match': String(service.headers['etag']) };
    const two = await Promise.all(['one', 'two'].map((name) => put('services/tagged', { ...shop, name }, other)));
    expect(two.map(({ status }) => status).toSorted(ascending)).toEqual([200, 412]);
  });

  it('takes the keys of the contract for teams, services and environments, and no others', async () => {
    expect(LONGEST).toHaveLength(100);
    for (const key of ['a', '0', 'a.b', 'a_b', 'a-', LONGEST]) {
      expect((await put(`teams/${key}`, { name: 'x' })).status, key).toBe(201);
      const environments = [{ key, production: true }];
      const service = await put(`services/${key}`, { ...shop, environments });
      expect([service.status, service.body.environments], key).toEqual([201, environments]);
      expect((await get(`services/${key}`)).body).toEqual(service.body);
    }
    for (const key of ['_a', '-a', '.a', 'A', 'a b', 'a/b', 'ä', `${LONGEST}x`, '%', 'a\n']) {
      const path = encodeURIComponent(key);
      expect((await put(`teams/${path}`, { name: 'x' })).status, key).toBe(422);
      expect((await put(`services/${path}`, shop)).status, key).toBe(422);
      const environments = [{ key, production: true }];
      expect(fields(await put('services/none', { ...shop, environments })), key).toEqual(['environments[0].key']);
    }
    expect((await get('services/none')).status).toBe(404);
  });

  it('names every field that is missing or wrong', async () => {
    expect(fields(await put('teams/none', {}))).toEqual(['name']);
    expect(fields(await put('teams/none', { name: '', timezone: 'Mars/Olympus' }))).toEqual(['name', 'timezone']);
    expect(fields(await put('teams/none', { name: 7, timezone: 7, colour: 'red' }))).toEqual([
      'colour',
      'name',
      'timezone',
    ]);
    expect(fields(await put('services/none', {}))).toEqual(['name', 'team']);
    const wrong = { name: 'x', team: 'payments', repository: 'noslash', pathPrefix: 7, environments: 'production' };
    expect(fields(await put('services/none', wrong))).toEqual(['environments', 'pathPrefix', 'repository']);
    for (const repository of ['a/b/c', '/b', 'a/', 'a b/c', 'https://github.com/a/b'])
      expect(fields(await put('services/none', { ...shop, repository })), repository).toEqual(['repository']);
    const twice = { key: 'live', production: true };
    for (const environments of [[], [twice, twice]])
      expect(fields(await put('services/none', { ...shop, environments }))).toEqual(['environments']);
    const incomplete = [{ key: 'live' }, { production: true }, { key: 'x', production: 'yes' }];
    expect(fields(await put('services/none', { ...shop, environments: incomplete }))).toEqual([
      'environments[0].production',
      'environments[1].key',
      'environments[2].production',
    ]);
    expect(fields(await put('services/none', { ...shop, team: 'unheard-of' }))).toEqual(['team']);
    for (const path of ['teams/none', 'services/none']) expect((await get(path)).status).toBe(404);
  });

  it('lists by key, in pages, services of a team or repository too', async () => {
    await put('teams/listers', { name: 'Listers' });
    for (const key of ['list-c', 'list-a', 'list-b'])
      await put(`services/${key}`, { name: key, team: 'listers', repository: `acme/${key}` });
    const keys = (body: { items: { key: string }[] }): string[] => body.items.map(({ key }) => key);
    const first = await get('services?team=listers&limit=2');
    expect(keys(first.body)).toEqual(['list-a', 'list-b']);
    const second = await get(`services?team=listers&limit=2&cursor=${first.body.nextCursor}`);
    expect(keys(second.body)).toEqual(['list-c']);
    expect(second.body.nextCursor).toBeNull();
    expect(keys((await get('services?repository=acme/list-b')).body)).toEqual(['list-b']);
    expect(first.body.items[0]).toEqual((await get('services/list-a')).body);
    for (const query of ['limit=0', 'limit=-1', 'limit=1.5', 'limit=x', 'limit=', 'colour=red', 'cursor=%21'])
      for (const path of ['teams', 'services', 'people', 'tokens', 'flags'])
        expect((await get(`${path}?${query}`)).status, `${path}?${query}`).toBe(400);
  });

  it('one repository holds services side by side, told apart by their prefix', async () => {
    for (const part of ['left', 'right'])
      await put(`services/${part}`, { ...shop, repository: 'acme/mono', pathPrefix: `${part}/` });
    const { body } = await get('services?repository=acme/mono');
    expect(body.items).toMatchObject([{ pathPrefix: 'left/' }, { pathPrefix: 'right/' }]);
  });

  it('facts and guards know a service as soon as it is put, its environments too', async () => {
    const environments = [
      { key: 'live', production: true },
      { key: 'canary', production: false },
    ];
    await put('services/fresh', { ...shop, environments });
    const at = new Date(app.clock.now().getTime() - 60_000).toISOString();
    const deployment = (id: string, environment: string) => ({
      kind: 'deployment',
      id,
      service: 'fresh',
      environment,
      status: 'success',
      finishedAt: at,
    });
    const facts = [deployment('fresh-1', 'live'), deployment('fresh-2', 'canary'), deployment('fresh-3', 'production')];
    const sent = await app.as().post('/api/v1/facts').send({ facts });
    expect(sent.body).toMatchObject({ accepted: 2, rejected: [{ index: 2 }] });
    const from = new Date(app.clock.now().getTime() - 3_600_000).toISOString();
    await eventually(async () => {
      const { body } = await app.as().get('/api/v1/dora').query({ service: 'fresh', from });
      expect(body.deploymentFrequency.count).toBe(1);
    });
    const asked = await app.as().post('/api/v1/guards/change-fail').send({ service: 'fresh', intent: 'release' });
    expect(asked.status).toBe(200);
  });

  it('refuses a body that is too large with 413', async () => {
    const response = await put('teams/large', { name: 'x'.repeat(2_000_000) });
    expect(response.status).toBe(413);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect((await get('teams/large')).status).toBe(404);
  });
});
