import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let ada: string;
let bob: string;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  for (const key of ['ada', 'bob']) await app.person({ key, teams: ['payments'] });
  ada = await app.token({ permissions: ['incidents:write', 'read'], person: 'ada' });
  bob = await app.token({ permissions: ['incidents:write', 'read'], person: 'bob' });
});
afterAll(() => app?.close());

async function incident(): Promise<string> {
  const startedAt = new Date(app.clock.now().getTime() - 30 * 60_000).toISOString();
  const body = { title: 'Checkout answers 500', service: 'checkout', severity: 'sev2', startedAt };
  const made = await app.as(ada).post('/api/v1/incidents').send(body);
  expect([made.status, made.body]).toMatchObject([201, {}]);
  const id = String(made.body.id);
  const at = (minutes: number): string => new Date(Date.parse(startedAt) + minutes * 60_000).toISOString();
  await app.as(ada).post(`/api/v1/incidents/${id}/acknowledge`);
  await app
    .as(ada)
    .post(`/api/v1/incidents/${id}/restore`)
    .send({ at: at(20), by: 'rollback' });
  await app.as(ada).post(`/api/v1/incidents/${id}/resolve`);
  return id;
}

async function draft(): Promise<string> {
  const made = await app.as(ada).post(`/api/v1/incidents/${await incident()}/postmortem`);
  expect([made.status, made.body]).toMatchObject([201, {}]);
  return String(made.body.id);
}

describe('a postmortem', () => {
  it('begins as a draft from the timeline, once per incident', async () => {
    const id = await incident();
    const made = await app.as(ada).post(`/api/v1/incidents/${id}/postmortem`);
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        state: 'draft',
        incident: id,
        author: 'ada',
        durations: { restoreSeconds: 1200, mitigateSeconds: null },
        actions: [],
      },
    ]);
    expect(made.body.timeline).toHaveLength(4);
    expect(made.body.summary).toContain('Checkout answers 500');
    expect(made.body.impact).toContain('restored after 20 min');
    const again = await app.as(bob).post(`/api/v1/incidents/${id}/postmortem`);
    expect([again.status, again.body.id]).toEqual([200, made.body.id]);
    expect((await app.as(ada).post('/api/v1/incidents/none/postmortem')).status).toBe(404);
    expect((await app.as().get('/api/v1/postmortems?service=checkout')).body.items).toContainEqual(made.body);
  });

  it('goes: edit, ask for review, review by another, publish', async () => {
    const path = `/api/v1/postmortems/${await draft()}`;
    const read = await app.as(ada).get(path);
    const edited = await app
      .as(ada)
      .patch(path)
      .set('if-match', String(read.headers['etag']))
      .send({ summary: 'The new form asked the old API.', contributingFactors: ['No contract test'] });
    expect([edited.status, edited.body.summary]).toEqual([200, 'The new form asked the old API.']);
    const stale = await app.as(ada).patch(path).set('if-match', String(read.headers['etag'])).send({ summary: 'x' });
    expect(stale.status).toBe(412);
    expect((await app.as(bob).patch(path).send({ summary: 'Mine' })).status).toBe(403);

    expect((await app.as(ada).post(`${path}/publish`)).body.code).toBe('review_missing');
    const asked = await app.as(ada).post(`${path}/review`);
    expect([asked.status, asked.body]).toMatchObject([200, { state: 'in_review', reviewedBy: null }]);
    const early = await app.as(ada).post(`${path}/publish`);
    expect([early.status, early.body.code]).toEqual([409, 'review_missing']);
    const own = await app.as(ada).post(`${path}/review`).send({ approve: true });
    expect([own.status, own.body.code]).toEqual([403, 'reviewer_is_author']);

    const reviewed = await app.as(bob).post(`${path}/review`).send({ approve: true, note: 'Clear' });
    expect([reviewed.status, reviewed.body]).toMatchObject([
      200,
      { state: 'in_review', reviewedBy: 'bob', reviewNote: 'Clear' },
    ]);
    const published = await app.as(ada).post(`${path}/publish`);
    expect([published.status, published.body]).toMatchObject([200, { state: 'published', publishedBy: 'ada' }]);
    expect((await app.as(ada).post(`${path}/publish`)).body).toEqual(published.body);
    expect((await app.as(ada).patch(path).send({ summary: 'Later' })).status).toBe(409);
  });

  it('may be reviewed by another without being asked, also by a bearer without a person', async () => {
    const path = `/api/v1/postmortems/${await draft()}`;
    expect((await app.as().post(`${path}/review`)).body).toMatchObject({ state: 'in_review' });
    expect((await app.as(ada).post(`${path}/publish`)).status).toBe(200);
  });

  it('is not reviewed by its author under another token', async () => {
    const path = `/api/v1/postmortems/${await draft()}`;
    const second = await app.token({ permissions: ['incidents:write'], person: 'ada' });
    expect((await app.as(second).post(`${path}/review`)).body.reviewedBy).toBeNull();
    expect((await app.as(second).post(`${path}/publish`)).status).toBe(409);
  });

  it('must be reviewed anew when it was edited after the review', async () => {
    const path = `/api/v1/postmortems/${await draft()}`;
    await app.as(bob).post(`${path}/review`);
    expect((await app.as(ada).patch(path).send({ summary: 'Another story' })).body.reviewedBy).toBeNull();
    expect((await app.as(ada).post(`${path}/publish`)).status).toBe(409);
    await app.as(bob).post(`${path}/review`);
    expect((await app.as(ada).post(`${path}/publish`)).status).toBe(200);
  });
});

