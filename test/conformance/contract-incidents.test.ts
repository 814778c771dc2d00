import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const MINUTE = 60_000;
const STATES = ['declared', 'acknowledged', 'mitigated', 'restored', 'resolved'];

let app: TestApp;
let ana: string;
let bo: string;

const ago = (minutes: number): string => new Date(app.clock.now().getTime() - minutes * MINUTE).toISOString();
const path = (id: string): string => `/api/v1/incidents/${encodeURIComponent(id)}`;
const read = async (id: string) => (await app.as().get(path(id))).body;
const linesOf = async (id: string) => (await app.as().get(`${path(id)}/timeline?limit=500`)).body.items;

/** A step with a body, or with none at all. */
const step = (id: string, name: string, body?: object, token = ana) => {
  const request = app.as(token).post(`${path(id)}/${name}`);
  return body === undefined ? request : request.send(body);
};

const declare = async (over: object = {}): Promise<string> => {
  const body = { title: 'Cards fail', service: 'checkout', severity: 'sev2', startedAt: ago(60), ...over };
  const { status, body: made } = await app.as(ana).post('/api/v1/incidents').send(body);
  expect([status, made]).toMatchObject([201, { id: expect.any(String), state: 'declared' }]);
  return String(made.id);
};

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  for (const key of ['ana', 'bo']) await app.person({ key, teams: ['payments'] });
  ana = await app.token({ permissions: ['incidents:write'], person: 'ana' });
  bo = await app.token({ permissions: ['incidents:write'], person: 'bo' });
});
afterAll(async () => app?.close());

