import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const DAY = 86_400_000;

describe('the loop at a glance', () => {
  let app: TestApp;
  const at = (days: number): string => new Date(app.clock.now().getTime() + days * DAY).toISOString();
  const loop = async () => (await app.as().get('/api/v1/loop').expect(200)).body;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('of an empty installation has no zero in place of what is unknown', async () => {
    const body = await loop();
    expect(body).toMatchObject({
      gate: { passed7d: 0, blocked7d: 0, lastBlocked: null },
      deploys: { count7d: 0, latest: [] },
      flags: { active: 0, onInProduction: 0, debt: { expired: 0, stale: 0 }, withDebt: 0 },
      onCall: [],
      incidents: { open: [], restored7d: 0 },
      actions: { open: 0, overdue: [] },
      setUp: {
        githubConnected: false,
        factsArrived: false,
        historyImported: false,
        demoLoaded: false,
        firstNumbers: false,
      },
    });
    expect(body.deploys.perDay).toHaveLength(28);
    expect(body.keys.weeks).toHaveLength(12);
    expect(body.keys.now.leadTime).toMatchObject({ medianSeconds: null, ci95: null, n: 0 });
    expect(body.keys.now.changeFailRate).toMatchObject({ rate: null, total: 0 });
    expect(body.keys.now.recoveryTime.medianSeconds).toBeNull();
  });

  it('tells what happened', async () => {
    await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
    await app.person({ key: 'ana', teams: ['payments'] });
    await app
      .as()
      .put('/api/v1/schedules/payments')
      .send({
        team: 'payments',
        timezone: 'UTC',
        rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['ana'] },
        escalateAfterMinutes: 5,
      })
      .expect(201);
    const deployed = (id: string, days: number, over: object = {}) => ({
      kind: 'deployment',
      id,
      service: 'checkout',
      environment: 'production',
      sha: `sha-${id}`,
      status: 'success',
      finishedAt: at(days),
      ...over,
    });
    await app.facts([
      deployed('recent', -2),
      deployed('fortnight', -14),
      deployed('before', -40),
      deployed('staged', -1, { environment: 'staging' }),
      deployed('failed', -1, { status: 'failure' }),
    ]);
    const flag = { name: 'f', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
    for (const key of ['lit', 'dark'])
      await app
        .as()
        .post('/api/v1/flags')
        .send({ ...flag, key })
        .expect(201);
    const flip = { on: true, reason: 'go' };
    await app.as().post('/api/v1/flags/lit/environments/production/flip').send(flip).expect(200);
    await app.as().post('/api/v1/flags/dark/environments/staging/flip').send(flip).expect(200);
    await app.as().post('/api/v1/guards/flag-debt').send({ service: 'checkout' }).expect(200);
    const blocked = await app
      .as()
      .post('/api/v1/guards/flag-debt')
      .send({ service: 'checkout', references: [{ flag: 'nowhere', path: 'a.ts', line: 1 }] });
    expect(blocked.status).toBe(409);
    const declare = (body: object) =>
      app
        .as()
        .post('/api/v1/incidents')
        .send({ service: 'checkout', severity: 'sev2', ...body })
        .expect(201);
    const { body: open } = await declare({ title: 'Checkout answers 500' });
    await declare({ title: 'For exercise', drill: true });
    const { body: over } = await declare({ title: 'Was slow' });
    await app.as().post(`/api/v1/incidents/${over.id}/restore`).send({ by: 'other' }).expect(200);
    const { body: postmortem } = await app.as().post(`/api/v1/incidents/${over.id}/postmortem`).send({}).expect(201);
    const action = { title: 'Test it', kind: 'test', owner: { team: 'payments' } };
    for (const dueAt of [at(1), at(30)])
      await app
        .as()
        .post(`/api/v1/postmortems/${postmortem.id}/actions`)
        .send({ ...action, dueAt })
        .expect(201);
    await app.settled();

    const body = await loop();
    expect(body.gate).toMatchObject({ passed7d: 1, blocked7d: 1, lastBlocked: { id: blocked.body.id } });
    expect(body.deploys.count7d).toBe(1);
    expect(body.deploys.latest.map(({ id }: { id: string }) => id)).toEqual(['recent', 'fortnight', 'before']);
    const counted = body.deploys.perDay.filter(({ count }: { count: number }) => count > 0);
    expect(counted).toEqual([
      { date: at(-14).slice(0, 10), count: 1 },
      { date: at(-2).slice(0, 10), count: 1 },
    ]);
    expect(body.flags).toMatchObject({ active: 2, onInProduction: 1, withDebt: 0 });
    expect(body.onCall).toEqual([
      { team: 'payments', service: 'checkout', person: { key: 'ana', name: 'ana' }, until: expect.any(String) },
    ]);
    expect(body.incidents).toMatchObject({
      open: [{ id: open.id, title: 'Checkout answers 500', severity: 'sev2', state: 'declared' }],
      restored7d: 1,
    });
    expect(body.actions).toEqual({ open: 2, overdue: [] });
    expect(body.keys.now.deploymentFrequency.count).toBe(2);
    expect(body.keys.before.deploymentFrequency.count).toBe(1);
    expect(
      body.keys.weeks.map((week: { deploymentFrequency: { count: number } }) => week.deploymentFrequency.count),
    ).toEqual(expect.arrayContaining([1, 0]));
    expect(body.setUp).toMatchObject({ githubConnected: false, factsArrived: true, firstNumbers: true });
    const asked = await app.as().get(`/api/v1/dora?from=${body.keys.now.from}&to=${body.keys.now.to}`).expect(200);
    const { from: _from, to: _to, ...numbers } = body.keys.now;
    expect(asked.body).toMatchObject(numbers);

    app.clock.advance(2 * DAY);
    const later = await loop();
    expect(later.actions).toMatchObject({
      open: 2,
      overdue: [{ title: 'Test it', owner: { team: 'payments' }, postmortem: postmortem.id }],
    });
  });

  it('knows an imported history from what webhooks bring', async () => {
    const commit = (id: string) => ({
      kind: 'commit',
      id,
      repository: 'acme/shop',
      authoredAt: at(-3),
      committedAt: at(-3),
    });
    await app.sql(
      `insert into commits (repository, sha, authored_at, committed_at, hash, seq) values ('acme/shop', 'pushed', $1, $1, '', 0)`,
      [at(-3)],
    );
    expect((await loop()).setUp).toMatchObject({ historyImported: false });
    await app.facts([{ ...commit('imported'), parents: [] }]);
    expect((await loop()).setUp).toMatchObject({ historyImported: true });
  });

  it('is for readers', async () => {
    const writer = await app.token({ permissions: ['facts:write'] });
    expect((await app.as(writer).get('/api/v1/loop')).status).toBe(403);
  });
});
