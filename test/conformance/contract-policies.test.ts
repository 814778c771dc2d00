import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { at, change, commit, deployment, incident, numbersOf } from '../e2e/dora-facts.js';

const DAY = 86_400;

describe('policies of the measures', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => app.close());

  it('take a cherry-picked twin for one change, and count in each scope its own deployments', async () => {
    await app.service({ key: 'pick', repository: 'acme/pick', team: 'pickers' });
    await app.service({ key: 'side', repository: 'acme/side', team: 'pickers' });
    await app.facts([
      commit('acme/pick', 'p0', [], at(1)),
      deployment('pick', 'pk0', at(2), { sha: 'p0' }),
      commit('acme/pick', 'p1', ['p0'], at(2, '13:00:00')),
      deployment('pick', 'pk1', at(3, '13:00:00'), { sha: 'p1' }),
      commit('acme/pick', 'p2', ['p1'], at(2, '13:00:00'), { cherryPickOf: 'p1', committedAt: at(4) }),
      deployment('pick', 'pk2', at(5), { sha: 'p2' }),
      deployment('side', 'sd1', at(6)),
      deployment('side', 'sd2', at(6), { environment: 'staging' }),
    ]);
    await app.settled();
    const own = await numbersOf(app, { service: 'pick' });
    expect(own.leadTime).toMatchObject({ n: 1, medianSeconds: DAY });
    expect((await numbersOf(app, { team: 'pickers' })).deploymentFrequency.count).toBe(4);
    expect((await numbersOf(app, { team: 'pickers', environment: 'staging' })).deploymentFrequency.count).toBe(1);
    expect((await numbersOf(app, {})).deploymentFrequency.count).toBe(4);
  });

  it('give what would be negative as null, and let the others sum to the total', async () => {
    await app.service({ key: 'negative', repository: 'acme/negative' });
    await app.facts([
      change('acme/negative', 1, {
        author: 'ana',
        firstCommitAt: at(3),
        openedAt: at(2),
        mergedAt: at(4),
        reviews: [{ author: 'bo', submittedAt: at(5), state: 'approved' }],
      }),
      deployment('negative', 'ng1', at(6), { changes: ['acme/negative#1'] }),
    ]);
    await app.settled();
    const { body } = await app
      .as()
      .get('/api/v1/dora/deployments')
      .query({ service: 'negative', from: at(1), to: at(9) });
    const [carried] = body.items[0].changes;
    expect(carried.leadTimeSeconds).toBe(3 * DAY);
    expect(carried.stages.coding).toBeNull();
    const stages = Object.values(carried.stages as Record<string, number | null>);
    expect(stages.every((seconds) => seconds === null || seconds >= 0)).toBe(true);
    expect(stages.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0)).toBe(3 * DAY);
  });

  it('let a late fact change only the window that holds its deployment', async () => {
    await app.service({ key: 'late' });
    await app.facts([deployment('late', 'lt1', at(2)), deployment('late', 'lt2', at(12))]);
    await app.settled();
    const second = () => numbersOf(app, { service: 'late', from: at(10), to: at(20) });
    const { incidents: _, ...before } = await second();
    await app.facts([
      incident('late', 'lti', at(13, '18:00:00'), { cause: { deployments: ['lt1'] }, restoredAt: at(13, '19:00:00') }),
    ]);
    await app.settled();
    const after = await second();
    expect(after).toMatchObject({ changeFailRate: before.changeFailRate, recoveryTime: before.recoveryTime });
    expect(after.incidents).toMatchObject({ total: 1, unlinked: 0 });
    const first = await numbersOf(app, { service: 'late', to: at(10) });
    expect(first).toMatchObject({ changeFailRate: { failed: 1, total: 1 }, incidents: { total: 0 } });
    expect(first.recoveryTime).toMatchObject({ n: 1, medianSeconds: 3600 });
  });

  it('count a remedy named by an incident as rework, and an incident declared by hand like one from facts', async () => {
    await app.service({ key: 'hand' });
    const now = app.clock.now().getTime();
    const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
    await app.facts([deployment('hand', 'h1', ago(120)), deployment('hand', 'h2', ago(20))]);
    const declared = await app
      .as()
      .post('/api/v1/incidents')
      .send({ title: 'down', service: 'hand', severity: 'sev2', startedAt: ago(60) });
    expect(declared.status).toBe(201);
    const step = (name: string, body: object) =>
      app.as().post(`/api/v1/incidents/${declared.body.id}/${name}`).send(body);
    expect((await step('mitigate', { by: 'roll_forward', deployment: 'h2' })).status).toBe(200);
    expect((await step('restore', { at: ago(30) })).status).toBe(200);
    const drill = { title: 'drill', service: 'hand', severity: 'sev3', startedAt: ago(10), drill: true };
    expect((await app.as().post('/api/v1/incidents').send(drill)).status).toBe(201);
    await app.settled();
    const numbers = await numbersOf(app, { service: 'hand', from: ago(1000), to: ago(-10) });
    expect(numbers).toMatchObject({
      changeFailRate: { failed: 1, total: 2 },
      reworkRate: { rework: 1, total: 2 },
      recoveryTime: { n: 1, open: 0, medianSeconds: 1800, byMode: { roll_forward: 1 } },
      incidents: { total: 1, unlinked: 0 },
    });
    expect((await step('reopen', {})).status).toBe(200);
    await app.settled();
    const reopened = await numbersOf(app, { service: 'hand', from: ago(1000), to: ago(-10) });
    expect(reopened.recoveryTime).toMatchObject({ n: 1, open: 1, medianSeconds: null });
    expect((await step('restore', { at: ago(0) })).status).toBe(200);
    await app.settled();
    const again = await numbersOf(app, { service: 'hand', from: ago(1000), to: ago(-10) });
    expect(again.recoveryTime).toMatchObject({ n: 1, open: 0, medianSeconds: 3600 });
  });
});
