import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const AT = '2026-05-01T10:00:00Z';
const LATER = '2026-05-01T11:00:00Z';
const repository = 'acme/shop';

describe('facts', () => {
  let app: TestApp;
  const send = (...facts: unknown[]) => app.as().post('/api/v1/facts').send({ facts });
  const taken = async (...facts: unknown[]): Promise<{ accepted: number; unchanged: number }> => {
    const { status, body } = await send(...facts);
    expect(status).toBe(200);
    expect(body.rejected).toEqual([]);
    return { accepted: body.accepted, unchanged: body.unchanged };
  };
  const refused = async (fact: unknown): Promise<string> => {
    const { status, body } = await send(fact);
    expect(status).toBe(200);
    expect(body, JSON.stringify(fact)).toMatchObject({ accepted: 0, unchanged: 0 });
    expect(body.rejected).toEqual([{ index: 0, code: expect.any(String), detail: expect.any(String) }]);
    return body.rejected[0].code;
  };
  const change = (id: string, more: object = {}) => ({ kind: 'change', id, repository, openedAt: AT, ...more });
  const commit = (id: string, more: object = {}) => ({
    kind: 'commit',
    id,
    repository,
    parents: [],
    authoredAt: AT,
    committedAt: AT,
    ...more,
  });
  const deployment = (id: string, more: object = {}) => ({
    kind: 'deployment',
    id,
    service: 'checkout',
    environment: 'production',
    status: 'success',
    finishedAt: AT,
    ...more,
  });
  const incident = (id: string, more: object = {}) => ({
    kind: 'incident',
    id,
    service: 'checkout',
    startedAt: AT,
    ...more,
  });
  const check = (id: string, more: object = {}) => ({
    kind: 'check',
    id,
    repository,
    sha: 's',
    name: 'unit',
    conclusion: 'success',
    ...more,
  });
  const flip = (id: string, more: object = {}) => ({
    kind: 'flip',
    id,
    flag: 'New.Checkout',
    environment: 'production',
    on: false,
    at: AT,
    ...more,
  });

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository });
    await app.service({ key: 'one-prod', environments: [{ key: 'live', production: true }] });
  });
  afterAll(async () => app.close());

  it('of every kind are taken with all their fields, and with the least of them', async () => {
    const full = [
      change('acme/shop#1', {
        services: ['checkout'],
        title: 't',
        author: 'ana',
        authorType: 'human',
        readyAt: AT,
        firstCommitAt: AT,
        commits: [{ sha: 'c1', authoredAt: AT }],
        headSha: 'c1',
        reviews: [{ author: 'bo', authorType: 'bot', submittedAt: AT, state: 'approved' }],
        mergedAt: LATER,
        closedAt: LATER,
        mergeSha: 'm1',
        additions: 1,
        deletions: 0,
        labels: ['bug'],
        reverts: 'acme/shop#0',
        url: 'https://example.com/1',
      }),
      commit('c1', { parents: ['c0'], paths: ['a/b'] }),
      deployment('d1', {
        sha: 'm1',
        startedAt: AT,
        changes: ['acme/shop#1'],
        reason: 'release',
        url: 'https://example.com/d1',
      }),
      incident('i1', {
        environment: 'production',
        title: 'down',
        severity: 'sev1',
        detectedAt: AT,
        mitigatedAt: LATER,
        restoredAt: LATER,
        resolvedAt: LATER,
        cause: { deployments: ['d1'], flag: 'New.Checkout' },
        restoredBy: 'rollback',
      }),
      incident('i2', { cause: { external: true }, duplicateOf: 'i1' }),
      check('k1', { app: 'ci', startedAt: AT, completedAt: LATER, attempt: 2 }),
      check('k2', { conclusion: null }),
      flip('f1', { actor: 'ana' }),
    ];
    expect(await taken(...full)).toEqual({ accepted: full.length, unchanged: 0 });
    expect(await taken(...full)).toEqual({ accepted: 0, unchanged: full.length });
    const least = [change('l1'), commit('l2'), deployment('l3'), incident('l4'), check('l5'), flip('l6')];
    expect(await taken(...least)).toEqual({ accepted: 6, unchanged: 0 });
    for (const reason of ['release', 'rollback', 'hotfix', 'redeploy'])
      await taken(deployment(`r-${reason}`, { reason }));
    for (const status of ['failure', 'in_progress', 'cancelled'])
      await taken({ ...deployment(`st-${status}`, { status, startedAt: AT }), finishedAt: undefined });
    for (const state of ['approved', 'changes_requested', 'commented', 'dismissed'])
      await taken(change(`rv-${state}`, { reviews: [{ author: 'b', submittedAt: AT, state }] }));
    for (const by of ['flag_off', 'rollback', 'roll_forward', 'config', 'other'])
      await taken(incident(`rb-${by}`, { restoredAt: LATER, restoredBy: by }));
  });

  it('are the same fact with null where a field is left out', async () => {
    await taken(change('null-1'));
    expect(await taken(change('null-1', { mergedAt: null, title: null, headSha: null }))).toEqual({
      accepted: 0,
      unchanged: 1,
    });
    await taken(deployment('null-2', { sha: null, reason: null, url: null, startedAt: null }));
    await taken(incident('null-3', { restoredAt: null, cause: null, duplicateOf: null, environment: null }));
    await taken(check('null-4', { app: null, completedAt: null, startedAt: null }));
  });

  it('are rejected one by one, with code and place, and the good ones are kept', async () => {
    expect(await refused(deployment('x', { service: 'nobody' }))).toBe('unknown_service');
    expect(await refused(incident('x', { service: 'nobody' }))).toBe('unknown_service');
    expect(await refused(change('x', { services: ['nobody'] }))).toBe('unknown_service');
    expect(await refused(change('x', { repository: 'no/where' }))).toBe('unknown_repository');
    expect(await refused(commit('x', { repository: 'no/where' }))).toBe('unknown_repository');
    expect(await refused(check('x', { repository: 'no/where' }))).toBe('unknown_repository');
    const mixed = await send(deployment('mix-0'), deployment('mix-1', { service: 'nobody' }), {}, commit('mix-3'));
    expect(mixed.body).toMatchObject({ accepted: 2, unchanged: 0 });
    expect(mixed.body.rejected.map((r: { index: number }) => r.index)).toEqual([1, 2]);
    const bad: object[] = [
      { kind: 'weather', id: 'x' },
      { ...change('x'), openedAt: undefined },
      change('x', { authorType: 'cat' }),
      change('x', { openedAt: '2026-02-30T00:00:00Z' }),
      change('x', { openedAt: 'today' }),
      change('x', { additions: -1 }),
      commit('x', { parents: 'p' }),
      { ...commit('x'), authoredAt: undefined },
      deployment('x', { status: 'great' }),
      deployment('x', { reason: 'whim' }),
      { ...incident('x'), startedAt: undefined },
      incident('x', { restoredBy: 'luck' }),
      incident('x', { cause: { external: false } }),
      check('x', { attempt: 'two' }),
      flip('x', { on: 'yes' }),
      { ...flip('x'), at: undefined },
    ];
    for (const fact of bad) await refused(fact);
  });

  it('have opaque ids of 1–200 characters, case-sensitive, without control characters', async () => {
    const odd = ['X', 'x', 'ä ö/ü?#%&', '🚀', ' ', 'a'.repeat(200), "'; drop table changes; --", '😀'.repeat(100)];
    expect(await taken(...odd.map((id) => commit(id)))).toEqual({ accepted: odd.length, unchanged: 0 });
    for (const id of ['', 'a'.repeat(201), 'a\nb', 'a\u007fb', 'a\tb', 7]) await refused({ ...commit('x'), id });
    await refused(deployment('x', { sha: '' }));
    await refused(check('x', { name: 'a\nb' }));
    expect((await app.as().get(`/api/v1/checks?repository=${repository}&sha=S`)).body.items ?? []).toEqual([]);
  });

  it('more than 24 hours ahead are rejected, less are taken', async () => {
    const ahead = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();
    for (const fact of [
      change('far', { openedAt: ahead(24.1) }),
      change('far', { mergedAt: ahead(25) }),
      change('far', { reviews: [{ author: 'a', submittedAt: ahead(25), state: 'approved' }] }),
      change('far', { commits: [{ sha: 'q', authoredAt: ahead(25) }] }),
      commit('far', { authoredAt: ahead(25) }),
      commit('far', { committedAt: ahead(25) }),
      deployment('far', { finishedAt: ahead(25) }),
      deployment('far', { startedAt: ahead(25) }),
      incident('far', { startedAt: ahead(25) }),
      incident('far', { restoredAt: ahead(25) }),
      check('far', { completedAt: ahead(25) }),
      flip('far', { at: ahead(25) }),
    ])
      await refused(fact);
    await taken(change('near', { openedAt: ahead(23.9) }), commit('near', { authoredAt: ahead(23) }));
  });

  it('of one kind and id: the last wins; a successful deployment stays so; old attempts never win', async () => {
    await taken(change('acme/shop#9', { title: 'first', mergedAt: LATER }));
    await taken(change('acme/shop#9', { title: 'second' }));
    const stored = await app.as().get(`/api/v1/changes/${encodeURIComponent('acme/shop#9')}`);
    expect(stored.body).toMatchObject({ title: 'second', mergedAt: null });
    expect(await taken(change('same', { title: 'a' }), change('same', { title: 'b' }))).toMatchObject({ accepted: 2 });
    await taken(deployment('sticky'));
    await taken(deployment('sticky', { status: 'failure', finishedAt: LATER }));
    await taken(deployment('sticky', { status: 'in_progress' }));
    const rows = await eventually(async () => {
      const { body } = await app.as().get('/api/v1/dora/deployments?service=checkout&from=2026-05-01T00:00:00Z');
      const row = body.items.find((item: { id?: string; deployment?: string }) =>
        [item.id, item.deployment].includes('sticky'),
      );
      expect(row).toBeDefined();
      return row;
    });
    expect(new Date(rows.finishedAt).toISOString()).toBe('2026-05-01T10:00:00.000Z');
    const last = () => app.as().post('/api/v1/guards/merge').send({ repository, sha: 'attempts' });
    await taken(check('at', { sha: 'attempts', attempt: 2, conclusion: 'success' }));
    await taken(check('at', { sha: 'attempts', attempt: 1, conclusion: 'failure' }));
    expect((await last()).status).toBe(200);
    await taken(check('at', { sha: 'attempts', attempt: 3, conclusion: 'failure' }));
    expect((await last()).status).toBe(409);
  });

  it('without an environment: in production, else the only production environment', async () => {
    await taken(incident('env-1'), incident('env-2', { service: 'one-prod' }));
    await eventually(async () => {
      expect((await app.as().get('/api/v1/incidents/env-1')).body.environment).toBe('production');
      expect((await app.as().get('/api/v1/incidents/env-2')).body.environment).toBe('live');
    });
  });

  it('are at most 1,000 in a body, and any number of lines', async () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => commit(`many-${i}`));
    expect([413, 422]).toContain((await send(...many(1001))).status);
    expect((await send(...many(1000))).body).toEqual(expect.objectContaining({ accepted: 1000, unchanged: 0 }));
    const lines = (type: string, text: string) => app.as().post('/api/v1/facts').set('content-type', type).send(text);
    const text = [...many(1500).map((fact) => JSON.stringify(fact)), 'not json', JSON.stringify({ kind: 'x' })];
    const { status, body } = await lines('application/x-ndjson', text.join('\n'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 500, unchanged: 1000 });
    expect(body.rejected.map((r: { index: number }) => r.index)).toEqual([1500, 1501]);
    expect((await lines('application/x-ndjson; charset=utf-8', `${text[0]}\n`)).body).toMatchObject({ unchanged: 1 });
    expect((await send()).status).toBe(200);
    expect((await send()).body).toMatchObject({ accepted: 0, unchanged: 0, rejected: [] });
  });

  it('of a stream that breaks off stay as far as batches were taken', async () => {
    const url = new URL(app.url);
    const stream = httpRequest({
      host: url.hostname,
      port: url.port,
      method: 'POST',
      path: '/api/v1/facts',
      headers: { authorization: `Bearer ${app.admin}`, 'content-type': 'application/x-ndjson' },
    });
    stream.on('error', () => undefined);
    for (let i = 0; i < 3000; i += 1) stream.write(`${JSON.stringify(commit(`broken-${i}`))}\n`);
    const count = async () =>
      (await app.sql<{ n: number }>(`select count(*)::int as n from commits where sha like 'broken-%'`))[0]?.n ?? 0;
    await eventually(async () => expect(await count()).toBeGreaterThan(0));
    stream.destroy();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await count()).toBeGreaterThanOrEqual(1000);
    expect(await taken(commit('broken-0'))).toEqual({ accepted: 0, unchanged: 1 });
  });
});
