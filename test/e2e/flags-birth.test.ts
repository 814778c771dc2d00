import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually, Listener, startApp, type TestApp } from '../support/index.js';

const DAY = 86_400_000;
let app: TestApp;
let member: string;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  member = await app.token({ permissions: ['flags:write', 'read'] });
});
afterAll(() => app?.close());

const ahead = (days: number): string => new Date(app.clock.now().getTime() + days * DAY).toISOString();
async function flag(key: string, over: object = {}): Promise<void> {
  const ends = { expiresAt: ahead(40), removalTicket: 'OPS-12' };
  const body = { key, kind: 'release', service: 'checkout', owner: { team: 'payments' }, ...ends, ...over };
  const { status, text } = await app.as(member).post('/api/v1/flags').send(body);
  expect(status, text).toBe(201);
}
const change = (key: string, body: object, token = member) => app.as(token).patch(`/api/v1/flags/${key}`).send(body);
const read = async (key: string) => (await app.as().get(`/api/v1/flags/${key}`).expect(200)).body;
const history = async (key: string) => (await app.as().get(`/api/v1/flags/${key}/history`).expect(200)).body.items;

describe('the kinds of flags', () => {
  it('have default lifetimes and caps', async () => {
    const { body } = await app.as(member).get('/api/v1/flag-kinds').expect(200);
    expect(body.items).toEqual([
      { kind: 'release', lifetimeDays: 40, extensionCap: 2, needsEnd: true },
      { kind: 'experiment', lifetimeDays: 40, extensionCap: 2, needsEnd: true },
      { kind: 'ops', lifetimeDays: 7, extensionCap: 2, needsEnd: false },
      { kind: 'permission', lifetimeDays: null, extensionCap: 2, needsEnd: false },
      { kind: 'kill_switch', lifetimeDays: null, extensionCap: 2, needsEnd: false },
    ]);
  });

  it('are set by an admin, over what was read, and every fault of a body is told', async () => {
    const put = (body: object, token?: string) => app.as(token).put('/api/v1/flag-kinds/experiment').send(body);
    expect((await put({ lifetimeDays: 60, extensionCap: 1 }, member)).status).toBe(403);
    const wrong = await put({ lifetimeDays: 0, extensionCap: -1 });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual(['lifetimeDays', 'extensionCap']);
    const first = await app.as().get('/api/v1/flag-kinds/experiment').expect(200);
    const tag = String(first.headers['etag']);
    await put({ lifetimeDays: 60, extensionCap: 1 }).set('if-match', tag).expect(200);
    await put({ lifetimeDays: 50, extensionCap: 1 }).set('if-match', tag).expect(412);
    const { body } = await app.as().get('/api/v1/flag-kinds/experiment').expect(200);
    expect(body).toEqual({ kind: 'experiment', lifetimeDays: 60, extensionCap: 1, needsEnd: true });
    await app.as().get('/api/v1/flag-kinds/other').expect(404);
  });

  it('say after how long a flag that stays the same is stale', async () => {
    await flag('weekly', { kind: 'ops', expiresAt: null, removalTicket: null });
    app.clock.advance(8 * DAY);
    expect((await read('weekly')).debt).toEqual(['stale']);
    await app.as().put('/api/v1/flag-kinds/ops').send({ lifetimeDays: 30, extensionCap: 2 }).expect(200);
    expect((await read('weekly')).debt).toEqual([]);
    const { body } = await app.as().get('/api/v1/flags?debt=stale').expect(200);
    expect(body.items).toEqual([]);
  });
});

describe('the owner at birth', () => {
  it('is a team in which somebody is active', async () => {
    await app.as().put('/api/v1/teams/left').send({ name: 'left' }).expect(201);
    await app.person({ key: 'last', teams: ['left'], active: false });
    const body = { key: 'orphan', kind: 'ops', service: 'checkout', owner: { team: 'left' } };
    const refused = await app.as().post('/api/v1/flags').send(body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ field: 'owner.team', code: 'inactive_team' }]);
  });
});

