import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, startApp, type TestApp } from '../support/index.js';

const DAY = 24 * 3_600_000;

let app: TestApp;
let admin: Browser;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout' });
  admin = await app.signedIn('admin', 'root');
});
afterAll(() => app.close());

const body = (key: string, more: object = {}): object => ({
  name: key,
  email: `${key}@example.com`,
  teams: [],
  ...more,
});
const signedIn = async (browser: Browser): Promise<boolean> => (await browser.get('/api/v1/session')).body.signedIn;
const secretOf = (url: unknown): string => String(url).split('#invitation=')[1] ?? '';

describe('roles', () => {
  it.each([
    ['viewer', ['read']],
    ['member', ['read', 'flags:write', 'incidents:write', 'dora:write', 'gates:evaluate']],
    [
      'responder',
      ['read', 'flags:write', 'incidents:write', 'dora:write', 'gates:evaluate', 'flags:kill', 'oncall:write'],
    ],
    ['admin', ['admin']],
  ] as const)('a %s may %j', async (role, permissions) => {
    const browser = await app.signedIn(role);
    const { body: session } = await browser.get('/api/v1/session');
    expect(session.person.role).toBe(role);
    expect(session.permissions.toSorted()).toEqual([...permissions].toSorted());
    expect((await browser.get('/api/v1/teams')).status).toBe(200);
    const declared = await browser.post('/api/v1/incidents', { title: 'Slow', service: 'checkout', severity: 'sev3' });
    expect(declared.status).toBe(role === 'viewer' ? 403 : 201);
    expect((await browser.put('/api/v1/teams/by-role', { name: 'x' })).status < 300).toBe(role === 'admin');
  });

  it('let a viewer change nothing by any route', async () => {
    const viewer = await app.signedIn('viewer', 'onlooker');
    const declared = await admin.post('/api/v1/incidents', { title: 'Slow', service: 'checkout', severity: 'sev3' });
    const { paths } = (await viewer.get('/api/openapi.json')).body as { paths: Record<string, object> };
    // Public routes have checks of their own.
    const open = /^\/(ofrep|webhooks|v2)\/|^\/api\/v1\/session/;
    let tried = 0;
    for (const [path, operations] of Object.entries(paths))
      for (const method of ['post', 'put', 'patch', 'delete'] as const) {
        if (!(method in operations) || open.test(path)) continue;
        const url = path.includes('/incidents/{')
          ? path.replace(/\{[^}]+\}/, String(declared.body.id))
          : path.replaceAll(/\{[^}]+\}/g, 'checkout');
        const { status } = await viewer.send(method, url, {});
        // What asks for more than a permission may find fault with the body or name first.
        expect([403, 404, 422], `${method} ${url} gave ${status}`).toContain(status);
        tried += 1;
      }
    expect(tried).toBeGreaterThan(30);
    const audit = await admin.get('/api/v1/audit?limit=500');
    const acts = audit.body.items.filter((item: { actor: { person: string } }) => item.actor.person === 'onlooker');
    expect(acts.map(({ action }: { action: string }) => action)).not.toContainEqual(
      expect.not.stringMatching(/^session\.|^person\.password$/),
    );
  });

  it('are given and changed by an admin alone, and whoever has one is not touched by others', async () => {
    const writer = app.as(await app.token({ permissions: ['catalog:write', 'oncall:write', 'read'] }));
    const put = (key: string, more: object = {}): request.Test =>
      writer.put(`/api/v1/people/${key}`).send(body(key, more));
    await app.signedIn('member', 'mia');
    for (const [key, more, field] of [
      ['newcomer', { role: 'viewer' }, 'role'],
      ['mia', { role: 'admin' }, 'role'],
      ['mia', { role: null }, 'role'],
      ['mia', { email: 'eve@example.com' }, 'email'],
      ['mia', { active: false }, 'active'],
    ] as const) {
      const refused = await put(key, more);
      expect([refused.status, refused.body.code]).toEqual([403, 'not_permitted']);
      expect(refused.body.errors).toEqual([{ field, code: 'admins_only', detail: expect.any(String) }]);
    }
    expect((await put('mia', { role: 'member', teams: ['team'], name: 'Mia' })).status).toBe(200);
    expect((await put('plain')).status).toBe(201);
    expect((await put('plain', { email: 'other@example.com', active: false })).status).toBe(200);
    await app
      .as()
      .put('/api/v1/people/mia')
      .send(body('mia', { active: false }));
    expect((await put('mia')).status).toBe(403);
    const responder = await app.signedIn('responder');
    expect((await responder.put('/api/v1/people/plain', body('plain'))).status).toBe(403);
  });

  it('stay also where others write the person at the same moment', async () => {
    const writer = app.as(await app.token({ permissions: ['catalog:write'] }));
    for (let round = 0; round < 5; round += 1) {
      const key = `raced-${round}`;
      const plain = (): request.Test =>
        writer.put(`/api/v1/people/${key}`).send(body(key, { email: `eve${round}@example.com` }));
      await Promise.all([plain(), admin.put(`/api/v1/people/${key}`, body(key, { role: 'member' })), plain()]);
      expect((await admin.get(`/api/v1/people/${key}`)).body).toMatchObject({
        role: 'member',
        email: `${key}@example.com`,
      });
    }
  });

  it('stay where a change does not name them, and are written down', async () => {
    await app.person({ key: 'stays', role: 'member' });
    expect((await admin.put('/api/v1/people/stays', body('stays'))).body.role).toBe('member');
    expect((await admin.put('/api/v1/people/stays', body('stays', { role: 'responder' }))).body.role).toBe('responder');
    expect((await admin.put('/api/v1/people/stays', body('stays', { role: null }))).body.role).toBeNull();
    const wrong = await admin.put('/api/v1/people/stays', body('stays', { role: 'owner' }));
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'role']);
    const audit = await admin.get('/api/v1/audit?action=person.role&subject=person:stays');
    expect(audit.body.items.map(({ detail }: { detail: object }) => detail)).toEqual([
      { from: 'responder', to: null },
      { from: 'member', to: 'responder' },
      { from: null, to: 'member' },
    ]);
    expect(audit.body.items[0].actor).toMatchObject({ kind: 'person', person: 'root' });
  });

  it('go with one e-mail only, in any case', async () => {
    await app.person({ key: 'first', role: 'viewer' });
    const twin = await admin.put('/api/v1/people/twin', body('twin', { email: 'FIRST@example.com', role: 'viewer' }));
    expect(twin.status).toBe(422);
    expect(twin.body.errors).toEqual([{ field: 'email', code: 'email_taken', detail: expect.any(String) }]);
    expect((await admin.put('/api/v1/people/twin', body('twin', { email: 'first@example.com' }))).status).toBe(201);
    expect(
      (await admin.put('/api/v1/people/twin', body('twin', { email: 'first@example.com', role: 'viewer' }))).status,
    ).toBe(422);
  });

  it('show to readers, who has a password to admins alone', async () => {
    const viewer = await app.signedIn('viewer', 'reader');
    expect((await viewer.get('/api/v1/people/reader')).body).toMatchObject({ key: 'reader', role: 'viewer' });
    expect((await viewer.get('/api/v1/people/reader')).body).not.toHaveProperty('hasPassword');
    const seen = await admin.get('/api/v1/people/reader');
    expect(seen.body.hasPassword).toBe(true);
    await app.person({ key: 'without' });
    expect((await admin.get('/api/v1/people/without')).body.hasPassword).toBe(false);
    const fresh = { 'if-match': String(seen.headers['etag']) };
    const wanted = body('reader', { name: 'Reader' });
    expect((await admin.put('/api/v1/people/reader', wanted, fresh)).status).toBe(200);
    expect((await admin.put('/api/v1/people/reader', wanted, fresh)).status).toBe(412);
  });
});

