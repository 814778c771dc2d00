import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryFactsRecorded } from '../../src/ingest/index.js';
import { Consumers, defineConsumer } from '../../src/platform/index.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  // An event that nobody listens to leaves no trace.
  const listener = defineConsumer({ name: 'test.listens', queue: 'ingest', event: DeliveryFactsRecorded });
  app.get(Consumers).handle(listener, async () => undefined);
  await app.service({ key: 'shop', repository: 'acme/shop' });
  await app.service({ key: 'cart', repository: 'acme/mono', pathPrefix: 'services/cart' });
  await app.service({ key: 'pay', repository: 'acme/mono', pathPrefix: 'services/pay' });
});
afterAll(() => app.close());

interface Answer {
  accepted: number;
  unchanged: number;
  rejected: { index: number; code: string; detail: string }[];
  rejectedCount: number;
}

async function send(...facts: unknown[]): Promise<Answer> {
  const response = await app.as().post('/api/v1/facts').send({ facts });
  expect({ status: response.status, body: response.body }).toMatchObject({ status: 200 });
  return response.body;
}

async function announcements(): Promise<Record<string, unknown>[]> {
  const rows = await app.sql<{ payload: Record<string, unknown> }>(
    `select payload from outbox_events where type = $1 order by (payload ->> 'seq')::int`,
    [DeliveryFactsRecorded.type],
  );
  return rows.map((row) => row.payload);
}

const change = (more: object = {}) => ({
  kind: 'change',
  id: 'acme/shop#1',
  repository: 'acme/shop',
  openedAt: '2026-03-01T09:00:00Z',
  ...more,
});
const deployment = (more: object = {}) => ({
  kind: 'deployment',
  id: 'd1',
  service: 'shop',
  environment: 'production',
  status: 'success',
  finishedAt: '2026-03-02T10:00:00Z',
  ...more,
});

describe('a batch of facts', () => {
  it('keeps the good ones though others are rejected, each with its place and reason', async () => {
    const answer = await send(
      change({ id: 'mix#1' }),
      change({ id: 'mix#2', repository: 'acme/unknown' }),
      { kind: 'deployment', id: 'mix', service: 'nobody', environment: 'production', status: 'success' },
      deployment({ id: 'mix-env', environment: 'moon' }),
      'nonsense',
      change({ id: 'mix#3', title: 'a\0b' }),
      change({ id: 'mix#4', mergedAt: '+1002026-01-01T00:00:00Z' }),
      deployment({ id: 'mix-times', startedAt: '2026-03-02T11:00:00Z' }),
      change({ id: 'mix#5' }),
    );
    expect(answer).toMatchObject({ accepted: 2, unchanged: 0, rejectedCount: 7 });
    expect(answer.rejected.map(({ index, code }) => `${index} ${code}`)).toEqual([
      '1 unknown_repository',
      '2 unknown_service',
      '3 unknown_environment',
      '4 wrong_type',
      '5 nul_byte',
      '6 invalid_time',
      '7 finish_before_start',
    ]);
    const stored = await app.sql<{ id: string }>(`select id from changes where id like 'mix%' order by id`);
    expect(stored.map((row) => row.id)).toEqual(['mix#1', 'mix#5']);
  });

  it('sent again is unchanged and announces nothing', async () => {
    const facts = [change({ id: 'again' }), deployment({ id: 'again' }), { ...commit('again'), paths: ['a'] }];
    expect(await send(...facts)).toMatchObject({ accepted: 3, unchanged: 0 });
    const before = await announcements();
    expect(await send(...facts)).toMatchObject({ accepted: 0, unchanged: 3 });
    expect(await send(change({ id: 'again', openedAt: '2026-03-01T10:00:00+01:00' }))).toMatchObject({ unchanged: 1 });
    expect(await announcements()).toHaveLength(before.length);
  });

  it('replaces a fact whole: what is no longer said is gone', async () => {
    await send(change({ id: 'whole', title: 'One', labels: ['a'], mergedAt: '2026-03-01T10:00:00Z' }));
    expect(await send(change({ id: 'whole', author: 'ada' }))).toMatchObject({ accepted: 1 });
    const [row] = await app.sql(`select title, author, labels, merged_at from changes where id = 'whole'`);
    expect(row).toEqual({ title: null, author: 'ada', labels: [], merged_at: null });
  });

  it('is announced once, with the earliest instant of what was and what is', async () => {
    await send(deployment({ id: 'told', finishedAt: '2026-03-05T10:00:00Z' }));
    await send(
      deployment({ id: 'told', finishedAt: '2026-03-06T10:00:00Z' }),
      change({ id: 'told', mergedAt: '2026-03-05T12:00:00Z' }),
      { kind: 'check', id: 'told', repository: 'acme/shop', sha: 'abc', name: 'unit', conclusion: null },
      commit('told'),
    );
    expect((await announcements()).at(-1)).toMatchObject({
      services: ['shop'],
      repositories: ['acme/shop'],
      deployments: ['told'],
      changes: ['told'],
      commits: [{ repository: 'acme/shop', shas: ['told'] }],
      checks: [{ repository: 'acme/shop', sha: 'abc' }],
      earliest: '2026-03-05T10:00:00.000Z',
    });
  });

  it('names both services of a deployment that moved from one to the other', async () => {
    await send(deployment({ id: 'moved' }));
    await send(deployment({ id: 'moved', service: 'cart' }));
    expect((await announcements()).at(-1)).toMatchObject({ services: ['cart', 'shop'], deployments: ['moved'] });
  });

  it('of 1,001 facts, without a list, or with other fields is refused', async () => {
    const post = (body: object) => app.as().post('/api/v1/facts').send(body);
    expect((await post({ facts: Array.from({ length: 1001 }, () => change()) })).status).toBe(422);
    expect((await post({})).status).toBe(422);
    expect((await post({ facts: {} })).status).toBe(422);
    expect((await post({ facts: [], more: 1 })).status).toBe(422);
    expect((await post({ facts: [] })).body).toMatchObject({ accepted: 0, unchanged: 0, rejected: [] });
  });

  it('that cannot be read is refused', async () => {
    const post = (body: string) => app.as().post('/api/v1/facts').set('content-type', 'application/json').send(body);
    expect((await post('{"facts":[')).status).toBe(400);
    expect((await post(`{"facts":[${'['.repeat(2000)}${']'.repeat(2000)}]}`)).status).toBe(400);
    expect((await post('{"facts":[{"kind":"change","__proto__":{}}]}')).status).toBe(400);
    expect([400, 422]).toContain((await post('')).status);
  });

  it('needs a token that may write facts', async () => {
    const reader = await app.token({ permissions: ['read'] });
    const writer = await app.token({ permissions: ['facts:write'] });
    expect((await app.as(reader).post('/api/v1/facts').send({ facts: [] })).status).toBe(403);
    expect((await app.as('wrong').post('/api/v1/facts').send({ facts: [] })).status).toBe(401);
    expect((await app.as(writer).post('/api/v1/facts').send({ facts: [] })).status).toBe(200);
  });
});

