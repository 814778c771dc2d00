import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScenario } from '../../src/drills/domain/run.fixture.js';
import { startApp, type TestApp } from '../support/index.js';
import { begun, drilled, scenarioOf } from './drills-support.js';

let app: TestApp;
let reader: string;
let member: string;

beforeAll(async () => {
  app = await startApp();
  for (const key of ['fay', 'rex', 'oz']) await app.person({ key, teams: ['payments'] });
  reader = await app.token({ permissions: ['read'] });
  member = await app.token({ permissions: ['incidents:write', 'read'], person: 'fay' });
});
afterAll(() => app?.close());

const take = (id: string, step: string, body?: object, token?: string) =>
  app.as(token).post(`/api/v1/drills/${id}/${step}`).send(body);
const get = async (id: string) => (await app.as(reader).get(`/api/v1/drills/${id}`).expect(200)).body;
const isOn = async (flag: string): Promise<boolean> =>
  (await app.as().get(`/api/v1/flags/${flag}`)).body.environments.production.on;
const probe = (at: string) => ({ part: 'probe', record: { at, ok: true, status: 200, millis: 9, sha: null } });

describe('a scenario', () => {
  const yaml = dump(aScenario());
  const put = (text: string, key = 'checkout-pricing', token?: string) =>
    app.as(token).put(`/api/v1/drill-scenarios/${key}`).send({ yaml: text });

  it('is stored, listed and read, with an ETag', async () => {
    const made = await put(yaml).expect(201);
    expect(made.body).toMatchObject({ key: 'checkout-pricing', service: 'shop', scenario: { flag: 'pricing-new' } });
    const again = await put(yaml).expect(200);
    expect(again.body).toEqual(made.body);
    const one = await app.as(reader).get('/api/v1/drill-scenarios/checkout-pricing').expect(200);
    expect(one.body.yaml).toBe(yaml);
    await put(`${yaml}# new\n`).set('if-match', '"other"').expect(412);
    await put(`${yaml}# new\n`).set('if-match', String(one.headers['etag'])).expect(200);
    const list = await app.as(reader).get('/api/v1/drill-scenarios?service=shop').expect(200);
    expect(list.body.items.map(({ key }: { key: string }) => key)).toContain('checkout-pricing');
    expect(list.body.items[0]).not.toHaveProperty('yaml');
  });

  it('is refused with the line of every fault', async () => {
    const text = yaml.replace('role: facilitator', 'role: boss').replace('atSeconds: 30', 'atSeconds: -1');
    const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    const { body } = await put(text, 'checkout-pricing').expect(422);
    expect(body.errors).toEqual([
      {
        field: 'yaml.steps[0].role',
        code: 'enum',
        detail: `line ${lineOf('role: boss')}: steps[0].role must be one of facilitator, responder, observer`,
      },
      {
        field: 'yaml.injects[0].atSeconds',
        code: 'minimum',
        detail: `line ${lineOf('atSeconds: -1')}: injects[0].atSeconds must be >= 0`,
      },
    ]);
    const broken = await put('scenario: [').expect(422);
    expect(broken.body.errors[0].detail).toMatch(/^line \d+: /);
    const other = await put(yaml, 'other-key').expect(422);
    expect(other.body.errors[0]).toMatchObject({ field: 'yaml.scenario', code: 'key_mismatch' });
    await put('x'.repeat(262_145)).expect(422);
  });

  it('is written by who may, and its schema is published', async () => {
    await put(yaml, 'checkout-pricing', reader).expect(403);
    const { body } = await app.as(reader).get('/api/v1/drill-scenarios/schema').expect(200);
    expect(body).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: expect.any(Array),
    });
    await app.as(reader).get('/api/v1/drill-scenarios/none').expect(404);
  });
});

