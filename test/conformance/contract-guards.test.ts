import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UP = Math.log(3);
const DOWN = Math.log(0.7 / 0.9);

describe('verdicts as the contract has them', () => {
  let app: TestApp;
  const ago = (ms: number): string => new Date(app.clock.now().getTime() - ms).toISOString();
  const ask = (guard: string, body: object, accept = 'application/json') =>
    app.as().post(`/api/v1/guards/${guard}`).set('Accept', accept).send(body);
  const release = (service: string) => ask('change-fail', { service, intent: 'release' });
  /** Deployments at these ages in hours, oldest first; those named failed. */
  const outcomes = async (service: string, ages: number[], failed: number[]): Promise<void> => {
    await app.facts([
      ...ages.map((age, n) => ({
        kind: 'deployment',
        id: `${service}-${n}`,
        service,
        environment: 'production',
        sha: `${service}-${n}`,
        status: 'success',
        finishedAt: ago(age * HOUR),
      })),
      ...failed.map((n) => ({
        kind: 'incident',
        id: `${service}-i${n}`,
        service,
        startedAt: ago((ages[n] ?? 0) * HOUR - HOUR / 2),
        restoredAt: ago((ages[n] ?? 0) * HOUR - HOUR),
        cause: { deployments: [`${service}-${n}`] },
      })),
    ]);
    await app.settled();
  };

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
  });
  afterAll(async () => app.close());

  it('have all members, and are found again in the list', async () => {
    const { status, body } = await release('checkout');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      verdict: 'insufficient_data',
      guard: 'change-fail',
      subject: 'checkout',
      checkedAt: expect.any(String),
      reasons: expect.any(Array),
      counts: expect.any(Object),
      id: expect.any(String),
      url: expect.stringContaining(body.id),
    });
    expect(body.governor).toMatchObject({ state: 'insufficient_data', s: 0, threshold: 4, usedLast24h: 0 });
    for (const member of ['outcomes', 'budgetPerDay', 'nextFreeAt']) expect(body.governor).toHaveProperty(member);
    const list = await app.as().get('/api/v1/verdicts?limit=1');
    expect(list.body).toMatchObject({ items: [{ id: body.id, verdict: 'insufficient_data' }] });
    expect(list.body).toHaveProperty('nextCursor');
    for (const [accept, type] of [
      ['application/sarif+json', 'application/sarif+json'],
      ['application/junit+xml', 'application/junit+xml'],
      ['text/markdown', 'text/markdown'],
      ['*/*', 'application/json'],
    ] as const)
      for (const [guard, ok, asked] of [
        ['change-fail', 200, { service: 'checkout', intent: 'release' }],
        ['merge', 409, { repository: 'acme/shop', sha: 'unseen' }],
        ['flag-debt', 409, { references: [{ flag: 'ghost', path: 'a.ts', line: 1 }] }],
      ] as const) {
        const form = await ask(guard, asked, accept);
        expect(form.status, `${guard} ${accept}`).toBe(ok);
        expect(form.headers['content-type']).toContain(type);
      }
  });

  it('count S as by hand, trip at four, keep a budget, and let rollbacks and fixes pass', async () => {
    await app.service({ key: 'three' });
    await outcomes('three', [100, 80, 60, 40, 20], [0, 1, 2]);
    const watch = await release('three');
    expect(watch.status).toBe(200);
    expect(watch.body.governor.s).toBeCloseTo(3 * UP + 2 * DOWN, 9);
    expect(watch.body.governor.state).toBe('watch');
    expect(watch.body.governor.outcomes.map((each: { deployment: string }) => each.deployment)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `three-${n}`),
    );
    await app.service({ key: 'calm' });
    await outcomes('calm', [100, 80, 60, 40, 20], []);
    expect((await release('calm')).body).toMatchObject({ verdict: 'pass', governor: { state: 'clear', s: 0 } });
    // Four failures in a row: 4 ln 3 = 4.39 ≥ 4, though there are fewer than five outcomes.
    await app.service({ key: 'four' });
    await outcomes('four', [40, 30, 20, 2], [0, 1, 2, 3]);
    const blocked = await release('four');
    expect(blocked.status).toBe(409);
    expect(blocked.body).toMatchObject({ verdict: 'block', subject: 'four' });
    expect(blocked.body.reasons.length).toBeGreaterThan(0);
    for (const reason of blocked.body.reasons)
      expect(reason).toMatchObject({ rule: expect.any(String), subject: 'four', detail: expect.any(String) });
    expect(blocked.body.governor).toMatchObject({ state: 'tripped', threshold: 4, budgetPerDay: 1, usedLast24h: 2 });
    expect(blocked.body.governor.s).toBeCloseTo(4 * UP, 9);
    // Two used of one: the next is free when the later of both is a day old.
    expect(Date.parse(blocked.body.governor.nextFreeAt) / 1000).toBeCloseTo(
      (app.clock.now().getTime() - 2 * HOUR + DAY) / 1000,
      -1,
    );
    for (const intent of ['rollback', 'incident_fix']) {
      const passed = await ask('change-fail', { service: 'four', intent });
      expect(passed.status).toBe(200);
      expect(passed.body).toMatchObject({ verdict: 'pass', governor: { state: 'tripped' } });
    }
  });

  it('stop raising the pace, not the pace: a tripped service with budget left passes', async () => {
    await app.service({ key: 'slow' });
    await outcomes('slow', [130, 100, 70, 40], [0, 1, 2, 3]);
    expect((await release('slow')).body).toMatchObject({
      verdict: 'pass',
      governor: { state: 'tripped', budgetPerDay: 1, usedLast24h: 0, nextFreeAt: null },
    });
    // 56 successes over the 28 days before S left 0: two a day.
    await app.service({ key: 'fast' });
    const before = Array.from({ length: 56 }, (_, n) => 24 * 28 + 40 - n * 12);
    await outcomes('fast', [...before, 39, 30, 20, 3, 2], [56, 57, 58, 59, 60]);
    const fast = await release('fast');
    expect(fast.status).toBe(409);
    expect(fast.body.governor.budgetPerDay).toBeCloseTo(2, 1);
    expect(fast.body.governor.usedLast24h).toBe(3);
  });

  it('are lifted by an override, by a correction of the links, and by fourteen quiet days', async () => {
    const lift = (body: object) => app.as().post('/api/v1/guards/change-fail/overrides').send(body);
    await app.service({ key: 'lifted' });
    await outcomes('lifted', [20, 15, 10, 5], [0, 1, 2, 3]);
    expect((await release('lifted')).status).toBe(409);
    expect((await lift({ service: 'lifted' })).status).toBe(422);
    expect((await lift({ service: 'nobody', reason: 'x', expiresAt: ago(-DAY) })).status).toBe(404);
    expect((await lift({ service: 'lifted', reason: 'known', expiresAt: ago(-DAY) })).status).toBe(201);
    const after = await release('lifted');
    expect(after.status).toBe(200);
    expect(after.body.governor.state).not.toBe('tripped');
    await app.service({ key: 'fixed' });
    await outcomes('fixed', [20, 15, 10, 5], [0, 1, 2, 3]);
    expect((await release('fixed')).status).toBe(409);
    const link = await app.as().put('/api/v1/dora/links/fixed-i1').send({ external: true, reason: 'the cloud' });
    expect(link.status).toBe(200);
    await app.settled();
    const corrected = await release('fixed');
    expect(corrected.status).toBe(200);
    expect(corrected.body.governor.s).toBeCloseTo(UP + DOWN + 2 * UP, 9);
    await app.service({ key: 'quiet' });
    await outcomes('quiet', [500, 480, 460, 15 * 24, 3], [0, 1, 2, 3]);
    expect((await release('quiet')).body).toMatchObject({ verdict: 'pass' });
  });

  it('of merge: only success is green, by head, the latest per app and name', async () => {
    let made = 0;
    const check = (sha: string, more: object = {}) => ({
      kind: 'check',
      id: `c${(made += 1)}`,
      repository: 'acme/shop',
      sha,
      name: 'unit',
      conclusion: 'success',
      startedAt: ago(HOUR),
      completedAt: ago(HOUR / 2),
      ...more,
    });
    const bad = [
      'failure',
      'skipped',
      'neutral',
      'cancelled',
      'timed_out',
      'action_required',
      'stale',
      'startup_failure',
    ];
    await app.facts([
      ...bad.flatMap((conclusion) => [check(conclusion, { name: 'lint' }), check(conclusion, { conclusion })]),
      check('running', { conclusion: null, completedAt: undefined }),
      check('green'),
      check('green', { name: 'lint' }),
      // The failure started first and ended last.
      check('rerun', { conclusion: 'failure', startedAt: ago(2 * HOUR), completedAt: ago(0) }),
      check('rerun', { attempt: 2 }),
      check('two-apps', { app: 'a', conclusion: 'failure' }),
      check('two-apps', { app: 'b' }),
      check('ours'),
      check('ours', { name: 'delivery-loop/merge', conclusion: 'failure' }),
      {
        kind: 'change',
        id: 'acme/shop#1',
        repository: 'acme/shop',
        openedAt: ago(DAY),
        headSha: 'green',
      },
    ]);
    const merge = (sha: string) => ask('merge', { repository: 'acme/shop', sha });
    for (const sha of [...bad, 'running', 'two-apps', 'unseen']) expect((await merge(sha)).status, sha).toBe(409);
    for (const sha of ['green', 'rerun', 'ours']) expect((await merge(sha)).status, sha).toBe(200);
    expect((await ask('merge', { repository: 'acme/shop', change: 'acme/shop#1' })).status).toBe(200);
    expect((await ask('merge', { repository: 'acme/shop' })).status).toBe(422);
    expect((await ask('merge', { repository: 'no/where', sha: 'x' })).status).toBe(404);
    expect((await ask('merge', { repository: 'acme/shop', change: 'acme/shop#404' })).status).toBe(404);
  });

  it('of flag debt: name every rule by the key of the flag', async () => {
    const flag = (key: string, more: object = {}) =>
      app
        .as()
        .post('/api/v1/flags')
        .send({
          key,
          name: key,
          kind: 'release',
          service: 'checkout',
          owner: { team: 'team' },
          expiresAt: ago(-DAY),
          removalTicket: 'SHOP-1',
          ...more,
        });
    expect((await flag('fresh')).status).toBe(201);
    const asked = (references: string[]) =>
      ask('flag-debt', {
        service: 'checkout',
        references: references.map((f) => ({ flag: f, path: 'a.ts', line: 7 })),
      });
    expect((await asked(['fresh'])).body).toMatchObject({ verdict: 'pass', guard: 'flag-debt', reasons: [] });
    const unknown = await asked(['fresh', 'ghost']);
    expect(unknown.status).toBe(409);
    expect(unknown.body.reasons).toMatchObject([{ rule: 'unknown_flag', subject: 'ghost' }]);
    await flag('gone');
    await app.as().post('/api/v1/flags/gone/complete').send({ outcome: 'kept' });
    expect((await app.as().post('/api/v1/flags/gone/archive').send({})).status).toBe(200);
    const archived = await asked(['gone']);
    expect(archived.status).toBe(409);
    expect(archived.body.reasons).toMatchObject([{ rule: 'archived_in_code', subject: 'gone' }]);
    app.clock.advance(2 * DAY);
    const expired = await asked(['fresh']);
    expect(expired.status).toBe(409);
    expect(expired.body.reasons).toMatchObject([{ rule: 'expired', subject: 'fresh', owner: expect.anything() }]);
  });
});
