import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let reader: string;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'search', team: 'discovery' });
  await app.service({ key: 'lonely', team: 'nobodys' });
  for (const key of ['ada', 'bob', 'cy', 'zoe']) await app.person({ key, teams: ['payments'] });
  await app.person({ key: 'gone', active: false });
  reader = await app.token({ permissions: ['read'] });
});
afterAll(() => app?.close());

const rotation = {
  period: 'weekly',
  handoff: '09:00',
  anchor: '2026-03-02',
  people: ['ada', 'bob', 'cy'],
};
const plan = { team: 'payments', timezone: 'Europe/Berlin', rotation, escalateAfterMinutes: 10 };

const put = (key: string, body: object, token?: string) => app.as(token).put(`/api/v1/schedules/${key}`).send(body);
const onCall = (query: object, token?: string) => app.as(token).get('/api/v1/on-call').query(query);
const override = (key: string, body: object) => app.as().post(`/api/v1/schedules/${key}/overrides`).send(body);
const fields = (body: { errors: { field: string; code: string }[] }): string[] =>
  body.errors.map(({ field, code }) => `${field} ${code}`).sort();

describe('a schedule', () => {
  it('is created, read, listed and replaced', async () => {
    const created = await put('main', plan);
    expect([created.status, created.body]).toEqual([201, { key: 'main', ...plan }]);
    const read = await app.as(reader).get('/api/v1/schedules/main');
    expect([read.status, read.body]).toEqual([200, created.body]);
    expect(read.headers['etag']).toBe(created.headers['etag']);

    const again = await put('main', plan);
    expect([again.status, again.body]).toEqual([200, created.body]);
    const { escalateAfterMinutes: _, ...defaults } = { ...plan, rotation: { ...rotation, period: 'daily' } };
    const replaced = await put('main', defaults);
    expect([replaced.status, replaced.body]).toEqual([200, { key: 'main', ...defaults, escalateAfterMinutes: 15 }]);

    const audit = await app.as().get('/api/v1/audit').query({ subject: 'schedule:main' });
    expect(audit.body.items.map(({ action }: { action: string }) => action)).toEqual([
      'schedule.change',
      'schedule.create',
    ]);
  });

  it('is replaced only where If-Match names what is there', async () => {
    const made = await put('tagged', plan);
    const next = { ...plan, escalateAfterMinutes: 20 };
    const ok = await app.as().put('/api/v1/schedules/tagged').set('if-match', made.headers['etag']!).send(next);
    expect([ok.status, ok.body.escalateAfterMinutes]).toEqual([200, 20]);
    const late = await app.as().put('/api/v1/schedules/tagged').set('if-match', made.headers['etag']!).send(plan);
    expect([late.status, late.body.code]).toEqual([412, 'changed_meanwhile']);
    const absent = await app.as().put('/api/v1/schedules/absent').set('if-match', made.headers['etag']!).send(plan);
    expect(absent.status).toBe(412);
  });

  it('is listed in pages', async () => {
    for (const key of ['page-1', 'page-2', 'page-3']) await put(key, { ...plan, team: 'nobodys' });
    const first = await app.as(reader).get('/api/v1/schedules').query({ team: 'nobodys', limit: 2 });
    expect(first.body.items.map(({ key }: { key: string }) => key)).toEqual(['page-1', 'page-2']);
    const cursor = String(first.body.nextCursor);
    const second = await app.as(reader).get('/api/v1/schedules').query({ team: 'nobodys', limit: 2, cursor });
    expect(second.body.items.map(({ key }: { key: string }) => key)).toEqual(['page-3']);
    expect(second.body.nextCursor).toBeNull();
    for (const query of [{ limit: 0 }, { limit: 'x' }, { cursor: 'x' }, { team: 'NO' }]) {
      expect((await app.as().get('/api/v1/schedules').query(query)).status).toBe(400);
    }
  });

  it('names every fault of its form at once', async () => {
    const empty = await put('bad', {});
    expect([empty.status, fields(empty.body)]).toEqual([422, ['rotation missing', 'team missing', 'timezone missing']]);
    const wrong = await put('bad', {
      team: 'payments',
      timezone: '+05:00',
      rotation: { period: 'hourly', handoff: '24:00', anchor: '2026-02-30', people: [] },
      escalateAfterMinutes: 0,
      colour: 'red',
    });
    expect([wrong.status, fields(wrong.body)]).toEqual([
      422,
      [
        'colour unknown_field',
        'escalateAfterMinutes min',
        'rotation.anchor calendar_day',
        'rotation.handoff wall_time',
        'rotation.people array_not_empty',
        'rotation.period in',
        'timezone time_zone',
      ],
    ]);
  });

  it.each([
    ['a rotation that is a list', { rotation: [rotation] }],
    ['a rotation that is a text', { rotation: 'weekly' }],
    ['no rotation', { rotation: null }],
    ['101 people', { rotation: { ...rotation, people: Array.from({ length: 101 }, () => 'ada') } }],
    ['people that are no keys', { rotation: { ...rotation, people: [1, null, 'ADA'] } }],
    ['people that are a text', { rotation: { ...rotation, people: 'ada' } }],
    ['an anchor with a time', { rotation: { ...rotation, anchor: '2026-03-02T09:00:00Z' } }],
    ['a hand-off with seconds', { rotation: { ...rotation, handoff: '09:00:00' } }],
    ['a day of minutes and one more', { escalateAfterMinutes: 1_441 }],
    ['half a minute', { escalateAfterMinutes: 1.5 }],
    ['an unknown zone', { timezone: 'Mars/Olympus' }],
    ['a zone that is a number', { timezone: 1 }],
  ])('refuses %s', async (_, over) => {
    const response = await put('bad', { ...plan, ...over });
    expect([response.status, response.body.code]).toEqual([422, 'invalid_input']);
    expect((await app.as().get('/api/v1/schedules/bad')).status).toBe(404);
  });

  it('names unknown team and people, and inactive ones, at once', async () => {
    const people = ['ada', 'nobody', 'gone'];
    const response = await put('bad', { ...plan, team: 'none', rotation: { ...rotation, people } });
    expect([response.status, fields(response.body)]).toEqual([
      422,
      ['rotation.people[1] unknown_person', 'rotation.people[2] inactive_person', 'team unknown_team'],
    ]);
  });

  it('needs a key that is one, a body that can be read, and permission', async () => {
    expect((await put('UPPER', plan)).status).toBe(422);
    const unread = await app.as().put('/api/v1/schedules/x').set('content-type', 'application/json').send('{');
    expect(unread.status).toBe(400);
    expect((await put('x', { ...plan, team: 'a\u0000b' })).status).toBe(400);
    expect((await app.as().get('/api/v1/schedules/a%00b')).status).toBe(400);
    expect((await put('x', plan, reader)).status).toBe(403);
    expect((await put('x', plan, 'no-such-token')).status).toBe(401);
    const writer = await app.token({ permissions: ['oncall:write'] });
    expect((await put('by-writer', { ...plan, team: 'nobodys' }, writer)).status).toBe(201);
    const facts = await app.token({ permissions: ['facts:write'] });
    expect((await app.as(facts).get('/api/v1/schedules')).status).toBe(403);
    expect((await onCall({ service: 'checkout' }, facts)).status).toBe(403);
  });
});

