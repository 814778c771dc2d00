import request from 'supertest';
import { FlagdCore } from '@openfeature/flagd-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Exposure } from '../../src/flags/exposure/exposure.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

const SINGLE = '/ofrep/v1/evaluate/flags/a';
const BULK = '/ofrep/v1/evaluate/flags';
const CONTEXT = { targetingKey: 'user-7' };

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startApp({ config: { corsOrigins: ['https://shop.example.com'] } });
  await app.service({ key: 'shop', team: 'payments' });
  token = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  for (const key of ['a', 'b', 'put-away']) {
    await app
      .as()
      .post('/api/v1/flags')
      .send({ key, name: key, kind: 'ops', service: 'shop', owner: { team: 'payments' } })
      .expect(201);
  }
  await app.as().post('/api/v1/flags/a/environments/production/flip').send({ on: true, reason: 'x' }).expect(200);
  await app.as().post('/api/v1/flags/put-away/complete').send({ outcome: 'kept' }).expect(200);
  await app.as().post('/api/v1/flags/put-away/archive').send().expect(200);
});
afterAll(() => app.close());

const evaluate = (path: string, body: object = { context: CONTEXT }) => app.as(token).post(path).send(body);

describe('one flag', () => {
  it('is answered with key, value, reason and variant', async () => {
    const { body, headers } = await evaluate(SINGLE).expect(200);
    expect(body).toEqual({ key: 'a', value: true, reason: 'STATIC', variant: 'on' });
    expect(headers['content-type']).toContain('application/json');
  });

  it('that is off has the value of its off variant', async () => {
    const { body } = await evaluate('/ofrep/v1/evaluate/flags/b').expect(200);
    expect(body).toEqual({ key: 'b', value: false, reason: 'DISABLED', variant: 'off' });
  });

  it.each(['unheard-of', 'put-away', 'constructor', '%F0%9F%98%80'])('%s is not found', async (key) => {
    const { body } = await evaluate(`/ofrep/v1/evaluate/flags/${key}`).expect(404);
    expect(body).toMatchObject({ key: decodeURIComponent(key), errorCode: 'FLAG_NOT_FOUND' });
    expect(body.errorDetails).toBeTypeOf('string');
  });
});

describe.each([SINGLE, BULK])('%s', (path) => {
  it.each([
    [{}, 'INVALID_CONTEXT'],
    [{ context: 'x' }, 'INVALID_CONTEXT'],
    [{ context: [] }, 'INVALID_CONTEXT'],
    [{ context: {} }, 'TARGETING_KEY_MISSING'],
    [{ context: { targetingKey: 7 } }, 'INVALID_CONTEXT'],
  ])('answers 400 for %j', async (body, errorCode) => {
    const response = await evaluate(path, body).expect(400);
    expect(response.body).toMatchObject({ errorCode });
    expect(response.body.key).toBe(path === SINGLE ? 'a' : undefined);
  });

  it.each(['', '{', '[]', 'null', '"x"', '{"context":{"targetingKey":"\\u0000"}}', '['.repeat(5_000)])(
    'answers 400 for the body %s',
    async (text) => {
      const response = await app.as(token).post(path).set('content-type', 'application/json').send(text).expect(400);
      expect(['PARSE_ERROR', 'INVALID_CONTEXT']).toContain(response.body.errorCode);
    },
  );

  it('answers 400 for a body that is no JSON at all', async () => {
    const response = await app.as(token).post(path).set('content-type', 'text/plain').send('x').expect(400);
    expect(response.body.errorCode).toBe('PARSE_ERROR');
  });

  it('answers 401 without a valid token, before it reads the body', async () => {
    const none = await request(app.url).post(path).send({ context: CONTEXT });
    const wrong = await app.as('nonsense-nonsense').post(path).set('content-type', 'application/json').send('{');
    expect([none.status, wrong.status]).toEqual([401, 401]);
  });

  it('answers 403 without the permission or an environment', async () => {
    const reader = await app.token({ permissions: ['read'] });
    const { body } = await app.as(reader).post(path).send({ context: CONTEXT }).expect(403);
    expect(body.errorCode).toBe('GENERAL');
    await app.as().post(path).send({ context: CONTEXT }).expect(403);
  });

  it('takes the token as X-API-Key', async () => {
    const { status } = await request(app.url).post(path).set('x-api-key', token).send({ context: CONTEXT });
    expect(status).toBe(200);
  });

  it('shows its tag to readers of other origins', async () => {
    const origin = 'https://shop.example.com';
    const { headers } = await app.as(token).post(path).set('origin', origin).send({ context: CONTEXT }).expect(200);
    expect(headers['access-control-allow-origin']).toBe(origin);
    expect(String(headers['access-control-expose-headers']).toLowerCase()).toContain('etag');
    const preflight = await request(app.url)
      .options(path)
      .set('origin', origin)
      .set('access-control-request-method', 'POST')
      .set('access-control-request-headers', 'authorization,content-type,if-none-match');
    expect(preflight.status).toBe(204);
  });
});

