import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Consumers, Db, defineConsumer, defineEvent } from '../../src/platform/index.js';
import { eventually, startApp, startRedis, type TestApp, type TestRedis } from '../support/index.js';

const Noted = defineEvent<{ word: string; fail?: number }>('test.noted');
const note = defineConsumer({ name: 'test.note', queue: 'test', event: Noted });

let redis: TestRedis;
let app: TestApp;
const tries = new Map<string, number>();

beforeAll(async () => {
  redis = await startRedis();
  app = await startApp({
    config: { redisUrl: redis.url },
    prepare: (nest) =>
      nest.get(Consumers).handle(note, async (payload, tx) => {
        const tried = (tries.get(payload.word) ?? 0) + 1;
        tries.set(payload.word, tried);
        await tx.execute(`insert into test_notes (word) values ($1)`, [payload.word]);
        if (tried <= (payload.fail ?? 0)) throw new Error(`refused ${payload.word}`);
      }),
  });
  await app.sql('create table test_notes (word text)');
});
afterAll(async () => {
  await app.close();
  await redis.stop();
});
afterEach(() => tries.clear());

const publish = (word: string, fail = 0) => app.get(Db).transaction((tx) => tx.publish(Noted, { word, fail }));
const notes = async (word: string) => (await app.sql(`select word from test_notes where word = $1`, [word])).length;

describe('the outbox', () => {
  it('runs a consumer once for each event, in one transaction with the record of it', async () => {
    await publish('hello');
    await eventually(async () => expect(await notes('hello')).toBe(1));
    await app.settled();
    expect(tries.get('hello')).toBe(1);
  });

  it('says nothing of what was rolled back', async () => {
    const failed = app.get(Db).transaction(async (tx) => {
      await tx.publish(Noted, { word: 'undone' });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await app.settled();
    expect(tries.get('undone')).toBeUndefined();
  });

  it('tries again after a failure, leaving no trace of the failed try', async () => {
    await publish('twice', 2);
    await eventually(async () => expect(await notes('twice')).toBe(1), { within: 15_000 });
    expect(tries.get('twice')).toBe(3);
  });

  it('counts a job once though it is queued again', async () => {
    await publish('doubled');
    await eventually(async () => expect(await notes('doubled')).toBe(1));
    const [row] = await app.sql<{ id: string }>(
      `select event_id as id from outbox_deliveries order by created_at desc limit 1`,
    );
    const { Queue } = await import('bullmq');
    const queue = new Queue('test', { connection: { url: redis.url }, prefix: app.config.redisPrefix });
    await queue.add('test.note', { events: [row?.id], consumer: 'test.note', correlationId: 'again' });
    await eventually(async () => expect((await queue.getJobCounts('waiting', 'active'))['waiting']).toBe(0));
    await queue.close();
    expect(await notes('doubled')).toBe(1);
  });

  it('shows a dead job and puts it back to work', async () => {
    await publish('dead', 3);
    await app.sql(`update outbox_deliveries set attempts = 7 where consumer = 'test.note' and done_at is null`);
    const job = await eventually(
      async () => {
        const list = await app.as().get('/api/v1/jobs');
        expect(list.body.items).toHaveLength(1);
        return list.body.items[0];
      },
      { within: 15_000 },
    );
    expect(job).toMatchObject({ consumer: 'test.note', payload: { word: 'dead' } });
    expect(job.error).toContain('refused dead');
    tries.set('dead', 10);
    expect((await app.as().post(`/api/v1/jobs/${job.id}/retry`)).status).toBe(200);
    await eventually(async () => expect(await notes('dead')).toBe(1));
    expect((await app.as().get('/api/v1/jobs')).body.items).toEqual([]);
    expect((await app.as().post(`/api/v1/jobs/${job.id}/retry`)).status).toBe(404);
  });
});

describe('a group of deliveries', () => {
  it('does the good ones though one of them fails', async () => {
    await app.get(Db).transaction(async (tx) => {
      await tx.publish(Noted, { word: 'good-1' });
      await tx.publish(Noted, { word: 'bad', fail: 2 });
      await tx.publish(Noted, { word: 'good-2' });
    });
    await eventually(async () =>
      expect([await notes('good-1'), await notes('bad'), await notes('good-2')]).toEqual([1, 1, 1]),
    );
    expect(tries.get('bad')).toBe(3);
  });
});

describe('when Redis goes away', () => {
  it('keeps what is published while it is down, and does it when it is back, empty', async () => {
    await redis.stop();
    await publish('while-down');
    const ready = await app.as().get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ status: 'degraded', parts: { redis: { state: 'down' } } });
    await redis.start();
    await eventually(async () => expect(await notes('while-down')).toBe(1), { within: 20_000 });
  });

  it('enqueues again what a wiped Redis lost', async () => {
    await app.get(Db).transaction(async (tx) => {
      await tx.publish(Noted, { word: 'wiped' });
      // As if it had been enqueued long ago, into a Redis that forgot it.
      await tx.execute(`update outbox_deliveries set enqueued_at = $1 where done_at is null`, [
        new Date(tx.now.getTime() - 14_000),
      ]);
    });
    await redis.flush();
    await eventually(async () => expect(await notes('wiped')).toBe(1), { within: 20_000 });
  });
});
