import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OnCall } from '../../src/oncall/index.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let reader: string;
const badge: Record<string, string> = {};

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'search', team: 'discovery' });
  await app.service({ key: 'lonely', team: 'nobodys' });
  for (const key of ['ada', 'bob', 'cy', 'zoe']) {
    await app.person({ key, teams: ['payments'] });
    badge[key] = await app.token({ permissions: ['read'], person: key });
  }
  reader = await app.token({ permissions: ['read'] });
});
afterAll(() => app?.close());

const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-03-23', people: ['ada', 'bob', 'cy'] };

async function schedule(key: string, team: string, over: object = {}): Promise<void> {
  const body = { team, timezone: 'Europe/Berlin', rotation: { ...rotation, ...over } };
  const response = await app.as().put(`/api/v1/schedules/${key}`).send(body);
  expect([200, 201]).toContain(response.status);
}

async function cover(key: string, person: string, from: string, to: string): Promise<string> {
  const response = await app.as().post(`/api/v1/schedules/${key}/overrides`).send({ person, from, to });
  expect([response.status, response.body]).toMatchObject([201, { person }]);
  return String(response.body.id);
}

const ask = (query: object) => app.as(reader).get('/api/v1/on-call').query(query);

async function who(at?: string): Promise<[person: string | null, until: string | null, overridden: boolean]> {
  const { status, body } = await ask({ service: 'checkout', ...(at === undefined ? {} : { at }) });
  expect(status).toBe(200);
  return [body.person, body.until, body.overridden];
}

describe('who is on call', () => {
  it('is told with the schedule and how long it holds', async () => {
    await schedule('payments', 'payments');
    const byService = await ask({ service: 'checkout', at: '2026-03-24T13:00:00+01:00' });
    expect([byService.status, byService.body]).toEqual([
      200,
      {
        service: 'checkout',
        team: 'payments',
        at: '2026-03-24T12:00:00.000Z',
        person: 'ada',
        name: 'ada',
        schedule: 'payments',
        until: '2026-03-30T07:00:00.000Z',
        overridden: false,
      },
    ]);
    const byTeam = await ask({ team: 'payments', at: '2026-03-24T12:00:00Z' });
    expect([byTeam.status, byTeam.body]).toEqual([200, { ...byService.body, service: null }]);
  });

  it('is nobody for a team without a schedule', async () => {
    const { status, body } = await ask({ service: 'lonely' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ team: 'nobodys', person: null, name: null, schedule: null, until: null });
    expect(await app.get(OnCall).whoIsOnCall('lonely', app.clock.now())).toBeNull();
    expect(await app.get(OnCall).whoIsOnCall('no-such-service', app.clock.now())).toBeNull();
  });

  it('goes by the first schedule where a team has several', async () => {
    await schedule('b-second', 'discovery', { people: ['bob'] });
    await schedule('a-first', 'discovery', { people: ['cy'] });
    expect((await ask({ service: 'search' })).body).toMatchObject({ schedule: 'a-first', person: 'cy' });
    const told = await app.get(OnCall).whoIsOnCall('search', app.clock.now());
    expect(told).toEqual({ person: 'cy', schedule: 'a-first', until: expect.any(Date) });
  });

  it.each([
    [400, {}],
    [400, { service: 'checkout', team: 'payments' }],
    [400, { service: 'checkout', at: 'now' }],
    [400, { service: 'checkout', at: '2026-02-30T00:00:00Z' }],
    [400, { service: 'checkout', at: '2026-03-24' }],
    [400, { service: 'checkout', at: '' }],
    [400, { service: 'NO KEY' }],
    [400, { service: ['checkout', 'search'] }],
    [400, { service: 'checkout', colour: 'red' }],
    [404, { service: 'none' }],
    [404, { team: 'none' }],
  ])('is answered with %i for %j', async (status, query) => {
    expect((await ask(query)).status).toBe(status);
  });

  it('needs a token', async () => {
    expect((await app.as('no-such-token').get('/api/v1/on-call').query({ service: 'checkout' })).status).toBe(401);
  });
});

