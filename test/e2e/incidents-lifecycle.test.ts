import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
});
afterAll(() => app?.close());

const ago = (minutes: number): string => new Date(app.clock.now().getTime() - minutes * 60_000).toISOString();

async function declared(over: object = {}): Promise<string> {
  const response = await app
    .as()
    .post('/api/v1/incidents')
    .send({ title: 'Checkout answers 500', service: 'checkout', severity: 'sev2', startedAt: ago(30), ...over });
  expect([response.status, response.body]).toMatchObject([201, {}]);
  return String(response.body.id);
}

async function step(id: string, name: string, body: object = {}) {
  return app.as().post(`/api/v1/incidents/${id}/${name}`).send(body);
}

async function flag(key: string): Promise<void> {
  const made = await app
    .as()
    .post('/api/v1/flags')
    .send({ key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } });
  expect([made.status, made.body]).toMatchObject([201, {}]);
  const flipped = await flip(key, true);
  expect([flipped.status, flipped.body]).toMatchObject([200, {}]);
}

async function flip(key: string, on: boolean, incident?: string) {
  return app
    .as()
    .post(`/api/v1/flags/${key}/environments/production/flip`)
    .send({ on, reason: 'test', ...(incident ? { incident } : {}) });
}

async function kill(key: string, incident: string) {
  return app.as().post(`/api/v1/flags/${key}/kill`).send({ environment: 'production', reason: 'errors', incident });
}

