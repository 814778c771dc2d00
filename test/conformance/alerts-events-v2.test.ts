import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let routingKey: string;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout' });
  const source = await app.as().post('/api/v1/services/checkout/alert-sources').send({ kind: 'events_v2' });
  routingKey = source.body.key;
});
afterAll(() => app?.close());

async function enqueue(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/v2/enqueue`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ routing_key: routingKey, ...body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function alert(dedupKey: string): Promise<Record<string, unknown> | undefined> {
  const { body } = await app.as().get('/api/v1/alerts?limit=500');
  const found = (body.items as Record<string, unknown>[]).find((item) => item['dedupKey'] === dedupKey);
  return found && (await app.as().get(`/api/v1/alerts/${String(found['id'])}`)).body;
}

/** The bodies that the public documentation of the Events API v2 shows, and those that well-known senders make of it. */
const DOCUMENTED = {
  payload: {
    summary: 'DISK at 99% on machine prod-datapipe03.example.com',
    timestamp: '2015-07-17T08:42:58.315+0000',
    severity: 'critical',
    source: 'prod-datapipe03.example.com',
    component: 'mysql',
    group: 'prod-datapipe',
    class: 'disk',
    custom_details: { 'free space': '1%', 'ping time': '1500ms', load_avg: 0.75 },
  },
  dedup_key: 'srv01/mysql',
  images: [{ src: 'https://www.example.com/chart.png', href: 'https://example.com/', alt: 'A chart' }],
  links: [{ href: 'https://example.com/', text: 'Link text' }],
  event_action: 'trigger',
  client: 'Sample Monitoring Service',
  client_url: 'https://monitoring.example.com',
};

const ALERTMANAGERS = {
  client: 'Alertmanager',
  client_url: 'http://alertmanager:9093/#/alerts?receiver=pager',
  dedup_key: '6a2c41b9e1f0d3b7c8a5e4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a',
  event_action: 'trigger',
  payload: {
    summary: '[FIRING:1] HighErrorRate (checkout production critical)',
    source: 'Alertmanager',
    severity: 'error',
    custom_details: {
      firing: 'Labels:\\n - alertname = HighErrorRate',
      num_firing: '1',
      num_resolved: '0',
      resolved: '',
    },
  },
  images: null,
  links: null,
};

const MINIMAL = {
  event_action: 'trigger',
  dedup_key: 'minimal',
  payload: { summary: 'It burns', source: 'kitchen', severity: 'info' },
};

describe('a trigger as documented', () => {
  it.each([
    ['with every field', DOCUMENTED, 'sev1'],
    ['as Alertmanager sends it', ALERTMANAGERS, 'sev2'],
    ['with what is needed alone', MINIMAL, 'sev4'],
    ['of a warning', { ...MINIMAL, dedup_key: 'warned', payload: { ...MINIMAL.payload, severity: 'warning' } }, 'sev3'],
  ])('%s', async (_, event, severity) => {
    expect(await enqueue(event)).toEqual({
      status: 202,
      body: { status: 'success', message: 'Event processed', dedup_key: event.dedup_key },
    });
    expect(await alert(event.dedup_key)).toMatchObject({
      title: event.payload.summary,
      severity,
      state: 'triggered',
      details: { payload: event.payload },
    });
  });

  it('gets a dedup key where it has none', async () => {
    const { body } = await enqueue({ ...MINIMAL, dedup_key: undefined });
    expect(body).toMatchObject({ status: 'success', dedup_key: expect.stringMatching(/^.{1,255}$/) });
  });

  it('needs no type of its body beyond JSON with a charset', async () => {
    expect((await enqueue(MINIMAL, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(202);
  });
});

describe('the other actions as documented', () => {
  it('follow the key, with or without a payload', async () => {
    expect((await enqueue({ ...DOCUMENTED, event_action: 'acknowledge' })).status).toBe(202);
    expect(await alert('srv01/mysql')).toMatchObject({ state: 'acknowledged' });
    expect((await enqueue({ event_action: 'resolve', dedup_key: 'srv01/mysql' })).status).toBe(202);
    expect(await alert('srv01/mysql')).toMatchObject({ state: 'resolved' });
  });
});

describe('an invalid event', () => {
  it('is told all its faults', async () => {
    const { status, body } = await enqueue({ event_action: 'trigger', payload: { severity: 'fatal' } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'invalid event', message: 'Event object is invalid' });
    expect(body['errors']).toEqual([
      "'payload.summary' is missing or blank",
      "'payload.source' is missing or blank",
      "'payload.severity' must be one of critical, error, warning, info",
    ]);
  });
});
