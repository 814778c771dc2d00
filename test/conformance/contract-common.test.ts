import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { startApp, type TestApp } from '../support/index.js';

const PROBLEM = ['type', 'title', 'status', 'detail', 'code', 'instance'];

describe('what every call has in common', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
  });
  afterAll(async () => app.close());

  const expectProblem = (response: request.Response, status: number): void => {
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    for (const member of PROBLEM) expect(response.body, member).toHaveProperty(member);
    expect(response.body.status).toBe(status);
    expect(typeof response.body.code).toBe('string');
  };

  it('answers 401 without a token, 403 without the permission, 404 for what is not there', async () => {
    expectProblem(await request(app.url).get('/api/v1/dora'), 401);
    expectProblem(await app.as('nobody').get('/api/v1/dora'), 401);
    const reader = await app.token({ permissions: ['read'] });
    expect((await app.as(reader).get('/api/v1/dora')).status).toBe(200);
    expectProblem(await app.as(reader).post('/api/v1/facts').send({ facts: [] }), 403);
    expectProblem(await app.as(reader).put('/api/v1/teams/x').send({ name: 'x' }), 403);
    expectProblem(await app.as(reader).put('/api/v1/dora/links/x').send({ external: true, reason: 'r' }), 403);
    const writer = await app.token({ permissions: ['facts:write'] });
    expectProblem(await app.as(writer).get('/api/v1/dora'), 403);
    const gates = await app.token({ permissions: ['gates:evaluate'] });
    expect(
      (await app.as(gates).post('/api/v1/guards/change-fail').send({ service: 'checkout', intent: 'release' })).status,
    ).toBe(200);
    expectProblem(await app.as().get('/api/v1/services/nobody'), 404);
    expectProblem(await app.as().get('/api/v1/no/such/path'), 404);
  });

  it('answers 400 for what cannot be read, 422 for fields that are wrong, all at once', async () => {
    const post = (path: string) => app.as().post(path).set('content-type', 'application/json');
    expectProblem(await post('/api/v1/facts').send('{"facts":['), 400);
    expectProblem(await post('/api/v1/facts').send(`${'['.repeat(200)}${']'.repeat(200)}`), 400);
    expectProblem(await app.as().get('/api/v1/dora?from=yesterday'), 400);
    expectProblem(await app.as().get('/api/v1/dora?timezone=Mars/Olympus'), 400);
    expectProblem(await app.as().get('/api/v1/services?limit=0'), 400);
    expectProblem(await app.as().get('/api/v1/services?cursor=%21%21'), 400);
    const wrong = await app
      .as()
      .post('/api/v1/tokens')
      .send({ name: '', permissions: ['fly'], expiresAt: 'soon' });
    expectProblem(wrong, 422);
    const fields = wrong.body.errors.map((error: { field: string }) => error.field.split(/[.[]/)[0]);
    expect(new Set(fields)).toEqual(new Set(['name', 'permissions', 'expiresAt']));
    for (const error of wrong.body.errors)
      expect(error).toMatchObject({ field: expect.any(String), code: expect.any(String), detail: expect.any(String) });
    expectProblem(await app.as().post('/api/v1/dora/snapshots').send({}), 422);
    expectProblem(await app.as().post('/api/v1/guards/change-fail').send({ service: 'checkout' }), 422);
    expectProblem(await app.as().post('/api/v1/guards/change-fail').send(), 422);
  });

  it('never answers 500 to what nobody means', async () => {
    const odd: unknown[] = [null, 1, 'x', [], {}, true, { facts: 'x' }, { facts: [null, 1, [], 'x', {}] }];
    const paths = ['/api/v1/facts', '/api/v1/dora/snapshots', '/api/v1/guards/merge', '/api/v1/guards/flag-debt'];
    for (const path of [...paths, '/api/v1/guards/change-fail', '/api/v1/guards/change-fail/overrides'])
      for (const body of odd) {
        const response = await app
          .as()
          .post(path)
          .set('content-type', 'application/json')
          .send(JSON.stringify(body) ?? '');
        expect(response.status, `${path} ${JSON.stringify(body)}`).toBeLessThan(500);
      }
    for (const query of ['from=', 'to=9999-12-31T23:59:59Z', 'from=0001-01-01T00:00:00Z', 'from=2026-02-30T00:00:00Z'])
      expect((await app.as().get(`/api/v1/dora?${query}`)).status, query).toBeLessThan(500);
    for (const key of ['%00', '%ED%A0%80', 'x'.repeat(3000), '..%2f'])
      for (const path of ['services', 'teams', 'dora/links'])
        expect((await app.as().get(`/api/v1/${path}/${key}`)).status, `${path} ${key}`).toBeLessThan(500);
  });

  it('lists in pages that lose and double nothing', async () => {
    for (let n = 0; n < 5; n += 1) await app.as().put(`/api/v1/teams/page-${n}`).send({ name: 'p' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = cursor === null ? { limit: '2' } : { limit: '2', cursor };
      const { status, body } = await app.as().get('/api/v1/teams').query(query);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map((team: { key: string }) => team.key));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen.filter((key) => key.startsWith('page-')).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `page-${n}`));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('answers an ETag and honours If-Match with 412', async () => {
    const made = await app.as().put('/api/v1/teams/tagged').send({ name: 'one' });
    expect(made.status).toBe(201);
    const tag = made.headers['etag'];
    expect(tag).toBeTruthy();
    const next = await app.as().put('/api/v1/teams/tagged').set('If-Match', String(tag)).send({ name: 'two' });
    expect(next.status).toBe(200);
    expect(next.headers['etag']).not.toBe(tag);
    expectProblem(await app.as().put('/api/v1/teams/tagged').set('If-Match', String(tag)).send({ name: 'three' }), 412);
    expect((await app.as().get('/api/v1/teams/tagged')).body.name).toBe('two');
    expect((await app.as().get('/api/v1/teams/tagged')).headers['etag']).toBe(next.headers['etag']);
    expect((await app.as().put('/api/v1/teams/tagged').set('If-Match', '*').send({ name: 'four' })).status).toBe(200);
    expectProblem(await app.as().put('/api/v1/teams/untagged').set('If-Match', '*').send({ name: 'x' }), 412);
    const service = await app.as().get('/api/v1/services/checkout');
    const { name, team } = service.body;
    const put = (ifMatch: string) =>
      app.as().put('/api/v1/services/checkout').set('If-Match', ifMatch).send({ name, team, repository: 'acme/shop' });
    expect((await put('"stale"')).status).toBe(412);
    expect((await put(String(service.headers['etag']))).status).toBe(200);
  });

  it('answers a repeated Idempotency-Key with the first answer, never with a secret', async () => {
    const post = (key: string, name: string) =>
      app
        .as()
        .post('/api/v1/tokens')
        .set('Idempotency-Key', key)
        .send({ name, permissions: ['read'] });
    const first = await post('k1', 'one');
    expect(first.status).toBe(201);
    expect(typeof first.body.token).toBe('string');
    const again = await post('k1', 'one');
    expect(again.status).toBe(201);
    expect(again.body.id).toBe(first.body.id);
    expect(JSON.stringify(again.body)).not.toContain(first.body.token);
    expect((await post('k1', 'two')).status).toBeGreaterThanOrEqual(400);
    expect((await post('k2', 'one')).body.id).not.toBe(first.body.id);
    const window = { from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' };
    const snapshot = () =>
      app
        .as()
        .post('/api/v1/dora/snapshots')
        .set('Idempotency-Key', 's1')
        .send({ name: 'twice', scope: {}, ...window });
    const [one, two] = [await snapshot(), await snapshot()];
    expect(two.body).toEqual(one.body);
    const check = () =>
      app
        .as()
        .post('/api/v1/guards/change-fail')
        .set('Idempotency-Key', 'g1')
        .send({ service: 'checkout', intent: 'release' });
    expect((await check()).body.id).toBe((await check()).body.id);
  });

  it('keeps the catalog as the contract says', async () => {
    const team = await app.as().put('/api/v1/teams/a.b_c-1').send({ name: 'Team', timezone: 'Europe/Berlin' });
    expect(team.status).toBe(201);
    expect(team.body).toMatchObject({ key: 'a.b_c-1', name: 'Team', timezone: 'Europe/Berlin' });
    const plain = await app.as().put('/api/v1/teams/plain').send({ name: 'Plain' });
    expect(plain.body).toMatchObject({ key: 'plain', name: 'Plain', timezone: 'UTC' });
    expectProblem(await app.as().put('/api/v1/teams/zone').send({ name: 'x', timezone: 'Nowhere/Land' }), 422);
    for (const key of ['UPPER', '-x', '.x', 'a b', 'a'.repeat(101), 'ä'])
      expect([400, 404, 422], key).toContain(
        (
          await app
            .as()
            .put(`/api/v1/teams/${encodeURIComponent(key)}`)
            .send({ name: 'x' })
        ).status,
      );
    expect(
      (
        await app
          .as()
          .put(`/api/v1/teams/${'a'.repeat(100)}`)
          .send({ name: 'x' })
      ).status,
    ).toBe(201);
    const service = await app.as().put('/api/v1/services/pay').send({ name: 'Pay', team: 'plain' });
    expect(service.status).toBe(201);
    expect(service.body).toMatchObject({ key: 'pay', name: 'Pay', team: 'plain' });
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(service.body.environments.toSorted(byKey)).toEqual([
      { key: 'production', production: true },
      { key: 'staging', production: false },
    ]);
    const nobody = await app.as().put('/api/v1/services/x').send({ name: 'X', team: 'no-such-team' });
    expect([404, 422]).toContain(nobody.status);
    expect((await app.as().put('/api/v1/services/pay').send({ name: 'Pay 2', team: 'plain' })).status).toBe(200);
    expect((await app.as().get('/api/v1/services/pay')).body.name).toBe('Pay 2');
    const wrong = await app.as().put('/api/v1/services/y').send({ team: 'plain', repository: 'no-slash' });
    expectProblem(wrong, 422);
    expect(wrong.body.errors.map((e: { field: string }) => e.field).sort()).toEqual(['name', 'repository']);
  });
});
