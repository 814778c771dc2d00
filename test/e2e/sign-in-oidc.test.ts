import type { Response } from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Browser, startApp, type AppOptions, type TestApp } from '../support/index.js';
import { OidcIssuer, type TestAccount } from '../support/oidc-issuer.js';

const START = '/api/v1/auth/oidc';

let issuer: OidcIssuer;
let app: TestApp;
/** The same installation, where whoever is unknown becomes a viewer. */
let open: TestApp;

beforeAll(async () => {
  issuer = await OidcIssuer.start();
  app = await startApp(settings(null));
  open = await startApp({ ...settings('viewer'), beside: app, worker: false });
});
afterAll(async () => {
  await open.close();
  await app.close();
  await issuer.stop();
});
afterEach(() => {
  issuer.lies = {};
  issuer.forges = false;
  issuer.tellsLate = false;
});

function settings(defaultRole: 'viewer' | null): AppOptions {
  const { url, clientId, clientSecret } = issuer;
  return { config: { oidc: { issuer: url, clientId, clientSecret, label: 'Company account', defaultRole } } };
}

const account = (sub: string, more: object = {}): TestAccount => ({
  sub,
  email: `${sub}@example.com`,
  email_verified: true,
  name: sub.toUpperCase(),
  ...more,
});

/** Where the provider sends the browser back to. */
async function signedInThere(browser: Browser): Promise<string> {
  const started = await browser.get(START);
  expect(started.status).toBe(302);
  const back = issuer.signIn(String(started.headers['location']));
  return `${back.pathname}${back.search}`;
}

async function enter(who: TestAccount, browser = new Browser(app.url)): Promise<{ browser: Browser; end: Response }> {
  issuer.account = who;
  return { browser, end: await browser.get(await signedInThere(browser)) };
}

async function outcome(who: TestAccount, from = app): Promise<string> {
  const { browser, end } = await enter(who, new Browser(from.url));
  expect(end.status).toBe(302);
  const { body } = await browser.get('/api/v1/session');
  const location = String(end.headers['location']);
  expect(body.signedIn).toBe(location === '/');
  return location === '/' ? String(body.person.key) : location;
}