describe('a run', () => {
  it('is planned from a copy of its scenario', async () => {
    const { service, scenario } = await drilled(app);
    const made = await app
      .as(member)
      .post('/api/v1/drills')
      .send({ scenario, mode: 'people', responder: 'rex', observers: ['oz', 'oz'] })
      .expect(201);
    expect(made.body).toMatchObject({
      state: 'planned',
      scenario,
      service,
      environment: 'production',
      repository: 'acme/shop',
      facilitator: 'fay',
      responder: 'rex',
      observers: ['oz'],
      startedAt: null,
    });
    expect(await get(made.body.id)).toEqual(made.body);
    await scenarioOf(app, { scenario, service, title: 'Another' });
    expect((await get(made.body.id)).title).toBe('Prices are wrong behind a flag');
    await app.as(reader).post('/api/v1/drills').send({ scenario, mode: 'people' }).expect(403);
  });

  it('is refused with everything that is wrong', async () => {
    const { scenario } = await drilled(app);
    const send = (body: object) => app.as().post('/api/v1/drills').send(body);
    const wrong = { scenario, mode: 'people', environment: 'moon', responder: 'nobody', observers: ['oz', 'nil'] };
    const { body } = await send({ ...wrong, scheduledFor: '2020-01-01T00:00:00Z' }).expect(422);
    expect(body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
      ['environment', 'unknown_environment'],
      ['scheduledFor', 'in_the_past'],
      ['responder', 'unknown_person'],
      ['observers[1]', 'unknown_person'],
    ]);
    await send({ scenario: 'none', mode: 'people' }).expect(422);
    await send({ scenario, mode: 'robots', more: 1 }).expect(422);
    await app.as().get('/api/v1/drills/none').expect(404);
  });

  it('is listed newest first, by place, state and scenario', async () => {
    const { service, scenario } = await drilled(app);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { body } = await app.as().post('/api/v1/drills').send({ scenario, mode: 'autopilot' }).expect(201);
      ids.unshift(body.id);
    }
    const list = async (query: object) => (await app.as(reader).get('/api/v1/drills').query(query).expect(200)).body;
    const first = await list({ service, limit: 2 });
    const second = await list({ service, limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect((await list({ scenario, state: 'planned' })).items).toHaveLength(3);
    expect((await list({ scenario, state: 'running' })).items).toEqual([]);
    await app.as(reader).get('/api/v1/drills?cursor=x').expect(400);
  });

  it('starts, pauses and resumes; a step that was taken changes nothing', async () => {
    const { scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    const started = await get(id);
    expect(started).toMatchObject({ state: 'running', startedAt: expect.any(String) });
    expect((await take(id, 'start').expect(200)).body).toEqual(started);
    await take(id, 'pause').expect(200);
    expect((await take(id, 'injects/release/fire').expect(409)).body.code).toBe('drill_paused');
    const paused = await get(id);
    await take(id, 'pause').expect(200);
    expect(await get(id)).toEqual(paused);
    const resumed = await take(id, 'resume').expect(200);
    expect(resumed.body).toMatchObject({ state: 'running', pauses: [{ to: expect.any(String) }] });
    await take(id, 'abort', {}).expect(422);
    await take(id, 'abort', { reason: 'fire alarm' }, reader).expect(403);
    await take(id, 'abort', { reason: 'fire alarm' }).expect(200);
    expect((await take(id, 'resume').expect(409)).body.code).toBe('drill_aborted');
    expect((await take(id, 'abort', { reason: 'again' }).expect(200)).body.reason).toBe('fire alarm');
  });

  it('lends the permission for its flips from whoever starts it', async () => {
    const { scenario } = await drilled(app);
    const { body: run } = await app.as(member).post('/api/v1/drills').send({ scenario, mode: 'people' }).expect(201);
    expect((await take(run.id, 'start', {}, member).expect(403)).body.code).toBe('flips_not_permitted');
    await take(run.id, 'start').expect(200);
    await take(run.id, 'injects/release/fire', {}, member).expect(200);
    await take(run.id, 'finish', {}, member).expect(200);
  });

  it('has its place for itself', async () => {
    const { service, scenario } = await drilled(app);
    const plan = async () =>
      (await app.as().post('/api/v1/drills').send({ scenario, mode: 'autopilot' }).expect(201)).body.id;
    const [one, two] = [await plan(), await plan()];
    const answers = await Promise.all([take(one, 'start'), take(two, 'start')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('place_taken');
    const elsewhere = { scenario, mode: 'autopilot', service, environment: 'staging' };
    const { body } = await app.as().post('/api/v1/drills').send(elsewhere).expect(201);
    await take(body.id, 'start').expect(200);
  });

  it('fires an inject once, and a flip among them is done', async () => {
    const { flag, scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    await take(id, 'injects/none/fire').expect(404);
    await take(id, 'injects/release/fire', {}, reader).expect(403);
    await take(id, 'injects/release/fire').expect(200);
    expect(await isOn(flag)).toBe(true);
    await app
      .as()
      .post(`/api/v1/flags/${flag}/environments/production/flip`)
      .send({ on: false, reason: 'it broke' })
      .expect(200);
    await take(id, 'injects/release/fire').expect(200);
    expect(await isOn(flag)).toBe(false);
    const { body } = await app.as().get(`/api/v1/flags/${flag}/history`);
    const reasons = body.items.map(({ reason }: { reason: string | null }) => reason);
    expect(reasons.filter((reason: string | null) => reason === `Drill ${id}: Release`)).toHaveLength(1);
  });

  it('restores the steady state when it is aborted, and leaves a real incident alone', async () => {
    const { service, flag, scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    await take(id, 'injects/release/fire').expect(200);
    const declare = async (drill: boolean) =>
      (
        await app
          .as()
          .post('/api/v1/incidents')
          .send({ title: 'Prices are wrong', service, severity: 'sev2', drill })
          .expect(201)
      ).body.id;
    const [played, real] = [await declare(true), await declare(false)];
    const aborted = await take(id, 'abort', { reason: 'A real incident began.' }).expect(200);
    expect(aborted.body).toMatchObject({ state: 'aborted', reason: 'A real incident began.' });
    expect(aborted.body.cleanup).toEqual([
      { what: `turn ${flag} off in production`, outcome: 'done', detail: null },
      { what: `resolve the incident ${played}`, outcome: 'done', detail: null },
    ]);
    expect(await isOn(flag)).toBe(false);
    const state = async (incident: string) => (await app.as().get(`/api/v1/incidents/${incident}`)).body.state;
    expect([await state(played), await state(real)]).toEqual(['resolved', 'declared']);
  });

  it('ends although something cannot be undone, and says so', async () => {
    const { service, flag, scenario } = await drilled(app);
    await scenarioOf(app, {
      scenario,
      service,
      cleanup: [
        { kind: 'flip', flag: 'no-such-flag', on: false },
        { kind: 'flip', flag, on: false },
        { kind: 'act', detail: 'End the traffic.' },
        { kind: 'resolve_incidents' },
      ],
    });
    const id = await begun(app, { scenario });
    const { body } = await take(id, 'fail', { reason: 'The port is taken.' }).expect(200);
    expect(body.cleanup.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'refused',
      'nothing_to_do',
      'by_hand',
      'nothing_to_do',
    ]);
  });

  it('is finished once by two at once, and dates the kill switch that it pressed', async () => {
    const { flag, scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    await take(id, 'injects/release/fire').expect(200);
    const kill = { environment: 'production', reason: 'prices are wrong' };
    await app.as().post(`/api/v1/flags/${flag}/kill`).send(kill).expect(200);
    const [one, two] = await Promise.all([take(id, 'finish'), take(id, 'finish')]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body).toEqual(two.body);
    const { body: report } = await app.as().get(`/api/v1/drills/${id}/report`).expect(200);
    const count = (wanted: string): number =>
      report.checks.filter(({ status }: { status: string }) => status === wanted).length;
    expect(one.body.result).toEqual({ passed: count('passed'), failed: count('failed') });
    expect(one.body.result.failed).toBeGreaterThan(0);
    expect((await app.as().get('/api/v1/drills').query({ scenario })).body.items[0].result).toEqual(one.body.result);
    const { body: audit } = await app
      .as()
      .get('/api/v1/audit')
      .query({ subject: `drill:${id}` });
    const actions = audit.items.map(({ action }: { action: string }) => action);
    expect(actions.toSorted()).toEqual(['drill.create', 'drill.finish', 'drill.start']);
    const { body } = await app.as().get(`/api/v1/flags/${flag}`);
    expect(body.killSwitch.lastDrilledAt).not.toBeNull();
  });
});

describe('evidence and notes', () => {
  it('are taken all or nothing, until the end', async () => {
    const { scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    const at = app.clock.now().toISOString();
    const send = (items: object[], token?: string) => take(id, 'evidence', { items }, token);
    expect((await send([probe(at), probe(at)]).expect(200)).body).toEqual({ accepted: 2 });
    await send([probe(at)], reader).expect(403);
    const bad = await send([probe(at), { part: 'probe', record: { at: 'now', ok: 1 } }]).expect(422);
    const fields = bad.body.errors.map(({ field }: { field: string }) => field);
    expect(fields.toSorted()).toEqual([
      'items[1].record.at',
      'items[1].record.millis',
      'items[1].record.ok',
      'items[1].record.sha',
      'items[1].record.status',
    ]);
    expect((await send([{ part: 'pages', record: {} }]).expect(422)).body.errors[0].field).toBe('items[0].part');
    await send([]).expect(422);
    await send(Array.from({ length: 1_001 }, () => probe(at))).expect(422);
    const [stored] = await app.sql<{ count: number }>(
      `select count(*)::int as count from drill_evidence where drill = $1`,
      [id],
    );
    expect(stored?.count).toBe(2);
    await take(id, 'finish').expect(200);
    expect((await send([probe(at)]).expect(409)).body.code).toBe('drill_finished');
  });

  it('of observers are kept in order, also after the end', async () => {
    const { scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    const made = await take(id, 'notes', { text: 'Nobody looked at the chart.' }, member).expect(201);
    expect(made.body).toMatchObject({ author: 'fay', text: 'Nobody looked at the chart.' });
    await take(id, 'finish').expect(200);
    await take(id, 'notes', { text: 'We should page earlier.' }).expect(201);
    await take(id, 'notes', { text: '' }).expect(422);
    const { body } = await app.as(reader).get(`/api/v1/drills/${id}/notes`).expect(200);
    expect(body.items.map(({ text }: { text: string }) => text)).toEqual([
      'Nobody looked at the chart.',
      'We should page earlier.',
    ]);
  });
});
