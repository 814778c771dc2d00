import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '../../src/identity/index.js';
import { Instances } from '../../src/flags/instances/instances.js';
import { Flips } from '../../src/flags/lifecycle/flips.service.js';
import { Db, Ticks } from '../../src/platform/index.js';
import { EventStream, eventually, startApp, TestClock, type TestApp } from '../support/index.js';

const BULK = '/ofrep/v1/evaluate/flags';
const BODY = { context: { targetingKey: 'user-7' } };
const opened: EventStream[] = [];

/** Stands still, so that what a test measures is what it let pass. */
class StillClock extends TestClock {
  private at = Date.parse('2026-11-21T08:00:00Z');

  override now(): Date {
    return new Date(this.at);
  }

  override advance(ms: number): void {
    this.at += ms;
  }
}

const clock = new StillClock();
let one: TestApp;
let other: TestApp;
let token: string;
let made = 0;

beforeAll(async () => {
  one = await startApp({ worker: false, clock });
  other = await startApp({ beside: one, worker: false });
  await one.service({ key: 'shop', team: 'payments' });
  token = await one.token({ permissions: ['flags:evaluate'], environment: 'production' });
  await one
    .as()
    .post('/api/v1/flags')
    .send({ key: 'a', name: 'a', kind: 'ops', service: 'shop', owner: { team: 'payments' } })
    .expect(201);
});
afterEach(async () => {
  for (const stream of opened.splice(0)) stream.close();
  await eventually(async () => {
    const { text } = await one.as().get('/metrics');
    if (/^loop_flag_streams\{.*\} [1-9]/m.test(text)) throw new Error('A stream is still open');
  });
  for (const app of [one, other]) await app.get(Instances).flush();
  // Whoever one test knew has gone by the time of the next.
  clock.advance(3 * 3_600_000);
});
afterAll(async () => {
  await other.close();
  await one.close();
});

const name = (): string => `instance-${(made += 1)}`;
const as = (instance: string): Record<string, string> => ({ 'x-loop-instance': instance, 'x-loop-sdk': 'js-web/1.10' });
async function poll(app: TestApp, instance: string): Promise<void> {
  await app.as(token).post(BULK).set(as(instance)).send(BODY).expect(200);
}
async function flip(app: TestApp = one): Promise<{ revision: number; clients: Record<string, unknown> }> {
  const { body: flag } = await app.as().get('/api/v1/flags/a').expect(200);
  const on = !flag.environments.production.on;
  const { body } = await app
    .as()
    .post('/api/v1/flags/a/environments/production/flip')
    .send({ on, reason: 'test' })
    .expect(200);
  return body;
}
async function receipts(app: TestApp = one, query = ''): Promise<Record<string, unknown> & { items: Receipt[] }> {
  const { body } = await app.as().get(`/api/v1/flags/a/environments/production/receipts${query}`).expect(200);
  return body;
}
interface Receipt {
  instance: string;
  state: string;
  door: string;
  revision: number;
  appliedMs: number | null;
  connected: boolean;
  sdk: string | null;
}