describe('an incident declared by a person', () => {
  it('walks from declared to resolved, and every step again changes nothing', async () => {
    const id = await declared();
    const first = await app.as().get(`/api/v1/incidents/${id}`);
    expect(first.body).toMatchObject({
      id,
      state: 'declared',
      environment: 'production',
      severity: 'sev2',
      acknowledgedAt: null,
      restoredAt: null,
      drill: false,
      source: 'declared',
    });
    const steps = [
      ['acknowledge', {}, 'acknowledged'],
      ['mitigate', { by: 'config', note: 'Doubled the pool' }, 'mitigated'],
      ['restore', {}, 'restored'],
      ['resolve', {}, 'resolved'],
    ] as const;
    for (const [name, body, state] of steps) {
      const taken = await step(id, name, body);
      expect([taken.status, taken.body.state]).toEqual([200, state]);
      const again = await step(id, name, body);
      expect(again.status).toBe(200);
      expect(again.body).toEqual(taken.body);
    }
    const timeline = await app.as().get(`/api/v1/incidents/${id}/timeline`);
    expect(timeline.body.items.map((line: { kind: string }) => line.kind)).toEqual([
      'declared',
      'acknowledged',
      'mitigated',
      'restored',
      'resolved',
    ]);
    const end = await app.as().get(`/api/v1/incidents/${id}`);
    expect(end.body).toMatchObject({ restoredBy: 'config', acknowledgedBy: expect.any(String) });
  });

  it('skips steps forward, acknowledges late, and goes back by reopen alone', async () => {
    const id = await declared();
    expect((await step(id, 'restore', { by: 'rollback' })).body).toMatchObject({
      state: 'restored',
      restoredBy: 'rollback',
    });
    expect((await step(id, 'mitigate', { by: 'other' })).body.state).toBe('restored');
    expect((await step(id, 'acknowledge')).body).toMatchObject({
      state: 'restored',
      acknowledgedAt: expect.any(String),
    });
    expect((await step(id, 'resolve')).body.state).toBe('resolved');
    const late = await step(id, 'mitigate', { by: 'config' });
    expect([late.status, late.body.code]).toEqual([409, 'incident_resolved']);
    expect((await step(id, 'reopen')).body).toMatchObject({
      state: 'acknowledged',
      resolvedAt: null,
      restoredAt: null,
    });
    expect((await step(id, 'reopen')).status).toBe(200);
  });

  it('refuses what cannot be, with every fault named', async () => {
    const post = (body: object) => app.as().post('/api/v1/incidents').send(body);
    const good = { title: 'x', service: 'checkout', severity: 'sev1' };
    const missing = await post({});
    expect(missing.status).toBe(422);
    expect(missing.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'service',
      'severity',
      'title',
    ]);
    const unknown = await post({ ...good, service: 'nobody' });
    expect([unknown.status, unknown.body.errors[0]]).toMatchObject([
      422,
      { field: 'service', code: 'unknown_service' },
    ]);
    expect((await post({ ...good, environment: 'moon' })).body.errors[0].code).toBe('unknown_environment');
    expect((await post({ ...good, startedAt: ago(-60 * 25) })).status).toBe(422);
    expect((await post({ ...good, startedAt: '1000000-01-01T00:00:00Z' })).status).toBe(422);
    expect((await post({ ...good, severity: 'sev9' })).status).toBe(422);
    const id = await declared();
    expect((await step(id, 'restore', { at: ago(31) })).status).toBe(422);
    expect((await step(id, 'mitigate', {})).status).toBe(422);
    expect((await step(id, 'mitigate', { by: 'magic' })).status).toBe(422);
    expect((await step('none', 'resolve')).status).toBe(404);
    expect((await app.as().get('/api/v1/incidents/none')).status).toBe(404);
    expect((await app.as().get('/api/v1/incidents/none/timeline')).status).toBe(404);
    expect((await app.as().get('/api/v1/incidents?cursor=%00')).status).toBe(400);
    expect((await app.as().get('/api/v1/incidents?state=odd')).status).toBe(400);
    for (const path of [
      'incidents/%00',
      'incidents/%00/timeline',
      'postmortems/%00',
      'actions/%00',
      'actions?owner=%00',
    ]) {
      expect([400, 404]).toContain((await app.as().get(`/api/v1/${path}`)).status);
    }
  });

  it('is in the only production environment of a service without one named so', async () => {
    const live = { key: 'live', production: true };
    await app.service({ key: 'search', environments: [live, { key: 'staging', production: false }] });
    await app.service({ key: 'maps', environments: [live, { key: 'live-us', production: true }] });
    const one = await app.as().post('/api/v1/incidents').send({ title: 'x', service: 'search', severity: 'sev3' });
    expect([one.status, one.body.environment]).toEqual([201, 'live']);
    const two = await app.as().post('/api/v1/incidents').send({ title: 'x', service: 'maps', severity: 'sev3' });
    expect([two.status, two.body.errors[0].field]).toEqual([422, 'environment']);
  });

  it('needs incidents:write, and to be read needs read', async () => {
    const reader = await app.token({ permissions: ['read'] });
    const outsider = await app.token({ permissions: ['facts:write'] });
    const id = await declared();
    expect((await app.as(reader).post('/api/v1/incidents').send({})).status).toBe(403);
    expect((await app.as(reader).post(`/api/v1/incidents/${id}/resolve`)).status).toBe(403);
    expect((await app.as(reader).get(`/api/v1/incidents/${id}`)).status).toBe(200);
    expect((await app.as(outsider).get('/api/v1/incidents')).status).toBe(403);
  });

  it('takes notes, and is corrected under If-Match', async () => {
    const id = await declared();
    const note = await app
      .as()
      .post(`/api/v1/incidents/${id}/timeline`)
      .send({ at: ago(20), note: 'Error rate falls' });
    expect([note.status, note.body]).toMatchObject([201, { kind: 'note', note: 'Error rate falls' }]);
    const timeline = await app.as().get(`/api/v1/incidents/${id}/timeline?limit=1`);
    expect(timeline.body.items).toMatchObject([{ kind: 'note' }]);
    const rest = await app.as().get(`/api/v1/incidents/${id}/timeline?cursor=${timeline.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ kind: 'declared' }], nextCursor: null });

    const read = await app.as().get(`/api/v1/incidents/${id}`);
    const patch = (body: object, tag: string) =>
      app.as().patch(`/api/v1/incidents/${id}`).set('if-match', tag).send(body);
    const etag = String(read.headers['etag']);
    const first = await patch({ severity: 'sev1', cause: { deployments: ['d1'], flag: 'f1' } }, etag);
    expect([first.status, first.body.severity, first.body.cause]).toEqual([
      200,
      'sev1',
      { deployments: ['d1'], flag: 'f1' },
    ]);
    expect((await patch({ severity: 'sev4' }, etag)).status).toBe(412);
    expect((await patch({ duplicateOf: 'none' }, '*')).status).toBe(422);
    expect((await patch({ duplicateOf: id }, '*')).status).toBe(422);
    const other = await declared();
    expect((await patch({ duplicateOf: other }, String(first.headers['etag']))).body.duplicateOf).toBe(other);
  });

  it('is listed by state, newest first, page by page', async () => {
    await app.service({ key: 'listed' });
    const ids = [];
    for (const minutes of [50, 40, 30]) ids.push(await declared({ service: 'listed', startedAt: ago(minutes) }));
    await step(String(ids[0]), 'resolve');
    const first = await app.as().get('/api/v1/incidents?service=listed&limit=2');
    expect(first.body.items.map((i: { id: string }) => i.id)).toEqual([ids[2], ids[1]]);
    const second = await app.as().get(`/api/v1/incidents?service=listed&limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
    const open = await app.as().get('/api/v1/incidents?service=listed&open=true');
    expect(open.body.items).toHaveLength(2);
    expect((await app.as().get('/api/v1/incidents?service=listed&state=resolved')).body.items).toHaveLength(1);
  });
});