describe('a weekend on which the clocks change', () => {
  it('hands over at the same wall time on Monday, 167 hours after the Monday before', async () => {
    await schedule('payments', 'payments');
    app.clock.set(new Date('2026-03-23T08:00:01Z'));
    expect(await who()).toEqual(['ada', '2026-03-30T07:00:00.000Z', false]);
    app.clock.set(new Date('2026-03-29T12:00:00Z'));
    expect(await who()).toEqual(['ada', '2026-03-30T07:00:00.000Z', false]);
    app.clock.set(new Date('2026-03-30T06:59:30Z'));
    expect(await who()).toEqual(['ada', '2026-03-30T07:00:00.000Z', false]);
    app.clock.set(new Date('2026-03-30T07:00:01Z'));
    expect(await who()).toEqual(['bob', '2026-04-06T07:00:00.000Z', false]);
  });

  it('hands over an hour later on the wall where the time is skipped', async () => {
    await schedule('payments', 'payments', { period: 'daily', handoff: '02:30', anchor: '2026-03-28' });
    expect(await who('2026-03-29T01:29:59.999Z')).toEqual(['ada', '2026-03-29T01:30:00.000Z', false]);
    expect(await who('2026-03-29T01:30:00Z')).toEqual(['bob', '2026-03-30T00:30:00.000Z', false]);
  });

  it('hands over once, at the first pass, where the time comes twice', async () => {
    await schedule('payments', 'payments', { period: 'daily', handoff: '02:30', anchor: '2026-10-24' });
    expect(await who('2026-10-25T00:29:59.999Z')).toEqual(['ada', '2026-10-25T00:30:00.000Z', false]);
    expect(await who('2026-10-25T00:30:00Z')).toEqual(['bob', '2026-10-26T01:30:00.000Z', false]);
    expect(await who('2026-10-25T01:30:00Z')).toEqual(['bob', '2026-10-26T01:30:00.000Z', false]);
  });
});

describe('an override', () => {
  it('holds across a hand-off; a newer one cuts into it; removed, the rotation goes on', async () => {
    await schedule('payments', 'payments', { period: 'daily', anchor: '2026-06-01' });
    const long = await cover('payments', 'zoe', '2026-06-02T00:00:00Z', '2026-06-02T12:00:00Z');
    expect(await who('2026-06-01T20:00:00Z')).toEqual(['ada', '2026-06-02T00:00:00.000Z', false]);
    expect(await who('2026-06-02T06:59:59Z')).toEqual(['zoe', '2026-06-02T12:00:00.000Z', true]);
    expect(await who('2026-06-02T07:00:00Z')).toEqual(['zoe', '2026-06-02T12:00:00.000Z', true]);
    expect(await who('2026-06-02T12:00:00Z')).toEqual(['bob', '2026-06-03T07:00:00.000Z', false]);

    await cover('payments', 'cy', '2026-06-02T08:00:00Z', '2026-06-02T09:00:00Z');
    expect(await who('2026-06-02T07:30:00Z')).toEqual(['zoe', '2026-06-02T08:00:00.000Z', true]);
    expect(await who('2026-06-02T08:30:00Z')).toEqual(['cy', '2026-06-02T09:00:00.000Z', true]);
    expect(await who('2026-06-02T09:00:00Z')).toEqual(['zoe', '2026-06-02T12:00:00.000Z', true]);

    expect((await app.as().delete(`/api/v1/schedules/payments/overrides/${long}`)).status).toBe(204);
    expect(await who('2026-06-02T09:00:00Z')).toEqual(['bob', '2026-06-03T07:00:00.000Z', false]);
  });
});

describe('a person who becomes inactive', () => {
  const active = (key: string, is: boolean) => app.person({ key, teams: ['payments'], active: is });
  const at = '2026-07-01T12:00:00Z';

  it('is passed over in the rotation and in overrides', async () => {
    await schedule('payments', 'payments', { period: 'daily', anchor: '2026-07-01' });
    expect((await who(at))[0]).toBe('ada');
    await active('ada', false);
    expect((await who(at))[0]).toBe('bob');
    await cover('payments', 'zoe', '2026-07-01T11:00:00Z', '2026-07-01T13:00:00Z');
    expect(await who(at)).toEqual(['zoe', '2026-07-01T13:00:00.000Z', true]);
    await active('zoe', false);
    expect(await who(at)).toEqual(['bob', '2026-07-02T07:00:00.000Z', false]);
    for (const key of ['bob', 'cy']) await active(key, false);
    expect(await who(at)).toEqual([null, '2026-07-02T07:00:00.000Z', false]);
    expect(await app.get(OnCall).whoIsOnCall('checkout', new Date(at))).toBeNull();
    for (const key of ['ada', 'bob', 'cy', 'zoe']) await active(key, true);
    expect((await who(at))[0]).toBe('zoe');
  });
});

