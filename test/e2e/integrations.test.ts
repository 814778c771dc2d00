import { createHmac, randomBytes } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type AppOptions, type TestApp } from '../support/index.js';
import { OidcIssuer } from '../support/oidc-issuer.js';
import { startMailSink, type MailSink } from './oncall-receivers.js';

const PATH = '/api/v1/integrations';
const SECRET = 'set in the browser: ünïcode';
const OTHER = 'another secret';
const secretKey = randomBytes(32);
const noSecretYet = { githubWebhookSecret: null };

interface Integration {
  key: string;
  configured: boolean;
  source: string | null;
  detail: string;
  lastSeenAt: string | null;
}

const items = async (on: TestApp): Promise<Integration[]> => (await on.as().get(PATH).expect(200)).body.items;
const one = async (on: TestApp, key: string): Promise<Integration | undefined> =>
  (await items(on)).find((item) => item.key === key);
const put = (on: TestApp, secret: unknown): request.Test => on.as().put(`${PATH}/github`).send({ secret });
const remove = (on: TestApp): request.Test => on.as().delete(`${PATH}/github`);
const test = async (on: TestApp, key: string, token?: string) =>
  (await on.as(token).post(`${PATH}/${key}/test`).expect(200)).body;

/** A webhook as GitHub sends it. */
async function deliver(on: TestApp, secret: string): Promise<{ status: number; code?: string }> {
  const body = JSON.stringify({ zen: 'Keep it logically awesome.' });
  const answer = await request(on.url)
    .post('/webhooks/github')
    .set({
      'content-type': 'application/json',
      'x-github-event': 'ping',
      'x-github-delivery': randomBytes(8).toString('hex'),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    })
    .send(body);
  return { status: answer.status, code: answer.body.code };
}

async function beside(app: TestApp, config: NonNullable<AppOptions['config']>): Promise<TestApp> {
  return startApp({ beside: app, worker: false, config: { ...noSecretYet, ...config } });
}

