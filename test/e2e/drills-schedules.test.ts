import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { scenarioOf } from './drills-support.js';
import { startReceiver, type Receiver } from './oncall-receivers.js';
import { squad, type Squad } from './oncall-squad.js';

const HOUR = 3_600_000;
let app: TestApp;
let beside: TestApp;
let receiver: Receiver;
let team: Squad;
let writer: string;
let reader: string;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ worker: false });
  app.clock.set(new Date('2026-11-21T10:00:00Z'));
  beside = await startApp({ worker: false, beside: app });
  team = await squad(app, (person) => [{ kind: 'webhook', url: `${receiver.url}/${person}` }]);
  await app.person({ key: 'fay', contacts: [{ kind: 'webhook', url: `${receiver.url}/fay` }] });
  writer = await app.token({ permissions: ['incidents:write', 'read'], person: 'fay' });
  reader = await app.token({ permissions: ['read'] });
  await scenarioOf(app, { scenario: 'pricing', service: team.service });
});
afterAll(async () => {
  await beside?.close();
  await app?.close();
  await receiver.close();
});

const weekly = { every: 'week', weekday: 'tuesday', at: '09:30', timezone: 'Europe/Berlin' };
const put = (key: string, body: object, token = writer) =>
  app
    .as(token)
    .put(`/api/v1/drill-schedules/${key}`)
    .send({ scenario: 'pricing', recurrence: weekly, ...body });
const tick = (name: string, on = app): Promise<void> => on.get(Ticks).now(name);
const everywhere = (name: string): Promise<unknown> => Promise.all([tick(name), tick(name, beside)]);
const planned = async (schedule: string) => {
  const { body } = await app.as(reader).get('/api/v1/drills?state=planned').expect(200);
  return body.items.filter((run: { schedule: string | null }) => run.schedule === schedule);
};

describe('a schedule of drills', () => {
  it('is stored, read, listed and taken back', async () => {
    const made = await put('kept', {}).expect(201);
    expect(made.body).toMatchObject({
      key: 'kept',
      scenario: 'pricing',
      service: null,
      recurrence: weekly,
      surprise: false,
      facilitator: 'fay',
      fault: null,
    });
    expect((await put('kept', {}).expect(200)).body).toEqual(made.body);
    const one = await app.as(reader).get('/api/v1/drill-schedules/kept').expect(200);
    await put('kept', { surprise: true }).set('if-match', '"other"').expect(412);
    await put('kept', { surprise: true }).set('if-match', String(one.headers['etag'])).expect(200);
    const list = await app.as(reader).get('/api/v1/drill-schedules').expect(200);
    expect(list.body.items).toMatchObject([{ key: 'kept', surprise: true }]);
    await put('kept', {}, reader).expect(403);
    await app.as(reader).delete('/api/v1/drill-schedules/kept').expect(403);
    await app.as(writer).delete('/api/v1/drill-schedules/kept').expect(204);
    await app.as(writer).delete('/api/v1/drill-schedules/kept').expect(404);
    await app.as(reader).get('/api/v1/drill-schedules/kept').expect(404);
  });

  it.each([
    [{ scenario: 'none' }, 'scenario'],
    [{ environment: 'moon' }, 'environment'],
    [{ facilitator: 'nobody' }, 'facilitator'],
    [{ recurrence: { ...weekly, every: 'day' } }, 'recurrence.every'],
    [{ recurrence: { ...weekly, at: '24:00' } }, 'recurrence.at'],
    [{ recurrence: { ...weekly, timezone: 'Mars/Olympus' } }, 'recurrence.timezone'],
    [{ recurrence: null }, 'recurrence'],
  ])('is refused with %j', async (body, field) => {
    const answer = await put('bad', body).expect(422);
    expect(answer.body.errors.map((fault: { field: string }) => fault.field)).toContain(field);
    await put('Bad Key', {}).expect(422);
  });

  it('plans its runs two weeks ahead, once, and anew when it changes', async () => {
    await put('ahead', {}).expect(201);
    await everywhere('drills.plan');
    await everywhere('drills.plan');
    const runs = await planned('ahead');
    expect(runs.map(({ scheduledFor }: { scheduledFor: string }) => scheduledFor)).toEqual([
      '2026-12-01T08:30:00.000Z',
      '2026-11-24T08:30:00.000Z',
    ]);
    expect(runs[0]).toMatchObject({ mode: 'people', facilitator: 'fay', service: team.service, createdBy: 'fay' });
    await put('ahead', { recurrence: { ...weekly, weekday: 'thursday' } }).expect(200);
    expect(await planned('ahead')).toEqual([]);
    await tick('drills.plan');
    expect((await planned('ahead'))[1].scheduledFor).toBe('2026-11-26T08:30:00.000Z');
    await app.as(writer).delete('/api/v1/drill-schedules/ahead').expect(204);
    expect(await planned('ahead')).toEqual([]);
  });

  it('reminds the on-call and the facilitator a day and an hour before, once with two workers', async () => {
    await put('told', {}).expect(201);
    await tick('drills.plan');
    const told = async (): Promise<void> => {
      await everywhere('drills.remind');
      await everywhere('drills.remind');
      await everywhere('oncall.tell');
    };
    const paths = (): string[] => receiver.received.map(({ path }) => path).toSorted();
    const at = Date.parse('2026-11-24T08:30:00Z');
    app.clock.set(new Date(at - 25 * HOUR));
    await told();
    expect(paths()).toEqual([]);
    const { body: duty } = await app.as().get(`/api/v1/on-call?service=${team.service}&at=2026-11-24T08:30:00Z`);
    const both = [`/${duty.person}`, '/fay'].toSorted();
    app.clock.set(new Date(at - 24 * HOUR));
    await told();
    await eventually(() => expect(paths()).toEqual(both));
    app.clock.set(new Date(at - HOUR));
    await told();
    await eventually(() => expect(paths()).toEqual([...both, ...both].toSorted()));
    await told();
    app.clock.set(new Date(at));
    await told();
    expect(paths()).toHaveLength(4);
    expect(JSON.stringify(receiver.received[0]?.body)).toContain('[drill]');
  });

  it('says why an occurrence could not be planned', async () => {
    await put('broken', { environment: 'staging' }).expect(201);
    await app
      .as()
      .put(`/api/v1/services/${team.service}`)
      .send({ name: team.service, team: team.team, environments: [{ key: 'production', production: true }] })
      .expect(200);
    await tick('drills.plan');
    expect(await planned('broken')).toEqual([]);
    const { body } = await app.as(reader).get('/api/v1/drill-schedules/broken').expect(200);
    expect(body.fault).toContain('has no environment staging');
  });
});