describe('an override', () => {
  const zoe = { person: 'zoe', from: '2026-03-05T20:00:00Z', to: '2026-03-05T22:00:00.000Z' };
  beforeAll(async () => void (await put('covered', { ...plan, team: 'nobodys' })));

  it('is added by PUT and POST alike, once', async () => {
    const put = await app.as().put('/api/v1/schedules/covered/overrides').send(zoe);
    expect([put.status, put.body]).toEqual([
      201,
      {
        id: expect.any(String),
        schedule: 'covered',
        person: 'zoe',
        from: '2026-03-05T20:00:00.000Z',
        to: '2026-03-05T22:00:00.000Z',
        createdAt: expect.any(String),
        createdBy: expect.any(String),
      },
    ]);
    const post = await override('covered', { ...zoe, from: '2026-03-05T21:00:00+01:00' });
    expect([post.status, post.body]).toEqual([200, put.body]);
    const other = await override('covered', { ...zoe, person: 'bob' });
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(put.body.id);
    const audit = await app.as().get('/api/v1/audit').query({ subject: 'schedule:covered', action: 'override.create' });
    expect(audit.body.items).toHaveLength(2);
    expect(audit.body.items[1].detail).toMatchObject({ id: put.body.id, person: 'zoe' });
  });

  it('is one though it is asked for many times at once', async () => {
    const same = { person: 'cy', from: '2026-03-08T20:00:00Z', to: '2026-03-08T22:00:00Z' };
    const all = await Promise.all(Array.from({ length: 6 }, () => override('covered', same)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
  });

  it('is listed by the window that it touches, in pages', async () => {
    await put('listed', { ...plan, team: 'nobodys' });
    for (const day of ['03', '01', '02']) {
      const times = { from: `2026-04-${day}T00:00:00Z`, to: `2026-04-${day}T12:00:00Z` };
      expect((await override('listed', { person: 'ada', ...times })).status).toBe(201);
    }
    const list = (query: object) => app.as(reader).get('/api/v1/schedules/listed/overrides').query(query);
    const days = (body: { items: { from: string }[] }): string[] => body.items.map(({ from }) => from.slice(8, 10));
    expect(days((await list({})).body)).toEqual(['01', '02', '03']);
    const touched = await list({ from: '2026-04-01T12:00:00Z', to: '2026-04-03T00:00:00Z' });
    expect(days(touched.body)).toEqual(['02']);
    const first = await list({ limit: 2 });
    expect(days(first.body)).toEqual(['01', '02']);
    const rest = await list({ limit: 2, cursor: first.body.nextCursor });
    expect([days(rest.body), rest.body.nextCursor]).toEqual([['03'], null]);

    const broken = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url');
    const backwards = { from: '2026-04-02T00:00:00Z', to: '2026-04-01T00:00:00Z' };
    for (const query of [{ from: 'yesterday' }, { cursor: broken }, { limit: 501 }, backwards]) {
      expect((await list(query)).status).toBe(400);
    }
    expect((await app.as().get('/api/v1/schedules/none/overrides')).status).toBe(404);
  });

  it('is removed once', async () => {
    const { body } = await override('covered', {
      person: 'ada',
      from: '2026-05-01T00:00:00Z',
      to: zoe.to.replace('03-05', '05-02'),
    });
    const remove = (key: string, id: string, token?: string) =>
      app.as(token).delete(`/api/v1/schedules/${key}/overrides/${id}`);
    expect((await remove('covered', body.id, reader)).status).toBe(403);
    expect((await remove('tagged', body.id)).status).toBe(404);
    expect((await remove('covered', body.id)).status).toBe(204);
    for (const [key, id] of [
      ['covered', body.id],
      ['covered', 'no-uuid'],
      ['none', body.id],
    ]) {
      expect((await remove(key, id)).status).toBe(404);
    }
    const audit = await app.as().get('/api/v1/audit').query({ action: 'override.remove' });
    expect(audit.body.items).toMatchObject([{ subject: 'schedule:covered', detail: { id: body.id, person: 'ada' } }]);
  });

  it('is refused where it cannot be', async () => {
    const missing = await override('covered', {});
    expect([missing.status, fields(missing.body)]).toEqual([422, ['from missing', 'person missing', 'to missing']]);
    const backwards = await override('covered', { person: 'nobody', from: zoe.to, to: zoe.from });
    expect([backwards.status, fields(backwards.body)]).toEqual([422, ['person unknown_person', 'to before_from']]);
    const empty = await override('covered', { ...zoe, to: zoe.from });
    expect([empty.status, fields(empty.body)]).toEqual([422, ['to before_from']]);
    const inactive = await override('covered', { ...zoe, person: 'gone' });
    expect([inactive.status, fields(inactive.body)]).toEqual([422, ['person inactive_person']]);
    for (const from of ['2026-02-30T00:00:00Z', 'tomorrow', 1_772_000_000, '+1000000-01-01T00:00:00Z']) {
      expect((await override('covered', { ...zoe, from })).status).toBe(422);
    }
    expect((await override('none', zoe)).status).toBe(404);
    expect((await app.as(reader).post('/api/v1/schedules/covered/overrides').send(zoe)).status).toBe(403);
  });
});