describe('a kill that names an incident', () => {
  it('is its mitigation, and the moment of its restoration', async () => {
    await flag('form-a');
    const id = await declared();
    const killed = await kill('form-a', id);
    expect([killed.status, killed.body]).toMatchObject([200, {}]);
    await eventually(async () => {
      const { body } = await app.as().get(`/api/v1/incidents/${id}`);
      expect(body).toMatchObject({
        state: 'mitigated',
        mitigatedAt: killed.body.flippedAt,
        mitigations: [{ flag: 'form-a' }],
      });
    });
    const timeline = await app.as().get(`/api/v1/incidents/${id}/timeline`);
    expect(timeline.body.items).toContainEqual(
      expect.objectContaining({ kind: 'mitigated', flag: 'form-a', by: 'flag_off', on: false, kill: true }),
    );
    app.clock.advance(5 * 60_000);
    const restored = await step(id, 'restore');
    expect(restored.body).toMatchObject({ restoredAt: killed.body.flippedAt, restoredBy: 'flag_off' });
  });

  it('counts at once for whoever restores before its event was heard, and once', async () => {
    await flag('form-b');
    const id = await declared();
    const killed = await kill('form-b', id);
    const resolved = await step(id, 'resolve');
    expect(resolved.body).toMatchObject({
      state: 'resolved',
      restoredAt: killed.body.flippedAt,
      restoredBy: 'flag_off',
    });
    await eventually(async () => {
      const [row] = await app.sql<{ waiting: number }>(
        `select count(*)::int as waiting from outbox_deliveries where consumer = 'incidents.mitigate-by-flip' and done_at is null`,
      );
      expect(row?.waiting).toBe(0);
    });
    const { body } = await app.as().get(`/api/v1/incidents/${id}`);
    expect(body.mitigations).toHaveLength(1);
  });

  it('is no restoration any more once the flag was turned on again', async () => {
    await flag('form-c');
    const id = await declared();
    await kill('form-c', id);
    app.clock.advance(60_000);
    expect((await flip('form-c', true)).status).toBe(200);
    app.clock.advance(60_000);
    const now = app.clock.now().getTime();
    const restored = await step(id, 'restore');
    expect(restored.body.restoredBy).toBe('flag_off');
    expect(Date.parse(restored.body.restoredAt)).toBeGreaterThanOrEqual(now);
  });
});

describe('incidents told by facts', () => {
  it('are found by their id, follow newer facts, and keep what was done here', async () => {
    const fact = { kind: 'incident', id: 'INC-7', service: 'checkout', startedAt: ago(20), title: 'Cards fail' };
    await app.facts([fact]);
    await eventually(async () => {
      expect((await app.as().get('/api/v1/incidents/INC-7')).body).toMatchObject({ state: 'declared', source: 'fact' });
    });
    expect((await step('INC-7', 'acknowledge')).body.state).toBe('acknowledged');
    const restoredAt = ago(1);
    await app.facts([{ ...fact, restoredAt, cause: { deployments: ['d9'] }, restoredBy: 'rollback' }]);
    await eventually(async () => {
      expect((await app.as().get('/api/v1/incidents/INC-7')).body).toMatchObject({
        state: 'restored',
        restoredAt,
        acknowledgedAt: expect.any(String),
        cause: { deployments: ['d9'] },
      });
    });
  });

  it('are mitigated by a kill that named them before their fact came', async () => {
    await flag('form-d');
    const killed = await kill('form-d', 'INC-8');
    await app.facts([{ kind: 'incident', id: 'INC-8', service: 'checkout', startedAt: ago(10) }]);
    await eventually(async () => {
      const { body } = await app.as().get('/api/v1/incidents/INC-8');
      expect(body).toMatchObject({ state: 'mitigated', mitigatedAt: killed.body.flippedAt });
    });
  });

  it('are offered a rollback, and take its moment when it is named', async () => {
    const id = await declared();
    const finishedAt = ago(3);
    const rollback = {
      kind: 'deployment',
      id: 'd-back',
      service: 'checkout',
      environment: 'production',
      reason: 'rollback',
    };
    await app.facts([{ ...rollback, status: 'success', finishedAt }]);
    await eventually(async () => {
      const { body } = await app.as().get(`/api/v1/incidents/${id}/timeline`);
      expect(body.items).toContainEqual(expect.objectContaining({ kind: 'deployment', deployment: 'd-back' }));
    });
    const named = await step(id, 'mitigate', { by: 'rollback', deployment: 'd-back' });
    expect(named.body).toMatchObject({ state: 'mitigated', mitigatedAt: finishedAt });
    expect((await step(id, 'restore')).body).toMatchObject({ restoredAt: finishedAt, restoredBy: 'rollback' });
  });
});
