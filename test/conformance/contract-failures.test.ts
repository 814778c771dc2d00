import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { at, change, commit, deployment, incident, numbersOf } from '../e2e/dora-facts.js';

/** Wilson's interval of k in n at 95 %, written down from its formula. */
function wilson(k: number, n: number): [number, number] {
  const z = 1.959963984540054;
  const p = k / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [middle - half, middle + half];
}

interface IncidentRow {
  id: string;
  method: string;
  confidence: number | null;
  deployments: string[];
}

describe('failures, recovery and rework as defined', () => {
  let app: TestApp;
  const incidentsOf = async (service: string): Promise<Map<string, IncidentRow>> => {
    const { body } = await app
      .as()
      .get('/api/v1/dora/incidents')
      .query({ service, from: at(1), to: at(31) });
    return new Map(body.items.map((row: IncidentRow) => [row.id, row]));
  };
  const failed = async (service: string): Promise<string[]> => {
    const { body } = await app
      .as()
      .get('/api/v1/dora/deployments')
      .query({ service, from: at(1), to: at(31) });
    return body.items
      .filter((row: { failed: boolean }) => row.failed)
      .map((row: { deployment?: string; id?: string }) => row.deployment ?? row.id)
      .sort();
  };

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => app.close());

  it('links by explicit cause, then by the latest deployment of the same place within 24 hours', async () => {
    await app.service({ key: 'links' });
    await app.service({ key: 'other' });
    await app.facts([
      deployment('links', 'a', at(2)),
      deployment('links', 'b', at(3)),
      deployment('links', 'c', at(5)),
      deployment('links', 'c-stage', at(5, '13:00:00'), { environment: 'staging' }),
      deployment('other', 'c-other', at(5, '13:30:00')),
      deployment('links', 'd', at(8)),
      deployment('links', 'e', at(12)),
      deployment('links', 'f', at(16)),
      deployment('links', 'g', at(20)),
      incident('links', 'two', at(3, '18:00:00'), { cause: { deployments: ['a', 'b'] } }),
      incident('links', 'guess', at(5, '14:00:00')),
      incident('links', 'day', at(9)),
      incident('links', 'late', at(13, '12:00:01')),
      incident('links', 'storm', at(16, '13:00:00'), { cause: { external: true } }),
      incident('links', 'echo', at(16, '14:00:00'), { duplicateOf: 'guess' }),
      incident('links', 'same', at(20)),
      incident('links', 'again', at(20, '13:00:00')),
    ]);
    await app.settled();
    const rows = await incidentsOf('links');
    expect(rows.get('two')).toMatchObject({ method: 'explicit', deployments: ['a', 'b'], confidence: 1 });
    expect(rows.get('guess')).toMatchObject({ method: 'latest', deployments: ['c'] });
    expect(rows.get('guess')?.confidence).toBeGreaterThan(0);
    expect(rows.get('day')?.deployments).toEqual(['d']);
    expect(rows.get('late')?.deployments).toEqual([]);
    expect(rows.get('storm')?.deployments).toEqual([]);
    expect(rows.get('echo')?.deployments).toEqual([]);
    expect(rows.get('same')?.deployments).toEqual(['g']);
    expect(await failed('links')).toEqual(['a', 'b', 'c', 'd', 'g']);
    const { changeFailRate, incidents } = await numbersOf(app, { service: 'links' });
    expect(changeFailRate).toMatchObject({ failed: 5, total: 7 });
    expect(changeFailRate.rate).toBeCloseTo(5 / 7, 12);
    const [low, high] = wilson(5, 7);
    expect(changeFailRate).toMatchObject({ ci95: [expect.closeTo(low, 9), expect.closeTo(high, 9)] });
    expect(incidents).toEqual(expect.objectContaining({ total: 8, external: 1, unlinked: 1, duplicates: 1 }));
    // Failures count in the window of the deployment, incidents in the window of their start.
    const first = await numbersOf(app, { service: 'links', to: at(3, '15:00:00') });
    expect(first).toMatchObject({ changeFailRate: { failed: 2, total: 2 }, incidents: { total: 0 } });
  });

  it('lets a person correct a link, and the numbers follow', async () => {
    await app.service({ key: 'fix' });
    await app.facts([
      deployment('fix', 'fx1', at(2)),
      deployment('fix', 'fx2', at(2, '13:00:00')),
      incident('fix', 'fxi', at(2, '14:00:00')),
    ]);
    await app.settled();
    expect(await failed('fix')).toEqual(['fx2']);
    const put = (body: object) => app.as().put('/api/v1/dora/links/fxi').send(body);
    expect((await put({ deployments: ['fx1'], reason: 'the pool' })).status).toBe(200);
    await app.settled();
    expect(await failed('fix')).toEqual(['fx1']);
    expect((await put({ deployments: ['fx1', 'fx2'], reason: 'both' })).status).toBe(200);
    await app.settled();
    expect(await failed('fix')).toEqual(['fx1', 'fx2']);
    expect((await put({ external: true, reason: 'the cloud' })).status).toBe(200);
    await app.settled();
    expect(await failed('fix')).toEqual([]);
    expect((await numbersOf(app, { service: 'fix' })).incidents).toMatchObject({ total: 1, external: 1, unlinked: 0 });
    expect((await put({ external: true })).status).toBe(422);
    expect((await put({ reason: 'nothing' })).status).toBe(422);
    expect((await put({ deployments: ['fx1'], external: true, reason: 'both' })).status).toBe(422);
    expect([404, 422]).toContain((await put({ deployments: ['nowhere'], reason: 'x' })).status);
    const unknown = await app.as().put('/api/v1/dora/links/nope').send({ external: true, reason: 'x' });
    expect(unknown.status).toBe(404);
    // The fact that came first is sent again: the correction stays.
    await app.facts([incident('fix', 'fxi', at(2, '14:00:00'), { title: 'told anew' })]);
    await app.settled();
    expect(await failed('fix')).toEqual([]);
  });

  it('takes the Kaplan–Meier median, and a lower bound where the curve stays above one half', async () => {
    await app.service({ key: 'km' });
    const by = ['flag_off', 'rollback', 'roll_forward', 'config', 'other'] as const;
    await app.facts(
      by.flatMap((mode, n) => [
        deployment('km', `km${n}`, at(2 + n)),
        incident('km', `kmi${n}`, at(2 + n, '13:00:00'), {
          restoredAt: at(2 + n, `13:${10 * (n + 1)}:00`),
          restoredBy: mode,
        }),
      ]),
    );
    await app.settled();
    const { recoveryTime } = await numbersOf(app, { service: 'km' });
    expect(recoveryTime).toMatchObject({ n: 5, open: 0, medianSeconds: 1800, lowerBoundSeconds: null });
    expect(recoveryTime).toMatchObject({
      byMode: { flag_off: 1, rollback: 1, roll_forward: 1, config: 1, other: 1 },
    });
    // Four failures: S falls to ½ at the second, which is the median, not the mean of the middle two.
    const four = await numbersOf(app, { service: 'km', to: at(6) });
    expect(four.recoveryTime).toMatchObject({ n: 4, medianSeconds: 1200 });
    await app.service({ key: 'open' });
    await app.facts([
      ...[1, 2, 3].map((n) => deployment('open', `o${n}`, at(2 * n))),
      incident('open', 'oi1', at(2, '13:00:00'), { restoredAt: at(2, '13:10:00') }),
      incident('open', 'oi2', at(4, '13:00:00')),
      incident('open', 'oi3', at(6, '13:00:00')),
    ]);
    await app.settled();
    const open = await numbersOf(app, { service: 'open', to: at(7, '13:00:00') });
    expect(open.recoveryTime).toMatchObject({
      n: 3,
      open: 2,
      medianSeconds: null,
      lowerBoundSeconds: 3 * 86_400,
    });
  });

  it('joins the incidents of one deployment, ignores duplicates, and counts a reopened incident once', async () => {
    await app.service({ key: 'join' });
    await app.facts([
      deployment('join', 'j1', at(2)),
      incident('join', 'ji1', at(2, '13:00:00'), { restoredAt: at(2, '13:20:00') }),
      incident('join', 'ji2', at(2, '13:10:00'), { restoredAt: at(2, '14:00:00') }),
      incident('join', 'ji3', at(2, '12:30:00'), { duplicateOf: 'ji1', restoredAt: at(3) }),
      deployment('join', 'j2', at(5)),
      incident('join', 'ji4', at(5, '13:00:00'), { restoredAt: at(5, '13:10:00') }),
    ]);
    await app.facts([incident('join', 'ji4', at(5, '13:00:00'), { restoredAt: at(5, '15:00:00') })]);
    await app.settled();
    const { recoveryTime, changeFailRate } = await numbersOf(app, { service: 'join' });
    expect(changeFailRate).toMatchObject({ failed: 2, total: 2 });
    // 13:00 → 14:00 and 13:00 → 15:00; S(3600) = ½.
    expect(recoveryTime).toMatchObject({ n: 2, open: 0, medianSeconds: 3600 });
    const second = await numbersOf(app, { service: 'join', from: at(4) });
    expect(second.recoveryTime).toMatchObject({ n: 1, medianSeconds: 7200 });
  });

  it('sees restoration by a flip to off, by a rollback that held, else by the resolution', async () => {
    await app.service({ key: 'seen' });
    const flip = (id: string, on: boolean, when: string) => ({
      kind: 'flip',
      id,
      flag: 'seen-flag',
      environment: 'production',
      on,
      at: when,
    });
    await app.facts([
      deployment('seen', 's0', at(1, '13:00:00'), { sha: 'old' }),
      flip('fl1', true, at(3)),
      flip('fl2', false, at(3, '12:20:00')),
      flip('fl3', true, at(3, '12:25:00')),
      flip('fl4', false, at(3, '12:40:00')),
      incident('seen', 'si1', at(3, '12:10:00'), { cause: { flag: 'seen-flag' } }),
      deployment('seen', 's1', at(5), { sha: 'bad' }),
      incident('seen', 'si2', at(5, '12:30:00')),
      deployment('seen', 's2', at(5, '13:00:00'), { sha: 'old', reason: 'rollback' }),
      deployment('seen', 's3', at(9), { sha: 'new' }),
      incident('seen', 'si3', at(9, '13:00:00'), { resolvedAt: at(9, '16:00:00') }),
    ]);
    await app.settled();
    const all = await numbersOf(app, { service: 'seen' });
    // The flag's failure recovers without failing a deployment.
    expect(all.changeFailRate).toMatchObject({ failed: 2, total: 4 });
    expect(all.recoveryTime).toMatchObject({
      n: 3,
      open: 0,
      medianSeconds: 1800,
      byMode: { flag_off: 1, rollback: 1 },
    });
    expect(all.incidents).toMatchObject({ total: 3, unlinked: 0 });
    const byFlag = await numbersOf(app, { service: 'seen', from: at(3, '12:05:00'), to: at(4) });
    expect(byFlag.recoveryTime).toMatchObject({ n: 1, medianSeconds: 1800 });
    const resolved = await numbersOf(app, { service: 'seen', from: at(8), to: at(10) });
    expect(resolved.recoveryTime).toMatchObject({ n: 1, medianSeconds: 3 * 3600 });
  });

  it('counts hotfixes, rollbacks, labels and reverts as rework, whatever comes first; blame alone is none', async () => {
    await app.service({ key: 'rework', repository: 'acme/rework' });
    await app.facts([
      deployment('rework', 'r1', at(2), { sha: 'p' }),
      deployment('rework', 'r2', at(3), { sha: 'q' }),
      deployment('rework', 'r3', at(4), { sha: 'p' }),
    ]);
    await app.settled();
    // What was taken back goes out again: neither rollback nor rework.
    await app.facts([deployment('rework', 'r4', at(5), { sha: 'q' })]);
    await app.settled();
    await app.facts([
      deployment('rework', 'r5', at(6), { sha: 'r', reason: 'hotfix' }),
      change('acme/rework', 1, { openedAt: at(6), mergedAt: at(6, '18:00:00') }),
      deployment('rework', 'r6', at(7), { changes: ['acme/rework#1'] }),
      incident('rework', 'ri', at(7, '13:00:00')),
      change('acme/rework', 2, { openedAt: at(7), mergedAt: at(7, '18:00:00'), reverts: 'acme/rework#1' }),
      deployment('rework', 'r7', at(8), { changes: ['acme/rework#2'] }),
      change('acme/rework', 3, { openedAt: at(8), mergedAt: at(8, '18:00:00'), labels: ['hotfix'] }),
      deployment('rework', 'r8', at(9), { changes: ['acme/rework#3'] }),
      commit('acme/rework', 'zz', [], at(9)),
    ]);
    await app.settled();
    const { reworkRate } = await numbersOf(app, { service: 'rework' });
    // r3 rollback, r5 hotfix, r7 revert, r8 label.
    expect(reworkRate).toMatchObject({ rework: 4, total: 8, rate: 0.5 });
  });
});
