import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const put = (path: string, body: string, type = 'application/json') =>
  app.as().put(path).set('content-type', type).send(body);

describe('bad input', () => {
  it.each([
    ['malformed JSON', '{"name":', 400, 'malformed_json'],
    ['a NUL character', '{"name":"a\\u0000b","team":"t"}', 400, 'nul_character'],
    ['half of a surrogate pair', '{"name":"\\ud800","team":"t"}', 400, 'lone_surrogate'],
    ['nesting without end', '['.repeat(100_000), 400, 'nested_too_deep'],
    ['an array for an object', '[]', 400, 'not_an_object'],
    ['a prototype key', '{"__proto__":{"x":1},"name":"n","team":"t"}', 400, 'forbidden_key'],
    ['an empty body', '', 422, 'invalid_input'],
    ['more than a megabyte', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'body_too_large'],
  ])('refuses %s', async (_, body, status, code) => {
    const response = await put('/api/v1/services/checkout', body);
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).toMatchObject({ status, code, instance: '/api/v1/services/checkout' });
    expect(response.body.correlationId).toBe(response.headers['x-request-id']);
  });

  it('names every wrong field at once', async () => {
    const response = await put(
      '/api/v1/services/checkout',
      JSON.stringify({ name: '', extra: 1, environments: [{ key: 'A b' }] }),
    );
    expect(response.status).toBe(422);
    const fields = response.body.errors.map((error: { field: string; code: string }) => `${error.field} ${error.code}`);
    expect(fields).toEqual(
      expect.arrayContaining([
        'extra unknown_field',
        'name length',
        'team missing',
        'environments[0].key key',
        'environments[0].production missing',
      ]),
    );
  });

  it('refuses other media types, unreadable queries, NUL in the address and unknown paths', async () => {
    expect((await put('/api/v1/services/checkout', 'x', 'text/plain')).status).toBe(415);
    expect((await app.as().get('/api/v1/teams?limit=many')).status).toBe(400);
    expect((await app.as().get('/api/v1/teams?cursor=nonsense')).status).toBe(400);
    expect((await app.as().get('/api/v1/teams/a%00b')).status).toBe(400);
    expect((await app.as().get('/api/v1/nothing-here')).status).toBe(404);
    expect((await app.as().delete('/api/v1/tokens/not-an-id')).status).toBe(404);
  });
});

