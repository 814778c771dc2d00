import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PEOPLE = ['ana', 'bo', 'cy'];

let app: TestApp;
let writer: string;

const plan = (over: object = {}, rotation: object = {}) => ({
  team: 'payments',
  timezone: 'Europe/Berlin',
  rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-03-02', people: PEOPLE, ...rotation },
  escalateAfterMinutes: 10,
  ...over,
});
const put = (key: string, body: object) => app.as(writer).put(`/api/v1/schedules/${key}`).send(body);
const cover = (key: string, body: object) => app.as(writer).put(`/api/v1/schedules/${key}/overrides`).send(body);
const onCall = (query: object) => app.as().get('/api/v1/on-call').query(query);
const personAt = async (service: string, at: string | number): Promise<string> => {
  const { status, body } = await onCall({ service, at: new Date(at).toISOString() });
  expect([status, body]).toMatchObject([200, { service }]);
  return String(body.person);
};
/** A service of a team of its own with a schedule. */
const squad = async (key: string, over: object = {}, rotation: object = {}): Promise<string> => {
  await app.service({ key, team: `team-${key}` });
  expect((await put(key, plan({ team: `team-${key}`, ...over }, rotation))).status).toBe(201);
  return key;
};

/** Who is on call by the calendar and clock on the wall, as the platform's own zone data tell them. */
const byTheWall = (timezone: string, days: number, handoff: string, anchor: string, at: number): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const today = Date.UTC(Number(of('year')), Number(of('month')) - 1, Number(of('day')));
  const begun = `${of('hour')}:${of('minute')}` >= handoff ? today : today - DAY;
  const turn = Math.floor((begun - Date.parse(`${anchor}T00:00:00Z`)) / DAY / days);
  return PEOPLE[((turn % 3) + 3) % 3] ?? '';
};

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  for (const key of PEOPLE) await app.person({ key, teams: ['payments'] });
  writer = await app.token({ permissions: ['oncall:write'] });
});
afterAll(async () => app?.close());

describe('schedules', () => {
  it('are created and replaced by PUT, and say who is on call for the services of their team', async () => {
    const made = await put('primary', plan());
    expect([made.status, made.body]).toMatchObject([201, plan()]);
    expect(await personAt('checkout', '2026-03-03T12:00:00Z')).toBe('ana');
    const next = plan({ escalateAfterMinutes: 5 }, { period: 'daily' });
    const replaced = await put('primary', next);
    expect([replaced.status, replaced.body]).toMatchObject([200, next]);
    expect(await personAt('checkout', '2026-03-03T12:00:00Z')).toBe('bo');
    const [same, tag] = [await put('primary', next), replaced.headers['etag'] ?? ''];
    expect([same.status, same.body]).toEqual([200, replaced.body]);
    const late = app.as(writer).put('/api/v1/schedules/primary').set('If-Match', '"old"').send(plan());
    expect((await late).status).toBe(412);
    const fit = app.as(writer).put('/api/v1/schedules/primary').set('If-Match', tag).send(plan());
    expect((await fit).status).toBe(200);
  });

  it('are refused with every wrong field at once, and need oncall:write', async () => {
    const wrong = await put('wrong', {
      timezone: 'Mars/Base',
      rotation: { period: 'hourly', handoff: '25:00', anchor: '2026-02-30', people: [] },
      escalateAfterMinutes: 0,
    });
    expect(wrong.status).toBe(422);
    const fields = wrong.body.errors.map(({ field }: { field: string }) => field).join(' ');
    for (const field of ['team', 'timezone', 'period', 'handoff', 'anchor', 'people', 'escalateAfterMinutes'])
      expect(fields).toContain(field);
    expect((await put('wrong', plan({ team: 'nobody' }))).status).toBe(422);
    expect((await put('wrong', plan({}, { people: ['nobody'] }))).status).toBe(422);
    expect((await put('Wrong Key', plan())).status).toBe(422);
    const incidents = await app.token({ permissions: ['incidents:write', 'read'] });
    expect((await app.as(incidents).put('/api/v1/schedules/primary').send(plan())).status).toBe(403);
    expect((await app.as(incidents).put('/api/v1/schedules/primary/overrides').send({})).status).toBe(403);
  });
});

