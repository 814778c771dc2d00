import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, startApp, TestClock, type TestApp } from '../support/index.js';

const PASSWORD = 'correct horse battery';
const ADA = {
  token: 'test-admin-token-0123456789',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: PASSWORD,
};
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let app: TestApp;
let other: TestApp;
let ada: Browser;

beforeAll(async () => {
  app = await startApp({ clock: new TestClock() });
  other = await startApp({ beside: app, worker: false });
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const browser = (from = app): Browser => new Browser(from.url);

describe('the first run', () => {
  it('says so to whoever asks who has signed in', async () => {
    const answer = await request(app.url).get('/api/v1/session');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      signedIn: false,
      person: null,
      permissions: [],
      expiresAt: null,
      firstRun: true,
      methods: { password: true, oidc: null },
    });
  });

  it('wants the admin token, and a whole form', async () => {
    const wrong = await browser().post('/api/v1/session/first-admin', { ...ADA, token: 'wrong-token-0123456789' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'bad_token']);
    const reader = await app.token({ permissions: ['read', 'catalog:write'] });
    expect((await browser().post('/api/v1/session/first-admin', { ...ADA, token: reader })).status).toBe(401);
    const bad = await browser().post('/api/v1/session/first-admin', {
      token: 'x',
      email: 'no',
      password: 'short',
      extra: 1,
    });
    expect(bad.status).toBe(422);
    const fields = bad.body.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);
    expect(fields.toSorted()).toEqual(['email email', 'extra unknown_field', 'name missing', 'password length']);
  });

  it('makes exactly one of many at once the first admin, signed in', async () => {
    const answers = await Promise.all(
      [app, other, app, other].map((from, index) => {
        const one = browser(from);
        const body = { ...ADA, email: `${index === 0 ? 'ada' : `eve${index}`}@example.com` };
        return one.post('/api/v1/session/first-admin', body).then((answer) => ({ one, answer }));
      }),
    );
    const [winner, ...others] = answers.toSorted((a, b) => a.answer.status - b.answer.status);
    if (!winner) throw new Error('nobody answered');
    expect(winner.answer.status).toBe(201);
    expect(others.map(({ answer }) => answer.status)).toEqual([409, 409, 409]);
    expect(winner.answer.body).toMatchObject({
      signedIn: true,
      person: { role: 'admin', teams: [] },
      permissions: ['admin'],
      firstRun: false,
    });
    ada = winner.one;
    const { key, email } = winner.answer.body.person;
    expect(email).toBe(`${key}@example.com`);
    const late = await browser().post('/api/v1/session/first-admin', ADA);
    expect([late.status, late.body.code]).toEqual([409, 'already_set_up']);
    // Whoever won is called Ada from here on.
    if (key !== 'ada')
      await app.as().put(`/api/v1/people/${key}`).send({ name: 'Ada', email: 'ada@example.com', teams: [] });
  });
});

