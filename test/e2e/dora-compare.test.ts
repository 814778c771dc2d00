import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const BEFORE = Date.UTC(2026, 5, 1);
const AFTER = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;
const at = (start: number, hours: number): string => new Date(start + hours * HOUR).toISOString();

describe('snapshots and their comparison', () => {
  let app: TestApp;
  const snapshot = (name: string, from: number, to: number) =>
    app
      .as()
      .post('/api/v1/dora/snapshots')
      .send({ name, scope: { service: 'checkout' }, from: at(from, 0), to: at(to, 0) });

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
    const deployments = (start: number, count: number, name: string) =>
      Array.from({ length: count }, (_, i) => ({
        kind: 'deployment',
        id: `${name}${i}`,
        service: 'checkout',
        environment: 'production',
        sha: `${name}${i}`,
        status: 'success',
        finishedAt: at(start, (i * 690) / count),
        changes: [],
      }));
    await app.facts([...deployments(BEFORE, 25, 'b'), ...deployments(AFTER, 75, 'a')]);
    await app.facts(
      Array.from({ length: 12 }, (_, i) => ({
        kind: 'incident',
        id: `i${i}`,
        service: 'checkout',
        startedAt: at(BEFORE, (i * 690) / 25 + 1),
        restoredAt: at(BEFORE, (i * 690) / 25 + 2),
        cause: { deployments: [`b${i}`] },
      })),
    );
    await app.settled();
  });
  afterAll(async () => app.close());

  it('calls a tripled pace and a fallen fail rate improved, and says what it lacks elsewhere', async () => {
    const before = await snapshot('before', BEFORE, AFTER);
    const after = await snapshot('after', AFTER, Date.UTC(2026, 7, 1));
    expect(before.status).toBe(201);
    expect(before.body).toMatchObject({
      name: 'before',
      scope: { service: 'checkout' },
      metrics: { changeFailRate: { failed: 12, total: 25 } },
    });
    expect(before.body.facts.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { status, body } = await app.as().get(`/api/v1/dora/compare?before=${before.body.id}&after=${after.body.id}`);
    expect(status).toBe(200);
    expect(body.workload.verdict).toBe('same');
    expect(body.metrics.deploymentFrequency).toMatchObject({ verdict: 'improved', effect: { unit: 'ratio' } });
    expect(body.metrics.changeFailRate).toMatchObject({
      verdict: 'improved',
      effect: { value: -0.48, unit: 'difference' },
    });
    expect(body.metrics.leadTime).toMatchObject({ verdict: 'insufficient_data', neededN: 6 });
    const again = await app.as().get(`/api/v1/dora/compare?before=${before.body.id}&after=${after.body.id}`);
    expect(again.body).toEqual(body);
  });

  it('gives the same bytes from the same facts, others once a fact came late, and stays what it was', async () => {
    const kept = await snapshot('kept', BEFORE, AFTER);
    const verify = () => app.as().get(`/api/v1/dora/snapshots/${kept.body.id}/verify`);
    expect((await verify()).body).toMatchObject({ same: true });
    await app.facts([
      {
        kind: 'deployment',
        id: 'late',
        service: 'checkout',
        environment: 'production',
        sha: 'late',
        status: 'success',
        finishedAt: at(BEFORE, 3),
        changes: [],
      },
    ]);
    await eventually(async () => expect((await verify()).body).toMatchObject({ same: false }));
    expect((await app.as().get(`/api/v1/dora/snapshots/${kept.body.id}`)).body).toEqual(kept.body);
    expect((await app.as().get('/api/v1/dora/snapshots?limit=1')).body.items).toHaveLength(1);
  });

  it('refuses what it cannot keep or find', async () => {
    expect((await snapshot('empty', AFTER, BEFORE)).status).toBe(422);
    const unknown = await app
      .as()
      .post('/api/v1/dora/snapshots')
      .send({ name: 'x', scope: { service: 'nobody' }, from: at(BEFORE, 0), to: at(AFTER, 0) });
    expect(unknown.status).toBe(404);
    expect(
      (
        await app
          .as()
          .post('/api/v1/dora/snapshots')
          .send({ name: 'x', from: at(BEFORE, 0), to: at(AFTER, 0) })
      ).status,
    ).toBe(422);
    expect((await app.as().get('/api/v1/dora/snapshots/nothing')).status).toBe(404);
    const missing = '01890000-0000-7000-8000-000000000000';
    expect((await app.as().get(`/api/v1/dora/compare?before=${missing}&after=${missing}`)).status).toBe(404);
  });
});
