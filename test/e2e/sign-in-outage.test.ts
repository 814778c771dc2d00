import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, eventually } from '../support/index.js';
import { ADMIN, Stage } from '../support/processes.js';
import { buildIfMissing } from './start-support.js';

const PASSWORD = 'correct horse battery';

describe('sign-in in real processes', { timeout: 120_000 }, () => {
  let stage: Stage;

  beforeAll(async () => {
    buildIfMissing();
    stage = await Stage.create();
  }, 180_000);
  afterAll(() => stage?.clear(), 30_000);

  it('knows a session while PostgreSQL is away, and writes no secret into a log', async () => {
    const [one, two] = await Promise.all([
      stage.start('api', { LOOP_LOG_LEVEL: 'trace' }),
      stage.start('api', { LOOP_LOG_LEVEL: 'trace' }),
    ]);
    expect(one.output).toMatch(/Create the first admin, with the admin token: http:\S+\/welcome\n/);
    const browser = new Browser(one.url);
    const person = { name: 'Ada', email: 'ada@example.com', password: PASSWORD };
    const first = await browser.post('/api/v1/session/first-admin', { ...person, token: ADMIN });
    expect(first.status).toBe(201);
    const elsewhere = browser.copy(undefined, two.url);
    expect((await elsewhere.get('/api/v1/teams')).status).toBe(200);
    const invited = await browser.post('/api/v1/people/ada/invitation');
    expect(invited.status).toBe(201);
    expect((await new Browser(two.url).signIn('ada@example.com', 'not the password')).status).toBe(401);

    await stage.postgres.stop('SIGINT');
    for (const known of [browser, elsewhere]) {
      expect((await known.get('/api/v1/session')).body).toMatchObject({ signedIn: true, person: { key: 'ada' } });
      // Known, and so told of the outage rather than to sign in.
      expect((await known.put('/api/v1/teams/away', { name: 'Away' })).status).toBe(503);
    }
    expect((await new Browser(one.url).signIn('ada@example.com', PASSWORD)).status).toBe(503);
    await stage.postgres.start();
    await eventually(async () => {
      expect((await elsewhere.put('/api/v1/teams/back', { name: 'Back' })).status).toBe(201);
    });
    await eventually(async () => {
      expect((await new Browser(one.url).signIn('ada@example.com', PASSWORD)).status).toBe(200);
    });

    const logs = one.output + two.output;
    expect(logs).toContain('/api/v1/session');
    const invitation = String(invited.body.url).split('#invitation=')[1] ?? 'none';
    for (const secret of [PASSWORD, 'not the password', ADMIN, String(browser.cookie()), invitation, 'argon2'])
      expect(logs.includes(secret), secret.slice(0, 5)).toBe(false);
  });
});
