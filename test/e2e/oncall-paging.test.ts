import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { startMailSink, startReceiver, type MailSink, type Received, type Receiver } from './oncall-receivers.js';
import { alertOf, send, squad, tick as tickOf, type Squad } from './oncall-squad.js';

const SECRET = 'a-long-shared-secret';
const MINUTE = 60_000;

let app: TestApp;
let receiver: Receiver;
let mail: MailSink;

beforeAll(async () => {
  receiver = await startReceiver();
  mail = await startMailSink();
  // No worker of its own: each test says when time passes and when a tick comes.
  app = await startApp({ worker: false, config: { smtpUrl: mail.url, publicUrl: 'https://loop.example.com' } });
});
afterAll(async () => {
  await app?.close();
  await receiver.close();
  await mail.close();
});

const hook = (person: string) => [{ kind: 'webhook', url: `${receiver.url}/${person}`, secret: SECRET }];

const tick = () => tickOf(app);
const pagesAt = (...people: string[]): Received[] =>
  receiver.received.filter(({ path }) => people.includes(path.slice(1)));
async function whoIsOnCall({ service }: Squad): Promise<string> {
  return (await app.as().get(`/api/v1/on-call?service=${service}`)).body.person;
}

describe('a page', () => {
  it('goes out in a drill as in real life, marked so', async () => {
    const team = await squad(app, hook);
    await send(app, team.key, 'trigger', { 'x-loop-drill': 'run-1' });
    await tick();
    expect(pagesAt(...team.people)).toMatchObject([{ body: { title: '[drill] Carts are lost' } }]);
  });

  it('reaches whoever is on call, signed, and says how to acknowledge', async () => {
    const team = await squad(app, hook);
    await send(app, team.key);
    await tick();
    const first = await whoIsOnCall(team);
    const [page, ...more] = pagesAt(...team.people);
    expect(more).toEqual([]);
    const alert = await alertOf(app, team);
    expect(page?.path).toBe(`/${first}`);
    expect(page?.body).toEqual({
      id: alert.pages[0]?.['id'],
      alert: alert.id,
      service: team.service,
      title: 'Carts are lost',
      severity: 'sev1',
      level: 0,
      person: first,
      triggeredAt: expect.any(String),
      acknowledgeUrl: `https://loop.example.com/api/v1/alerts/${alert.id}/acknowledge`,
    });
    const signature = createHmac('sha256', SECRET)
      .update(page?.raw ?? '')
      .digest('hex');
    expect(page?.headers['x-loop-signature-256']).toBe(`sha256=${signature}`);
    expect(Number(page?.headers['x-loop-timestamp'])).toBeGreaterThan(1e9);
    expect(alert.pages).toMatchObject([
      {
        level: 0,
        person: first,
        state: 'delivered',
        attempts: [{ try: 1, delivered: true, status: 200, contact: 'webhook' }],
      },
      { level: 1, person: null, state: 'due', attempts: [] },
    ]);
  });

  it('is sent once, though the alert triggers again', async () => {
    const team = await squad(app, hook);
    await send(app, team.key);
    await tick();
    await send(app, team.key);
    await tick();
    expect(pagesAt(...team.people)).toHaveLength(1);
  });

  it('escalates through the rotation to the team, and ends there', async () => {
    const team = await squad(app, hook, ['ada', 'bob', 'cy']);
    const first = await whoIsOnCall(team);
    await send(app, team.key);
    await tick();
    for (let level = 1; level <= 4; level += 1) {
      app.clock.advance(5 * MINUTE - 2_000);
      await tick();
      app.clock.advance(3_000);
      await tick();
    }
    const asked = pagesAt(...team.people).map(({ body }) => [body['level'], body['person']]);
    const at = team.people.indexOf(first);
    const [second, third] = [team.people[(at + 1) % 3], team.people[(at + 2) % 3]];
    expect(asked.slice(0, 3)).toEqual([
      [0, first],
      [1, second],
      [2, third],
    ]);
    expect(new Set(asked.slice(3).map(String))).toEqual(new Set(team.people.map((person) => `3,${person}`)));
  });

  it('goes to nobody any more once the person on call acknowledges', async () => {
    const team = await squad(app, hook);
    const first = await whoIsOnCall(team);
    await send(app, team.key);
    await tick();
    const alert = await alertOf(app, team);
    const token = await app.token({ permissions: ['read'], person: first });
    const answer = await app.as(token).post(`/api/v1/alerts/${alert.id}/acknowledge`);
    expect(answer.body).toMatchObject({ state: 'acknowledged', acknowledgedBy: first });
    expect(answer.body.pages).toMatchObject([{ state: 'delivered' }, { state: 'stopped' }]);
    app.clock.advance(20 * MINUTE);
    await tick();
    expect(pagesAt(...team.people)).toHaveLength(1);
  });

  it.each(['acknowledge', 'resolve'])('is not sent at all when monitoring is quicker: %s', async (action) => {
    const team = await squad(app, hook);
    await send(app, team.key);
    await send(app, team.key, action);
    app.clock.advance(20 * MINUTE);
    await tick();
    expect(pagesAt(...team.people)).toEqual([]);
  });
});

