import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EventStream, eventually, startApp, startRedis, type TestApp, type TestRedis } from '../support/index.js';

const BULK = '/ofrep/v1/evaluate/flags';
const BODY = { context: { targetingKey: 'user-7' } };
const opened: EventStream[] = [];

let one: TestApp;
let other: TestApp;
let token: string;

beforeAll(async () => {
  one = await startApp({ worker: false, config: { liveHeartbeatMs: 300, corsOrigins: ['https://shop.example.com'] } });
  other = await startApp({ beside: one, worker: false, config: { liveHeartbeatMs: 300 } });
  await one.service({ key: 'shop', team: 'payments' });
  token = await one.token({ permissions: ['flags:evaluate'], environment: 'production' });
  for (const key of ['a', 'b']) await create(one, key);
});
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
});
afterAll(async () => {
  await other.close();
  await one.close();
});

async function create(app: TestApp, key: string, more: object = {}): Promise<void> {
  const flag = { key, name: key, kind: 'ops', service: 'shop', owner: { team: 'payments' }, ...more };
  await app.as().post('/api/v1/flags').send(flag).expect(201);
}
async function flip(app: TestApp, key: string, on: boolean, environment = 'production'): Promise<number> {
  const path = `/api/v1/flags/${key}/environments/${environment}/flip`;
  const { body } = await app.as().post(path).send({ on, reason: 'test' }).expect(200);
  return Number(body.revision);
}
async function streamUri(app: TestApp, bearer = token): Promise<string> {
  const { body } = await app.as(bearer).post(BULK).send(BODY).expect(200);
  return String(body.eventStreams[0].endpoint.requestUri);
}
async function open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const stream = await EventStream.open(url, headers);
  opened.push(stream);
  return stream;
}
const ofrep = async (app: TestApp, headers?: Record<string, string>, bearer?: string) =>
  open(app.url + (await streamUri(app, bearer)), headers);
const changes = (app: TestApp, headers: Record<string, string> = {}, bearer = token) =>
  open(`${app.url}/api/v1/flag-changes/production`, { authorization: `Bearer ${bearer}`, ...headers });
