import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EventStream, eventually } from '../support/index.js';
import { Stage, type Program } from '../support/processes.js';
import { evaluator, flip, must, prepare, send } from './faults-load.js';
import { buildIfMissing } from './start-support.js';

const BULK = '/ofrep/v1/evaluate/flags';
const BODY = { context: { targetingKey: 'user-7' } };
const opened: EventStream[] = [];

let stage: Stage;
let api: Program;
let sdk: string;

beforeAll(async () => {
  buildIfMissing();
  stage = await Stage.create();
}, 180_000);
afterEach(async () => {
  for (const stream of opened.splice(0)) stream.close();
  await stage.postgres.start();
});
afterAll(() => stage?.clear(), 30_000);

async function begin(): Promise<void> {
  await stage.fresh();
  api = await stage.start('api');
  await prepare(api.url);
  sdk = await evaluator(api.url);
  for (const flag of ['flag-1', 'flag-2']) await flip(() => api.url, flag, true);
}
async function open(path: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const stream = await EventStream.open(api.url + path, headers);
  opened.push(stream);
  return stream;
}
const changes = (instance: string, headers: Record<string, string> = {}): Promise<EventStream> =>
  open('/api/v1/flag-changes/production', { authorization: `Bearer ${sdk}`, 'x-loop-instance': instance, ...headers });
async function bulk(etag?: string) {
  const answer = await send(api.url, 'POST', BULK, BODY, {
    token: sdk,
    headers: { 'x-loop-instance': 'page', ...(etag === undefined ? {} : { 'if-none-match': etag }) },
  });
  return { status: answer?.status, etag: answer?.headers.get('etag') ?? '', body: answer?.body ?? {} };
}
async function refetches(): Promise<EventStream> {
  const { eventStreams } = (await bulk()).body as { eventStreams: { endpoint: { requestUri: string } }[] };
  return open(eventStreams[0]?.endpoint.requestUri ?? '');
}
const kill = async (flag: string) => {
  const answer = await send(api.url, 'POST', `/api/v1/flags/${flag}/kill`, {
    environment: 'production',
    reason: 'fire',
  });
  expect(answer).toMatchObject({ status: 200, body: { journaled: { inEffect: ['this_process'] } } });
  return answer;
};

describe('a kill while PostgreSQL is away', { timeout: 120_000 }, () => {
  it('reaches the streams of this process at once, and those that come back', async () => {
    await begin();
    const stream = await changes('server-1');
    const page = await refetches();
    const before = await bulk();
    await stage.postgres.stop('SIGKILL');
    await kill('flag-1');
    await eventually(() =>
      expect(stream.last).toMatchObject({ event: 'change', data: { flags: { 'flag-1': { defaultVariant: 'off' } } } }),
    );
    await eventually(() => expect(page.last).toMatchObject({ data: { type: 'refetchEvaluation' } }));
    const after = await bulk(before.etag);
    expect(after.status, 'the answer is another one, though the revision is not').toBe(200);
    expect(after.body['flags']).toContainEqual(expect.objectContaining({ key: 'flag-1', value: false }));
    expect((await bulk(after.etag)).status).toBe(304);

    // One who saw the revision before the kill, and lost the connection in that moment.
    const seen = String(stream.last?.id);
    const again = await changes('server-2', { 'last-event-id': seen });
    await eventually(() =>
      expect(again.events).toMatchObject([
        { event: 'hello', data: { resumed: true } },
        { event: 'change', data: { flags: { 'flag-1': { defaultVariant: 'off' } } } },
      ]),
    );
  });

  it('has a receipt from everyone who heard of it, once the database knows of it', async () => {
    await begin();
    const stream = await changes('server-1');
    await eventually(() => expect(stream.events).toHaveLength(1));
    await stage.postgres.stop('SIGKILL');
    await kill('flag-1');
    await eventually(() => expect(stream.last?.event).toBe('change'));
    const journaledAt = Number(stream.last?.id);
    await stage.postgres.start();

    await eventually(() => expect(Number(stream.last?.id)).toBeGreaterThan(journaledAt), { within: 20_000 });
    expect(stream.last).toMatchObject({ event: 'change', data: { flags: { 'flag-1': { defaultVariant: 'off' } } } });
    // A reader that keeps its stream says by the next connection what it has; this one comes back.
    stream.close();
    await changes('server-1', { 'last-event-id': String(stream.last?.id) });
    await eventually(
      async () => {
        const { body } = await must(send(api.url, 'GET', '/api/v1/flags/flag-1/environments/production/receipts'));
        expect(body).toMatchObject({ flag: 'flag-1', applied: 1, pending: 0, silent: 0 });
      },
      { within: 20_000 },
    );
  });
});
