import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, PERMISSIONS, type Permission } from '../../src/platform/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;

describe('tokens and people', () => {
  let app: TestApp;
  const fields = (response: request.Response): string[] =>
    response.body.errors.map(({ field }: { field: string }) => field).toSorted();
  const make = (body: object) => app.as().post('/api/v1/tokens').send(body);
  const ahead = (ms: number): string => new Date(app.clock.now().getTime() + ms).toISOString();
  const listed = async (name: string, token?: string) => {
    const { body, status } = await app.as(token).get('/api/v1/tokens?limit=500');
    expect(status).toBe(200);
    return body.items.find((one: { name: string }) => one.name === name);
  };

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
    await app.person({ key: 'ana', teams: ['team'] });
    await app
      .as()
      .post('/api/v1/flags')
      .send({ key: 'f', name: 'f', kind: 'ops', service: 'checkout', owner: { team: 'team' } })
      .expect(201);
  });
  afterAll(async () => app.close());

  it('the secret stands in the 201 alone; the list says what the token may, and when it was used last', async () => {
    const expiresAt = ahead(HOUR);
    const permissions = ['read', 'flags:evaluate'];
    const token = { name: 'listed', permissions, person: 'ana', environment: 'staging', expiresAt };
    const made = await make(token);
    expect(made.status).toBe(201);
    expect(Object.keys(made.body).toSorted()).toEqual(['id', 'token']);
    expect(await listed('listed')).toMatchObject({ ...token, id: made.body.id, lastUsedAt: null });
    // The list holds no secret, so whoever reads may read it.
    const seen = await listed('listed', made.body.token);
    expect(JSON.stringify(seen)).not.toContain(made.body.token);
    await eventually(async () => expect((await listed('listed')).lastUsedAt).toMatch(/^\d{4}-.*Z$/), {
      within: 20_000,
    });
    const plain = await make({ name: 'plain', permissions: ['read'] });
    expect(plain.status).toBe(201);
    expect(await listed('plain')).toMatchObject({ person: null, environment: null, expiresAt: null });
  });

  it('is known to have been used also where no worker runs in the process', async () => {
    const api = await startApp({ worker: false });
    try {
      await eventually(
        async () => {
          const { items } = (await api.as().get('/api/v1/tokens')).body;
          expect(items).toEqual([expect.objectContaining({ lastUsedAt: expect.stringMatching(/Z$/) })]);
        },
        { within: 20_000, every: 200 },
      );
    } finally {
      await api.close();
    }
  }, 30_000);

  it('lists tokens and people in pages, and takes no cursor of another list', async () => {
    for (const path of ['tokens', 'people']) {
      await app.person();
      const whole = (await app.as().get(`/api/v1/${path}?limit=500`)).body;
      expect(whole.nextCursor).toBeNull();
      const seen: unknown[] = [];
      let cursor = '';
      do {
        const { body } = await app.as().get(`/api/v1/${path}`).query({ limit: '1', cursor });
        seen.push(...body.items);
        cursor = body.nextCursor;
      } while (cursor !== null);
      const keys = (items: unknown[]) => items.map((one) => (one as { id?: string; key?: string }).id ?? one);
      expect(keys(seen)).toEqual(keys(whole.items));
    }
    const people = await app.as().get('/api/v1/people?limit=1');
    expect((await app.as().get(`/api/v1/tokens?cursor=${people.body.nextCursor}`)).status).toBe(400);
    const history = Buffer.from('[17]').toString('base64url');
    for (const path of ['tokens', 'people', 'teams', 'services', 'flags'])
      expect((await app.as().get(`/api/v1/${path}?cursor=${history}`)).status, path).toBe(400);
  });

  it('names every field of a token that is missing or wrong', async () => {
    const wrong = async (body: object): Promise<string[]> => {
      const response = await make(body);
      expect(response.status).toBe(422);
      return fields(response);
    };
    expect(await wrong({})).toEqual(['name', 'permissions']);
    expect(await wrong({ permissions: ['flags:evaluate'] })).toEqual(['environment', 'name']);
    expect(await wrong({ name: 'n', permissions: ['read', 'flags:evaluate'], environment: null })).toEqual([
      'environment',
    ]);
    expect(await wrong({ name: 'n', permissions: [] })).toEqual(['permissions']);
    expect(await wrong({ name: 'n', permissions: ['read'], person: 'nobody', expiresAt: ahead(-1) })).toEqual([
      'expiresAt',
      'person',
    ]);
    expect(await wrong({ name: 'n', permissions: ['read'], secret: 'mine' })).toEqual(['secret']);
    for (const permission of PERMISSIONS)
      expect((await make({ name: 'n', permissions: [permission], environment: 'production' })).status).toBe(201);
  });

  it('each permission opens its own calls and no others, admin all', async () => {
    const calls: [opens: Permission[], method: 'post' | 'put' | 'patch' | 'delete', path: string][] = [
      [[], 'post', '/api/v1/tokens'],
      [[], 'delete', '/api/v1/tokens/00000000-0000-7000-8000-000000000000'],
      [['catalog:write'], 'put', '/api/v1/teams/t'],
      [['catalog:write'], 'put', '/api/v1/services/s'],
      [['catalog:write'], 'put', '/api/v1/people/p'],
      [['facts:write'], 'post', '/api/v1/facts'],
      [['flags:write'], 'post', '/api/v1/flags'],
      [['flags:write'], 'patch', '/api/v1/flags/f'],
      [['flags:write'], 'post', '/api/v1/flags/f/environments/production/flip'],
      [['flags:write', 'flags:kill'], 'post', '/api/v1/flags/f/kill'],
      [['flags:write'], 'post', '/api/v1/flags/none/complete'],
      [['flags:write'], 'post', '/api/v1/flags/none/archive'],
      [['flags:write'], 'post', '/api/v1/flags/none/revive'],
      [['flags:evaluate'], 'post', '/ofrep/v1/evaluate/flags'],
      [['flags:evaluate'], 'post', '/ofrep/v1/evaluate/flags/f'],
      [['gates:evaluate'], 'post', '/api/v1/guards/flag-debt'],
      [['gates:evaluate'], 'post', '/api/v1/guards/change-fail'],
      [['gates:evaluate'], 'post', '/api/v1/guards/merge'],
      [['incidents:write'], 'post', '/api/v1/incidents'],
      [['incidents:write'], 'patch', '/api/v1/postmortems/none'],
      [['incidents:write'], 'post', '/api/v1/actions/none/link'],
      [['oncall:write'], 'put', '/api/v1/schedules/s'],
      [['dora:write'], 'post', '/api/v1/dora/snapshots'],
      [['dora:write'], 'put', '/api/v1/dora/links/none'],
    ];
    for (const permission of PERMISSIONS) {
      const token = await app.token({ permissions: [permission], environment: 'production' });
      for (const [opens, method, path] of calls) {
        // A kill that is complete is answered, an incomplete one is judged before anybody asks who may.
        const body = path.endsWith('/kill') ? { environment: 'production', reason: 'r' } : {};
        const { status } = await app.as(token)[method](path).send(body);
        const open = permission === 'admin' || opens.includes(permission);
        expect(status === 403, `${permission}: ${method} ${path} ${status}`).toBe(!open);
        expect([401, 500]).not.toContain(status);
      }
    }
  });

  it('read opens everything that is read, and shows no secret', async () => {
    const secret = 'a-very-long-shared-secret';
    await app.person({ key: 'paged', contacts: [{ kind: 'webhook', url: 'http://127.0.0.1:9/', secret }] });
    const source = await app
      .as()
      .post('/api/v1/services/checkout/alert-sources')
      .send({ kind: 'events_v2' })
      .expect(201);
    const reader = await app.token({ permissions: ['read'] });
    const lists = [
      'tokens',
      'people',
      'teams',
      'services',
      'receipts',
      'flags',
      'verdicts',
      'incidents',
      'postmortems',
    ];
    const more = ['services/checkout/alert-sources', 'flags/f/history', 'flags/f', 'dora', 'dora/series?bucket=week'];
    for (const path of [...lists, ...more, 'dora/deployments', 'dora/incidents', 'on-call?service=checkout']) {
      const { status, text } = await app.as(reader).get(`/api/v1/${path}`);
      expect(status, path).toBe(200);
      expect(text).not.toContain(secret);
      expect(text).not.toContain(source.body.key);
      expect(text).not.toContain(reader);
    }
    expect((await app.as(reader).get('/flagd/v1/flags/production')).status).toBe(200);
  });

  it('a revoked or expired token is refused, in evaluation too; revoking again changes nothing', async () => {
    const evaluate = (token: string) =>
      app
        .as(token)
        .post('/ofrep/v1/evaluate/flags/f')
        .send({ context: { targetingKey: 'u' } });
    const body = { name: 'short', permissions: ['flags:evaluate'], environment: 'production', expiresAt: ahead(HOUR) };
    const { id, token } = (await make(body)).body;
    expect((await evaluate(token)).status).toBe(200);
    const revoke = () => app.as().delete(`/api/v1/tokens/${id}`);
    expect((await revoke()).status).toBe(204);
    await eventually(async () => expect((await evaluate(token)).status).toBe(401), { within: 1_000 });
    const { revokedAt } = await listed('short');
    expect((await revoke()).status).toBeLessThan(300);
    expect((await listed('short')).revokedAt).toBe(revokedAt);
    const second = (await make({ ...body, name: 'second' })).body.token;
    expect((await evaluate(second)).status).toBe(200);
    app.clock.advance(HOUR);
    await eventually(async () => expect((await evaluate(second)).status).toBe(401), { within: 1_000 });
    app.clock.advance(-HOUR);
  });

  it('a person makes the bearer that person', async () => {
    const token = await app.token({ permissions: ['flags:write', 'read'], person: 'ana' });
    const flag = { key: 'by-ana', name: 'x', kind: 'ops', service: 'checkout', owner: { person: 'ana' } };
    expect((await app.as(token).post('/api/v1/flags').send(flag)).body.createdBy).toBe('ana');
    const { body } = await app.as(token).get('/api/v1/flags/by-ana/history');
    expect(body.items).toMatchObject([{ action: 'create', actor: 'ana', person: 'ana' }]);
  });

  it('people are created and replaced by PUT, with If-Match, active unless said otherwise', async () => {
    const put = (body: object, ifMatch?: string) =>
      app
        .as()
        .put('/api/v1/people/bo')
        .set(ifMatch === undefined ? {} : { 'if-match': ifMatch })
        .send(body);
    const bo = { name: 'Bo', email: 'bo@example.com', teams: ['team'] };
    const made = await put(bo);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...bo, active: true, contacts: [] });
    const contacts = [
      { kind: 'email', address: 'bo@example.com' },
      { kind: 'slack', url: 'https://hooks.example.com/bo' },
    ];
    const left = await put({ ...bo, teams: [], active: false, contacts }, String(made.headers['etag']));
    expect(left.status).toBe(200);
    expect(left.body).toMatchObject({ teams: [], active: false, contacts });
    expect((await put(bo, String(made.headers['etag']))).status).toBe(412);
    const { body } = await app.as().get('/api/v1/people?limit=500');
    expect(body.items.find(({ name }: { name: string }) => name === 'Bo')).toEqual(left.body);
    expect((await put(bo)).body.active).toBe(true);
    expect(fields(await put({}))).toEqual(['email', 'name', 'teams']);
    const wrong = { name: 1, email: 'bo', teams: ['A B'], active: 'yes', contacts: [{ kind: 'fax' }] };
    const named = new Set(fields(await put(wrong)).map((field) => field.split(/[.[]/)[0]));
    expect([...named]).toEqual(['active', 'contacts', 'email', 'name', 'teams']);
  });
});