describe('a session', () => {
  it('begins with e-mail, in any case, and password, in a cookie that no script reads', async () => {
    const one = browser();
    const answer = await one.signIn('ADA@example.com', PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ signedIn: true, person: { email: 'ada@example.com', role: 'admin' } });
    expect(Date.parse(answer.body.expiresAt) - app.clock.now().getTime()).toBeCloseTo(14 * DAY, -5);
    expect(one.received).toEqual([
      expect.stringMatching(/^loop_session=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/),
    ]);
    expect(JSON.stringify(answer.body)).not.toContain(one.cookie());
    expect((await one.get('/api/v1/session')).body).toEqual(answer.body);
    const stored = await app.sql<{ secret: string }>(`select encode(secret_sha256, 'escape') as secret from sessions`);
    expect(JSON.stringify(stored)).not.toContain(one.cookie());
  });

  it('has a Secure cookie where the public address is https', async () => {
    const secure = await startApp({ beside: app, worker: false, config: { publicUrl: 'https://loop.example.com' } });
    try {
      const one = new Browser(secure.url, { origin: 'https://loop.example.com' });
      expect((await one.signIn('ada@example.com', PASSWORD)).status).toBe(200);
      expect(one.received[0]).toMatch(/; Secure$/);
      expect((await one.put('/api/v1/teams/secure', { name: 'Secure' })).status).toBe(201);
    } finally {
      await secure.close();
    }
  });

  it('works in every process, may what the role may, and is the person', async () => {
    await ada.signIn('ada@example.com', PASSWORD);
    const elsewhere = ada.copy(undefined, other.url);
    expect((await elsewhere.get('/api/v1/teams')).status).toBe(200);
    expect((await elsewhere.put('/api/v1/teams/checkout', { name: 'Checkout' })).status).toBe(201);
    const audit = await ada.get('/api/v1/audit?subject=team:checkout');
    expect(audit.body.items[0].actor).toMatchObject({ kind: 'person', name: expect.any(String) });
    expect(audit.body.items[0].actor.person).toBe(audit.body.items[0].actor.id);
  });

  it('gives way to a token in the same request', async () => {
    const reader = await app.token({ permissions: ['read'] });
    const both = { authorization: `Bearer ${reader}` };
    expect((await ada.put('/api/v1/teams/both', { name: 'Both' }, both)).status).toBe(403);
    expect((await ada.put('/api/v1/teams/both', { name: 'Both' }, { 'x-api-key': 'wrong' })).status).toBe(401);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example.com' }],
    ['an origin without a name', { origin: 'null' }],
    ['nowhere', {}],
  ])('changes nothing for a page of %s', async (_, headers) => {
    const forged = ada.copy(headers);
    for (const refused of [
      await forged.put('/api/v1/teams/forged', { name: 'Forged' }),
      await forged.post('/api/v1/tokens', { name: 'x', permissions: ['admin'] }),
      await forged.delete('/api/v1/session'),
    ])
      expect([refused.status, refused.body.code]).toEqual([403, 'cross_site']);
    expect((await forged.get('/api/v1/teams')).status).toBe(200);
    expect((await ada.get('/api/v1/teams/forged')).status).toBe(404);
  });

  it('begins for no page of another site', async () => {
    const forged = new Browser(app.url, { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' });
    expect((await forged.signIn('ada@example.com', PASSWORD)).body.code).toBe('cross_site');
    expect((await new Browser(app.url, {}).signIn('ada@example.com', PASSWORD)).status).toBe(200);
  });

  it('changes something for a page of our own that only says its origin', async () => {
    const old = ada.copy({ origin: ada.url });
    expect((await old.put('/api/v1/teams/old', { name: 'Old' })).status).toBe(201);
  });

  it('ends with a sign-out, within a second in every process; the cookie goes', async () => {
    const one = browser();
    await one.signIn('ada@example.com', PASSWORD);
    const stolen = one.copy();
    const elsewhere = one.copy(undefined, other.url);
    expect((await elsewhere.get('/api/v1/teams')).status).toBe(200);
    expect((await one.delete('/api/v1/session')).status).toBe(204);
    expect(one.received[0]).toMatch(/^loop_session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/);
    expect((await stolen.get('/api/v1/teams')).status).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await elsewhere.get('/api/v1/teams')).status).toBe(401);
    expect((await elsewhere.get('/api/v1/session')).body.signedIn).toBe(false);
    expect((await one.delete('/api/v1/session')).status).toBe(204);
  });

  it('ends when the same browser signs in again', async () => {
    const one = browser();
    await one.signIn('ada@example.com', PASSWORD);
    const first = one.copy();
    await one.signIn('ada@example.com', PASSWORD);
    expect(one.cookie()).not.toBe(first.cookie());
    expect((await first.get('/api/v1/teams')).status).toBe(401);
  });

  it('goes on while it is used, for 90 days at most, and ends after 14 without use', async () => {
    const before = app.clock.now();
    const one = browser();
    await one.signIn('ada@example.com', PASSWORD);
    const idle = browser();
    await idle.signIn('ada@example.com', PASSWORD);
    const days = async (n: number): Promise<number> => {
      app.clock.set(new Date(before.getTime() + n * DAY));
      // What the process believes is a moment old at most.
      await new Promise((resolve) => setTimeout(resolve, 750));
      return (await one.get('/api/v1/teams')).status;
    };
    expect(await days(13)).toBe(200);
    expect((await idle.get('/api/v1/teams')).status).toBe(200);
    expect(await days(26)).toBe(200);
    expect(await days(28)).toBe(200);
    expect((await idle.get('/api/v1/session')).body.signedIn).toBe(false);
    for (const day of [41, 54, 67, 80, 89]) expect(await days(day)).toBe(200);
    expect(Date.parse((await one.get('/api/v1/session')).body.expiresAt) - before.getTime()).toBeLessThan(91 * DAY);
    expect(await days(91)).toBe(401);
    app.clock.set(new Date());
  });

  it.each(['', 'x', 'a'.repeat(43), '%00', '"quoted"', 'a'.repeat(5_000), '=;=;loop_session'])(
    'is not what says %j',
    async (value) => {
      const cookie = `theme=dark; loop_session=${value}; x`;
      const answer = await request(app.url).get('/api/v1/teams').set('cookie', cookie);
      expect(answer.status).toBe(401);
      expect((await request(app.url).get('/api/v1/session').set('cookie', cookie)).body.signedIn).toBe(false);
    },
  );
});

