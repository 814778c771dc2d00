import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DebtTeller } from '../../src/flags/outgoing/debt-teller.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { startReceiver, type Receiver } from './oncall-receivers.js';

const PATH = '/api/v1/outgoing-webhooks';
let app: TestApp;
let receiver: Receiver;

beforeAll(async () => {
  app = await startApp({ config: { secretKey: randomBytes(32), publicUrl: 'https://loop.example.com' } });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'search', team: 'payments' });
});
afterAll(() => app?.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const { id } of (await app.as().get(PATH)).body.items) await app.as().delete(`${PATH}/${id}`).expect(204);
  await receiver.close();
});

let made = 0;
async function flag(service = 'checkout'): Promise<string> {
  const key = `flag-${(made += 1)}`;
  const body = { key, name: `Flag ${made}`, kind: 'ops', service, owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(body).expect(201);
  return key;
}
const flip = (key: string, on: boolean, environment = 'production') =>
  app.as().post(`/api/v1/flags/${key}/environments/${environment}/flip`).send({ on, reason: 'a <try>' }).expect(200);
const kill = (key: string) =>
  app.as().post(`/api/v1/flags/${key}/kill`).send({ environment: 'production', reason: 'errors' }).expect(200);
async function subscribe(over: object = {}): Promise<{ id: string; secret: string }> {
  const body = { kind: 'webhook', name: 'Ours', url: `${receiver.url}/in?token=secret`, ...over };
  const answer = await app.as().post(PATH).send(body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}
const got = (count: number) =>
  eventually(() => {
    expect(receiver.received).toHaveLength(count);
    return receiver.received;
  });
const types = (): string[] =>
  receiver.received.map(({ body }) => String(body['type'])).toSorted((a, b) => a.localeCompare(b));
const deliveries = async (id: string, state = '') =>
  (
    await app
      .as()
      .get(`${PATH}/${id}/deliveries${state === '' ? '' : `?state=${state}`}`)
      .expect(200)
  ).body.items;

describe('an outgoing webhook', () => {
  it('gets what happens to flags, signed over id, timestamp and body', async () => {
    const { id, secret } = await subscribe();
    const key = await flag();
    await flip(key, true);
    const [message] = await got(1);
    expect(message?.body).toMatchObject({
      type: 'flag.flip',
      flag: { key, service: 'checkout', kind: 'ops', url: `https://loop.example.com/flags/${key}` },
      environment: 'production',
      on: true,
      actor: 'first admin token',
      reason: 'a <try>',
      incident: null,
    });
    const { 'webhook-id': messageId, 'webhook-timestamp': at, 'webhook-signature': signature } = message?.headers ?? {};
    expect(messageId).toBe(message?.body['id']);
    const bytes = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', bytes)
      .update(`${String(messageId)}.${String(at)}.${message?.raw}`)
      .digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    const [delivery] = await eventually(async () => {
      const items = await deliveries(id, 'delivered');
      expect(items).toHaveLength(1);
      return items;
    });
    expect(delivery).toMatchObject({
      type: 'flag.flip',
      flag: key,
      state: 'delivered',
      tries: 1,
      status: 200,
      error: null,
    });
  });

  it('gets what it asked for alone', async () => {
    await subscribe({ events: ['kill', 'create', 'complete'], services: ['checkout'], environments: ['production'] });
    await flag('search');
    const key = await flag();
    await flip(key, true);
    await kill(key);
    await app.as().post(`/api/v1/flags/${key}/complete`).send({ outcome: 'kept' }).expect(200);
    await got(3);
    expect(types()).toEqual(['flag.complete', 'flag.create', 'flag.kill']);
  });

  it('is tried again with the same message until it takes it', async () => {
    const { id } = await subscribe();
    receiver.answer = 503;
    const key = await flag();
    await flip(key, true);
    await got(1);
    const waiting = await eventually(async () => {
      const [item] = await deliveries(id, 'due');
      expect(item).toMatchObject({ tries: 1, status: 503, error: 'answered 503' });
      return item;
    });
    expect(new Date(waiting.nextTryAt).getTime()).toBeGreaterThan(app.clock.now().getTime());
    receiver.answer = 204;
    app.clock.advance(6_000);
    await got(2);
    const [first, second] = receiver.received;
    expect(second?.raw).toBe(first?.raw);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    await eventually(async () => expect(await deliveries(id, 'delivered')).toHaveLength(1));
  });

  it('that is gone for good is given up at once, and sent again by hand', async () => {
    const { id } = await subscribe();
    receiver.answer = 410;
    await flip(await flag(), true);
    const [failed] = await eventually(async () => {
      const items = await deliveries(id, 'failed');
      expect(items).toHaveLength(1);
      return items;
    });
    expect((await app.as().get(`${PATH}/${id}`)).body).toMatchObject({ failed: 1, due: 0 });
    receiver.answer = 200;
    await app.as().post(`${PATH}/${id}/deliveries/${failed.id}/redeliver`).expect(200);
    await got(2);
    expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
    await app.as().post(`${PATH}/${id}/deliveries/nothing/redeliver`).expect(404);
  });

  it('does not wait for another that does not answer', async () => {
    const hanging = await startReceiver();
    hanging.answer = 'nothing';
    await subscribe({ name: 'Hangs', url: hanging.url, events: ['create'] });
    // Each try lasts 10 s, and there are more than two times as many as are sent at once.
    for (let count = 0; count < 45; count += 1) await flag();
    await eventually(() => expect(hanging.received.length).toBeGreaterThan(0));
    await subscribe();
    await flip(await flag(), true);
    await got(1);
    await hanging.close();
  });

  it('hears of one act once, though its job runs twice', async () => {
    const { id } = await subscribe();
    const key = await flag();
    await flip(key, true);
    await got(1);
    await app.settled();
    const [again] = await app.sql<{ id: string }>(
      `update outbox_deliveries d set done_at = null, enqueued_at = null from outbox_events e
       where e.id = d.event_id and d.consumer = 'flags.tell-outgoing' and e.payload ->> 'flag' = $1
         and e.payload ->> 'action' = 'flip' returning e.id`,
      [key],
    );
    expect(again).toBeDefined();
    await app.settled();
    expect(await deliveries(id)).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
  });

  it('shows neither its address nor its secret again, and keeps both encrypted', async () => {
    const { id, secret } = await subscribe();
    const shown = await app.as().get(PATH);
    expect(shown.body.items).toMatchObject([{ id, kind: 'webhook', target: receiver.url, events: ['flip', 'kill'] }]);
    expect(shown.text).not.toContain('token=secret');
    expect(shown.text).not.toContain(secret);
    const rows = await app.sql<{ sealed: Buffer }>(`select sealed from outgoing_webhooks`);
    expect(rows[0]?.sealed.toString('latin1')).not.toContain('token');
    const renewed = await app.as().post(`${PATH}/${id}/secret`).expect(200);
    expect(renewed.body.secret).toMatch(/^whsec_/);
    expect(renewed.body.secret).not.toBe(secret);
  });

  it('is changed over what was read, paused, tried and refused to others', async () => {
    const { id } = await subscribe();
    const read = await app.as().get(`${PATH}/${id}`);
    const change = (body: object, tag: string) => app.as().patch(`${PATH}/${id}`).set('if-match', tag).send(body);
    const etag = String(read.headers['etag']);
    expect((await change({ active: false }, etag).expect(200)).body.active).toBe(false);
    await change({ name: 'Late' }, etag).expect(412);
    await flip(await flag(), true);
    await app.settled();
    expect(await deliveries(id)).toEqual([]);
    expect((await app.as().post(`${PATH}/${id}/test`).expect(200)).body).toMatchObject({ ok: true });
    expect(types()).toEqual(['ping']);
    receiver.answer = 500;
    expect((await app.as().post(`${PATH}/${id}/test`)).body).toEqual({
      ok: false,
      detail: `It did not arrive at ${receiver.url}: answered 500.`,
    });
    const member = await app.token({ permissions: ['flags:write', 'read'] });
    for (const path of [PATH, `${PATH}/${id}`, `${PATH}/${id}/deliveries`]) await app.as(member).get(path).expect(403);
    const wrong = await app
      .as()
      .post(PATH)
      .send({ kind: 'pigeon', url: 'nonsense', events: ['nothing'] })
      .expect(422);
    expect(wrong.body.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'events',
      'kind',
      'name',
      'url',
    ]);
    await app.as().get(`${PATH}/nothing`).expect(404);
  });

  it('needs a key to keep secrets with', async () => {
    const bare = await startApp({ beside: app, worker: false, config: { secretKey: null } });
    const body = { kind: 'slack', name: 'S', url: receiver.url };
    expect((await bare.as().post(PATH).send(body).expect(409)).body.code).toBe('no_secret_key');
    await bare.close();
  });
});

describe('Slack', () => {
  it('is told of flips: which flag, where, by whom, why, with a link', async () => {
    await subscribe({ kind: 'slack', name: 'Channel', environments: ['production'] });
    const key = await flag();
    await flip(key, true, 'staging');
    await flip(key, true);
    const [message] = await got(1);
    expect(message?.body).toEqual({
      text: `:large_green_circle: <https://loop.example.com/flags/${key}|${key}> was turned on in *production* by first admin token.\n> a &lt;try&gt;`,
    });
    expect(message?.headers['webhook-signature']).toBeUndefined();
  });
});

describe('debt', () => {
  it('is told once, when it begins', async () => {
    const look = () => app.get(DebtTeller).look();
    await look();
    await subscribe({ events: ['debt'] });
    const body = {
      key: 'brief',
      kind: 'release',
      service: 'checkout',
      owner: { team: 'payments' },
      removalTicket: 'OPS-1',
    };
    const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    await app
      .as()
      .post('/api/v1/flags')
      .send({ ...body, expiresAt })
      .expect(201);
    await look();
    app.clock.advance(2 * 3_600_000);
    await look();
    await look();
    const [message] = await got(1);
    expect(message?.body).toMatchObject({ type: 'flag.debt', flag: { key: 'brief' }, detail: { rules: ['expired'] } });
  });
});