describe('a deployment', () => {
  const row = async (id: string) =>
    (
      await app.sql<{ status: string; finished_at: Date | null }>(
        `select status, finished_at from deployments where id = $1`,
        [id],
      )
    )[0];

  it('once successful stays so, and so does its finish', async () => {
    await send(deployment({ id: 'kept' }));
    expect(await send(deployment({ id: 'kept', status: 'failure', finishedAt: '2026-03-03T10:00:00Z' }))).toMatchObject(
      { unchanged: 1 },
    );
    expect(await send(deployment({ id: 'kept', status: 'in_progress', finishedAt: null }))).toMatchObject({
      unchanged: 1,
    });
    expect(await row('kept')).toEqual({ status: 'success', finished_at: new Date('2026-03-02T10:00:00Z') });
  });

  it('finishes when it started where only that is told, and at reception where nothing is', async () => {
    await send(deployment({ id: 'started', finishedAt: null, startedAt: '2026-03-02T09:00:00Z' }));
    expect((await row('started'))?.finished_at).toEqual(new Date('2026-03-02T09:00:00Z'));
    const bare = { kind: 'deployment', id: 'bare', service: 'shop', environment: 'production', status: 'success' };
    await send(bare);
    const first = (await row('bare'))?.finished_at;
    expect(Math.abs((first?.getTime() ?? 0) - app.clock.now().getTime())).toBeLessThan(10_000);
    expect(await send(bare)).toMatchObject({ unchanged: 1 });
    await send({ ...bare, sha: 'abc' });
    expect((await row('bare'))?.finished_at).toEqual(first);
  });

  it('may list changes that nobody knows yet', async () => {
    expect(await send(deployment({ id: 'ahead', changes: ['acme/shop#999'] }))).toMatchObject({ accepted: 1 });
  });
});

describe('a check', () => {
  it('of an older attempt never replaces a newer one', async () => {
    const check = { kind: 'check', id: 'c', repository: 'acme/shop', sha: 's', name: 'unit' };
    await send({ ...check, attempt: 2, conclusion: 'success' });
    expect(await send({ ...check, attempt: 1, conclusion: 'failure' })).toMatchObject({ unchanged: 1 });
    await send({ ...check, attempt: 3, conclusion: null });
    const response = await app.as().get('/api/v1/checks').query({ repository: 'acme/shop', sha: 's' });
    expect(response.body.items).toMatchObject([{ id: 'c', attempt: 3, conclusion: null }]);
  });

  it('of a commit are listed page by page, oldest first', async () => {
    const check = { kind: 'check', repository: 'acme/shop', sha: 'paged', conclusion: 'success' };
    const at = (minute: number): string => `2026-03-02T10:0${minute}:00Z`;
    await send(
      ...[3, 1, 2].map((n) => ({ ...check, id: `p${n}`, name: `n${n}`, startedAt: at(n), completedAt: at(n) })),
    );
    const ask = (more: object) =>
      app
        .as()
        .get('/api/v1/checks')
        .query({ repository: 'acme/shop', sha: 'paged', ...more });
    const first = await ask({ limit: 2 });
    expect(first.body.items).toMatchObject([{ id: 'p1' }, { id: 'p2' }]);
    const last = await ask({ limit: 2, cursor: first.body.nextCursor });
    expect(last.body).toMatchObject({ items: [{ id: 'p3' }], nextCursor: null });
    expect((await ask({ cursor: Buffer.from('["nobody"]').toString('base64url') })).status).toBe(400);
  });
});