describe('the secret of the webhooks of GitHub', () => {
  let app: TestApp;
  let other: TestApp;

  beforeAll(async () => {
    app = await startApp({ config: { ...noSecretYet, secretKey } });
    other = await beside(app, { secretKey });
  });
  afterAll(async () => {
    await other.close();
    await app.close();
  });

  it('is nowhere at first', async () => {
    const whole = await app.as().get(PATH).expect(200);
    expect(whole.body).toMatchObject({
      items: [{ key: 'github' }, { key: 'email' }, { key: 'oidc' }],
      nextCursor: null,
    });
    for (const item of await items(app))
      expect(item).toMatchObject({ configured: false, source: null, detail: expect.any(String), lastSeenAt: null });
    expect(await deliver(app, SECRET)).toEqual({ status: 503, code: 'no_webhook_secret' });
    expect(await test(app, 'github')).toMatchObject({ ok: false, receipt: null });
    expect((await remove(app)).status).toBe(204);
  });

  it('set once is taken by every process, shown by none and kept encrypted', async () => {
    // Both processes know by now that there is none.
    for (const process of [app, other]) expect((await deliver(process, SECRET)).status).toBe(503);
    const answer = await put(app, SECRET);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ key: 'github', configured: true, source: 'stored' });
    expect((await deliver(app, SECRET)).status).toBe(202);
    await eventually(async () => expect((await deliver(other, SECRET)).status).toBe(202), { within: 1_000 });
    expect((await deliver(app, OTHER)).status).toBe(401);

    const [row] = await app.sql<{ sealed: Buffer }>(`select sealed from webhook_secrets`);
    expect(row?.sealed.includes(SECRET)).toBe(false);
    const audit = await app.as().get('/api/v1/audit?subject=integration:github').expect(200);
    expect(audit.body.items.map(({ action }: { action: string }) => action)).toContain('integration.set_secret');
    const seen = [
      answer.text,
      audit.text,
      (await app.as().get(PATH)).text,
      (await app.as().get(`${PATH}/github`)).text,
    ];
    for (const text of seen) expect(text).not.toContain(SECRET);
    const elsewhere = await app.sql<{ found: number }>(
      `select (select count(*)::int from audit_log a where a::text like $1)
            + (select count(*)::int from idempotency_keys k where k::text like $1)
            + (select count(*)::int from outbox_events e where e::text like $1) as found`,
      [`%${SECRET}%`],
    );
    expect(elsewhere).toEqual([{ found: 0 }]);
  });

  it('says when GitHub was last heard of, and our own ping is not GitHub', async () => {
    const before = await one(app, 'github');
    expect(before?.lastSeenAt).toMatch(/Z$/);
    app.clock.advance(60_000);
    const tried = await test(other, 'github');
    expect(tried).toMatchObject({ ok: true, receipt: expect.any(String) });
    expect(await one(app, 'github')).toEqual(before);
    await app.settled();
    const receipt = await app.as().get(`/api/v1/receipts/${tried.receipt}`).expect(200);
    expect(receipt.body).toMatchObject({ source: 'github-test', event: 'ping', status: 'processed' });
    expect(JSON.stringify(receipt.body.headers)).not.toContain('sha256=');
    const audit = await app.as().get('/api/v1/audit?action=integration.test').expect(200);
    expect(audit.body.items[0]).toMatchObject({ subject: 'integration:github', detail: { ok: true } });
  });

  it('is replaced in every process', async () => {
    expect((await put(other, OTHER)).status).toBe(200);
    expect((await deliver(other, OTHER)).status).toBe(202);
    expect((await deliver(other, SECRET)).status).toBe(401);
    await eventually(async () => expect((await deliver(app, SECRET)).status).toBe(401), { within: 1_000 });
    expect((await deliver(app, OTHER)).status).toBe(202);
  });

  it('of the environment wins', async () => {
    const set = await beside(app, { secretKey, githubWebhookSecret: 'of the environment' });
    try {
      expect(await one(set, 'github')).toMatchObject({ configured: true, source: 'environment' });
      expect((await deliver(set, 'of the environment')).status).toBe(202);
      expect((await deliver(set, OTHER)).status).toBe(401);
      expect(await test(set, 'github')).toMatchObject({ ok: true });
      expect((await put(set, OTHER)).body.source).toBe('environment');
    } finally {
      await set.close();
    }
  });

  it.each([
    ['another key', randomBytes(32)],
    ['no key', null],
  ])('is not usable, and says so, with %s', async (_, key) => {
    const odd = await beside(app, { secretKey: key });
    try {
      expect(await one(odd, 'github')).toMatchObject({ configured: false, source: 'stored' });
      expect(await deliver(odd, OTHER)).toEqual({ status: 503, code: 'webhook_secret_unreadable' });
      expect(await test(odd, 'github')).toMatchObject({
        ok: false,
        detail: expect.stringContaining('LOOP_SECRET_KEY'),
      });
    } finally {
      await odd.close();
    }
  });

  it('is not taken without a key to encrypt it with', async () => {
    const keyless = await beside(app, { secretKey: null });
    try {
      const refused = await put(keyless, SECRET);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'no_secret_key', detail: expect.stringContaining('LOOP_SECRET_KEY') });
    } finally {
      await keyless.close();
    }
  });

  it.each([
    [undefined],
    [null],
    [12_345_678],
    ['short'],
    ['x'.repeat(501)],
    [' leads with a blank'],
    ['pasted with its end\n'],
  ])('is not taken as %j', async (secret) => {
    const refused = await put(app, secret);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].field).toBe('secret');
    expect((await deliver(app, OTHER)).status).toBe(202);
  });

  it('of 8 and of 500 characters is taken', async () => {
    for (const secret of ['x'.repeat(8), 'y'.repeat(500)]) {
      expect((await put(app, secret)).status).toBe(200);
      expect((await deliver(app, secret)).status).toBe(202);
    }
  });

  it('is an admin’s alone', async () => {
    const reader = app.as(await app.token({ permissions: ['read', 'facts:write', 'catalog:write'] }));
    for (const refused of [
      reader.get(PATH),
      reader.put(`${PATH}/github`).send({ secret: SECRET }),
      reader.delete(`${PATH}/github`),
      reader.post(`${PATH}/github/test`),
    ])
      expect((await refused).status).toBe(403);
    expect((await request(app.url).get(PATH)).status).toBe(401);
    const browser = await app.signedIn('admin');
    expect((await browser.put(`${PATH}/github`, { secret: SECRET })).status).toBe(200);
    expect(
      (await browser.copy({ 'sec-fetch-site': 'cross-site' }).put(`${PATH}/github`, { secret: OTHER })).status,
    ).toBe(403);
  });

  it('forgotten in one process is forgotten in all', async () => {
    expect((await deliver(other, SECRET)).status).toBe(202);
    expect((await remove(app)).status).toBe(204);
    expect((await remove(app)).status).toBe(204);
    expect((await deliver(app, SECRET)).status).toBe(503);
    await eventually(async () => expect((await deliver(other, SECRET)).status).toBe(503), { within: 1_000 });
    expect(await one(other, 'github')).toMatchObject({ configured: false, source: null });
    const audit = await app.as().get('/api/v1/audit?action=integration.remove_secret').expect(200);
    expect(audit.body.items).toHaveLength(1);
  });

  it('is the only one that is set here', async () => {
    expect((await app.as().post(`${PATH}/gitlab/test`)).body).toMatchObject({
      status: 404,
      code: 'unknown_integration',
    });
    expect((await app.as().put(`${PATH}/email`).send({ secret: SECRET })).status).toBe(404);
  });
});

