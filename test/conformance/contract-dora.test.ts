import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { at, change, commit, deployment, incident, numbersOf } from '../e2e/dora-facts.js';

const HOUR = 3_600;
const DAY = 86_400;

describe('lead time and frequency as defined', () => {
  let app: TestApp;
  const place = async (key: string): Promise<string> => {
    await app.service({ key, repository: `acme/${key}` });
    return `acme/${key}`;
  };

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => app.close());

  it('answers every field, null where nothing is known', async () => {
    await place('empty');
    const { status, body } = await app
      .as()
      .get('/api/v1/dora')
      .query({
        service: 'empty',
        from: at(1, '00:00:00'),
        to: at(8, '00:00:00'),
      });
    expect(status).toBe(200);
    const none = { medianSeconds: null, n: 0 };
    expect(body).toMatchObject({
      window: { days: 7, timezone: 'UTC' },
      scope: { service: 'empty' },
      asOf: expect.any(String),
      leadTime: {
        medianSeconds: null,
        ci95: null,
        n: 0,
        pending: 0,
        unattributed: 0,
        approximate: 0,
        stages: { coding: none, pickup: none, review: none, deploy: none },
      },
      deploymentFrequency: { count: 0, activeDays: 0, perDay: 0, perWeek: 0 },
      changeFailRate: { failed: 0, total: 0, rate: null, ci95: null },
      recoveryTime: {
        medianSeconds: null,
        lowerBoundSeconds: null,
        n: 0,
        open: 0,
        byMode: { flag_off: 0, rollback: 0, roll_forward: 0, config: 0, other: 0 },
      },
      reworkRate: { rework: 0, total: 0, rate: null, ci95: null },
      incidents: { total: 0, external: 0, unlinked: 0, duplicates: 0 },
    });
    expect(Date.parse(body.window.from)).toBe(Date.parse(at(1, '00:00:00')));
    expect(Date.parse(body.window.to)).toBe(Date.parse(at(8, '00:00:00')));
    expect((await app.as().get('/api/v1/dora?service=nobody')).status).toBe(404);
    expect((await app.as().get('/api/v1/dora?team=nobody')).status).toBe(404);
    const ahead = await app.as().get('/api/v1/dora?from=2026-01-01T00:00:00Z&to=2099-01-01T00:00:00Z');
    expect(ahead.status).toBe(200);
  });

  it('splits an explicit change into stages that sum to the total; bots and the author do not review', async () => {
    const repository = await place('stages');
    await app.facts([
      change(repository, 1, {
        author: 'ana',
        commits: [
          { sha: 'x2', authoredAt: at(2, '08:30:00') },
          { sha: 'x1', authoredAt: at(2, '08:00:00') },
        ],
        openedAt: at(2, '09:00:00'),
        readyAt: at(2, '09:30:00'),
        reviews: [
          { author: 'helper', authorType: 'bot', submittedAt: at(2, '09:40:00'), state: 'commented' },
          { author: 'ana', authorType: 'human', submittedAt: at(2, '09:45:00'), state: 'commented' },
          { author: 'bo', authorType: 'human', submittedAt: at(2, '10:10:00'), state: 'approved' },
          { author: 'cy', authorType: 'human', submittedAt: at(2, '10:00:00'), state: 'commented' },
        ],
        mergedAt: at(2, '11:00:00'),
      }),
      change(repository, 2, { openedAt: at(2, '12:00:00'), mergedAt: at(2, '12:30:00') }),
      deployment('stages', 'st1', at(2, '13:00:00'), { changes: [`${repository}#1`, `${repository}#2`] }),
      deployment('stages', 'st2', at(3), { changes: [`${repository}#1`] }),
    ]);
    await app.settled();
    const { leadTime } = await numbersOf(app, { service: 'stages' });
    // #1: 08:00 → 13:00 = 5 h; #2 from openedAt = 1 h; the true median is the mean of both.
    expect(leadTime).toMatchObject({ n: 2, medianSeconds: 3 * HOUR, approximate: 1, unattributed: 0, pending: 0 });
    const rows = await app
      .as()
      .get('/api/v1/dora/deployments')
      .query({ service: 'stages', from: at(1), to: at(9) });
    const carried = rows.body.items.flatMap((row: { changes: { id: string }[] }) => row.changes);
    expect(carried).toHaveLength(2);
    expect(carried.find(({ id }: { id: string }) => id === `${repository}#1`)).toMatchObject({
      method: 'explicit',
      leadTimeSeconds: 5 * HOUR,
      approximate: false,
      stages: { coding: 5400, pickup: 1800, review: 3600, deploy: 7200 },
    });
  });

  it('attributes by merge time; the first deployment ever leaves its range unattributed; pending at the end', async () => {
    const repository = await place('times');
    await app.facts([
      change(repository, 1, { openedAt: at(1), mergedAt: at(2) }),
      deployment('times', 't1', at(3)),
      change(repository, 2, { openedAt: at(3), mergedAt: at(4), firstCommitAt: at(2) }),
      deployment('times', 't2', at(5)),
      change(repository, 3, { openedAt: at(6), mergedAt: at(7) }),
      change(repository, 4, { openedAt: at(6) }),
      deployment('times', 't3', at(8), { changes: [] }),
    ]);
    await app.settled();
    const { leadTime } = await numbersOf(app, { service: 'times' });
    expect(leadTime).toMatchObject({ n: 1, medianSeconds: 3 * DAY, approximate: 0, unattributed: 1, pending: 1 });
    const until = async (to: string) => (await numbersOf(app, { service: 'times', to })).leadTime;
    expect(await until(at(2, '11:59:59'))).toMatchObject({ n: 0, pending: 0, unattributed: 0 });
    expect(await until(at(4, '18:00:00'))).toMatchObject({ n: 0, pending: 1, unattributed: 1 });
    expect(await until(at(5, '18:00:00'))).toMatchObject({ n: 1, pending: 0, unattributed: 1 });
    // The interval is half-open: a finish at `to` is outside, one at `from` inside.
    expect(await until(at(5))).toMatchObject({ n: 0 });
    const inside = await numbersOf(app, { service: 'times', from: at(5), to: at(5, '12:00:01') });
    expect(inside).toMatchObject({ leadTime: { n: 1 }, deploymentFrequency: { count: 1 } });
    expect((await numbersOf(app, { service: 'times', to: '2099-01-01T00:00:00Z' })).leadTime.pending).toBe(1);
  });

  it('lists explicitly even on the first deployment ever', async () => {
    const repository = await place('first');
    await app.facts([
      change(repository, 1, { firstCommitAt: at(1), openedAt: at(2), mergedAt: at(3) }),
      change(repository, 2, { firstCommitAt: at(1), openedAt: at(2), mergedAt: at(3) }),
      deployment('first', 'f1', at(4), { changes: [`${repository}#1`] }),
    ]);
    await app.settled();
    const { leadTime } = await numbersOf(app, { service: 'first' });
    expect(leadTime).toMatchObject({ n: 1, medianSeconds: 3 * DAY });
  });

  it('keeps original author times over squash, rebase and merge; redeploys and rollbacks carry nothing', async () => {
    const repository = await place('graph');
    const c = (sha: string, parents: string[], when: string, committed = when) =>
      commit(repository, sha, parents, when, { committedAt: committed });
    await app.facts([
      c('g0', [], at(1)),
      deployment('graph', 'g-0', at(2), { sha: 'g0' }),
      // Squash: written on the 3rd and 4th, squashed on the 5th.
      c('s1', ['g0'], at(3)),
      c('s2', ['s1'], at(4)),
      c('sq', ['g0'], at(5)),
      change(repository, 1, {
        openedAt: at(4, '13:00:00'),
        commits: [
          { sha: 's1', authoredAt: at(3) },
          { sha: 's2', authoredAt: at(4) },
        ],
        headSha: 's2',
        mergedAt: at(5),
        mergeSha: 'sq',
      }),
      // Rebase: written on the 4th, two commits rewritten on the 6th with their author times.
      c('r1', ['sq'], at(4, '01:00:00'), at(6)),
      c('r2', ['r1'], at(4, '02:00:00'), at(6)),
      change(repository, 2, {
        openedAt: at(5),
        commits: [
          { sha: 'o1', authoredAt: at(4, '01:00:00') },
          { sha: 'o2', authoredAt: at(4, '02:00:00') },
        ],
        headSha: 'o2',
        mergedAt: at(6),
        mergeSha: 'r2',
      }),
      // Merge: written on the 5th on a branch, merged on the 7th; its commits are known from the graph alone.
      c('b1', ['sq'], at(5, '13:00:00')),
      c('b2', ['b1'], at(5, '14:00:00')),
      c('m', ['r2', 'b2'], at(7)),
      change(repository, 3, { openedAt: at(6), headSha: 'b2', mergedAt: at(7), mergeSha: 'm' }),
      // A commit that reached trunk without a pull request.
      c('lone', ['m'], at(7, '18:00:00')),
      deployment('graph', 'g-1', at(8), { sha: 'lone' }),
      deployment('graph', 'g-2', at(9), { sha: 'lone' }),
      deployment('graph', 'g-3', at(10), { sha: 'sq' }),
      deployment('graph', 'g-4', at(11), { sha: 'lone' }),
    ]);
    await app.settled();
    const { body } = await app
      .as()
      .get('/api/v1/dora/deployments')
      .query({ service: 'graph', from: at(1), to: at(30) });
    type Row = { deployment?: string; id?: string; changes: { id: string; leadTimeSeconds: number }[] };
    const carried = new Map(
      (body.items as Row[]).map((row) => [
        row.deployment ?? row.id,
        Object.fromEntries(row.changes.map(({ id, leadTimeSeconds }) => [id, leadTimeSeconds])),
      ]),
    );
    expect(carried.get('g-1')).toEqual({
      [`${repository}#1`]: 5 * DAY,
      [`${repository}#2`]: 4 * DAY + 11 * HOUR,
      [`${repository}#3`]: 2 * DAY + 23 * HOUR,
      [`${repository}@lone`]: 18 * HOUR,
    });
    for (const idle of ['g-2', 'g-3', 'g-4']) expect(carried.get(idle)).toEqual({});
    const { leadTime, deploymentFrequency, reworkRate } = await numbersOf(app, { service: 'graph' });
    expect(leadTime).toMatchObject({ n: 4, approximate: 0, pending: 0 });
    // 18 h, 71 h, 107 h, 120 h: the mean of the middle two.
    expect(leadTime.medianSeconds).toBe(89 * HOUR);
    expect(deploymentFrequency.count).toBe(5);
    expect(reworkRate).toMatchObject({ rework: 1, total: 5 });
  });

  it('counts production successes alone, once by id, over the real length of the window, without rounding', async () => {
    await place('pace');
    await app.facts([
      deployment('pace', 'p1', at(2)),
      deployment('pace', 'p1', at(3), { status: 'success' }),
      deployment('pace', 'p2', at(4, '01:00:00')),
      deployment('pace', 'p3', at(4, '23:00:00')),
      deployment('pace', 'p4', at(5), { status: 'failure' }),
      deployment('pace', 'p5', at(5), { status: 'cancelled' }),
      deployment('pace', 'p6', at(5), { environment: 'staging' }),
      { ...deployment('pace', 'p7', at(5)), status: 'in_progress', startedAt: at(5), finishedAt: undefined },
    ]);
    await app.settled();
    const { deploymentFrequency } = await numbersOf(app, { service: 'pace', to: at(8, '12:00:00') });
    expect(deploymentFrequency).toEqual(expect.objectContaining({ count: 3, activeDays: 2 }));
    expect(deploymentFrequency.perDay).toBeCloseTo(3 / 7.5, 12);
    expect(deploymentFrequency.perWeek).toBeCloseTo((3 / 7.5) * 7, 12);
    const staging = await numbersOf(app, { service: 'pace', environment: 'staging' });
    expect(staging.deploymentFrequency.count).toBe(1);
    const tokyo = await numbersOf(app, { service: 'pace', timezone: 'Asia/Tokyo' });
    expect(tokyo.deploymentFrequency).toMatchObject({ count: 3, activeDays: 3 });
    const millisecond = await numbersOf(app, { service: 'pace', from: at(4, '01:00:00'), to: at(4, '01:00:00.001') });
    expect(millisecond.deploymentFrequency).toMatchObject({ count: 1, perDay: 86_400_000 });
  });

  it('neither loses nor doubles a deployment on the days that clocks change', async () => {
    await place('dst');
    const d = (id: string, when: string) => deployment('dst', id, when);
    await app.facts([
      d('z1', '2026-03-28T22:30:00Z'),
      d('z2', '2026-03-28T23:00:00Z'),
      d('z3', '2026-03-29T21:59:59Z'),
      d('z4', '2026-03-29T22:00:00Z'),
      d('z5', '2025-10-26T00:30:00Z'),
      d('z6', '2025-10-26T01:30:00Z'),
    ]);
    await app.settled();
    const day = async (from: string, to: string) =>
      (await numbersOf(app, { service: 'dst', timezone: 'Europe/Berlin', from, to })).deploymentFrequency;
    const short = await day('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z');
    expect(short).toMatchObject({ count: 2, activeDays: 1 });
    expect(short.perDay).toBeCloseTo((2 * 24) / 23, 12);
    const long = await day('2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z');
    expect(long).toMatchObject({ count: 2, activeDays: 1 });
    expect(long.perDay).toBeCloseTo((2 * 24) / 25, 12);
    const series = await app.as().get('/api/v1/dora/series').query({
      service: 'dst',
      timezone: 'Europe/Berlin',
      bucket: 'day',
      from: '2026-03-27T23:00:00Z',
      to: '2026-03-30T22:00:00Z',
    });
    const counts = series.body.buckets.map((bucket: { deploymentFrequency: { count: number } }) => [
      bucket.deploymentFrequency.count,
    ]);
    expect(counts.flat()).toEqual([1, 2, 1]);
    expect(series.body.buckets.map((bucket: { from: string }) => Date.parse(bucket.from))).toEqual(
      ['2026-03-27T23:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'].map((text) => Date.parse(text)),
    );
    for (const bucket of series.body.buckets)
      for (const key of ['leadTime', 'changeFailRate', 'recoveryTime', 'reworkRate', 'incidents', 'from', 'to'])
        expect(bucket).toHaveProperty(key);
  });
  it('shows incidents of the window by their start', async () => {
    await place('starts');
    await app.facts([incident('starts', 'in', at(2)), incident('starts', 'out', '2026-04-30T23:59:59Z')]);
    await app.settled();
    expect((await numbersOf(app, { service: 'starts' })).incidents).toMatchObject({ total: 1, unlinked: 1 });
  });
});