describe('incidents and flips', () => {
  it('are kept for those who own them, an incident with its environment', async () => {
    await send(
      { kind: 'incident', id: 'INC-1', service: 'shop', startedAt: '2026-03-02T10:00:00Z' },
      { kind: 'flip', id: 'f1', flag: 'New', environment: 'production', on: false, at: '2026-03-02T10:00:00Z' },
    );
    const rows = await app.sql<{ kind: string; body: object }>(`select kind, body from handed_facts order by kind`);
    expect(rows).toMatchObject([
      { kind: 'flip', body: { flag: 'New', on: false } },
      { kind: 'incident', body: { service: 'shop', environment: 'production' } },
    ]);
  });
});

describe('services of a change', () => {
  const servicesOf = async (id: string): Promise<string[]> =>
    (await app.as().get(`/api/v1/changes/${encodeURIComponent(id)}`)).body.services;

  it('follow the paths of its commits, whichever comes first', async () => {
    const mono = (id: string, sha: string) =>
      change({ id, repository: 'acme/mono', commits: [{ sha, authoredAt: '2026-03-01T08:00:00Z' }] });
    await send(mono('acme/mono#1', 'p1'));
    expect(await servicesOf('acme/mono#1')).toEqual(['cart', 'pay']);
    await send({ ...commit('p1'), repository: 'acme/mono' });
    expect(await servicesOf('acme/mono#1')).toEqual(['cart', 'pay']);
    await send({ ...commit('p1'), repository: 'acme/mono', paths: ['services/pay/x'] });
    expect(await servicesOf('acme/mono#1')).toEqual(['pay']);
    expect((await announcements()).at(-1)).toMatchObject({ changes: ['acme/mono#1'], services: ['cart', 'pay'] });

    await send({ ...commit('p2'), repository: 'acme/mono', paths: ['services/cart/x'] }, mono('acme/mono#2', 'p2'));
    expect(await servicesOf('acme/mono#2')).toEqual(['cart']);
  });

  it('are those it names', async () => {
    await send(change({ id: 'acme/mono#3', repository: 'acme/mono', services: ['shop'] }));
    expect(await servicesOf('acme/mono#3')).toEqual(['shop']);
    expect((await send(change({ id: 'x', services: ['nobody'] }))).rejected).toMatchObject([
      { code: 'unknown_service' },
    ]);
  });

  it('follow the catalog', async () => {
    await app.service({ key: 'late', repository: 'acme/late' });
    await send(change({ id: 'acme/late#1', repository: 'acme/late', mergedAt: '2026-03-04T10:00:00Z' }));
    await app.service({ key: 'later', repository: 'acme/late' });
    await app.settled();
    expect(await servicesOf('acme/late#1')).toEqual(['late', 'later']);
    expect((await announcements()).at(-1)).toMatchObject({ services: ['later'], earliest: '2026-03-04T10:00:00.000Z' });
    await app.service({ key: 'late', repository: 'acme/elsewhere' });
    await app.settled();
    expect(await servicesOf('acme/late#1')).toEqual(['later']);
  });
});

describe('the published description', () => {
  it('holds the schema and an example of every kind of fact', async () => {
    const { body } = await app.as().get('/api/openapi.json');
    const content = body.paths['/api/v1/facts'].post.requestBody.content['application/json'];
    const kinds: { title: string; examples: object[] }[] = content.schema.properties.facts.items.oneOf;
    expect(kinds.map((kind) => kind.title)).toEqual(['change', 'commit', 'deployment', 'incident', 'check', 'flip']);
    expect(kinds.every((kind) => kind.examples.length > 0)).toBe(true);
    expect(Object.keys(content.examples)).toHaveLength(6);
  });
});

describe('one change', () => {
  it('is found by its URL-encoded id', async () => {
    await send(
      change({
        id: 'acme/shop#77',
        title: 'Seventy-seven',
        reviews: [{ author: 'g', submittedAt: '2026-03-01T10:00:00Z', state: 'approved' }],
      }),
    );
    const response = await app.as().get('/api/v1/changes/acme%2Fshop%2377');
    expect(response.body).toMatchObject({
      id: 'acme/shop#77',
      services: ['shop'],
      commits: [],
      reviews: [{ author: 'g', authorType: null }],
    });
    const unknown = await app.as().get('/api/v1/changes/acme%2Fshop%23404');
    expect(unknown.status).toBe(404);
    expect(unknown.body.code).toBe('unknown_change');
  });
});

function commit(sha: string) {
  return {
    kind: 'commit',
    id: sha,
    repository: 'acme/shop',
    parents: ['p'],
    authoredAt: '2026-03-01T08:00:00Z',
    committedAt: '2026-03-01T08:30:00Z',
  };
}