describe('an extension', () => {
  beforeEach(() => app.as().put('/api/v1/flag-kinds/release').send({ lifetimeDays: 40, extensionCap: 2 }));

  it('needs a reason, counts up, and is told in the history', async () => {
    await flag('long');
    const refused = await change('long', { expiresAt: ahead(50) });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ field: 'reason', code: 'missing' }]);
    const later = ahead(50);
    const { body } = await change('long', { expiresAt: later, reason: 'the last client migrates in March' });
    expect(body).toMatchObject({ extensions: 1, expiresAt: later });
    const [entry] = await history('long');
    expect(entry).toMatchObject({ action: 'extend', reason: 'the last client migrates in March' });
    expect(entry.detail.extensions).toEqual({ from: 0, to: 1 });
  });

  it('is free where the expiry comes nearer', async () => {
    await flag('short');
    expect((await change('short', { expiresAt: ahead(3) })).body).toMatchObject({ extensions: 0 });
  });

  it('beyond the cap of the kind is an admin’s', async () => {
    await flag('again');
    const extend = (days: number, token?: string) =>
      app
        .as(token)
        .post('/api/v1/flags/again/extend')
        .send({ expiresAt: ahead(days), reason: 'not yet' });
    expect((await extend(50, member)).body.extensions).toBe(1);
    expect((await extend(60, member)).body.extensions).toBe(2);
    const refused = await extend(70, member);
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('extension_cap_reached');
    expect((await change('again', { expiresAt: ahead(70), reason: 'not yet' })).status).toBe(403);
    expect((await read('again')).extensions).toBe(2);
    expect((await extend(70)).body.extensions).toBe(3);
    await app.as().put('/api/v1/flag-kinds/release').send({ lifetimeDays: 40, extensionCap: 5 }).expect(200);
    expect((await extend(80, member)).body.extensions).toBe(4);
  });

  it('is refused without permission, and for nobody’s flag', async () => {
    const reader = await app.token({ permissions: ['read'] });
    const body = { expiresAt: ahead(50), reason: 'x' };
    const refused = await app.as(reader).post('/api/v1/flags/long/extend').send(body);
    expect(refused.body.code).toBe('not_permitted');
    await app.as().post('/api/v1/flags/nobody/extend').send(body).expect(404);
  });
});

describe('a kill switch', () => {
  const told = { runbook: 'https://wiki.example.com/pay', blastRadius: 'Nobody can pay by card' };

  it('has safe value, runbook, blast radius and the date of its last drill', async () => {
    const born = { kind: 'kill_switch', expiresAt: null, removalTicket: null };
    await flag('cards', { ...born, killSwitch: told, variants: { on: 'live', off: 'cached' } });
    expect((await read('cards')).killSwitch).toEqual({ safeValue: 'cached', ...told, lastDrilledAt: null });
    await app.as(member).post('/api/v1/flags/cards/environments/production/flip').send({ on: true, reason: 'live' });
    const board = await app.as().get('/api/v1/kill-board?q=cards').expect(200);
    expect(board.body.flags[0].killSwitch).toEqual({ safeValue: 'cached', ...told, lastDrilledAt: null });

    const drill = (body: object) => app.as(member).post('/api/v1/flags/cards/drill').send(body);
    const at = ahead(-2);
    expect((await drill({ at, note: 'game day' })).body.killSwitch.lastDrilledAt).toBe(at);
    expect((await drill({ at: ahead(-9) })).body.killSwitch.lastDrilledAt).toBe(at);
    expect((await drill({ at: ahead(1) })).status).toBe(422);
    expect((await history('cards'))[0]).toMatchObject({ action: 'drill', reason: 'game day', detail: { at } });
    const { body } = await change('cards', { killSwitch: { blastRadius: null } });
    expect(body.killSwitch).toEqual({ safeValue: 'cached', ...told, blastRadius: null, lastDrilledAt: at });
  });

  it('alone has them', async () => {
    await flag('plain');
    expect((await read('plain')).killSwitch).toBeNull();
    expect((await change('plain', { killSwitch: told })).body.errors).toMatchObject([{ code: 'not_a_kill_switch' }]);
    const refused = await app.as().post('/api/v1/flags/plain/drill').send({});
    expect([refused.status, refused.body.code]).toEqual([409, 'not_a_kill_switch']);
  });
});

describe('an owner who leaves', () => {
  it('makes the flag owe an owner, and live hears of it', async () => {
    await app.person({ key: 'ana', teams: ['payments'] });
    await flag('hers', { owner: { person: 'ana' } });
    await app.settled();
    const live = await Listener.open(app.url, app.admin);
    await app.person({ key: 'ana', teams: ['payments'], active: false });
    expect((await read('hers')).debt).toContain('no_owner');
    await eventually(() => expect(live.knows('flags')).toBe(true));
    live.close();
  });
});