describe('who may do what', () => {
  it('asks for a token, and for the permission', async () => {
    const nobody = await request(app.url).get('/api/v1/teams');
    expect(nobody.status).toBe(401);
    expect(nobody.headers['www-authenticate']).toBe('Bearer');
    expect((await app.as('wrong-token').get('/api/v1/teams')).status).toBe(401);
    const reader = await app.token({ permissions: ['read'] });
    expect((await app.as(reader).get('/api/v1/teams')).status).toBe(200);
    expect((await app.as(reader).put('/api/v1/teams/x').send({ name: 'X' })).status).toBe(403);
  });

  it('refuses a revoked token within a second, in another process too', async () => {
    const other = await startApp({ beside: app, worker: false });
    try {
      const secret = await app.token({ permissions: ['read'], name: 'to revoke' });
      expect((await other.as(secret).get('/api/v1/teams')).status).toBe(200);
      const list = await app.as().get('/api/v1/tokens?limit=500');
      const { id } = list.body.items.find((token: { name: string }) => token.name === 'to revoke');
      expect((await app.as().delete(`/api/v1/tokens/${id}`)).status).toBe(204);
      expect((await app.as(secret).get('/api/v1/teams')).status).toBe(401);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await other.as(secret).get('/api/v1/teams')).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  it('shows a secret once, keeps only its hash, and refuses it after it expired', async () => {
    const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const secret = await app.token({ permissions: ['read'], name: 'short-lived', expiresAt });
    expect((await app.as(secret).get('/api/v1/teams')).status).toBe(200);
    expect(JSON.stringify((await app.as().get('/api/v1/tokens?limit=500')).body)).not.toContain(secret);
    expect(JSON.stringify(await app.sql('select * from tokens'))).not.toContain(secret);
    app.clock.advance(3_600_001);
    expect((await app.as(secret).get('/api/v1/teams')).status).toBe(401);
    expect(
      (
        await app
          .as()
          .post('/api/v1/tokens')
          .send({ name: 'late', permissions: ['read'], expiresAt })
      ).status,
    ).toBe(422);
    app.clock.advance(-3_600_001);
  });
});

describe('doing things twice', () => {
  it('answers a repeated Idempotency-Key with the first answer, without its secret', async () => {
    const send = (name: string) =>
      app
        .as()
        .post('/api/v1/tokens')
        .set('idempotency-key', 'key-1')
        .send({ name, permissions: ['read'] });
    const first = await send('ci');
    const again = await send('ci');
    expect(again.status).toBe(201);
    expect(again.body).toEqual({ id: first.body.id, token: null });
    expect((await send('other')).status).toBe(422);
  });

  it('lets only one of two changes through that were read from the same version', async () => {
    await app.service({ key: 'shared-service', team: 'team' });
    const { etag } = (await app.as().get('/api/v1/services/shared-service')).headers;
    const change = (name: string) =>
      app
        .as()
        .put('/api/v1/services/shared-service')
        .set('if-match', etag ?? '')
        .send({ name, team: 'team' });
    expect((await change('first')).status).toBe(200);
    expect((await change('second')).status).toBe(412);
    expect((await app.as().get('/api/v1/services/shared-service')).body.name).toBe('first');
    const fresh = await app.as().get('/api/v1/services/shared-service');
    expect(
      (
        await app
          .as()
          .get('/api/v1/services/shared-service')
          .set('if-none-match', fresh.headers['etag'] ?? '')
      ).status,
    ).toBe(304);
  });
});

describe('catalog and people', () => {
  it('creates with 201, replaces with 200, and pages lists', async () => {
    expect(
      (await app.as().put('/api/v1/teams/payments').send({ name: 'Payments', timezone: 'Europe/Berlin' })).status,
    ).toBe(201);
    expect((await app.as().put('/api/v1/teams/payments').send({ name: 'Payments' })).body).toEqual({
      key: 'payments',
      name: 'Payments',
      timezone: 'UTC',
    });
    expect((await app.as().put('/api/v1/teams/payments').send({ name: 'P', timezone: 'Mars/Olympus' })).status).toBe(
      422,
    );
    expect(
      (await app.as().put('/api/v1/services/ledger').send({ name: 'Ledger', team: 'nobody' })).body.errors[0],
    ).toMatchObject({ field: 'team', code: 'unknown_team' });
    const created = await app
      .as()
      .put('/api/v1/services/ledger')
      .send({ name: 'Ledger', team: 'payments', repository: 'acme/ledger' });
    expect(created.status).toBe(201);
    expect(created.body.environments).toEqual([
      { key: 'production', production: true },
      { key: 'staging', production: false },
    ]);
    const first = await app.as().get('/api/v1/services?limit=1');
    const second = await app.as().get(`/api/v1/services?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].key).not.toBe(first.body.items[0].key);
  });

  it('never shows the secret of a contact, and keeps it when it is not sent again', async () => {
    const contacts = [{ kind: 'webhook', url: 'http://127.0.0.1:9/page', secret: 'very-secret-indeed' }];
    const created = await app
      .as()
      .put('/api/v1/people/ada')
      .send({ name: 'Ada', email: 'ada@example.com', teams: ['payments'], contacts });
    expect(created.status).toBe(201);
    expect(JSON.stringify(created.body)).not.toContain('very-secret-indeed');
    await app
      .as()
      .put('/api/v1/people/ada')
      .send({
        name: 'Ada L.',
        email: 'ada@example.com',
        teams: ['payments'],
        contacts: [{ kind: 'webhook', url: 'http://127.0.0.1:9/page' }],
      });
    const [row] = await app.sql<{ contacts: { secret: string }[] }>(`select contacts from people where key = 'ada'`);
    expect(row?.contacts[0]?.secret).toBe('very-secret-indeed');
  });

  it('writes down who did what', async () => {
    const audit = await app.as().get('/api/v1/audit?subject=team:payments');
    expect(audit.body.items.map((entry: { action: string }) => entry.action)).toEqual(['team.change', 'team.create']);
    const beginning = await app.as().get('/api/v1/audit').query({ subject: 'team:pay*', action: 'team.c*' });
    expect(beginning.body.items).toEqual(audit.body.items);
    expect((await app.as().get('/api/v1/audit').query({ action: 'team.cr%' })).body.items).toEqual([]);
  });
});

describe('probes and description', () => {
  it('tells that it lives, that it is ready, and its figures', async () => {
    expect((await request(app.url).get('/livez')).body).toEqual({ status: 'ok' });
    const ready = await request(app.url).get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ status: 'ok', parts: { database: { state: 'ok' }, redis: { state: 'ok' } } });
    expect((await request(app.url).get('/metrics')).text).toContain('loop_http_request_duration_seconds_bucket');
  });

  it('describes itself', async () => {
    const document = await request(app.url).get('/api/openapi.json');
    expect(document.body.openapi).toBe('3.1.0');
    expect(Object.keys(document.body.paths)).toEqual(
      expect.arrayContaining(['/api/v1/teams/{team}', '/api/v1/tokens', '/readyz']),
    );
    expect((await request(app.url).get('/api/docs')).status).toBe(200);
  });
});
