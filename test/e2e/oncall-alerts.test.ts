import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let routingKey: string;
let hook: string;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'shop' });
  await app.service({ key: 'search', team: 'find' });
  routingKey = (await makeSource('checkout', { kind: 'events_v2' })).key;
  hook = (await makeSource('checkout', { kind: 'alertmanager', severity: 'sev4' })).url;
});
afterAll(() => app?.close());

async function makeSource(service: string, body: object): Promise<{ id: string; key: string; url: string }> {
  const response = await app.as().post(`/api/v1/services/${service}/alert-sources`).send(body);
  expect(response.status).toBe(201);
  return response.body;
}

const trigger = (dedup_key?: string, over: object = {}) => ({
  routing_key: routingKey,
  event_action: 'trigger',
  ...(dedup_key !== undefined && { dedup_key }),
  payload: { summary: `Alert ${dedup_key}`, source: 'web-1', severity: 'critical' },
  ...over,
});
const enqueue = (body: object) => fetchJson('/v2/enqueue', JSON.stringify(body));
const step = (event_action: string, dedup_key: string) => enqueue({ routing_key: routingKey, event_action, dedup_key });

async function fetchJson(path: string, body: string, type = 'application/json') {
  const url = path.startsWith('http') ? path : `${app.url}${path}`;
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
}

async function alertsOf(dedupKey: string, service = 'checkout'): Promise<Record<string, unknown>[]> {
  const { body } = await app.as().get(`/api/v1/alerts?service=${service}&limit=500`);
  return (body.items as Record<string, unknown>[]).filter((alert) => alert['dedupKey'] === dedupKey);
}

const minutes = (ago: number): string => new Date(app.clock.now().getTime() - ago * 60_000).toISOString();
const firing = (fingerprint: string, over: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'HighLatency', severity: 'warning' },
  annotations: { summary: `Slow ${fingerprint}` },
  startsAt: minutes(10),
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint,
  ...over,
});
const deliver = (alerts: object[], over: object = {}) =>
  fetchJson(hook, JSON.stringify({ version: '4', groupKey: '{}:{}', status: 'firing', alerts, ...over }));

describe('alert sources', () => {
  it('show their key once, as something that can be used at once', async () => {
    const source = await makeSource('search', { kind: 'alertmanager', declare: true });
    expect(source).toMatchObject({ kind: 'alertmanager', declare: true, severity: 'sev2', service: 'search' });
    expect(source.key).toMatch(/^[0-9a-f]{32}$/);
    expect(source.url).toBe(`${app.url}/webhooks/alertmanager/${source.key}`);
    const { body } = await app.as().get('/api/v1/services/search/alert-sources');
    expect(body.items).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(source.key);
  });

  it('show their key to no replay', async () => {
    const post = () =>
      app.as().post('/api/v1/services/checkout/alert-sources').set('Idempotency-Key', 'k1').send({ kind: 'events_v2' });
    const first = await post();
    const again = await post();
    expect(first.body.url).toBe(`${app.url}/v2/enqueue`);
    expect(again.body).toEqual({ ...first.body, key: null, url: null });
  });

  it('are refused where the service, the kind or the environment is wrong', async () => {
    const post = (service: string, body: object) =>
      app.as().post(`/api/v1/services/${service}/alert-sources`).send(body);
    expect((await post('nothing', { kind: 'events_v2' })).status).toBe(404);
    expect((await post('checkout', { kind: 'smoke' })).status).toBe(422);
    expect((await post('checkout', { kind: 'events_v2', severity: 'sev9', declare: 'yes' })).body.errors).toHaveLength(
      2,
    );
    expect((await post('checkout', { kind: 'events_v2', environment: 'moon' })).status).toBe(404);
    const reader = await app.token({ permissions: ['read'] });
    const refused = await app.as(reader).post('/api/v1/services/checkout/alert-sources').send({ kind: 'events_v2' });
    expect(refused.status).toBe(403);
  });

  it('take nothing more once deleted', async () => {
    const events = await makeSource('checkout', { kind: 'events_v2' });
    const webhook = await makeSource('checkout', { kind: 'alertmanager' });
    for (const { id } of [events, webhook])
      expect((await app.as().delete(`/api/v1/alert-sources/${id}`)).status).toBe(204);
    expect((await app.as().delete(`/api/v1/alert-sources/${events.id}`)).status).toBe(404);
    expect((await app.as().delete(`/api/v1/alert-sources/nothing`)).status).toBe(404);
    expect((await enqueue(trigger('gone', { routing_key: events.key }))).status).toBe(400);
    expect((await fetchJson(webhook.url, '{"version":"4","status":"firing","alerts":[]}')).status).toBe(404);
  });
});

