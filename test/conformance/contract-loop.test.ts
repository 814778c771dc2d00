import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

/** The contract's promise for an accepted fact, flip or incident. */
const SHOWN = { within: 2_000 };
const MINUTE = 60_000;

describe('the whole loop, for a client outside', () => {
  let app: TestApp;
  let admin: string;
  /** JSON over HTTP as any client speaks it; without a body nothing is sent. */
  const call = async (method: string, path: string, body?: object, token = admin) => {
    const answer = await fetch(`${app.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  const ok = async (method: string, path: string, body?: object, token?: string) => {
    const answer = await call(method, path, body, token);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  const tokenOf = async (body: object): Promise<string> =>
    String((await ok('POST', '/api/v1/tokens', { name: 'loop', ...body })).token);
  const iso = (at: number): string => new Date(at).toISOString();

  beforeAll(async () => {
    app = await startApp();
    admin = app.admin;
  });
  afterAll(async () => app?.close());

  it('goes from a deployment to a closed action', async () => {
    const start = Date.now();
    const startedAt = iso(start - 30 * MINUTE);
    const window = `service=shop&from=${iso(start - 24 * 60 * MINUTE)}&to=${iso(start + 24 * 60 * MINUTE)}`;
    const numbers = () => ok('GET', `/api/v1/dora?${window}`, undefined, reader);

    // Who there is.
    await ok('PUT', '/api/v1/teams/payments', { name: 'Payments', timezone: 'Europe/Berlin' });
    await ok('PUT', '/api/v1/services/shop', { name: 'Shop', team: 'payments', repository: 'acme/shop' });
    for (const key of ['ana', 'bo'])
      await ok('PUT', `/api/v1/people/${key}`, { name: key, email: `${key}@example.com`, teams: ['payments'] });
    const reader = await tokenOf({ permissions: ['read'] });
    const pipeline = await tokenOf({ permissions: ['facts:write', 'gates:evaluate'] });
    const flags = await tokenOf({ permissions: ['flags:write'] });
    const killer = await tokenOf({ permissions: ['flags:kill'] });
    const sdk = await tokenOf({ permissions: ['flags:evaluate'], environment: 'production' });
    const ana = await tokenOf({ permissions: ['incidents:write'], person: 'ana' });
    const bo = await tokenOf({ permissions: ['incidents:write'], person: 'bo' });
    const facts = async (...given: object[]) =>
      expect(await ok('POST', '/api/v1/facts', { facts: given }, pipeline)).toMatchObject({ rejected: [] });

    // A deployment brings the code dark.
    const repository = 'acme/shop';
    const opened = { kind: 'change', id: 'acme/shop#1', repository, openedAt: iso(start - 180 * MINUTE) };
    const deployed = { kind: 'deployment', service: 'shop', environment: 'production', status: 'success' };
    await facts(
      { ...deployed, id: 'd0', sha: 's0', finishedAt: iso(start - 20 * 60 * MINUTE) },
      { ...opened, headSha: 'h1', mergeSha: 's1', mergedAt: iso(start - 120 * MINUTE) },
      { ...deployed, id: 'd1', sha: 's1', changes: ['acme/shop#1'], finishedAt: iso(start - 60 * MINUTE) },
    );
    await eventually(async () => {
      const { deploymentFrequency, leadTime, recoveryTime } = await numbers();
      expect(deploymentFrequency.count).toBe(2);
      expect(leadTime).toMatchObject({ n: 1, medianSeconds: 120 * 60 });
      expect(recoveryTime).toMatchObject({ n: 0, medianSeconds: null });
    });

    // The flag releases it.
    const flag = {
      key: 'New.Form',
      name: 'New form',
      kind: 'release',
      service: 'shop',
      owner: { team: 'payments' },
      expiresAt: iso(start + 30 * 24 * 60 * MINUTE),
      removalTicket: 'SHOP-1',
    };
    await ok('POST', '/api/v1/flags', flag, flags);
    const value = async () =>
      (await ok('POST', '/ofrep/v1/evaluate/flags/New.Form', { context: { targetingKey: 'u' } }, sdk)).value;
    expect(await value()).toBe(false);
    const path = '/api/v1/flags/New.Form/environments/production/flip';
    expect(await ok('POST', path, { on: true, reason: 'release' }, flags)).toMatchObject({ on: true });
    await eventually(async () => expect(await value()).toBe(true));

    // It turns bad: an open failure counts at once, and has no end yet.
    const declared = { title: 'Orders fail', service: 'shop', severity: 'sev1', startedAt };
    const { id } = await ok('POST', '/api/v1/incidents', declared, ana);
    await ok('POST', `/api/v1/incidents/${id}/acknowledge`, undefined, ana);
    await eventually(async () => {
      const { changeFailRate, incidents, recoveryTime } = await numbers();
      expect(changeFailRate).toMatchObject({ failed: 1, total: 2, rate: 0.5 });
      expect(recoveryTime).toMatchObject({ n: 1, open: 1, medianSeconds: null });
      expect(incidents).toMatchObject({ total: 1, unlinked: 0 });
    });

    // The kill is the mitigation; the restore needs no word more.
    const killing = { environment: 'production', reason: 'orders fail', incident: id };
    const killed = await ok('POST', '/api/v1/flags/New.Form/kill', killing, killer);
    expect(killed).toMatchObject({ flag: 'New.Form', environment: 'production', on: false });
    await eventually(async () => expect(await value()).toBe(false));
    const restored = await ok('POST', `/api/v1/incidents/${id}/restore`, undefined, ana);
    expect(restored).toMatchObject({ state: 'restored', restoredAt: killed.flippedAt, restoredBy: 'flag_off' });
    const seconds = (Date.parse(killed.flippedAt) - Date.parse(startedAt)) / 1_000;
    const { recoveryTime } = await eventually(async () => {
      const shown = await numbers();
      expect(shown.recoveryTime).toMatchObject({ n: 1, open: 0 });
      return shown;
    }, SHOWN);
    expect(recoveryTime.medianSeconds).toBeCloseTo(seconds, 2);
    expect(recoveryTime.byMode).toEqual({ flag_off: 1, rollback: 0, roll_forward: 0, config: 0, other: 0 });
    const rows = await ok('GET', `/api/v1/dora/incidents?${window}`, undefined, reader);
    expect(rows.items).toHaveLength(1);
    expect(JSON.stringify(rows.items[0])).toContain(id);
    expect(JSON.stringify(rows.items[0])).toContain('d1');
    const timeline = await ok('GET', `/api/v1/incidents/${id}/timeline`, undefined, reader);
    expect(JSON.stringify(timeline.items)).toContain('New.Form');

    await ok('POST', `/api/v1/incidents/${id}/resolve`, undefined, ana);

    // The governor has seen the failure; one is not enough to stop anybody.
    const asked = { service: 'shop', intent: 'release' };
    const governor = await call('POST', '/api/v1/guards/change-fail', asked, pipeline);
    expect([governor.status, governor.body.verdict]).toEqual([200, 'insufficient_data']);
    const { outcomes, s } = governor.body.governor;
    expect(outcomes).toHaveLength(2);
    expect(JSON.stringify(outcomes)).toContain('d1');
    expect(s).toBeCloseTo(Math.log(3), 9);

    // The postmortem, its action, and the change that does it.
    const postmortem = await ok('POST', `/api/v1/incidents/${id}/postmortem`, undefined, ana);
    expect(JSON.stringify(postmortem.timeline)).toContain('New.Form');
    const item = { title: 'Contract test', kind: 'contract', owner: { person: 'ana' }, dueAt: flag.expiresAt };
    const action = await ok('POST', `/api/v1/postmortems/${postmortem.id}/actions`, item, ana);
    await ok('POST', `/api/v1/postmortems/${postmortem.id}/review`, undefined, ana);
    expect((await call('POST', `/api/v1/postmortems/${postmortem.id}/publish`, undefined, ana)).status).toBe(409);
    await ok('POST', `/api/v1/postmortems/${postmortem.id}/review`, undefined, bo);
    expect(await ok('POST', `/api/v1/postmortems/${postmortem.id}/publish`, undefined, ana)).toMatchObject({
      state: 'published',
    });
    await ok('POST', `/api/v1/actions/${action.id}/link`, { change: 'acme/shop#2' }, ana);
    const change = { ...opened, id: 'acme/shop#2', openedAt: iso(start - 10 * MINUTE), headSha: 'h2' };
    const check = { kind: 'check', id: 'c2', repository, sha: 'h2', name: 'contract', app: 'ci' };
    const merge = () => call('POST', '/api/v1/guards/merge', { repository, change: 'acme/shop#2' }, pipeline);
    const becomes = (state: string) =>
      eventually(async () => {
        const { actions } = await ok('GET', `/api/v1/postmortems/${postmortem.id}`, undefined, reader);
        expect(actions).toMatchObject([{ id: action.id, state, change: 'acme/shop#2' }]);
      });
    await facts(change, { ...check, conclusion: 'failure' });
    const blocked = await merge();
    expect([blocked.status, blocked.body]).toMatchObject([409, { verdict: 'block', guard: 'merge' }]);
    await becomes('open');
    await facts({ ...change, mergedAt: iso(start), mergeSha: 's2' });
    await becomes('open');
    await facts({ ...check, conclusion: 'success', attempt: 2 });
    const passed = await merge();
    expect([passed.status, passed.body]).toMatchObject([200, { verdict: 'pass', reasons: [] }]);
    await becomes('done');

    // And what a revert undoes is to be done again.
    await facts({ ...opened, id: 'acme/shop#3', headSha: 'h3', mergedAt: iso(start), reverts: 'acme/shop#2' });
    await becomes('open');

    // When the ticket was closed moved nothing.
    expect((await numbers()).recoveryTime).toEqual(recoveryTime);
    expect(await ok('GET', `/api/v1/incidents/${id}`, undefined, reader)).toMatchObject({ state: 'resolved' });
  });
});