describe('whoever signs in', () => {
  it('is on call and may kill then, whatever the role', async () => {
    const viewer = await app.signedIn('viewer', 'called');
    await admin.post('/api/v1/flags', {
      key: 'called-flag',
      name: 'x',
      kind: 'ops',
      service: 'checkout',
      owner: { person: 'root' },
    });
    await admin.post('/api/v1/flags/called-flag/environments/production/flip', { on: true, reason: 'go' });
    const kill = (): Promise<request.Response> =>
      viewer.post('/api/v1/flags/called-flag/kill', { environment: 'production', reason: 'it burns' });
    expect((await kill()).status).toBe(403);
    const schedule = await admin.put('/api/v1/schedules/team', {
      team: 'team',
      timezone: 'UTC',
      rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['called'] },
      escalateAfterMinutes: 5,
    });
    expect(schedule.status).toBeLessThan(300);
    expect((await kill()).status).toBe(200);
    const history = await admin.get('/api/v1/flags/called-flag/history');
    expect(history.body.items[0]).toMatchObject({ action: 'kill', actor: 'called' });
  });

  it('repeats a request by Idempotency-Key as that person, and as no other', async () => {
    const [mary, nick] = [await app.signedIn('member', 'mary'), await app.signedIn('member', 'nick')];
    const draft = { title: 'Once', service: 'checkout', severity: 'sev4' };
    const key = { 'idempotency-key': 'only-once' };
    const first = await mary.post('/api/v1/incidents', draft, key);
    expect((await mary.post('/api/v1/incidents', draft, key)).body.id).toBe(first.body.id);
    expect((await nick.post('/api/v1/incidents', draft, key)).body.id).not.toBe(first.body.id);
  });

  it.each([
    ['is deactivated', { active: false }],
    ['gets another role', { role: 'responder' }],
    ['loses the role', { role: null }],
  ])('is signed out at once, in every process and for good, when the person %s', async (what, change) => {
    const key = `leaver-${what.replaceAll(/[^a-z]/g, '')}`;
    const other = await startApp({ beside: app, worker: false });
    try {
      const browser = await app.signedIn('member', key);
      const elsewhere = browser.copy(undefined, other.url);
      expect((await elsewhere.get('/api/v1/teams')).status).toBe(200);
      expect((await admin.put(`/api/v1/people/${key}`, body(key, change))).status).toBe(200);
      expect((await browser.get('/api/v1/teams')).status).toBe(401);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await elsewhere.get('/api/v1/teams')).status).toBe(401);
      const again = await new Browser(app.url).signIn(`${key}@example.com`, `${key}'s password`);
      expect(again.status).toBe(what === 'gets another role' ? 200 : 401);
      await admin.put(`/api/v1/people/${key}`, body(key, { active: true, role: 'member' }));
      expect(await signedIn(browser)).toBe(false);
    } finally {
      await other.close();
    }
  });
});