describe('Events v2', () => {
  it('opens one alert for a key, however often and at once it triggers', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => enqueue(trigger('storm'))));
    for (const answer of answers)
      expect(answer).toEqual({
        status: 202,
        body: { status: 'success', message: 'Event processed', dedup_key: 'storm' },
      });
    const found = await alertsOf('storm');
    expect(found).toMatchObject([{ state: 'triggered', severity: 'sev1', title: 'Alert storm' }]);
    const pages = await app.sql(`select distinct level from pages where alert = $1`, [found[0]?.['id']]);
    expect(pages).toHaveLength(1);
  });

  it('makes up a key for a trigger that brings none', async () => {
    const first = await enqueue(trigger());
    const second = await enqueue(trigger());
    expect(first.body['dedup_key']).not.toBe(second.body['dedup_key']);
    expect(await alertsOf(String(first.body['dedup_key']))).toHaveLength(1);
  });

  it('goes from triggered through acknowledged to resolved, and opens anew after that', async () => {
    await enqueue(trigger('life'));
    await step('acknowledge', 'life');
    expect(await alertsOf('life')).toMatchObject([{ state: 'acknowledged', acknowledgedBy: null }]);
    await enqueue(trigger('life'));
    expect(await alertsOf('life')).toMatchObject([{ state: 'acknowledged' }]);
    await step('resolve', 'life');
    await step('resolve', 'life');
    expect(await alertsOf('life')).toMatchObject([{ state: 'resolved' }]);
    await enqueue(trigger('life'));
    expect(await alertsOf('life')).toMatchObject([{ state: 'triggered' }, { state: 'resolved' }]);
  });

  it('takes what ends something unknown without harm', async () => {
    expect((await step('acknowledge', 'never')).status).toBe(202);
    expect((await step('resolve', 'never')).body).toMatchObject({ status: 'success', dedup_key: 'never' });
    expect(await alertsOf('never')).toEqual([]);
  });

  it('keeps the keys of two sources apart', async () => {
    const other = await makeSource('search', { kind: 'events_v2' });
    await enqueue(trigger('same'));
    await enqueue(trigger('same', { routing_key: other.key }));
    expect(await alertsOf('same')).toHaveLength(1);
    expect(await alertsOf('same', 'search')).toHaveLength(1);
    await step('resolve', 'same');
    expect(await alertsOf('same', 'search')).toMatchObject([{ state: 'triggered' }]);
  });

  it.each<[string, string, string?]>([
    ['broken JSON', '{"routing_key":'],
    ['no body', ''],
    ['a list', '[]'],
    ['a NUL character', '{"routing_key":"\\u0000"}'],
    ['another type of body', 'routing_key=x', 'application/x-www-form-urlencoded'],
    ['an unknown type of body', '<event/>', 'text/xml'],
    ['an unknown routing key', JSON.stringify({ ...trigger('x'), routing_key: 'f'.repeat(32) })],
    ['deep nesting', `{"payload":${'['.repeat(200)}${']'.repeat(200)}}`],
  ])('answers %s in its own shape', async (_, body, type) => {
    const answer = await fetchJson('/v2/enqueue', body, type);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      status: 'invalid event',
      message: 'Event object is invalid',
      errors: expect.arrayContaining([expect.any(String)]),
    });
  });
});