describe('limits', () => {
  const start = (rateLimit: number) => startApp({ worker: false, config: { rateLimit } });

  it('answer 429 with an integer Retry-After, for each token by itself; evaluation has none', async () => {
    const app = await start(20);
    try {
      await app.service({ key: 'checkout' });
      const tokens: string[] = [];
      for (const name of ['a', 'b'])
        tokens.push(await app.token({ name, permissions: ['read', 'flags:evaluate'], environment: 'production' }));
      const [one, two] = tokens;
      const answers = await Promise.all(Array.from({ length: 60 }, () => app.as(one).get('/api/v1/teams')));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      for (const { headers, body } of refused) {
        expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
        expect(headers['content-type']).toContain('application/problem+json');
        expect(body).toMatchObject({ status: 429, code: expect.any(String), instance: '/api/v1/teams' });
      }
      expect((await app.as(two).get('/api/v1/teams')).status).toBe(200);
      const context = { targetingKey: 'u' };
      const bulk = () => app.as(one).post('/ofrep/v1/evaluate/flags').send({ context });
      const evaluated = await Promise.all(Array.from({ length: 100 }, bulk));
      expect(evaluated.every(({ status }) => status === 200)).toBe(true);
    } finally {
      await app.close();
    }
  });

  it('let 200 requests a second through by default', async () => {
    const app = await start(parseConfig({}, { api: true, worker: false }).rateLimit);
    try {
      const answers = await Promise.all(Array.from({ length: 200 }, () => app.as().get('/api/v1/teams')));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