describe('being on call', () => {
  beforeEach(async () => {
    app.clock.set(new Date('2026-09-01T12:00:00Z'));
    await schedule('payments', 'payments', { period: 'daily', anchor: '2026-09-01' });
    await schedule('a-first', 'discovery', { people: ['cy'] });
  });

  async function flag(key: string, service: string): Promise<void> {
    const owner = { team: service === 'checkout' ? 'payments' : 'discovery' };
    expect((await app.as().post('/api/v1/flags').send({ key, kind: 'ops', service, owner })).status).toBe(201);
    const flip = `/api/v1/flags/${key}/environments/production/flip`;
    expect((await app.as().post(flip).send({ on: true, reason: 'release' })).status).toBe(200);
  }
  const kill = (key: string, token: string | undefined) =>
    app.as(token).post(`/api/v1/flags/${key}/kill`).send({ environment: 'production', reason: 'errors' });

  it('is enough to kill a flag of the own service, of no other, and only while it lasts', async () => {
    await flag('checkout-new', 'checkout');
    await flag('search-new', 'search');
    expect((await kill('search-new', badge['ada'])).status).toBe(403);
    expect((await kill('checkout-new', badge['bob'])).status).toBe(403);
    expect((await kill('checkout-new', reader)).status).toBe(403);
    const killed = await kill('checkout-new', badge['ada']);
    expect([killed.status, killed.body]).toMatchObject([200, { flag: 'checkout-new', on: false }]);

    await flag('checkout-next', 'checkout');
    app.clock.set(new Date('2026-09-02T07:00:01Z'));
    expect((await kill('checkout-next', badge['ada'])).status).toBe(403);
    expect((await kill('checkout-next', badge['bob'])).status).toBe(200);
  });

  it('is enough by override too', async () => {
    await flag('checkout-more', 'checkout');
    expect((await kill('checkout-more', badge['zoe'])).status).toBe(403);
    await cover('payments', 'zoe', '2026-09-01T11:00:00Z', '2026-09-01T13:00:00Z');
    expect((await kill('checkout-more', badge['ada'])).status).toBe(403);
    expect((await kill('checkout-more', badge['zoe'])).status).toBe(200);
  });

  it('does not let anybody flip', async () => {
    await flag('checkout-flip', 'checkout');
    const flip = '/api/v1/flags/checkout-flip/environments/production/flip';
    expect((await app.as(badge['ada']).post(flip).send({ on: false, reason: 'no' })).status).toBe(403);
  });

  it('is enough to declare, acknowledge and resolve an incident of the own service, and of no other', async () => {
    app.clock.set(new Date('2026-09-01T15:00:00Z'));
    const declare = (service: string, token?: string) =>
      app.as(token).post('/api/v1/incidents').send({ title: 'It fails', service, severity: 'sev2' });
    const own = await declare('checkout');
    const other = await declare('search');
    expect([own.status, other.status]).toEqual([201, 201]);
    const step = (id: string, name: string, token?: string) =>
      app.as(token).post(`/api/v1/incidents/${id}/${name}`).send({});
    expect((await step(own.body.id, 'acknowledge', badge['bob'])).status).toBe(403);
    expect((await step(other.body.id, 'acknowledge', badge['ada'])).status).toBe(403);
    const taken = await step(own.body.id, 'acknowledge', badge['ada']);
    expect([taken.status, taken.body]).toMatchObject([200, { state: 'acknowledged', acknowledgedBy: 'ada' }]);
    expect((await step(own.body.id, 'resolve', badge['ada'])).status).toBe(200);
    expect((await declare('checkout', badge['ada'])).status).toBe(201);
    expect((await declare('search', badge['ada'])).status).toBe(403);
    expect((await declare('search', badge['cy'])).status).toBe(201);
  });
});