describe('Alertmanager', () => {
  it('opens and closes alerts by their fingerprint', async () => {
    expect(await deliver([firing('a1'), firing('a2', { labels: { alertname: 'X' }, annotations: {} })])).toEqual({
      status: 200,
      body: { status: 'success' },
    });
    await deliver([firing('a1'), firing('a1')]);
    expect(await alertsOf('a1')).toMatchObject([{ state: 'triggered', severity: 'sev3', title: 'Slow a1' }]);
    expect(await alertsOf('a2')).toMatchObject([{ state: 'triggered', severity: 'sev4', title: 'X' }]);
    await deliver([firing('a1', { status: 'resolved', endsAt: minutes(1) })], { status: 'resolved' });
    expect(await alertsOf('a1')).toMatchObject([{ state: 'resolved' }]);
    expect(await alertsOf('a2')).toMatchObject([{ state: 'triggered' }]);
  });

  it('opens nothing for a trouble that it has told the end of, but for the next one', async () => {
    await deliver([firing('late', { status: 'resolved', endsAt: minutes(5) })]);
    await deliver([firing('late')]);
    expect(await alertsOf('late')).toEqual([]);
    await deliver([firing('late', { startsAt: minutes(2) })]);
    expect(await alertsOf('late')).toMatchObject([{ state: 'triggered' }]);
    await deliver([firing('late', { status: 'resolved', endsAt: minutes(5) })]);
    expect(await alertsOf('late')).toMatchObject([{ state: 'triggered' }]);
  });

  it('does not reopen what a person closed, though it still fires', async () => {
    const startsAt = minutes(10);
    await deliver([firing('closed', { startsAt })]);
    const [alert] = await alertsOf('closed');
    await app.as().post(`/api/v1/alerts/${String(alert?.['id'])}/resolve`);
    await deliver([firing('closed', { startsAt })]);
    expect(await alertsOf('closed')).toMatchObject([{ state: 'resolved' }]);
    await deliver([firing('closed', { startsAt: minutes(0) })]);
    expect(await alertsOf('closed')).toHaveLength(2);
  });

  it.each([
    ['another version', { version: '3' }, 400],
    ['a version that is no text', { version: 4 }, 400],
    ['no alerts', { alerts: null }, 400],
  ])('is refused with %s', async (_, over, status) => expect((await deliver([], over)).status).toBe(status));

  it('is refused as broken JSON, as another type, and with an unknown key', async () => {
    expect((await fetchJson(hook, '{"version"')).status).toBe(400);
    expect((await fetchJson(hook, '<a/>', 'text/xml')).status).toBe(400);
    const body = JSON.stringify({ version: '4', status: 'firing', alerts: [] });
    expect((await fetchJson(`/webhooks/alertmanager/${'0'.repeat(32)}`, body)).status).toBe(404);
    expect((await fetchJson(`/webhooks/alertmanager/${routingKey}`, body)).status).toBe(404);
  });
});

describe('alerts', () => {
  it('are listed newest first, by service and state, page by page', async () => {
    const { key } = await makeSource('search', { kind: 'events_v2' });
    for (const name of ['l1', 'l2', 'l3']) await enqueue(trigger(name, { routing_key: key }));
    await enqueue({ routing_key: key, event_action: 'acknowledge', dedup_key: 'l2' });
    const path = '/api/v1/alerts?service=search&state=triggered&limit=1';
    const first = await app.as().get(path);
    expect(first.body.items).toMatchObject([{ dedupKey: 'l3' }]);
    const second = await app.as().get(`${path}&cursor=${first.body.nextCursor}`);
    expect(second.body.items).toMatchObject([{ dedupKey: 'l1' }]);
    expect((await app.as().get('/api/v1/alerts?state=asleep')).status).toBe(400);
    expect((await app.as().get('/api/v1/alerts?cursor=bm8')).status).toBe(400);
    expect((await app.as().get('/api/v1/alerts/nothing')).status).toBe(404);
  });

  it('are acknowledged and resolved by whoever may, as often as they like', async () => {
    await enqueue(trigger('steps'));
    const [alert] = await alertsOf('steps');
    const path = `/api/v1/alerts/${String(alert?.['id'])}`;
    const reader = await app.token({ permissions: ['read'] });
    expect((await app.as(reader).post(`${path}/acknowledge`)).status).toBe(403);
    expect((await fetch(`${app.url}${path}/acknowledge`, { method: 'POST' })).status).toBe(401);
    const responder = await app.token({ permissions: ['incidents:write'], name: 'bridge' });
    const first = await app.as(responder).post(`${path}/acknowledge`);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'bridge' });
    expect((await app.as().post(`${path}/acknowledge`)).body).toMatchObject({ acknowledgedBy: 'bridge' });
    expect((await app.as().post(`${path}/resolve`)).body).toMatchObject({ state: 'resolved' });
    expect((await app.as().post(`${path}/resolve`)).status).toBe(200);
    expect((await app.as().post(`${path}/acknowledge`)).body).toMatchObject({ state: 'resolved' });
  });

  it('declare an incident where their source says so, acknowledged on either side', async () => {
    const { key } = await makeSource('checkout', { kind: 'events_v2', declare: true });
    await enqueue(trigger('declared', { routing_key: key }));
    const [alert] = await alertsOf('declared');
    const incident = await eventually(async () => {
      const { body } = await app.as().get('/api/v1/incidents?service=checkout');
      const found = (body.items as Record<string, unknown>[]).find((item) => item['alert'] === alert?.['id']);
      expect(found).toMatchObject({ title: 'Alert declared', severity: 'sev1', state: 'declared' });
      return found;
    });
    const ada = await app.person({ key: 'ada', teams: ['shop'] });
    const token = await app.token({ permissions: ['incidents:write'], person: ada });
    await app
      .as(token)
      .post(`/api/v1/incidents/${String(incident?.['id'])}/acknowledge`)
      .expect(200);
    expect(await alertsOf('declared')).toMatchObject([{ state: 'acknowledged', acknowledgedBy: 'ada' }]);
  });
});
