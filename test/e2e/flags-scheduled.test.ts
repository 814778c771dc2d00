import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { startReceiver, type Receiver } from './oncall-receivers.js';

const HOUR = 3_600_000;

let app: TestApp;
let receiver: Receiver;
let ana: string;
let made = 0;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.person({ key: 'ana', teams: ['payments'], contacts: [{ kind: 'webhook', url: `${receiver.url}/ana` }] });
  await app.person({ key: 'bo', teams: ['payments'] });
  ana = await app.token({ permissions: ['flags:write', 'read'], person: 'ana' });
});
afterAll(async () => {
  await app?.close();
  await receiver.close();
});
beforeEach(async () => {
  await app.as().delete('/api/v1/change-policy');
});

async function newFlag(): Promise<string> {
  made += 1;
  const key = `flag-${made}`;
  const body = { key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(body).expect(201);
  return key;
}
const inHours = (hours: number): string => new Date(app.clock.now().getTime() + hours * HOUR).toISOString();
const schedule = (key: string, body: object, token = ana) =>
  app
    .as(token)
    .post(`/api/v1/flags/${key}/environments/production/scheduled-flips`)
    .send({ on: true, reason: 'campaign', ...body });
const get = async (id: string) => (await app.as().get(`/api/v1/scheduled-flips/${id}`).expect(200)).body;
const tick = (name = 'flags.scheduled-flips', on = app) => on.get(Ticks).now(name);
const flip = (key: string, on: boolean) =>
  app.as(ana).post(`/api/v1/flags/${key}/environments/production/flip`).send({ on, reason: 'by hand' });
async function stateOf(key: string): Promise<boolean> {
  return (await app.as().get(`/api/v1/flags/${key}`)).body.environments.production.on;
}
async function actionsOf(key: string): Promise<string[]> {
  const { body } = await app.as().get(`/api/v1/flags/${key}/history`);
  return body.items.map(({ action }: { action: string }) => action);
}

describe('a scheduled flip', () => {
  it('happens at its time, in the name of whoever scheduled it', async () => {
    const key = await newFlag();
    const { body } = await schedule(key, { at: inHours(2) }).expect(201);
    expect(body).toMatchObject({ state: 'waiting', on: true, scheduledBy: 'ana', localTime: null, clocks: null });
    await tick();
    expect(await stateOf(key)).toBe(false);
    app.clock.advance(2 * HOUR);
    await tick();
    expect(await stateOf(key)).toBe(true);
    expect(await get(body.id)).toMatchObject({ state: 'done', code: null, revision: expect.any(Number) });
    const { body: history } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(history.items[0]).toMatchObject({
      action: 'flip',
      actor: 'ana',
      reason: 'campaign',
      detail: { on: true, schedule: body.id },
    });
  });

  it('may be one of several: what follows knew of what goes before', async () => {
    const key = await newFlag();
    const off = await schedule(key, { on: false, at: inHours(9) }).expect(201);
    const on = await schedule(key, { at: inHours(1) }).expect(201);
    app.clock.advance(HOUR);
    await tick();
    expect((await get(on.body.id)).state).toBe('done');
    app.clock.advance(8 * HOUR);
    await tick();
    expect(await get(off.body.id)).toMatchObject({ state: 'done', detail: null });
    expect(await actionsOf(key)).toEqual(['flip', 'flip', 'schedule', 'schedule', 'create']);
  });

  it.each([
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z', 'skipped'],
    ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z', 'repeated'],
    ['2027-03-28T09:00', '2027-03-28T07:00:00.000Z', null],
  ])('at %s in Berlin is at %s (%s)', async (localTime, at, clocks) => {
    const key = await newFlag();
    const { body } = await schedule(key, { localTime, timezone: 'Europe/Berlin' }).expect(201);
    expect(body).toMatchObject({ at, clocks, localTime, timezone: 'Europe/Berlin' });
  });

  it.each([
    [{}, 'at'],
    [{ at: '2020-01-01T00:00:00Z' }, 'at'],
    [{ at: '2099-01-01T00:00:00Z' }, 'at'],
    [{ localTime: '2027-03-28T02:30' }, 'timezone'],
    [{ localTime: '2027-02-30T02:30', timezone: 'Europe/Berlin' }, 'localTime'],
    [{ localTime: '2027-03-28T02:30', timezone: 'Mars/Olympus' }, 'timezone'],
  ])('is refused for %j', async (body, field) => {
    const key = await newFlag();
    const answer = await schedule(key, body).expect(422);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('is cancelled, and then does not happen', async () => {
    const key = await newFlag();
    const { body } = await schedule(key, { at: inHours(1) }).expect(201);
    const cancel = () => app.as(ana).post(`/api/v1/scheduled-flips/${body.id}/cancel`).send({ reason: 'put off' });
    await cancel().expect(200);
    await cancel().expect(200);
    app.clock.advance(2 * HOUR);
    await tick();
    expect(await stateOf(key)).toBe(false);
    expect(await get(body.id)).toMatchObject({ state: 'cancelled', endedBy: 'ana', detail: 'put off' });
    expect(await actionsOf(key)).toEqual(['cancel_schedule', 'schedule', 'create']);
    const { body: list } = await app.as().get('/api/v1/scheduled-flips').query({ flag: key, state: 'cancelled' });
    expect(list.items).toHaveLength(1);
  });

  it('is refused, shown and told when the flag is archived, was changed, or approval is missing', async () => {
    const [archived, changed, unapproved] = [await newFlag(), await newFlag(), await newFlag()];
    const ids: string[] = [];
    for (const key of [archived, changed, unapproved]) {
      ids.push((await schedule(key, { at: inHours(1) }).expect(201)).body.id);
    }
    await app.as().post(`/api/v1/flags/${archived}/complete`).send({ outcome: 'discarded' }).expect(200);
    await app.as().post(`/api/v1/flags/${archived}/archive`).expect(200);
    await flip(changed, true).expect(200);
    await flip(changed, false).expect(200);
    await app.as().put('/api/v1/change-policy').send({ production: true, environments: [] }).expect(201);
    app.clock.advance(HOUR);
    await tick();
    const codes = await Promise.all(ids.map(async (id) => (await get(id)).code));
    expect(codes).toEqual(['flag_archived', 'changed_meanwhile', 'approval_required']);
    expect(await stateOf(unapproved)).toBe(false);
    expect(await actionsOf(changed)).toContain('refuse_schedule');
    await tick('oncall.tell');
    await eventually(() => expect(receiver.received.filter(({ path }) => path === '/ana')).toHaveLength(3));
    expect(receiver.received.map(({ body }) => body['kind'])).toEqual(['notice', 'notice', 'notice']);
    await tick();
    await tick('oncall.tell');
    expect(receiver.received).toHaveLength(3);
    const waiting = await app.as(ana).get('/api/v1/waiting').expect(200);
    expect(waiting.body.refused.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('to on is missed, and to off is done and told, when workers were away for hours', async () => {
    const [up, down] = [await newFlag(), await newFlag()];
    await flip(down, true).expect(200);
    const on = await schedule(up, { at: inHours(1) }).expect(201);
    const off = await schedule(down, { on: false, at: inHours(1) }).expect(201);
    const told = receiver.received.length;
    app.clock.advance(7 * HOUR);
    await tick();
    expect(await get(on.body.id)).toMatchObject({
      state: 'refused',
      code: 'missed',
      detail: expect.stringContaining('6 h 0 min'),
    });
    expect(await get(off.body.id)).toMatchObject({
      state: 'done',
      code: null,
      detail: expect.stringContaining('6 h 0 min late'),
    });
    expect([await stateOf(up), await stateOf(down)]).toEqual([false, false]);
    expect(await actionsOf(up)).toEqual(['refuse_schedule', 'schedule', 'create']);
    const { body: history } = await app.as().get(`/api/v1/flags/${down}/history`);
    expect(history.items[0]).toMatchObject({ action: 'flip', detail: { schedule: off.body.id, late: '6 h 0 min' } });
    const { body: waiting } = await app.as(ana).get('/api/v1/waiting').expect(200);
    expect(waiting.refused.map(({ id }: { id: string }) => id)).toContain(on.body.id);
    await tick('oncall.tell');
    await eventually(() => expect(receiver.received).toHaveLength(told + 2));
    const words = JSON.stringify(receiver.received.slice(told).map(({ body }) => body));
    expect(words).toContain(`${up} was not turned on in production`);
    expect(words).toContain(`${down} was turned off late in production`);
  });

  it('uses the approval that was given for it', async () => {
    const key = await newFlag();
    await app.as().put('/api/v1/change-policy').send({ production: true, environments: [] }).expect(201);
    const { body } = await schedule(key, { at: inHours(1) }).expect(201);
    const asked = await app
      .as(ana)
      .post(`/api/v1/flags/${key}/environments/production/change-requests`)
      .send({ content: { kind: 'flip', on: true }, reason: 'campaign' })
      .expect(201);
    const bo = await app.token({ permissions: ['flags:write'], person: 'bo' });
    const { hash, id } = asked.body;
    await app.as(bo).post(`/api/v1/change-requests/${id}/approve`).send({ hash }).expect(200);
    app.clock.advance(HOUR);
    await tick();
    expect(await get(body.id)).toMatchObject({ state: 'done' });
    expect((await app.as().get(`/api/v1/change-requests/${id}`)).body.state).toBe('applied');
  });

  it('is refused when whoever scheduled it has left', async () => {
    const key = await newFlag();
    await app.person({ key: 'cy', teams: ['payments'] });
    const cy = await app.token({ permissions: ['flags:write'], person: 'cy' });
    const { body } = await schedule(key, { at: inHours(1) }, cy).expect(201);
    await app.person({ key: 'cy', teams: ['payments'], active: false });
    app.clock.advance(HOUR);
    await tick();
    expect(await get(body.id)).toMatchObject({ state: 'refused', code: 'scheduler_gone' });
  });

  describe('is refused when whoever scheduled it may not flip any more', () => {
    const byToken = async (over: object = {}): Promise<{ id: string; token: string }> => {
      const body = { name: 'ci', permissions: ['flags:write'], ...over };
      return (await app.as().post('/api/v1/tokens').send(body).expect(201)).body;
    };
    const due = async (id: string) => {
      app.clock.advance(HOUR);
      await tick();
      return get(id);
    };
    const NOT_PERMITTED = { state: 'refused', code: 'scheduler_not_permitted' };

    it('as a member who was made a viewer', async () => {
      const key = await newFlag();
      const browser = await app.signedIn('member', 'di');
      const path = `/api/v1/flags/${key}/environments/production/scheduled-flips`;
      const { body, status } = await browser.post(path, { on: true, reason: 'campaign', at: inHours(1) });
      expect(status).toBe(201);
      await app.person({ key: 'di', role: 'viewer' });
      expect(await due(body.id)).toMatchObject({ ...NOT_PERMITTED, detail: expect.stringContaining('"di"') });
      expect(await stateOf(key)).toBe(false);
      expect(await actionsOf(key)).toEqual(['refuse_schedule', 'schedule', 'create']);
    });

    it.each<[string, object, (id: string) => Promise<unknown>]>([
      ['that was revoked', {}, (id) => app.as().delete(`/api/v1/tokens/${id}`).expect(204)],
      ['that has expired', { expiresAt: '2100-01-01T00:00:00Z' }, (id) => expire(id)],
      ['of a person, that was revoked', { person: 'bo' }, (id) => app.as().delete(`/api/v1/tokens/${id}`).expect(204)],
    ])('as a token %s', async (_, over, end) => {
      const key = await newFlag();
      const { id: tokenId, token } = await byToken(over);
      const { body } = await schedule(key, { at: inHours(1) }, token).expect(201);
      expect(body).not.toHaveProperty('token');
      await end(tokenId);
      expect(await due(body.id)).toMatchObject(NOT_PERMITTED);
      expect(await stateOf(key)).toBe(false);
    });
    const expire = (id: string) => app.sql(`update tokens set expires_at = $2 where id = $1`, [id, app.clock.now()]);

    it('but not while the token or the role still allows it', async () => {
      const [first, second] = [await newFlag(), await newFlag()];
      const nameless = await byToken();
      const named = await byToken({ person: await app.person({ key: 'eve', role: 'member' }) });
      const flips = [
        await schedule(first, { at: inHours(1) }, nameless.token).expect(201),
        await schedule(second, { at: inHours(1) }, named.token).expect(201),
      ];
      await app.as().delete(`/api/v1/tokens/${named.id}`).expect(204);
      for (const { body } of flips) await due(body.id);
      for (const { body } of flips) expect(await get(body.id)).toMatchObject({ state: 'done' });
    });
  });

  it('happens once between many workers', async () => {
    const other = await startApp({ beside: app, worker: false });
    const keys = await Promise.all(Array.from({ length: 6 }, () => newFlag()));
    for (const key of keys) await schedule(key, { at: inHours(1) }).expect(201);
    app.clock.advance(HOUR);
    await Promise.all([app, other, app, other].map((on) => tick('flags.scheduled-flips', on)));
    await tick();
    for (const key of keys) expect(await actionsOf(key)).toEqual(['flip', 'schedule', 'create']);
    const done = await app.sql(`select id from flips where flag = any($1)`, [keys]);
    expect(done).toHaveLength(keys.length);
    await other.close();
  });
});