describe('the own password', () => {
  it('is changed with the present one; other sessions end, this one stays', async () => {
    const browser = await app.signedIn('viewer', 'pia');
    const elsewhere = new Browser(app.url);
    await elsewhere.signIn('pia@example.com', "pia's password");
    const change = (current: string, password = 'a new password'): Promise<request.Response> =>
      browser.put('/api/v1/people/pia/password', { current, password });
    const wrong = await change('not the password');
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [{ field: 'current', code: 'wrong_password', detail: expect.any(String) }],
    ]);
    expect((await change("pia's password", 'short')).body.errors[0]).toMatchObject({
      field: 'password',
      code: 'length',
    });
    expect(await signedIn(elsewhere)).toBe(true);
    expect((await change("pia's password")).status).toBe(204);
    expect([await signedIn(browser), await signedIn(elsewhere)]).toEqual([true, false]);
    expect((await elsewhere.signIn('pia@example.com', "pia's password")).status).toBe(401);
    expect((await elsewhere.signIn('pia@example.com', 'a new password')).status).toBe(200);
  });

  it('is nobody else’s to change, not even an admin’s or a token’s', async () => {
    await app.signedIn('viewer', 'quin');
    const wanted = { current: "quin's password", password: 'a new password' };
    expect((await admin.put('/api/v1/people/quin/password', wanted)).body.code).toBe('not_own_password');
    const token = app.as(await app.token({ permissions: ['admin'], person: 'quin' }));
    expect((await token.put('/api/v1/people/quin/password').send(wanted)).status).toBe(403);
    expect((await request(app.url).put('/api/v1/people/quin/password').send(wanted)).status).toBe(401);
  });

  it('is not found out by trying: failures lock it like a sign-in', async () => {
    const browser = await app.signedIn('viewer', 'rob');
    const change = (current: string): Promise<request.Response> =>
      browser.put('/api/v1/people/rob/password', { current, password: 'a new password' });
    for (let i = 0; i < 10; i += 1) expect((await change(`guess number ${i}`)).status).toBe(422);
    expect((await change("rob's password")).body.code).toBe('locked_out');
    expect((await new Browser(app.url).signIn('rob@example.com', "rob's password")).status).toBe(429);
  });
});