describe('after a flip', () => {
  it('its answer and its receipts tell who has it, who is about to, and how long the last one took, in any process', async () => {
    const [here, there] = [name(), name()];
    await poll(one, here);
    await poll(other, there);
    await one.get(Instances).flush();
    await other.get(Instances).flush();
    clock.advance(5_000);
    const { revision, clients } = await flip();
    expect(clients).toEqual({ applied: 0, pending: 2, silent: 0, lastAppliedAt: null, lastAppliedMs: null });
    clock.advance(150);
    await poll(other, here);
    await eventually(async () => expect(await receipts(one)).toMatchObject({ revision, applied: 1, pending: 1 }));
    clock.advance(1_350);
    await poll(one, there);
    for (const app of [one, other]) {
      await eventually(async () =>
        expect(await receipts(app)).toMatchObject({ applied: 2, pending: 0, silent: 0, lastAppliedMs: 1_500 }),
      );
    }
    const { items } = await receipts(other);
    expect(items).toMatchObject([
      { instance: here, state: 'applied', appliedMs: 150, door: 'bulk', sdk: 'js-web/1.10', connected: false },
      { instance: there, state: 'applied', appliedMs: 1_500 },
    ]);
  });

  it('an instance that is not heard of any more is silent, until it asks again', async () => {
    const instance = name();
    await poll(one, instance);
    clock.advance(30_000);
    await flip();
    expect(await receipts()).toMatchObject({ pending: 1, silent: 0 });
    clock.advance(31_000);
    expect(await receipts()).toMatchObject({ pending: 0, silent: 1, lastAppliedMs: null });
    await poll(one, instance);
    expect(await receipts()).toMatchObject({ applied: 1, silent: 0, lastAppliedMs: 31_000 });
  });

  it('one that had gone before, or came after, is not counted', async () => {
    await poll(one, name());
    clock.advance(3_600_001);
    await flip();
    clock.advance(1_000);
    await poll(one, name());
    expect(await receipts()).toMatchObject({ applied: 0, pending: 0, silent: 0, items: [] });
  });

  it('those of an earlier change stay as they were', async () => {
    const instance = name();
    await poll(one, instance);
    const first = await flip();
    clock.advance(200);
    await poll(one, instance);
    clock.advance(60_000);
    await flip();
    clock.advance(700);
    await poll(one, instance);
    expect(await receipts(one, `?revision=${first.revision}`)).toMatchObject({ lastAppliedMs: 200, applied: 1 });
    expect(await receipts()).toMatchObject({ lastAppliedMs: 700, applied: 1 });
  });

  it('those of a change more than seven days ago say who has it, and no longer since when', async () => {
    const instance = name();
    await poll(one, instance);
    const first = await flip();
    clock.advance(200);
    await poll(one, instance);
    // It goes on asking, and so is known, while its first receipts are forgotten.
    for (let hours = 0; hours < 8 * 24; hours += 12) {
      clock.advance(12 * 3_600_000);
      await poll(one, instance);
    }
    await flip();
    await poll(one, instance);
    await one.get(Ticks).now('flags.prune-instances');
    expect(await receipts(one, `?revision=${first.revision}`)).toMatchObject({
      applied: 1,
      lastAppliedAt: null,
      lastAppliedMs: null,
      items: [{ instance, state: 'applied', appliedAt: null, appliedMs: null }],
    });
    expect(await receipts()).toMatchObject({ applied: 1, lastAppliedMs: 0 });
  });

  it('they can be read by state and page by page', async () => {
    const instances = [name(), name(), name()].toSorted();
    for (const instance of instances) await poll(one, instance);
    await flip();
    await poll(one, instances[1] ?? '');
    const names = ({ items }: { items: Receipt[] }): string[] => items.map(({ instance }) => instance);
    expect(names(await receipts(one, '?state=pending'))).toEqual([instances[0], instances[2]]);
    const first = await receipts(one, '?limit=2');
    expect(names(first)).toEqual(instances.slice(0, 2));
    const rest = await receipts(one, `?limit=2&cursor=${String(first['nextCursor'])}`);
    expect([names(rest), rest['nextCursor']]).toEqual([instances.slice(2), null]);
    expect(rest).toMatchObject({ applied: 1, pending: 2 });
  });

  it('they are of that flag, environment and change, or of none', async () => {
    await flip();
    const get = (path: string) => one.as().get(`/api/v1/flags/${path}`);
    const answers = await Promise.all([
      get('unheard-of/environments/production/receipts'),
      get('a/environments/moon/receipts'),
      get('a/environments/production/receipts?revision=999999'),
      get('a/environments/production/receipts?revision=x'),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'unknown_flag'],
      [404, 'unknown_environment'],
      [404, 'unknown_change'],
      [400, 'unreadable_query'],
    ]);
    expect((await one.as(token).get('/api/v1/flags/a/environments/production/receipts')).status).toBe(403);
  });
});

