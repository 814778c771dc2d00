import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { at, deployment, change, commit, incident, numbersOf } from './dora-facts.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('the four keys over HTTP', () => {
  it('answers nulls, never zeros, where nothing is known', async () => {
    const service = await app.service();
    const body = await numbersOf(app, { service });
    expect(body).toMatchObject({
      window: { days: 30, timezone: 'UTC' },
      leadTime: {
        medianSeconds: null,
        ci95: null,
        n: 0,
        pending: 0,
        stages: { coding: { medianSeconds: null, n: 0 } },
      },
      deploymentFrequency: { count: 0, activeDays: 0, perDay: 0 },
      changeFailRate: { failed: 0, total: 0, rate: null, ci95: null },
      recoveryTime: { medianSeconds: null, lowerBoundSeconds: null, n: 0, open: 0 },
      reworkRate: { rate: null },
      incidents: { total: 0 },
    });
  });

  it('counts deployments, lead times by the graph, pending and unattributed changes', async () => {
    const repository = 'acme/graph';
    const service = await app.service({ repository });
    await app.facts([
      commit(repository, 'g1', [], at(1)),
      commit(repository, 'g2', ['g1'], at(2)),
      commit(repository, 'g3', ['g2'], at(3)),
      commit(repository, 'g4', ['g3'], at(4)),
      change(repository, 1, {
        mergeSha: 'g1',
        mergedAt: at(1),
        commits: [{ sha: 'a1', authoredAt: at(1, '06:00:00') }],
      }),
      change(repository, 2, {
        mergeSha: 'g2',
        mergedAt: at(2),
        commits: [{ sha: 'a2', authoredAt: at(2, '06:00:00') }],
      }),
      change(repository, 4, {
        mergeSha: 'g4',
        mergedAt: at(4),
        commits: [{ sha: 'a4', authoredAt: at(4, '06:00:00') }],
      }),
      deployment(service, 'graph-1', at(1, '18:00:00'), { sha: 'g1' }),
      deployment(service, 'graph-2', at(3, '18:00:00'), { sha: 'g3' }),
    ]);
    await app.settled();
    const body = await numbersOf(app, { service });
    // g3 belongs to no change, so it is one itself; change 1 lies in the range of the first deployment.
    expect(body.leadTime).toMatchObject({ n: 2, pending: 1, unattributed: 1, approximate: 0 });
    expect(body.deploymentFrequency).toMatchObject({ count: 2, activeDays: 2 });
    expect(body.deploymentFrequency.perDay).toBeCloseTo(2 / 30, 12);
    const rows = await app
      .as()
      .get('/api/v1/dora/deployments')
      .query({ service, from: at(1, '00:00:00'), to: at(31) });
    expect(rows.body.items.map((row: { id: string }) => row.id)).toEqual(['graph-2', 'graph-1']);
    expect(rows.body.items[0]).toMatchObject({ method: 'graph', confidence: 1, failed: false });
    expect(rows.body.items[0].changes.map((row: { id: string }) => row.id)).toEqual(['acme/graph#2', 'acme/graph@g3']);
    expect(rows.body.items[0].changes[0].leadTimeSeconds).toBe(36 * 3600);
  });

  it('links an incident to the latest deployment, and lets a person correct it', async () => {
    const service = await app.service();
    await app.facts([
      deployment(service, 'link-1', at(5, '10:00:00')),
      deployment(service, 'link-2', at(5, '12:00:00')),
      incident(service, 'link-i', at(5, '13:00:00'), { restoredAt: at(5, '14:00:00'), restoredBy: 'rollback' }),
      incident(service, 'link-far', at(9, '13:00:00'), { resolvedAt: at(9, '14:00:00') }),
      incident(service, 'link-ext', at(6, '13:00:00'), { cause: { external: true }, restoredAt: at(6, '14:00:00') }),
      incident(service, 'link-dup', at(5, '13:05:00'), { duplicateOf: 'link-i' }),
    ]);
    await app.settled();
    expect(await numbersOf(app, { service })).toMatchObject({
      changeFailRate: { failed: 1, total: 2, rate: 0.5 },
      recoveryTime: { medianSeconds: 3600, n: 1, open: 0, byMode: { rollback: 1 } },
      incidents: { total: 4, external: 1, unlinked: 1, duplicates: 1 },
    });
    const put = (body: object, id = 'link-i') => app.as().put(`/api/v1/dora/links/${id}`).send(body);
    expect((await put({ deployments: ['nothing'], reason: 'x' })).status).toBe(422);
    expect((await put({ deployments: ['link-1'], external: true, reason: 'x' })).status).toBe(422);
    expect((await put({ deployments: ['link-1'] })).status).toBe(422);
    expect((await put({ external: true, reason: 'x' }, 'nothing')).status).toBe(404);
    expect((await put({ deployments: ['link-1', 'link-2'], reason: 'Both did.' })).status).toBe(200);
    await app.settled();
    expect(await numbersOf(app, { service })).toMatchObject({ changeFailRate: { failed: 2 }, recoveryTime: { n: 2 } });
    expect((await put({ external: true, reason: 'The network.' })).status).toBe(200);
    await app.settled();
    expect(await numbersOf(app, { service })).toMatchObject({
      changeFailRate: { failed: 0 },
      recoveryTime: { n: 0 },
      incidents: { total: 4, external: 2, unlinked: 1, duplicates: 1 },
    });
    const rows = await app
      .as()
      .get('/api/v1/dora/incidents')
      .query({ service, from: at(1), to: at(31) });
    expect(rows.body.items.find((row: { id: string }) => row.id === 'link-i')).toMatchObject({
      method: 'correction',
      external: true,
      correction: { reason: 'The network.' },
    });
  });

  it('tells what an incident is linked to, and lets nobody correct what they have not seen', async () => {
    const service = await app.service();
    await app.facts([
      deployment(service, 'seen-1', at(5, '10:00:00')),
      deployment(service, 'seen-2', at(5, '12:00:00'), { reason: 'hotfix' }),
      incident(service, 'seen-i', at(5, '13:00:00'), { restoredAt: at(5, '14:00:00'), restoredBy: 'rollback' }),
    ]);
    await app.settled();
    const link = () => app.as().get('/api/v1/dora/links/seen-i');
    const found = await link();
    expect(found.body).toEqual({
      incident: 'seen-i',
      deployments: ['seen-2'],
      external: false,
      reason: null,
      method: 'latest',
      confidence: expect.any(Number),
      correctedBy: null,
      correctedAt: null,
    });
    const put = (ifMatch: string | undefined, body: object) =>
      app
        .as()
        .put('/api/v1/dora/links/seen-i')
        .set('If-Match', ifMatch ?? '')
        .send(body);
    const first = await put(found.headers['etag'], { deployments: ['seen-1'], reason: 'The release before.' });
    expect(first.status).toBe(200);
    expect((await put(found.headers['etag'], { external: true, reason: 'The network.' })).status).toBe(412);
    const corrected = await link();
    expect(corrected.body).toMatchObject({
      method: 'correction',
      deployments: ['seen-1'],
      reason: 'The release before.',
    });
    expect(corrected.headers['etag']).toBe(first.headers['etag']);
    expect((await app.as().get('/api/v1/dora/links/nothing')).status).toBe(404);

    await app.settled();
    const rows = async (only?: string) => {
      const { body } = await app
        .as()
        .get('/api/v1/dora/deployments')
        .query({ service, from: at(1), to: at(31), ...(only === undefined ? {} : { only }) });
      return body.items as { id: string; recovery: unknown }[];
    };
    expect((await rows()).map(({ id, recovery }) => [id, recovery])).toEqual([
      ['seen-2', null],
      ['seen-1', { seconds: 3600, open: false, mode: 'rollback' }],
    ]);
    expect((await rows('failed')).map(({ id }) => id)).toEqual(['seen-1']);
    expect((await rows('rework')).map(({ id }) => id)).toEqual(['seen-2']);
  });

  it('counts a change once over several production environments', async () => {
    const repository = 'acme/regions';
    const service = await app.service({
      repository,
      environments: [
        { key: 'eu', production: true },
        { key: 'us', production: true },
        { key: 'staging', production: false },
      ],
    });
    await app.facts([
      deployment(service, 'eu-0', at(1), { environment: 'eu' }),
      deployment(service, 'us-0', at(1), { environment: 'us' }),
      change(repository, 1, { services: [service], mergedAt: at(2), firstCommitAt: at(2, '00:00:00') }),
      deployment(service, 'st-1', at(2, '12:30:00'), { environment: 'staging' }),
      deployment(service, 'us-1', at(2, '13:00:00'), { environment: 'us' }),
      deployment(service, 'eu-1', at(2, '18:00:00'), { environment: 'eu' }),
    ]);
    await app.settled();
    expect(await numbersOf(app, { service })).toMatchObject({
      leadTime: { n: 1, medianSeconds: 13 * 3600, pending: 0 },
      deploymentFrequency: { count: 4 },
    });
    expect((await numbersOf(app, { service, environment: 'eu' })).leadTime).toMatchObject({
      n: 1,
      medianSeconds: 18 * 3600,
    });
    const counted = async (query: object) => {
      const { body } = await app
        .as()
        .get('/api/v1/dora/deployments')
        .query({ service, from: at(1), to: at(31), ...query });
      const items = body.items as { id: string; changes: { counted: boolean }[] }[];
      return items.filter(({ changes }) => changes.some((one) => one.counted)).map(({ id }) => id);
    };
    expect(await counted({})).toEqual(['us-1']);
    expect(await counted({ environment: 'eu' })).toEqual(['eu-1']);
    const between = { service, from: at(1, '00:00:00') };
    expect((await numbersOf(app, { ...between, to: at(2, '12:59:00') })).leadTime.pending).toBe(1);
    expect((await numbersOf(app, { ...between, to: at(2, '13:00:01') })).leadTime.pending).toBe(0);
    expect((await numbersOf(app, { ...between, environment: 'eu', to: at(2, '13:00:01') })).leadTime.pending).toBe(1);
  });

  it('answers clear errors', async () => {
    const service = await app.service();
    const get = (query: object, path = '') => app.as().get(`/api/v1/dora${path}`).query(query);
    expect((await get({ service: 'nothing' })).status).toBe(404);
    expect((await get({ team: 'nothing' })).status).toBe(404);
    expect((await get({ service, environment: 'nothing' })).status).toBe(404);
    expect((await get({ service, timezone: 'Mars/Base' })).status).toBe(400);
    expect((await get({ service, from: at(3), to: at(3) })).status).toBe(422);
    expect((await get({ service, from: 'yesterday' })).status).toBe(400);
    expect((await get({ service, bucket: 'year' }, '/series')).status).toBe(400);
    expect((await get({ service, from: '1970-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' })).status).toBe(200);
    expect((await get({ service, from: '1970-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' }, '/series')).status).toBe(
      422,
    );
    expect((await app.as('nonsense').get('/api/v1/dora')).status).toBe(401);
  });
});