describe('e-mail and OpenID Connect', () => {
  let sink: MailSink;
  let issuer: OidcIssuer;
  let app: TestApp;

  beforeAll(async () => {
    sink = await startMailSink();
    issuer = await OidcIssuer.start();
    const { url, clientId, clientSecret } = issuer;
    const smtpUrl = sink.url.replace('smtp://', 'smtp://someone:smtp-password@');
    app = await startApp({
      worker: false,
      config: { smtpUrl, oidc: { issuer: url, clientId, clientSecret, label: 'x', defaultRole: 'viewer' } },
    });
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
    await sink.close();
  });

  it('are told with where they lead and without secrets', async () => {
    expect(await one(app, 'email')).toMatchObject({
      configured: true,
      source: 'environment',
      detail: expect.stringContaining(new URL(sink.url).host),
    });
    expect(await one(app, 'oidc')).toMatchObject({ configured: true, detail: expect.stringContaining(issuer.url) });
    const { text } = await app.as().get(PATH);
    for (const secret of ['smtp-password', issuer.clientSecret]) expect(text).not.toContain(secret);
  });

  it('a mail reaches whoever asks', async () => {
    await app.person({ key: 'ada' });
    const ada = await app.token({ permissions: ['admin'], person: 'ada' });
    expect(await test(app, 'email', ada)).toMatchObject({ ok: true, receipt: null });
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]).toContain('ada@example.com');
    expect(await test(app, 'email')).toMatchObject({ ok: false, detail: expect.stringContaining('a person') });
  });

  it('a provider is asked to describe itself, and somebody who signs in is seen', async () => {
    expect(await test(app, 'oidc')).toMatchObject({ ok: true });
    expect(await one(app, 'oidc')).toMatchObject({ lastSeenAt: null });
    issuer.account = { sub: 'eve', email: 'eve@example.com', email_verified: true, name: 'Eve' };
    const browser = request.agent(app.url);
    const started = await browser.get('/api/v1/auth/oidc').redirects(0);
    const back = issuer.signIn(String(started.headers['location']));
    const ended = await browser.get(`${back.pathname}${back.search}`).redirects(0);
    expect(ended.headers['location']).toBe('/');
    expect((await one(app, 'oidc'))?.lastSeenAt).toMatch(/Z$/);
  });

  it('that are away are told to be so', async () => {
    await issuer.stop();
    const told = await test(app, 'oidc');
    expect(told).toMatchObject({ ok: false, detail: expect.stringContaining(issuer.url) });
    const nowhere = await startApp({
      beside: app,
      worker: false,
      config: { smtpUrl: 'smtp://user:hidden@127.0.0.1:1' },
    });
    try {
      const token = await nowhere.token({ permissions: ['admin'], person: 'ada' });
      const failed = await test(nowhere, 'email', token);
      expect(failed).toMatchObject({ ok: false, detail: expect.stringContaining('ECONNREFUSED') });
      expect(failed.detail).not.toContain('hidden');
      expect(await test(nowhere, 'oidc')).toMatchObject({ ok: false });
    } finally {
      await nowhere.close();
    }
  });
});