it('both routes are described in the OpenAPI document', async () => {
  const { body } = await request(app.url).get('/api/openapi.json').expect(200);
  expect(body.paths['/ofrep/v1/evaluate/flags/{key}'].post).toBeDefined();
  expect(body.paths['/ofrep/v1/evaluate/flags'].post).toBeDefined();
});

describe('all flags', () => {
  it('are those that are not archived, off ones with the value of their off variant', async () => {
    const { body, headers } = await evaluate(BULK).expect(200);
    expect(body.flags).toEqual([
      { key: 'a', value: true, reason: 'STATIC', variant: 'on' },
      { key: 'b', value: false, reason: 'DISABLED', variant: 'off' },
    ]);
    expect(headers['etag']).toMatch(/^".+"$/);
  });

  it('are answered 304 without a body while revision, context and values stay', async () => {
    const first = await evaluate(BULK);
    const tag = String(first.headers['etag']);
    const again = await evaluate(BULK).set('if-none-match', tag).expect(304);
    expect(again.text ?? '').toBe('');
    expect(again.headers['etag']).toBe(tag);
    await evaluate(BULK, { context: { ...CONTEXT, plan: 'pro' } })
      .set('if-none-match', tag)
      .expect(200);
    await app.as().post('/api/v1/flags/b/environments/production/flip').send({ on: true, reason: 'x' }).expect(200);
    await evaluate(BULK).set('if-none-match', tag).expect(200);
    await app.as().post('/api/v1/flags/b/environments/production/flip').send({ on: false, reason: 'x' }).expect(200);
  });

  it('are those of the environment of the token', async () => {
    const staging = await app.token({ permissions: ['flags:evaluate'], environment: 'staging' });
    const { body } = await app.as(staging).post(BULK).send({ context: CONTEXT }).expect(200);
    expect(body.flags.map(({ value }: { value: boolean }) => value)).toEqual([false, false]);
  });
});

describe('the flagd document', () => {
  it('gives flagd-core the answers of our endpoint', async () => {
    const { text, headers } = await app.as(token).get('/flagd/v1/flags/production').expect(200);
    expect(headers['content-type']).toContain('application/json');
    const flagd = new FlagdCore();
    flagd.setConfigurations(text);
    const theirs = flagd.resolveAll(CONTEXT).map(({ flagKey, value, variant }) => ({ key: flagKey, value, variant }));
    const { body } = await evaluate(BULK);
    expect(theirs).toEqual(
      body.flags.map(({ key, value, variant }: { key: string; value: unknown; variant: string }) => ({
        key,
        value,
        variant,
      })),
    );
  });

  it('is answered 304 to whoever has it', async () => {
    const { headers } = await app.as(token).get('/flagd/v1/flags/production');
    const again = await app.as(token).get('/flagd/v1/flags/production').set('if-none-match', String(headers['etag']));
    expect(again.status).toBe(304);
  });

  it('needs a token of its environment, or one that may read', async () => {
    const answers = await Promise.all([
      request(app.url).get('/flagd/v1/flags/production'),
      app.as(token).get('/flagd/v1/flags/staging'),
      app.as().get('/flagd/v1/flags/staging'),
      app.as().get('/flagd/v1/flags/moon'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 200, 404]);
  });
});

describe('the time of the last evaluation', () => {
  it('is written down per flag and environment soon after', async () => {
    await evaluate(SINGLE).expect(200);
    await app.get(Exposure).flush();
    await eventually(async () => {
      const { body } = await app.as().get('/api/v1/flags/a');
      expect(body.environments.production.lastEvaluatedAt).not.toBeNull();
    });
  });
});
