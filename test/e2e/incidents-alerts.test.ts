import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertAcknowledged, AlertResolved, AlertTriggered } from '../../src/oncall/index.js';
import { Db, type EventType } from '../../src/platform/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout' });
});
afterAll(() => app?.close());

async function tell<P>(event: EventType<P>, payload: P): Promise<void> {
  await app.get(Db).transaction((tx) => tx.publish(event, payload));
}

async function triggered(alert: string, over: { declare?: boolean; triggeredAt?: string } = {}): Promise<void> {
  const triggeredAt = app.clock.now().toISOString();
  const severity = 'sev2' as const;
  await tell(AlertTriggered, {
    alert,
    service: 'checkout',
    title: `Alert ${alert}`,
    severity,
    triggeredAt,
    declare: true,
    ...over,
  });
}

async function ofAlert(alert: string): Promise<Record<string, unknown>[]> {
  const { body } = await app.as().get(`/api/v1/incidents?alert=${alert}`);
  return body.items as Record<string, unknown>[];
}

async function heard(): Promise<void> {
  await eventually(async () => {
    const [row] = await app.sql<{ waiting: number }>(
      `select count(*)::int as waiting from outbox_deliveries where consumer like 'incidents.%' and done_at is null`,
    );
    expect(row?.waiting).toBe(0);
  });
}

describe('an alert', () => {
  it('declares one incident, however often it triggers', async () => {
    await triggered('a1');
    await triggered('a1');
    await heard();
    await triggered('a1');
    await heard();
    expect(await ofAlert('a1')).toMatchObject([
      { state: 'declared', source: 'alert', severity: 'sev2', title: 'Alert a1' },
    ]);
  });

  it('declares another one when the first is resolved', async () => {
    await triggered('a2');
    await heard();
    const [first] = await ofAlert('a2');
    await app.as().post(`/api/v1/incidents/${String(first?.['id'])}/resolve`);
    await triggered('a2');
    await heard();
    expect(await ofAlert('a2')).toHaveLength(2);
  });

  it('declares none where it does not ask for it', async () => {
    await triggered('a3', { declare: false });
    await heard();
    expect(await ofAlert('a3')).toEqual([]);
  });

  it('acknowledges its incident, and its end is noted', async () => {
    await triggered('a4');
    await heard();
    const at = app.clock.now().toISOString();
    await tell(AlertAcknowledged, { alert: 'a4', by: 'ada', at });
    await tell(AlertResolved, { alert: 'a4', at });
    await heard();
    const [incident] = await ofAlert('a4');
    expect(incident).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'ada', acknowledgedAt: at });
    const { body } = await app.as().get(`/api/v1/incidents/${String(incident?.['id'])}/timeline`);
    expect(body.items).toContainEqual(expect.objectContaining({ kind: 'alert', event: 'resolved' }));
  });

  it('may be acknowledged before its incident is there', async () => {
    const triggeredAt = new Date(app.clock.now().getTime() - 60_000).toISOString();
    await tell(AlertAcknowledged, { alert: 'a5', by: null, at: app.clock.now().toISOString() });
    await heard();
    await triggered('a5', { triggeredAt });
    await heard();
    expect(await ofAlert('a5')).toMatchObject([{ state: 'acknowledged', acknowledgedBy: 'alert' }]);
  });
});