describe('an invitation', () => {
  it('is a one-time link that only an admin makes, and that ends the sessions of a lost password', async () => {
    const before = await app.signedIn('member', 'sue');
    expect((await before.post('/api/v1/people/sue/invitation')).status).toBe(403);
    const invited = await admin.post('/api/v1/people/sue/invitation');
    expect(invited.status).toBe(201);
    expect(invited.body.url).toMatch(new RegExp(`^${app.url}/welcome#invitation=[\\w-]{43}$`));
    expect(Date.parse(invited.body.expiresAt) - app.clock.now().getTime()).toBeCloseTo(7 * DAY, -5);
    const invitation = secretOf(invited.body.url);
    const accept = { invitation, password: 'chosen by sue' };
    const browser = new Browser(app.url);
    expect((await browser.post('/api/v1/session/invitation', { ...accept, password: 'short' })).status).toBe(422);
    const answers = await Promise.all(
      [1, 2, 3].map(() => new Browser(app.url).post('/api/v1/session/invitation', accept)),
    );
    const [first, ...rest] = answers.toSorted((a, b) => a.status - b.status);
    expect(first?.body).toMatchObject({ signedIn: true, person: { key: 'sue', role: 'member' } });
    expect(rest.map((answer) => [answer.status, answer.body.code])).toEqual([
      [401, 'bad_invitation'],
      [401, 'bad_invitation'],
    ]);
    expect(await signedIn(before)).toBe(false);
    expect((await browser.signIn('sue@example.com', 'chosen by sue')).status).toBe(200);
  });

  it('carries the public address, and no replay shows it again', async () => {
    const named = await startApp({ beside: app, worker: false, config: { publicUrl: 'https://loop.example.com' } });
    try {
      await app.person({ key: 'tom', role: 'viewer' });
      const ask = (): request.Test =>
        named.as().post('/api/v1/people/tom/invitation').set('idempotency-key', 'invite-tom');
      expect((await ask()).body.url).toMatch(/^https:\/\/loop\.example\.com\/welcome#invitation=/);
      expect((await ask()).body.url).toBeNull();
    } finally {
      await named.close();
    }
  });

  it.each([
    ['for nobody', 'nobody', 404, 'unknown_person'],
    ['for a person without a role', 'roleless', 409, 'not_invitable'],
    ['for an inactive person', 'gone', 409, 'not_invitable'],
  ])('is not made %s', async (_, key, status, code) => {
    await app.person({ key: 'roleless' });
    await app.person({ key: 'gone', role: 'viewer', active: false });
    const answer = await admin.post(`/api/v1/people/${key}/invitation`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    ['was replaced', async () => void (await admin.post('/api/v1/people/uma/invitation'))],
    ['has expired', async () => app.clock.advance(7 * DAY)],
    [
      'is for a person who was deactivated meanwhile',
      async () => {
        await admin.put('/api/v1/people/uma', body('uma', { active: false }));
        await admin.put('/api/v1/people/uma', body('uma', { active: true }));
      },
    ],
  ])('is refused when it %s', async (_, spoil) => {
    await app.person({ key: 'uma', role: 'viewer' });
    const invitation = secretOf((await admin.post('/api/v1/people/uma/invitation')).body.url);
    await spoil();
    const answer = await new Browser(app.url).post('/api/v1/session/invitation', {
      invitation,
      password: 'long enough',
    });
    expect([answer.status, answer.body.code]).toEqual([401, 'bad_invitation']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('secrets', () => {
  it('show in no list, audit or table', async () => {
    const browser = await app.signedIn('admin', 'wes');
    const password = "wes's password";
    const kept = await Promise.all(
      ['people', 'audit?limit=500', 'session', 'tokens'].map((path) => browser.get(`/api/v1/${path}`)),
    );
    const rows = await app.sql(
      `select (select json_agg(p) from passwords p) as passwords, (select json_agg(s) from sessions s) as sessions,
         (select json_agg(i) from invitations i) as invitations, (select json_agg(k) from idempotency_keys k) as replays`,
    );
    const text = JSON.stringify([kept.map((answer) => answer.body), rows]);
    expect(text).not.toContain(password);
    expect(text).not.toContain(browser.cookie());
    expect(JSON.stringify(kept.map((answer) => answer.body))).not.toMatch(/argon2|secret/);
    expect(text).toContain('$argon2id$v=19$m=19456');
  });
});