async function openStreams(app: TestApp): Promise<number> {
  const { text } = await app.as().get('/metrics');
  return [...text.matchAll(/^loop_flag_streams\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}
async function droppedStreams(app: TestApp): Promise<number> {
  const { text } = await app.as().get('/metrics');
  return Number(/^loop_flag_streams_dropped_total (\d+)$/m.exec(text)?.[1] ?? 0);
}

describe('the OFREP event stream', () => {
  it('tells clients of both processes to evaluate again, at once and by the revision', async () => {
    const [here, there] = [await ofrep(one), await ofrep(other)];
    const revision = await flip(one, 'a', true);
    await eventually(() => {
      for (const stream of [here, there]) {
        expect(stream.last).toEqual({
          event: 'message',
          id: String(revision),
          data: { type: 'refetchEvaluation', etag: `"r${revision}"`, lastModified: expect.any(Number) },
        });
      }
    });
  });

  it('can be opened by a page of another origin, and proxies pass it on', async () => {
    const stream = await ofrep(one, { origin: 'https://shop.example.com' });
    expect(stream.headers.get('access-control-allow-origin')).toBe('https://shop.example.com');
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    expect(stream.headers.get('cache-control')).toContain('no-store');
    await eventually(() => expect(stream.comments).toBeGreaterThan(1));
  });

  it('has one address for a token in every process, so that clients keep their connection', async () => {
    const addresses = [await streamUri(one), await streamUri(one), await streamUri(other)];
    expect(new Set(addresses).size).toBe(1);
    const second = await one.token({ permissions: ['flags:evaluate'], environment: 'production' });
    expect(await streamUri(one, second)).not.toBe(addresses[0]);
    expect(addresses[0]).not.toContain(token.slice(5, 20));
  });

  it('opens to no other ticket, and the ticket opens nothing else', async () => {
    const uri = await streamUri(one);
    const ticket = uri.split('ticket=')[1] ?? '';
    const forged = `${ticket.slice(0, -4)}AAAA`;
    for (const wrong of ['', 'nonsense', forged, `019a9f5e-0000-7000-8000-000000000000.${ticket.split('.')[1]}`]) {
      const refused = await request(one.url).get('/ofrep/v1/stream').query({ ticket: wrong });
      expect([refused.status, refused.body.errorCode]).toEqual([401, 'GENERAL']);
    }
    const uses = await Promise.all([
      one.as(ticket).post(BULK).send(BODY),
      one.as(ticket).get('/api/v1/flag-changes/production'),
    ]);
    expect(uses.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('has an address that is never logged, neither of a stream that opens nor of one that is refused', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const talkative = await startApp({ beside: one, worker: false, log });
    const uri = await streamUri(talkative);
    const stream = await open(talkative.url + uri);
    await eventually(() => expect(stream.events).toHaveLength(1));
    await request(talkative.url).get(`${uri}x`).expect(401);
    await request(talkative.url).get(uri.replace('/stream', '/streams')).expect(404);
    await talkative.as().get('/api/v1/flags').expect(200);
    await talkative.close();
    expect(lines.join('')).toContain('/api/v1/flags');
    const ticket = uri.split('ticket=')[1] ?? 'none';
    expect(lines.filter((line) => line.includes(ticket) || line.includes(ticket.split('.')[1] ?? ticket))).toEqual([]);
  });

  it('tells a reader that comes to evaluate again unless it is known to have missed nothing', async () => {
    const revision = await flip(one, 'a', false);
    const fresh = await ofrep(one);
    await eventually(() => expect(fresh.last?.id).toBe(String(revision)));
    const behind = await ofrep(one, { 'last-event-id': String(revision - 1) });
    await eventually(() => expect(behind.last?.id).toBe(String(revision)));
    const current = await ofrep(one, { 'last-event-id': String(revision) });
    await eventually(() => expect(current.comments).toBeGreaterThan(1));
    expect(current.events).toEqual([]);
    const nonsense = await ofrep(one, { 'last-event-id': 'evt-1' });
    await eventually(() => expect(nonsense.events).toHaveLength(1));
  });

  it('says nothing of what changed in another environment only', async () => {
    const stream = await ofrep(one);
    await eventually(() => expect(stream.events).toHaveLength(1));
    await flip(one, 'b', true, 'staging');
    const revision = await flip(one, 'b', true);
    await eventually(() => expect(stream.last?.id).toBe(String(revision)));
    expect(stream.events).toHaveLength(2);
  });

  it('is never older than what it told of, whichever process is asked', async () => {
    const revision = await flip(one, 'a', true);
    const { body } = await other
      .as(token)
      .post(`${BULK}?flagConfigEtag=${encodeURIComponent(`"r${revision}"`)}&flagConfigLastModified=1`)
      .send(BODY)
      .expect(200);
    expect(body.metadata.revision).toBeGreaterThanOrEqual(revision);
    expect(body.flags.find(({ key }: { key: string }) => key === 'a')).toMatchObject({ value: true });
    await other.as(token).post(`${BULK}?flagConfigEtag=nonsense`).send(BODY).expect(200);
  });
});

describe('the stream of flag changes', () => {
  it('says where the definitions are and then what they become', async () => {
    const stream = await changes(other);
    await eventually(() => expect(stream.events).toHaveLength(1));
    const [hello] = stream.named('hello');
    expect(hello?.data).toEqual({
      environment: 'production',
      revision: expect.any(Number),
      resumed: false,
      document: '/flagd/v1/flags/production',
    });
    expect(hello?.id).toBe(String(hello?.data['revision']));
    const revision = await flip(one, 'a', false);
    await eventually(() => expect(stream.named('change')).toHaveLength(1));
    expect(stream.last).toEqual({
      event: 'change',
      id: String(revision),
      data: {
        environment: 'production',
        revision,
        flags: { a: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' } },
      },
    });
    const { body } = await other.as(token).get(String(hello?.data['document'])).expect(200);
    expect(stream.last?.data['flags']).toEqual({ a: body.flags.a });
  });

  it('says that a flag is gone', async () => {
    await create(one, 'short-lived');
    const stream = await changes(other);
    await one.as().post('/api/v1/flags/short-lived/complete').send({ outcome: 'discarded' }).expect(200);
    await one.as().post('/api/v1/flags/short-lived/archive').send().expect(200);
    await eventually(() => expect(stream.last?.data['flags']).toEqual({ 'short-lived': null }));
  });

  it('is resumed after the last event that was seen, with each flag once', async () => {
    const seen = await flip(one, 'a', true);
    await flip(one, 'a', false);
    await flip(one, 'b', false);
    const last = await flip(one, 'a', true);
    const stream = await changes(one, { 'last-event-id': String(seen) });
    await eventually(() => expect(stream.events).toHaveLength(2));
    expect(stream.named('hello')[0]?.data['resumed']).toBe(true);
    const change = stream.named('change')[0];
    expect(change?.id).toBe(String(last));
    expect(change?.data['flags']).toMatchObject({ a: { defaultVariant: 'on' }, b: { defaultVariant: 'off' } });
    const current = await changes(one, { 'last-event-id': String(last) });
    await eventually(() => expect(current.comments).toBeGreaterThan(1));
    expect(current.events.map(({ event, data }) => [event, data['resumed']])).toEqual([['hello', true]]);
  });

  it('is begun anew by a reader that a process cannot tell what it missed', async () => {
    const third = await startApp({ beside: one, worker: false });
    const stream = await changes(third, { 'last-event-id': '1' });
    await eventually(() => expect(stream.last?.data['resumed']).toBe(false));
    await third.close();
  });

  it('is for tokens of the environment, and for whoever may read', async () => {
    const reader = await one.token({ permissions: ['read'] });
    const writer = await one.token({ permissions: ['flags:write'] });
    const get = (bearer: string, environment: string) => one.as(bearer).get(`/api/v1/flag-changes/${environment}`);
    const refused = await Promise.all([
      get('nobody-knows-this', 'production'),
      get(writer, 'production'),
      get(token, 'staging'),
      get(reader, 'moon'),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([401, 403, 403, 404]);
    expect((await changes(one, {}, reader)).ended).toBeNull();
    const person = await (await one.signedIn('admin')).get('/api/v1/flag-changes/production');
    expect([person.status, person.body.code]).toEqual([403, 'needs_token']);
  });
});

describe('streams', () => {
  it('end when their token is revoked, in every process, and those of others go on', async () => {
    const { body } = await one
      .as()
      .post('/api/v1/tokens')
      .send({ name: 'short', permissions: ['flags:evaluate'], environment: 'production' })
      .expect(201);
    const mine = await Promise.all([
      ofrep(one, {}, body.token),
      ofrep(other, {}, body.token),
      changes(other, {}, body.token),
    ]);
    const bystander = await ofrep(other);
    const uri = await streamUri(other, body.token);
    await one.as().delete(`/api/v1/tokens/${body.id}`).expect(204);
    await eventually(() => expect(mine.map(({ ended }) => ended)).toEqual(['orderly', 'orderly', 'orderly']));
    expect(bystander.ended).toBeNull();
    await eventually(async () => expect((await request(other.url).get(uri)).status).toBe(401));
  });

  it('are served to hundreds, all told of one flip, and forgotten when they leave', async () => {
    const before = await openStreams(one);
    const uri = await streamUri(one);
    const crowd = await Promise.all(
      Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? open(one.url + uri) : changes(one))),
    );
    expect(await openStreams(one)).toBe(before + 300);
    const revision = await flip(other, 'b', true);
    await eventually(() => expect(crowd.filter(({ last }) => last?.id === String(revision))).toHaveLength(300), {
      within: 30_000,
    });
    for (const stream of opened.splice(0)) stream.close();
    await eventually(async () => expect(await openStreams(one)).toBeLessThanOrEqual(before));
  }, 90_000);

  it('of a reader that takes nothing are dropped, without harm to the others', async () => {
    const before = await droppedStreams(one);
    const stuck = await neverReading(one);
    const healthy = await changes(one);
    for (let round = 0; round < 20 && (await droppedStreams(one)) === before; round += 1) {
      const revision = String(await flipLargeFlags());
      await eventually(() => expect(healthy.last?.id).toBe(revision), { within: 30_000 });
    }
    await eventually(async () => expect(await droppedStreams(one)).toBe(before + 1));
    expect(healthy.ended).toBeNull();
    stuck.destroy();
  }, 90_000);

  it('end in order when the process does, and none is opened any more', async () => {
    const third = await startApp({ beside: one, worker: false });
    const streams = [await ofrep(third), await changes(third)];
    await third.close();
    await eventually(() => expect(streams.map(({ ended }) => ended)).toEqual(['orderly', 'orderly']));
  });
});

/** Flips a hundred flags, each of 30 kB, at once: more than the buffers of a connection hold. */
async function flipLargeFlags(): Promise<number> {
  const [row] = await one.sql<{ revision: number }>(
    `with next as (update flag_revision set revision = revision + 1 returning revision),
     large as (
       insert into flags (key, name, kind, service, owner_team, stage, variants, default_variant, off_variant, revision,
         created_at, updated_at, created_by)
       select 'large-' || n, 'large', 'ops', 'shop', 'payments', 'active',
         json_build_object('on', repeat('x', 30000), 'off', ''), 'on', 'off', next.revision, $1, $1, 'test'
       from generate_series(1, 100) n, next on conflict (key) do update set revision = excluded.revision returning key, revision),
     states as (
       insert into flag_environments (flag, environment, position, on_state, rules, revision, changed_at)
       select key, 'production', 0, true, '[]', revision, $1 from large
       on conflict (flag, environment) do update set on_state = not flag_environments.on_state returning 1)
     select revision::float8 as revision, pg_notify('flag_revision', revision::text) from next`,
    [one.clock.now()],
  );
  return row?.revision ?? 0;
}

/** Asks for the stream of changes and reads nothing of the answer. */
async function neverReading(app: TestApp): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  socket.pause();
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const before = await openStreams(app);
  socket.write(
    `GET /api/v1/flag-changes/production HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  await eventually(async () => expect(await openStreams(app)).toBe(before + 1));
  return socket;
}

describe('streams while Redis is away', () => {
  let redis: TestRedis;
  let here: TestApp;
  let there: TestApp;

  beforeAll(async () => {
    redis = await startRedis();
    here = await startApp({ worker: false, config: { redisUrl: redis.url } });
    there = await startApp({ beside: here, worker: false, config: { redisUrl: redis.url } });
    await here.service({ key: 'shop', team: 'payments' });
    await create(here, 'a');
    await flip(here, 'a', true);
  });
  afterAll(async () => {
    await there.close();
    await here.close();
    await redis.stop();
  });

  it('open, tell of a kill, and resume', async () => {
    const bearer = await here.token({ permissions: ['flags:evaluate'], environment: 'production' });
    await redis.stop();
    const told = [await ofrep(there, {}, bearer), await changes(there, {}, bearer)];
    const kill = await here.as().post('/api/v1/flags/a/kill').send({ environment: 'production', reason: 'down' });
    expect(kill.status).toBe(200);
    const id = String(kill.body.revision);
    await eventually(() => expect(told.map(({ last }) => last?.id)).toEqual([id, id]));
    const resumed = await changes(there, { 'last-event-id': String(kill.body.revision - 1) }, bearer);
    await eventually(() => expect(resumed.last?.id).toBe(id));
  });
});