describe('who is on call at an instant', () => {
  it('changes at the hand-off itself: turns are half-open', async () => {
    const service = await squad('turns');
    // 09:00 in Berlin is 08:00 UTC in winter.
    expect(await personAt(service, '2026-03-02T08:00:00.000Z')).toBe('ana');
    expect(await personAt(service, '2026-03-09T07:59:59.999Z')).toBe('ana');
    expect(await personAt(service, '2026-03-09T08:00:00.000Z')).toBe('bo');
    expect(await personAt(service, '2026-03-16T08:00:00.000Z')).toBe('cy');
    expect(await personAt(service, '2026-03-23T08:00:00.000Z')).toBe('ana');
    const zoned = await onCall({ service, at: '2026-03-09T09:00:00+01:00' });
    expect([zoned.status, zoned.body.person]).toEqual([200, 'bo']);
  });

  it.each([
    ['Europe/Berlin', 7, '09:00', '2026-03-02', '2026-03-30'],
    ['Europe/Berlin', 1, '09:00', '2026-10-19', '2026-10-25'],
    ['America/New_York', 1, '17:30', '2026-03-02', '2026-03-08'],
    ['America/New_York', 7, '00:00', '2026-10-25', '2026-11-01'],
    ['Australia/Lord_Howe', 1, '08:00', '2026-04-01', '2026-04-05'],
    ['Asia/Kathmandu', 1, '23:45', '2026-01-01', '2026-05-05'],
  ])('follows the wall clock of %s over a change of clocks (every %i days at %s)', async (timezone, days, ...rest) => {
    const [handoff, anchor, near] = rest;
    const key = `wall-${timezone.toLowerCase().replaceAll('/', '-')}-${days}`;
    const service = await squad(key, { timezone }, { period: days === 7 ? 'weekly' : 'daily', handoff, anchor });
    const expected = (at: number): string => byTheWall(timezone, days, handoff, anchor, at);
    const middle = Date.parse(`${near}T00:00:00Z`);
    const seen = new Set<string>();
    for (let at = middle - 1.5 * DAY; at < middle + 2 * DAY; at += HOUR / 2) {
      const nearHandOff = expected(at - HOUR) !== expected(at + HOUR);
      for (const instant of nearHandOff ? [at - 1, at] : at % (6 * HOUR) === 0 ? [at] : []) {
        expect(await personAt(service, instant), new Date(instant).toISOString()).toBe(expected(instant));
        seen.add(expected(instant));
      }
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('changes once on a day whose hand-off is skipped or comes twice', async () => {
    const service = await squad('odd', {}, { period: 'daily', handoff: '02:30', anchor: '2026-03-01' });
    for (const night of ['2026-03-29', '2026-10-25']) {
      const people: string[] = [];
      for (
        let at = Date.parse(`${night}T00:00:00Z`) - 2 * HOUR;
        at < Date.parse(`${night}T05:00:00Z`);
        at += HOUR / 4
      ) {
        const person = await personAt(service, at);
        if (person !== people.at(-1)) people.push(person);
      }
      expect(people, night).toHaveLength(2);
      expect(people[1]).toBe(PEOPLE[(PEOPLE.indexOf(people[0] ?? '') + 1) % 3]);
    }
  });

  it('is now without `at`, and asks for a service that is there', async () => {
    const service = await squad('present', {}, { people: ['cy'] });
    expect((await onCall({ service })).body).toMatchObject({ service, person: 'cy' });
    expect((await onCall({ service: 'nobody' })).status).toBe(404);
    for (const query of [{}, { service, at: 'noon' }]) expect([400, 422]).toContain((await onCall(query)).status);
    await app.service({ key: 'lonely', team: 'lonely' });
    expect((await onCall({ service: 'lonely' })).body.person).toBeNull();
  });
});

describe('overrides', () => {
  it('hold over [from, to), across hand-offs, and next to each other', async () => {
    const service = await squad('covered');
    const first = { person: 'cy', from: '2026-03-08T12:00:00Z', to: '2026-03-09T12:00:00Z' };
    const second = { person: 'ana', from: '2026-03-09T12:00:00Z', to: '2026-03-09T13:00:00+00:00' };
    for (const body of [first, second]) expect((await cover(service, body)).status).toBeLessThan(300);
    expect((await cover(service, first)).status).toBe(200);
    for (const [at, person] of [
      ['2026-03-08T11:59:59.999Z', 'ana'],
      ['2026-03-08T12:00:00Z', 'cy'],
      ['2026-03-09T08:00:00Z', 'cy'],
      ['2026-03-09T11:59:59.999Z', 'cy'],
      ['2026-03-09T12:00:00Z', 'ana'],
      ['2026-03-09T13:00:00Z', 'bo'],
    ] as const)
      expect(await personAt(service, at), at).toBe(person);
    const list = await app.as().get(`/api/v1/schedules/${service}/overrides?limit=1`);
    expect(list.body).toMatchObject({ items: [{ person: 'cy' }], nextCursor: expect.any(String) });
  });

  it('are refused where they are empty, of nobody, or of no schedule', async () => {
    const service = await squad('refusing');
    const good = { person: 'cy', from: '2026-03-08T12:00:00Z', to: '2026-03-09T12:00:00Z' };
    expect((await cover('no-such', good)).status).toBe(404);
    expect((await cover(service, { ...good, to: good.from })).status).toBe(422);
    expect((await cover(service, { ...good, person: 'nobody' })).status).toBe(422);
    const none = await cover(service, {});
    expect(none.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['from', 'person', 'to']);
  });
});

describe('alert sources', () => {
  const source = async (service: string, kind: string) => {
    const made = await app.as(writer).post(`/api/v1/services/${service}/alert-sources`).send({ kind });
    expect([made.status, made.body]).toMatchObject([201, { key: expect.any(String), url: expect.any(String) }]);
    return made.body as { key: string; url: string };
  };
  const send = async (url: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const trigger = (key: string, over: object = {}) => ({
    routing_key: key,
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk is full', source: 'db-1', severity: 'critical' },
    ...over,
  });

  it('give a key that is the routing_key, and a dedup_key is scoped to it', async () => {
    const [a, b] = [await source('checkout', 'events_v2'), await source('checkout', 'events_v2')];
    expect(new URL(a.url).pathname).toBe('/v2/enqueue');
    for (const { key, url } of [a, b, a])
      expect(await send(url, trigger(key))).toMatchObject({ status: 202, body: { dedup_key: 'disk' } });
    const open = async () =>
      (await app.as().get('/api/v1/alerts?service=checkout')).body.items.map(({ state }: { state: string }) => state);
    expect(await open()).toEqual(['triggered', 'triggered']);
    const end = { routing_key: a.key, event_action: 'resolve', dedup_key: 'disk' };
    expect((await send(a.url, end)).status).toBe(202);
    expect((await open()).toSorted()).toEqual(['resolved', 'triggered']);
    expect((await send(a.url, trigger('0'.repeat(32)))).body).toMatchObject({ status: 'invalid event' });
  });

  it('give a key that is the last part of the webhook’s path; overload is 503, never 429', async () => {
    await app.service({ key: 'watched' });
    const { key, url } = await source('watched', 'alertmanager');
    expect(new URL(url).pathname).toBe(`/webhooks/alertmanager/${key}`);
    const firing = {
      version: '4',
      groupKey: '{}',
      status: 'firing',
      alerts: [{ status: 'firing', labels: { alertname: 'Down' }, annotations: {}, startsAt: '2026-05-01T10:00:00Z' }],
    };
    expect((await send(url, firing)).status).toBe(200);
    expect((await app.as().get('/api/v1/alerts?service=watched')).body.items).toHaveLength(1);
    const strict = await startApp({ beside: app, worker: false, config: { rateLimit: 1 } });
    try {
      const busy = `${strict.url}/webhooks/alertmanager/${key}`;
      const answers = await Promise.all(Array.from({ length: 60 }, () => send(busy, firing)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    } finally {
      await strict.close();
    }
  });

  it('are of a known kind and service', async () => {
    const make = (service: string, body: object) =>
      app.as(writer).post(`/api/v1/services/${service}/alert-sources`).send(body);
    expect((await make('checkout', { kind: 'carrier_pigeon' })).status).toBe(422);
    expect((await make('checkout', {})).status).toBe(422);
    expect((await make('nobody', { kind: 'events_v2' })).status).toBe(404);
  });
});