describe('after a change that no answer shows', () => {
  const rules = async (flag: string, description: string): Promise<void> => {
    const conditions = [{ attribute: 'plan', operator: 'equals', value: 'pro' }];
    const body = { rules: [{ description, conditions, serve: { variant: 'on' } }], otherwise: { variant: 'off' } };
    await one.as().put(`/api/v1/flags/${flag}/environments/production/rules`).send(body).expect(200);
  };
  const set = (on: boolean) => ({
    flag: 'a',
    environment: 'production',
    on,
    kill: false,
    reason: 'test',
    incident: null,
  });
  const ofrepStream = async (app: TestApp, instance: string): Promise<EventStream> => {
    const { body } = await app.as(token).post(BULK).set(as(instance)).send(BODY).expect(200);
    const stream = await EventStream.open(app.url + String(body.eventStreams[0].endpoint.requestUri));
    opened.push(stream);
    await eventually(() => expect(stream.events).toHaveLength(1));
    return stream;
  };

  it.each([
    ['off', 'only the description of a rule is another'],
    ['on', 'the flag is off'],
  ])('turned %s: where %s, whoever had the answers before has them at once and nobody is told', async (to) => {
    await rules('a', 'first');
    await one.get(Flips).flip(set(to === 'off'), SYSTEM_ACTOR);
    const [polling, listening] = [name(), name()];
    await poll(one, polling);
    const streams = [await ofrepStream(one, listening), await ofrepStream(other, name())];
    clock.advance(70_000);
    await rules('a', 'second');
    await eventually(async () => {
      for (const app of [one, other])
        expect(await receipts(app)).toMatchObject({ applied: 3, pending: 0, silent: 0, lastAppliedMs: 0 });
    });
    clock.advance(5_000);
    const { revision } = await flip();
    await poll(one, polling);
    expect(await receipts(one, `?revision=${revision}`)).toMatchObject({ applied: 1 });
    await eventually(() => expect(streams.map(({ last }) => last?.id)).toEqual([String(revision), String(revision)]));
    expect(streams.map(({ events }) => events.length)).toEqual([2, 2]);
  });

  it('whoever had not even the answers before still has not', async () => {
    await rules('a', 'first');
    const [late, prompt] = [name(), name()];
    await poll(one, late);
    await poll(one, prompt);
    await flip();
    await poll(one, prompt);
    await rules('a', 'second');
    await eventually(async () => expect((await receipts()).applied).toBe(1));
    expect((await receipts()).items).toMatchObject([
      { instance: late, state: 'pending' },
      { instance: prompt, state: 'applied' },
    ]);
  });

  it('of which two came together, everybody asks again: others may have been answered in between', async () => {
    await one.get(Flips).flip(set(false), SYSTEM_ACTOR);
    const instance = name();
    const stream = await ofrepStream(other, instance);
    const flips = one.get(Flips);
    const revision = await one.get(Db).transaction(async (tx) => {
      await flips.flipIn(tx, set(true), SYSTEM_ACTOR);
      return (await flips.flipIn(tx, set(false), SYSTEM_ACTOR)).revision;
    });
    await flips.catchUp();
    await eventually(() => expect(stream.last?.id).toBe(String(revision)));
    expect(await receipts(other)).toMatchObject({ applied: 0, pending: 1 });
    clock.advance(300);
    await poll(other, instance);
    expect(await receipts(other)).toMatchObject({ revision, applied: 1, pending: 0, lastAppliedMs: 300 });
  });

  it('a reader of the stream of changes that comes back has it too', async () => {
    const instance = name();
    await poll(one, instance);
    const { revision } = await flip();
    await rules('a', 'third');
    expect((await receipts()).items).toMatchObject([{ instance, state: 'pending' }]);
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': String(revision), ...as(instance) };
    const stream = await EventStream.open(`${one.url}/api/v1/flag-changes/production`, headers);
    opened.push(stream);
    expect((await receipts()).items).toMatchObject([{ instance, state: 'applied' }]);
  });
});