describe('a person who cannot be reached', () => {
  it('is tried three times with the same page, then the next level is paged early', async () => {
    const team = await squad(app, hook);
    const first = await whoIsOnCall(team);
    receiver.answer = 302;
    await send(app, team.key);
    for (let tries = 0; tries < 4; tries += 1) {
      await tick();
      app.clock.advance(10_000);
    }
    receiver.answer = 200;
    await tick();
    const [alert, pages] = [await alertOf(app, team), pagesAt(first)];
    expect(pages).toHaveLength(3);
    expect(new Set(pages.map(({ body }) => body['id'])).size).toBe(1);
    expect(receiver.received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
    expect(alert.pages[0]).toMatchObject({ state: 'failed', tries: 3 });
    expect(alert.pages[0]?.['attempts']).toMatchObject([
      { try: 1, status: 302 },
      { try: 2 },
      { try: 3, reason: 'answered 302' },
    ]);
    expect(alert.pages[1]).toMatchObject({ level: 1, state: expect.stringMatching(/delivered|due/) });
  });

  it('holds up nobody else by hanging, and fails after 5 s', async () => {
    const team = await squad(app, hook);
    receiver.answer = 'nothing';
    await send(app, team.key);
    const began = performance.now();
    await tick();
    expect(performance.now() - began).toBeLessThan(3_000);
    await eventually(async () => {
      const [page] = (await alertOf(app, team)).pages;
      expect(page?.['attempts']).toMatchObject([{ delivered: false, reason: 'no answer within 5 s' }]);
    });
    receiver.answer = 200;
    await send(app, team.key, 'resolve');
  });

  it('by one contact is reached by another: one is enough', async () => {
    const dead = { kind: 'webhook', url: 'http://127.0.0.1:1/x' };
    const team = await squad(app, (person) => [dead, { kind: 'slack', url: `${receiver.url}/${person}` }]);
    await send(app, team.key);
    await tick();
    const [page] = (await alertOf(app, team)).pages;
    expect(page).toMatchObject({ state: 'delivered', tries: 1 });
    expect(page?.['attempts']).toHaveLength(2);
    const [slack] = pagesAt(...team.people);
    expect(slack?.body).toEqual({ text: expect.stringContaining('Carts are lost') });
  });
});

describe('a person without contacts', () => {
  it('gets an e-mail', async () => {
    const team = await squad(app, () => []);
    const first = await whoIsOnCall(team);
    await send(app, team.key);
    await tick();
    const found = mail.mails.filter((text) => text.includes(`${first}@example.com`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`Subject: [sev1] ${team.service}: Carts are lost`);
    expect((await alertOf(app, team)).pages[0]).toMatchObject({ state: 'delivered', attempts: [{ contact: 'email' }] });
  });
});

describe('a service without a schedule', () => {
  it('pages its whole team, and says so where there is none', async () => {
    const people = [
      await app.person({ key: 'dee', teams: ['loose'], contacts: hook('dee') }),
      await app.person({ key: 'eve', teams: ['loose'], contacts: hook('eve') }),
      await app.person({ key: 'off', teams: ['loose'], contacts: hook('off'), active: false }),
    ];
    for (const team of ['loose', 'empty']) {
      const service = await app.service({ key: team, team });
      const source = await app.as().post(`/api/v1/services/${service}/alert-sources`).send({ kind: 'events_v2' });
      await send(app, source.body.key);
    }
    await tick();
    expect(
      pagesAt(...people)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/dee', '/eve']);
    const alert = await alertOf(app, { team: '', service: 'empty', key: '', people: [] });
    expect(alert.pages).toMatchObject([{ level: 0, state: 'failed', reason: 'There is nobody to page' }]);
  });
});