describe('an action item', () => {
  it('needs an owner that exists and a due date', async () => {
    const path = `/api/v1/postmortems/${await draft()}/actions`;
    const good = {
      title: 'Contract test',
      kind: 'contract',
      owner: { team: 'payments' },
      dueAt: '2026-12-05T00:00:00Z',
    };
    const made = await app
      .as(ada)
      .post(path)
      .send({ ...good, ticket: 'OPS-31' });
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        state: 'open',
        owner: { team: 'payments' },
        ticket: 'OPS-31',
        change: null,
        waiting: { reason: 'no_change_linked' },
      },
    ]);
    const missing = await app.as(ada).post(path).send({ title: 'x', kind: 'test' });
    expect(missing.status).toBe(422);
    expect(missing.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['dueAt', 'owner']);
    for (const wrong of [
      { owner: {} },
      { owner: { team: 'nobody' } },
      { owner: { person: 'nobody' } },
      { dueAt: 'soon' },
      { kind: 'x' },
    ]) {
      const refused = await app
        .as(ada)
        .post(path)
        .send({ ...good, ...wrong });
      expect([refused.status, wrong]).toEqual([422, wrong]);
    }
    expect((await app.as(ada).post('/api/v1/postmortems/none/actions').send(good)).status).toBe(404);
    const reader = await app.token({ permissions: ['read'] });
    expect((await app.as(reader).post(path).send(good)).status).toBe(403);
  });

  it('is changed, listed by owner and by being overdue, and seen in its postmortem', async () => {
    const postmortem = await draft();
    const good = {
      title: 'Alert on errors',
      kind: 'monitoring',
      owner: { person: 'bob' },
      dueAt: '2020-01-01T00:00:00Z',
    };
    const made = await app.as(ada).post(`/api/v1/postmortems/${postmortem}/actions`).send(good);
    const id = String(made.body.id);
    const list = async (query: string): Promise<string[]> =>
      (await app.as().get(`/api/v1/actions?${query}`)).body.items.map((item: { id: string }) => item.id);
    expect(await list('owner=bob')).toEqual([id]);
    expect(await list('owner=person:bob&overdue=true&state=open')).toEqual([id]);
    expect(await list('owner=team:bob')).toEqual([]);
    expect(await list('owner=bob&overdue=false')).toEqual([]);
    const tag = String((await app.as().get(`/api/v1/actions/${id}`)).headers['etag']);
    const patch = (body: object) => app.as(ada).patch(`/api/v1/actions/${id}`).set('if-match', tag).send(body);
    const changed = await patch({ dueAt: '2030-01-01T00:00:00Z', owner: { team: 'payments' } });
    expect([changed.status, changed.body.owner]).toEqual([200, { team: 'payments' }]);
    expect((await patch({ title: 'y' })).status).toBe(412);
    expect((await app.as(ada).patch(`/api/v1/actions/${id}`).send({ state: 'done' })).status).toBe(422);
    const { body } = await app.as().get(`/api/v1/postmortems/${postmortem}`);
    expect(body.actions).toEqual([changed.body]);
    expect((await app.as().get('/api/v1/actions/none')).status).toBe(404);
  });
});
