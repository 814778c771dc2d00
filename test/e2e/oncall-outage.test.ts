import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneTemplate, dropDatabase } from '../support/app.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

/** Stands between us and PostgreSQL, so that a test can cut the way. */
interface Way {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): void;
}

async function wayTo(databaseUrl: string): Promise<Way> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => open.delete(one) && other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return { url: url.toString(), cut, mend: () => (isCut = false), close: () => (cut(), server.close()) };
}

let app: TestApp;
let way: Way;
let database: { name: string; url: string };

beforeAll(async () => {
  database = await cloneTemplate();
  way = await wayTo(database.url);
  app = await startApp({ databaseUrl: way.url, worker: false });
  await app.service({ key: 'checkout' });
});
afterAll(async () => {
  way.mend();
  await app?.close();
  way.close();
  await dropDatabase(database.name);
});

describe('while the database is away', () => {
  it('senders are told to come again, and succeed when it is back', async () => {
    const keyOf = async (kind: string): Promise<{ key: string; url: string }> =>
      (await app.as().post('/api/v1/services/checkout/alert-sources').send({ kind })).body;
    const events = await keyOf('events_v2');
    const hook = await keyOf('alertmanager');
    const payload = { summary: 'Down', source: 'web-1', severity: 'critical' };
    const post = async (url: string, body: object): Promise<{ status: number; body: unknown }> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    };
    const enqueue = () =>
      post(events.url, { routing_key: events.key, event_action: 'trigger', dedup_key: 'k', payload });
    const deliver = () => post(hook.url, { version: '4', status: 'firing', groupKey: '', alerts: [] });
    way.cut();
    expect(await enqueue()).toMatchObject({ status: 503, body: { status: 'error' } });
    expect(await deliver()).toMatchObject({ status: 503, body: { status: 'error' } });
    way.mend();
    await eventually(async () => {
      expect((await enqueue()).status).toBe(202);
      expect((await deliver()).status).toBe(200);
    });
    const { body } = await app.as().get('/api/v1/alerts');
    expect(body.items).toHaveLength(1);
  });
});