describe('an instance', () => {
  it.each<[string, (instance: string) => Promise<unknown>]>([
    ['evaluation', (instance) => one.as(token).post(`${BULK}/a`).set(as(instance)).send(BODY).expect(200)],
    ['bulk', (instance) => one.as(token).post(`${BULK}?instance=${instance}&sdk=web`).send(BODY).expect(200)],
    ['sync', (instance) => one.as(token).get(`/flagd/v1/flags/production?instance=${instance}`).expect(200)],
  ])('that asks by the door %s is known by its name', async (door, ask) => {
    const instance = name();
    await ask(instance);
    await flip();
    expect((await receipts()).items).toMatchObject([{ instance, door, state: 'pending' }]);
    await ask(instance);
    expect((await receipts()).items).toMatchObject([{ instance, door, state: 'applied' }]);
  });

  it('that was answered 304 has the revision of the answer', async () => {
    const instance = name();
    const first = await one.as(token).post(BULK).set(as(instance)).send(BODY);
    await one
      .as(token)
      .post(BULK)
      .set({ ...as(instance), 'if-none-match': String(first.headers['etag']) })
      .send(BODY)
      .expect(304);
    await flip();
    await flip();
    expect((await receipts()).items).toMatchObject([{ state: 'pending' }]);
  });

  it('whose OFREP stream is open counts as connected, by the name of its bulk request', async () => {
    const instance = name();
    const { body } = await one.as(token).post(BULK).set(as(instance)).send(BODY).expect(200);
    const stream = await EventStream.open(other.url + String(body.eventStreams[0].endpoint.requestUri));
    opened.push(stream);
    await eventually(() => expect(stream.events).toHaveLength(1));
    await other.get(Instances).flush();
    clock.advance(30_000);
    await flip();
    expect((await receipts()).items).toMatchObject([{ instance, state: 'pending', connected: true }]);
    stream.close();
    await eventually(async () => {
      await other.get(Instances).flush();
      expect((await receipts()).items).toMatchObject([{ instance, connected: false }]);
    });
  });

  it('that follows the stream of changes says itself what it has applied', async () => {
    const instance = name();
    const stream = await EventStream.open(`${one.url}/api/v1/flag-changes/production?instance=${instance}`, {
      authorization: `Bearer ${token}`,
    });
    opened.push(stream);
    await eventually(() => expect(stream.events).toHaveLength(1));
    const { revision } = await flip();
    await eventually(() => expect(stream.last?.id).toBe(String(revision)));
    expect((await receipts()).items).toMatchObject([{ instance, state: 'pending', connected: true, door: 'stream' }]);
    const path = `/api/v1/flag-instances/production/${instance}`;
    await other.as(token).put(path).send({ revision, sdk: 'own/1' }).expect(204);
    await eventually(async () =>
      expect((await receipts()).items).toMatchObject([{ instance, state: 'applied', sdk: 'own/1' }]),
    );
    const refused = await Promise.all([
      one
        .as(token)
        .put(path)
        .send({ revision: revision + 1_000 }),
      one.as(token).put(path).send({}),
      one.as(token).put(`/api/v1/flag-instances/staging/${instance}`).send({ revision }),
      one.as(token).put('/api/v1/flag-instances/production/%07').send({ revision }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 403, 404]);
  });

  it('that comes back with the last event it saw needs to say no more', async () => {
    const instance = name();
    await poll(one, instance);
    const { revision } = await flip();
    const stream = await EventStream.open(`${one.url}/api/v1/flag-changes/production`, {
      authorization: `Bearer ${token}`,
      'last-event-id': String(revision),
      ...as(instance),
    });
    opened.push(stream);
    expect((await receipts()).items).toMatchObject([{ instance, state: 'applied' }]);
  });

  it('without a name that can be kept is answered like any other', async () => {
    for (const bad of ['', 'x'.repeat(201)]) {
      await one.as(token).post(BULK).set('x-loop-instance', bad).send(BODY).expect(200);
    }
    await one.as(token).post(`${BULK}?instance=%00`).send(BODY).expect(200);
    await flip();
    expect((await receipts()).items).toEqual([]);
  });

  it('is listed with all others', async () => {
    const instance = name();
    await poll(one, instance);
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await one.as().get(`/api/v1/flag-instances?environment=production&limit=5&cursor=${cursor}`);
      expect(page.status).toBe(200);
      all.push(...page.body.items.map((item: Receipt) => item.instance));
      cursor = page.body.nextCursor;
    }
    expect(all).toContain(instance);
    expect(all).toEqual(all.toSorted());
    expect(new Set(all).size).toBe(all.length);
    expect((await one.as().get('/api/v1/flag-instances?environment=staging')).body.items).toEqual([]);
  });
});