describe('a sign-in by OpenID Connect', () => {
  it('is offered, and begins with code, PKCE, state and nonce', async () => {
    const browser = new Browser(app.url);
    expect((await browser.get('/api/v1/session')).body.methods).toEqual({
      password: true,
      oidc: { label: 'Company account', url: START },
    });
    const started = await browser.get(START);
    const url = new URL(String(started.headers['location']));
    expect(url.origin).toBe(issuer.url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: issuer.clientId,
      response_type: 'code',
      redirect_uri: `${app.url}${START}/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(browser.received).toEqual([
      expect.stringMatching(/^loop_oidc=[\w.-]+; Path=\/api\/v1\/auth\/oidc; Max-Age=600; HttpOnly; SameSite=Lax$/),
    ]);
    expect(url.href).not.toContain(browser.cookie('loop_oidc')?.split('.')[2]);
  });

  it('finds the person by verified e-mail the first time, by the account ever after', async () => {
    await app.person({ key: 'ada', role: 'responder' });
    const { browser, end } = await enter(account('sub-ada', { email: 'ADA@example.com' }));
    expect([end.status, end.headers['location']]).toEqual([302, '/']);
    expect(browser.received.toSorted()).toEqual([
      expect.stringMatching(/^loop_oidc=; .*Max-Age=0/),
      expect.stringMatching(/^loop_session=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await browser.get('/api/v1/session')).body.person).toMatchObject({ key: 'ada', role: 'responder' });
    expect(await outcome({ sub: 'sub-ada', email: 'married@example.com', email_verified: false })).toBe('ada');
    // The provider gave Ada's address to somebody else.
    expect(await outcome(account('sub-eve', { email: 'ada@example.com' }))).toBe('/?error=oidc_already_bound');
    expect(await outcome(account('sub-eve', { email: 'ada@example.com' }), open)).toBe('/?error=oidc_already_bound');
  });

  it('believes no e-mail that the provider did not verify', async () => {
    await app.person({ key: 'bob', role: 'admin' });
    const bob = { sub: 'sub-bob', email: 'bob@example.com' };
    for (const email_verified of [false, 'false', undefined])
      expect(await outcome({ ...bob, ...(email_verified === undefined ? {} : { email_verified }) }, open)).toBe(
        '/?error=oidc_email_not_verified',
      );
    expect(await outcome({ sub: 'sub-bob' }, open)).toBe('/?error=oidc_email_not_verified');
    expect(await outcome(account('sub-bob', { email: 'no e-mail' }), open)).toBe('/?error=oidc_email_not_verified');
    expect(await outcome({ ...bob, email_verified: 'true' })).toBe('bob');
  });

  it('asks for the e-mail where the ID token lacks it', async () => {
    await app.person({ key: 'late', role: 'viewer' });
    issuer.tellsLate = true;
    expect(await outcome(account('sub-late', { email: 'late@example.com' }))).toBe('late');
  });

  it('refuses who is unknown, has no role or is inactive', async () => {
    await app.person({ key: 'roleless' });
    await app.person({ key: 'gone', role: 'member', active: false });
    expect(await outcome(account('stranger'))).toBe('/?error=oidc_unknown_person');
    expect(await outcome(account('roleless'))).toBe('/?error=oidc_no_role');
    expect(await outcome(account('gone'))).toBe('/?error=oidc_inactive');
    expect(await outcome(account('gone'), open)).toBe('/?error=oidc_inactive');
    const audit = await app.as().get('/api/v1/audit?action=session.sign_in_failed&subject=person:gone');
    expect(audit.body.items[0].detail).toMatchObject({ method: 'oidc', why: 'inactive' });
  });

  it('creates who is unknown where a role is set for them, once', async () => {
    await app.person({ key: 'max' });
    const newcomer = account('sub-new', { email: 'max@elsewhere.example.com', name: 'Max Power' });
    expect(await outcome(newcomer, open)).toBe('max-2');
    expect(await outcome(newcomer, open)).toBe('max-2');
    expect((await app.as().get('/api/v1/people/max-2')).body).toMatchObject({
      name: 'Max Power',
      email: 'max@elsewhere.example.com',
      role: 'viewer',
      hasPassword: false,
    });
    // Whom the catalog knows already gets the role.
    expect(await outcome(account('max'), open)).toBe('max');
    const browsers = await Promise.all(
      Array.from({ length: 4 }, async () => {
        issuer.account = account('sub-many', { email: 'many@example.com' });
        const browser = new Browser(open.url);
        return { browser, back: await signedInThere(browser) };
      }),
    );
    const ends = await Promise.all(browsers.map(({ browser, back }) => browser.get(back)));
    expect(ends.map(({ headers }) => headers['location'])).toEqual(['/', '/', '/', '/']);
    expect(await app.sql(`select key from people where email = 'many@example.com'`)).toEqual([{ key: 'many' }]);
  });

  it('leaves a password nobody has alone: no password opens such a person', async () => {
    await outcome(account('sub-pass', { email: 'pass@example.com' }), open);
    expect((await new Browser(app.url).signIn('pass@example.com', 'anything at all')).status).toBe(401);
  });

  it.each<[string, () => void]>([
    ['another nonce', () => (issuer.lies = { nonce: 'another' })],
    ['no nonce', () => (issuer.lies = { nonce: undefined })],
    ['another audience', () => (issuer.lies = { aud: 'another' })],
    ['another issuer', () => (issuer.lies = { iss: 'https://evil.example.com' })],
    ['an end long ago', () => (issuer.lies = { iat: 1_000, exp: 2_000 })],
    ['a key nobody knows', () => (issuer.forges = true)],
  ])('refuses an ID token with %s', async (_, lie) => {
    await app.person({ key: 'liar', role: 'admin' });
    lie();
    expect(await outcome(account('liar'))).toBe('/?error=oidc_failed');
  });

  it('ends only where it began, once, and with its own state', async () => {
    await app.person({ key: 'zoe', role: 'viewer' });
    issuer.account = account('zoe');
    const browser = new Browser(app.url);
    const back = await signedInThere(browser);
    const location = async (from: Browser, path: string): Promise<unknown> =>
      (await from.get(path)).headers['location'];
    expect(await location(new Browser(app.url), back)).toBe('/?error=oidc_expired');
    expect(await location(browser.copy(), back.replace(/state=[^&]+/, 'state=another'))).toBe('/?error=oidc_expired');
    expect(await location(browser.copy(), `${START}/callback`)).toBe('/?error=oidc_expired');
    const second = browser.copy();
    expect(await location(browser, back)).toBe('/');
    expect(await location(second, back)).toBe('/?error=oidc_failed');
  });

  it('says so when the person declines there', async () => {
    const browser = new Browser(app.url);
    const state = new URL(`http://x${await signedInThere(browser)}`).searchParams.get('state');
    const end = await browser.get(`${START}/callback?error=access_denied&state=${state}`);
    expect(end.headers['location']).toBe('/?error=oidc_denied');
  });

  it.each(['?code=x&state=%ED%A0%80', '?state[]=1', `?code=${'x'.repeat(900)}`, '?code=a&code=b', '?#', '?%'])(
    'takes %s without a fault of the server',
    async (query) => {
      const browser = new Browser(app.url);
      await browser.get(START);
      const end = await browser.get(`${START}/callback${query}`);
      expect([end.status, end.headers['location']]).toEqual([302, '/?error=oidc_expired']);
    },
  );

  it('says so where the provider is away or not set up', async () => {
    const gone = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x', label: 'x', defaultRole: null };
    const without = await startApp({ beside: app, worker: false, config: { oidc: null } });
    const away = await startApp({ beside: app, worker: false, config: { oidc: gone } });
    try {
      expect((await new Browser(away.url).get(START)).headers['location']).toBe('/?error=oidc_unavailable');
      expect((await new Browser(without.url).get(START)).headers['location']).toBe('/?error=oidc_not_configured');
      expect((await new Browser(without.url).get('/api/v1/session')).body.methods.oidc).toBeNull();
    } finally {
      await away.close();
      await without.close();
    }
  });
});
