import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let url: string;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout' });
  const source = await app.as().post('/api/v1/services/checkout/alert-sources').send({ kind: 'alertmanager' });
  url = source.body.url;
});
afterAll(() => app?.close());

async function deliver(body: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Alertmanager/0.28.1' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

async function states(): Promise<Record<string, string>> {
  const { body } = await app.as().get('/api/v1/alerts?limit=500');
  const items = body.items as { dedupKey: string; state: string }[];
  return Object.fromEntries(items.map(({ dedupKey, state }) => [dedupKey, state]));
}

/** The webhook body of Prometheus Alertmanager, as its documentation describes version 4. */
const prometheus = (status: 'firing' | 'resolved') => ({
  receiver: 'webhook',
  status,
  alerts: [
    {
      status,
      labels: { alertname: 'InstanceDown', instance: 'web-1:9100', job: 'node', severity: 'critical' },
      annotations: {
        description: 'web-1:9100 of job node has been down for 5 minutes.',
        summary: 'Instance web-1 down',
      },
      startsAt: '2026-11-21T07:04:12.684538429Z',
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-11-21T07:11:27.684538429Z',
      generatorURL: 'http://prometheus:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      fingerprint: '7c6d2f6d9a3f0b1e',
    },
    {
      status: 'firing',
      labels: { alertname: 'InstanceDown', instance: 'web-2:9100', job: 'node', severity: 'warning' },
      annotations: {},
      startsAt: '2026-11-21T08:04:12.684538429+01:00',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: '0aa1b2c3d4e5f607',
    },
  ],
  groupLabels: { alertname: 'InstanceDown' },
  commonLabels: { alertname: 'InstanceDown', job: 'node' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager:9093',
  version: '4',
  groupKey: '{}:{alertname="InstanceDown"}',
  truncatedAlerts: 0,
});

/** Grafana's webhook contact point in the same form, with fields of its own in each alert and beside them. */
const grafana = (status: 'firing' | 'resolved') => ({
  receiver: 'My Super Webhook',
  status,
  orgId: 1,
  alerts: [
    {
      status,
      labels: { alertname: 'High memory usage', team: 'blue', zone: 'us-1' },
      annotations: {
        description: 'The system has high memory usage',
        runbook_url: 'https://myrunbook.com/runbook/1234',
      },
      startsAt: '2026-10-12T09:51:03.157076+02:00',
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-10-12T10:01:03.157076+02:00',
      generatorURL: 'https://play.grafana.org/alerting/1afz29v7z/edit',
      fingerprint: 'c6eadffa33fcdf37',
      silenceURL: 'https://play.grafana.org/alerting/silence/new?alertmanager=grafana',
      dashboardURL: '',
      panelURL: '',
      values: { B: 44.23943737541908, C: 1 },
      valueString: "[ var='B' labels={} value=44.23 ]",
      imageURL: null,
    },
  ],
  groupLabels: {},
  commonLabels: { team: 'blue' },
  commonAnnotations: {},
  externalURL: 'https://play.grafana.org/',
  version: '1',
  groupKey: '{}:{}',
  truncatedAlerts: 0,
  title: '[FIRING:1]  (blue)',
  state: 'alerting',
  message: '**Firing**',
});

describe('Prometheus Alertmanager', () => {
  it('opens what fires and closes what is resolved, alert by alert', async () => {
    expect(await deliver(prometheus('firing'))).toBe(200);
    expect(await states()).toMatchObject({ '7c6d2f6d9a3f0b1e': 'triggered', '0aa1b2c3d4e5f607': 'triggered' });
    expect(await deliver(prometheus('firing'))).toBe(200);
    expect(await deliver(prometheus('resolved'))).toBe(200);
    expect(await states()).toMatchObject({ '7c6d2f6d9a3f0b1e': 'resolved', '0aa1b2c3d4e5f607': 'triggered' });
    const { body } = await app.as().get('/api/v1/alerts?state=resolved');
    expect(body.items[0]).toMatchObject({
      title: 'Instance web-1 down',
      severity: 'sev1',
      startedAt: '2026-11-21T07:04:12.684Z',
    });
  });

  it('may deliver late what it told the end of already', async () => {
    expect(await deliver(prometheus('firing'))).toBe(200);
    expect(await states()).toMatchObject({ '7c6d2f6d9a3f0b1e': 'resolved' });
  });
});

describe('an Alertmanager from before fingerprints', () => {
  it('is told apart by labels', async () => {
    const { alerts, ...rest } = prometheus('firing');
    const old = { ...alerts[0], fingerprint: undefined, annotations: { summary: 'Old' } };
    expect(await deliver({ ...rest, alerts: [{ ...old, labels: { alertname: 'A', instance: 'a' } }] })).toBe(200);
    expect(await deliver({ ...rest, alerts: [{ ...old, labels: { instance: 'a', alertname: 'A' } }] })).toBe(200);
    const { body } = await app.as().get('/api/v1/alerts?limit=500');
    expect((body.items as { title: string }[]).filter(({ title }) => title === 'Old')).toHaveLength(1);
  });
});

describe('Grafana', () => {
  it('is understood in its own version of the form, with its extra fields', async () => {
    expect(await deliver(grafana('firing'))).toBe(200);
    expect(await states()).toMatchObject({ c6eadffa33fcdf37: 'triggered' });
    const { body } = await app.as().get('/api/v1/alerts?limit=500');
    const alert = (body.items as Record<string, unknown>[]).find(({ dedupKey }) => dedupKey === 'c6eadffa33fcdf37');
    expect(alert).toMatchObject({
      title: 'High memory usage',
      severity: 'sev2',
      startedAt: '2026-10-12T07:51:03.157Z',
    });
    expect(await deliver(grafana('resolved'))).toBe(200);
    expect(await states()).toMatchObject({ c6eadffa33fcdf37: 'resolved' });
  });
});

describe('another version', () => {
  it('is refused for good', async () => {
    expect(await deliver({ ...prometheus('firing'), version: '3' })).toBe(400);
    expect(await deliver({ ...prometheus('firing'), version: '5' })).toBe(400);
  });
});