describe('a failed sign-in', () => {
  it('says the same whether or not the e-mail is known', async () => {
    const wrong = await browser().signIn('ada@example.com', 'not the password');
    const unknown = await browser().signIn('nobody@example.com', 'not the password');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'bad_credentials']);
    const same = ({ body }: request.Response): unknown => ({ ...body, correlationId: null });
    expect(same(unknown)).toEqual(same(wrong));
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['no body', undefined],
    ['no password', { email: 'ada@example.com' }],
    ['a number', { email: 'ada@example.com', password: 1234567890 }],
    ['an object', { email: { $ne: '' }, password: PASSWORD }],
    ['an endless password', { email: 'ada@example.com', password: 'x'.repeat(201) }],
    ['an unknown field', { email: 'ada@example.com', password: PASSWORD, role: 'admin' }],
  ])('with %s names the fields', async (_, body) => {
    const answer = await browser().send('post', '/api/v1/session', body);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
  });

  it('locks the e-mail in every process, known or not, until exactly Retry-After has passed', async () => {
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      const start = app.clock.now().getTime();
      const tries = await Promise.all(
        Array.from({ length: 14 }, (__, index) =>
          browser(index % 2 === 0 ? app : other).post(
            '/api/v1/session',
            { email, password: 'not the password' },
            { 'x-forwarded-for': `198.51.100.${index}` },
          ),
        ),
      );
      const statuses = tries.map(({ status }) => status);
      expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
      const locked = await browser(other).signIn(email, PASSWORD);
      expect([locked.status, locked.body.code]).toEqual([429, 'locked_out']);
      const seconds = Number(locked.headers['retry-after']);
      expect(seconds).toBeGreaterThan(800);
      expect(seconds).toBeLessThanOrEqual(900);
      const read = app.clock.now().getTime();
      app.clock.set(new Date(read + (seconds - 10) * 1000));
      expect((await browser().signIn(email, PASSWORD)).status).toBe(429);
      app.clock.set(new Date(read + seconds * 1000));
      expect((await browser().signIn(email, PASSWORD)).status).toBe(email.startsWith('ada') ? 200 : 401);
      app.clock.set(new Date(start + 60 * MINUTE));
    }
  });

  it('forgets the failures of an e-mail once its person has signed in', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 6; i += 1)
        expect((await browser().signIn('ada@example.com', 'not the password')).status).toBe(401);
      expect((await browser().signIn('ada@example.com', PASSWORD)).status).toBe(200);
    }
  });

  it('locks the address after many e-mails, and no other address', async () => {
    const from = (address: string, email: string, password = 'not the password'): Promise<request.Response> =>
      browser().post('/api/v1/session', { email, password }, { 'x-forwarded-for': address });
    for (let i = 0; i < 50; i += 1)
      expect((await from(`2001:db8:0:1::${i + 1}`, `guess${i}@example.com`)).status).toBe(401);
    expect((await from('2001:db8:0:1:ffff::1', 'ada@example.com', PASSWORD)).body.code).toBe('locked_out');
    expect((await from('2001:db8:0:2::1', 'ada@example.com', PASSWORD)).status).toBe(200);
  });

  it('is written down without what was typed', async () => {
    const audit = await ada.get('/api/v1/audit?action=session.sign_in_failed&limit=500');
    expect(audit.body.items.length).toBeGreaterThan(20);
    expect(JSON.stringify(audit.body)).not.toMatch(/not the password|nobody@|guess1@/);
    const kept = await app.sql(`select * from sign_in_failures`);
    expect(JSON.stringify(kept)).not.toMatch(/nobody@|guess1@/);
  });
});