describe('POST /api/v1/incidents', () => {
  it('needs title, service and severity, and answers 201 with id and state', async () => {
    const before = app.clock.now().getTime();
    const body = { title: 'Cards fail', service: 'checkout', severity: 'sev1' };
    const made = await app.as(ana).post('/api/v1/incidents').send(body);
    expect([made.status, made.body]).toMatchObject([
      201,
      { ...body, id: expect.any(String), state: 'declared', environment: 'production', drill: false },
    ]);
    expect(Date.parse(made.body.startedAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(made.body.startedAt)).toBeLessThanOrEqual(app.clock.now().getTime());
    expect(await read(made.body.id)).toEqual(made.body);
    const none = await app.as(ana).post('/api/v1/incidents').send({ drill: 'yes', startedAt: 'today' });
    expect(none.status).toBe(422);
    const fields = none.body.errors.map(({ field }: { field: string }) => field);
    for (const field of ['title', 'service', 'severity', 'drill', 'startedAt']) expect(fields).toContain(field);
  });

  it('takes sev1 to sev4, an environment, a start in any zone, and drills', async () => {
    for (const severity of ['sev1', 'sev2', 'sev3', 'sev4'])
      expect(await read(await declare({ severity }))).toMatchObject({ severity });
    const odd = { environment: 'staging', drill: true, startedAt: '2026-05-01T12:00:00+02:00' };
    const kept = { environment: 'staging', drill: true, startedAt: '2026-05-01T10:00:00.000Z' };
    expect(await read(await declare(odd))).toMatchObject(kept);
    for (const wrong of [{ severity: 'sev5' }, { severity: 'SEV1' }, { environment: 'moon' }, { service: 'nobody' }]) {
      const body = { title: 'x', service: 'checkout', severity: 'sev1', ...wrong };
      expect((await app.as(ana).post('/api/v1/incidents').send(body)).status).toBe(422);
    }
  });

  it('declares once for one Idempotency-Key', async () => {
    const body = { title: 'Twice', service: 'checkout', severity: 'sev3' };
    const send = () => app.as(ana).post('/api/v1/incidents').set('Idempotency-Key', 'declare-1').send(body);
    const [first, again] = [await send(), await send()];
    expect(again.body.id).toBe(first.body.id);
  });

  it('and its steps need incidents:write, and to be read needs read', async () => {
    const id = await declare();
    const reader = await app.token({ permissions: ['read'] });
    const others = await app.token({ permissions: ['oncall:write', 'facts:write', 'flags:write'] });
    for (const name of ['acknowledge', 'mitigate', 'restore', 'resolve', 'reopen', 'timeline'])
      for (const token of [reader, others]) expect((await step(id, name, {}, token)).status, name).toBe(403);
    expect((await app.as(reader).get(path(id))).body).toMatchObject({ id, state: 'declared' });
    expect((await app.as(others).get('/api/v1/incidents')).status).toBe(403);
    for (const name of ['acknowledge', 'restore', 'resolve', 'reopen'])
      expect((await step('nobody', name)).status, name).toBe(404);
  });
});

describe('the states', () => {
  it('go declared → acknowledged → mitigated → restored → resolved; a step again is 200 and changes nothing', async () => {
    const id = await declare();
    const steps = [
      ['acknowledge', undefined],
      ['mitigate', { by: 'config', note: 'More connections' }],
      ['restore', undefined],
      ['resolve', undefined],
    ] as const;
    for (const [n, [name, body]] of steps.entries()) {
      const taken = await step(id, name, body);
      expect([taken.status, taken.body.state]).toEqual([200, STATES[n + 1]]);
      const lines = await linesOf(id);
      for (const [earlier, same] of steps.slice(0, n + 1)) {
        const again = await step(id, earlier, same, bo);
        expect([again.status, again.body], `${earlier} when ${STATES[n + 1]}`).toEqual([200, taken.body]);
      }
      expect(await linesOf(id)).toEqual(lines);
    }
  });

  it('may be skipped forward, from each to each, and never go back', async () => {
    const bodies = { acknowledge: {}, mitigate: { by: 'config' }, restore: {}, resolve: {} };
    const steps = Object.entries(bodies);
    for (const [to, [name, body]] of steps.entries()) {
      const id = await declare();
      expect((await step(id, name, body)).body.state).toBe(STATES[to + 1]);
      for (const [earlier, old] of steps.slice(0, to)) {
        const { status } = await step(id, earlier, old);
        expect([200, 409], `${earlier} when ${STATES[to + 1]}`).toContain(status);
        expect((await read(id)).state).toBe(STATES[to + 1]);
      }
    }
  });

  it('go back by reopen, from restored and from resolved, and forward again', async () => {
    for (const last of ['restore', 'resolve']) {
      const id = await declare();
      expect((await step(id, last)).status).toBe(200);
      const open = await step(id, 'reopen');
      expect([open.status, open.body.resolvedAt, open.body.restoredAt]).toEqual([200, null, null]);
      expect(STATES.slice(0, 3)).toContain(open.body.state);
      const again = await step(id, 'reopen');
      expect([again.status, again.body]).toEqual([200, open.body]);
      app.clock.advance(MINUTE);
      const end = await step(id, 'restore');
      expect([end.status, end.body.state]).toEqual([200, 'restored']);
      expect(Date.parse(end.body.restoredAt)).toBeGreaterThan(app.clock.now().getTime() - MINUTE / 2);
    }
  });

  it('take a step once, though many ask for it at the same time', async () => {
    const id = await declare();
    for (const [name, body] of [
      ['acknowledge', {}],
      ['mitigate', { by: 'config' }],
      ['restore', {}],
      ['resolve', {}],
    ] as const) {
      const lines = (await linesOf(id)).length;
      const answers = await Promise.all([ana, bo, ana, bo, app.admin].map((token) => step(id, name, body, token)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
      expect((await linesOf(id)).length).toBe(lines + 1);
    }
  });

  it('take steps without a body, though the client names JSON as its type', async () => {
    const id = await declare();
    for (const [n, name] of ['acknowledge', 'restore', 'resolve', 'reopen'].entries()) {
      const bare = { method: 'POST', headers: { authorization: `Bearer ${ana}`, 'content-type': 'application/json' } };
      const answer = await fetch(`${app.url}${path(id)}/${name}`, bare);
      expect(answer.status, `${n} ${name}: ${await answer.text()}`).toBe(200);
    }
  });
});

describe('acknowledging', () => {
  it('in any unresolved state answers 200, keeps the later state and records the first acknowledgement', async () => {
    for (const [before, body] of [
      [null, {}],
      ['mitigate', { by: 'other' }],
      ['restore', {}],
    ] as const) {
      const id = await declare();
      if (before) await step(id, before, body);
      const state = before === null ? 'acknowledged' : (await read(id)).state;
      const first = await step(id, 'acknowledge');
      expect([first.status, first.body]).toMatchObject([200, { state, acknowledgedBy: 'ana' }]);
      expect(first.body.acknowledgedAt).toEqual(expect.any(String));
      app.clock.advance(MINUTE);
      const second = await step(id, 'acknowledge', undefined, bo);
      expect([second.status, second.body]).toEqual([200, first.body]);
    }
    const over = await declare();
    await step(over, 'resolve');
    expect((await step(over, 'acknowledge')).status).toBe(409);
    expect((await read(over)).acknowledgedAt).toBeNull();
  });
});

describe('mitigating', () => {
  it('takes each mode, needs one, and names a flag or a deployment', async () => {
    const id = await declare();
    expect((await step(id, 'mitigate', {})).body.errors).toMatchObject([{ field: 'by' }]);
    expect((await step(id, 'mitigate', { by: 'luck' })).status).toBe(422);
    expect((await step(id, 'mitigate', { by: 'rollback', flag: 'a', deployment: 'b' })).status).toBe(422);
    expect((await read(id)).state).toBe('declared');
    for (const body of [
      { by: 'flag_off', flag: 'new-form' },
      { by: 'rollback', deployment: 'deploy-1' },
      { by: 'roll_forward', deployment: 'deploy-2' },
      { by: 'config', note: 'Pool doubled' },
      { by: 'other' },
    ]) {
      const { status, body: after } = await step(id, 'mitigate', body);
      expect([status, after.state, after.mitigations.at(-1)]).toMatchObject([200, 'mitigated', body]);
    }
    expect((await step(id, 'restore')).body.restoredBy).toBe('other');
  });
});

describe('lists and the timeline', () => {
  it('are found by limit and cursor, losing and doubling nothing', async () => {
    await app.service({ key: 'listed' });
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await declare({ service: 'listed', startedAt: ago(10 + n) }));
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await app.as().get('/api/v1/incidents').query(`service=listed&limit=2${cursor}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      found.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(found.toSorted()).toEqual(ids.toSorted());
  });

  it('take notes with and without an instant, and tell them in their order', async () => {
    const id = await declare();
    const note = (body: object) => step(id, 'timeline', body);
    const now = await note({ note: 'Graphs are green' });
    expect([now.status, now.body.note]).toEqual([201, 'Graphs are green']);
    const early = await note({ at: ago(30), note: 'Queue grows' });
    expect([early.status, early.body.note]).toEqual([201, 'Queue grows']);
    const told = (await linesOf(id)).map((line: { note: string | null }) => line.note);
    expect(told.filter((text: string | null) => text === 'Queue grows' || text === 'Graphs are green')).toEqual([
      'Queue grows',
      'Graphs are green',
    ]);
    expect((await note({})).status).toBe(422);
    expect((await note({ note: '' })).status).toBe(422);
    expect((await note({ at: ago(-60 * 25), note: 'Tomorrow' })).status).toBe(422);
    expect((await step('nobody', 'timeline', { note: 'x' })).status).toBe(404);
    await step(id, 'resolve');
    expect((await note({ note: 'Afterwards' })).status).toBe(201);
  });
});

describe('incidents from facts', () => {
  it('are found by their id, whatever characters it has, and take the same steps', async () => {
    const ids = ['PD-1', 'pd-1', 'PD/2026 #7?', '100%', 'ä'.repeat(200), '😀'.repeat(100), 'x'.repeat(200), '..%2F'];
    await app.facts(ids.map((id) => ({ kind: 'incident', id, service: 'checkout', startedAt: ago(5), title: id })));
    for (const id of ids) {
      await eventually(async () => expect(await read(id)).toMatchObject({ id, title: id, state: 'declared' }));
      expect((await step(id, 'acknowledge')).body, id).toMatchObject({ id, state: 'acknowledged' });
      expect((await step(id, 'timeline', { note: 'seen' })).status).toBe(201);
      expect((await linesOf(id)).some(({ note }: { note: string | null }) => note === 'seen')).toBe(true);
    }
    const { items } = (await app.as().get('/api/v1/incidents?service=checkout&limit=500')).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it('are in the state that their times say, and no later word of the fact undoes a step taken here', async () => {
    const fact = (id: string, more: object = {}) => ({
      kind: 'incident',
      id,
      service: 'checkout',
      startedAt: ago(30),
      ...more,
    });
    const times = [
      ['f-1', { detectedAt: ago(20) }, 'declared'],
      ['f-2', { mitigatedAt: ago(20) }, 'mitigated'],
      ['f-3', { restoredAt: ago(20), restoredBy: 'rollback' }, 'restored'],
      ['f-4', { restoredAt: ago(20), resolvedAt: ago(10) }, 'resolved'],
    ] as const;
    await app.facts(times.map(([id, more]) => fact(id, more)));
    for (const [id, more, state] of times)
      await eventually(async () => expect(await read(id)).toMatchObject({ ...more, state }));
    const restored = await step('f-1', 'restore', { by: 'config' });
    await app.facts([fact('f-1', { detectedAt: ago(19), title: 'Renamed', severity: 'sev1' })]);
    await eventually(async () => expect((await read('f-1')).title).toBe('Renamed'));
    const { restoredAt } = restored.body;
    expect(await read('f-1')).toMatchObject({ state: 'restored', restoredAt, restoredBy: 'config', severity: 'sev1' });
  });
});
