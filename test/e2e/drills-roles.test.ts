import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { eventually, Listener, startApp, type TestApp } from '../support/index.js';
import { begun, drilled } from './drills-support.js';

let app: TestApp;
let beside: TestApp;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  app = await startApp({ worker: false });
  beside = await startApp({ worker: false, beside: app });
  for (const key of ['fay', 'rex', 'oz', 'sam']) {
    await app.person({ key, teams: ['payments'] });
    tokens[key] = await app.token({ permissions: ['incidents:write', 'flags:write', 'read'], person: key });
  }
});
afterAll(async () => {
  await beside?.close();
  await app?.close();
});

const view = (id: string, who: string, role?: string) =>
  app
    .as(tokens[who])
    .get(`/api/v1/drills/${id}/view`)
    .query(role === undefined ? {} : { role });
const idsOf = (list: { id: string }[]): string[] => list.map(({ id }) => id);
const watch = (on = app): Promise<void> => on.get(Ticks).now('drills.watch');
const stateOf = async (id: string) => (await app.as().get(`/api/v1/drills/${id}`).expect(200)).body;
const people = { facilitator: 'fay', responder: 'rex', observers: ['oz'] };

describe('what a role sees of a run', () => {
  it('is its own part, and the whole to whoever leads', async () => {
    const { scenario } = await drilled(app);
    const id = await begun(app, { scenario, ...people });
    const lead = (await view(id, 'fay').expect(200)).body;
    expect(lead).toMatchObject({ role: 'facilitator', state: 'running', brief: 'You lead.', incident: null });
    expect(idsOf(lead.steps)).toEqual(['release', 'kill']);
    expect(lead.injects).toMatchObject([{ id: 'release', plannedAt: expect.any(String), firedAt: null }]);
    expect(lead.signals).toMatchObject([{ id: 'paged', state: 'not_yet', dueAt: null }]);
    const responder = (await view(id, 'rex').expect(200)).body;
    expect(responder).toMatchObject({ role: 'responder', brief: 'You are on call.' });
    expect(idsOf(responder.steps)).toEqual(['kill']);
    expect(idsOf(responder.injects)).toEqual(['release']);
    expect((await view(id, 'oz').expect(200)).body.role).toBe('observer');
    expect((await view(id, 'sam').expect(200)).body.role).toBe('observer');
    expect((await view(id, 'sam', 'facilitator').expect(200)).body.role).toBe('facilitator');
    await view(id, 'sam', 'boss').expect(400);
    await view('none', 'sam').expect(404);
  });

  it('hides what is to come of a surprise, until it has happened', async () => {
    const { scenario } = await drilled(app);
    const id = await begun(app, { scenario, surprise: true, ...people });
    expect(idsOf((await view(id, 'fay').expect(200)).body.injects)).toEqual(['release']);
    for (const who of ['rex', 'oz', 'sam']) {
      const hidden = (await view(id, who).expect(200)).body;
      expect([hidden.injects, hidden.signals]).toEqual([[], []]);
      expect((await view(id, who, 'facilitator').expect(403)).body.code).toBe('surprise_drill');
      const evidence = (await app.as(tokens[who]).get(`/api/v1/drills/${id}/evidence`).expect(200)).body;
      expect([evidence.scenario.injects, evidence.scenario.flag]).toEqual([[], null]);
    }
    await app.as(tokens['fay']).post(`/api/v1/drills/${id}/injects/release/fire`).expect(200);
    const told = (await view(id, 'rex').expect(200)).body;
    expect(told.injects).toMatchObject([{ id: 'release', firedAt: expect.any(String) }]);
    expect(told.signals).toMatchObject([{ id: 'paged', state: 'awaited', dueAt: expect.any(String) }]);
    await app.as().post(`/api/v1/drills/${id}/finish`).expect(200);
    expect((await view(id, 'rex', 'facilitator').expect(200)).body.injects).toHaveLength(1);
  });
});

describe('whoever listens', () => {
  it('hears of each step of a run, of its evidence and of its notes', async () => {
    const { scenario } = await drilled(app);
    const { body: run } = await app.as().post('/api/v1/drills').send({ scenario, mode: 'people' }).expect(201);
    const post = (path: string, body: object = {}) => app.as().post(`/api/v1/drills/${run.id}/${path}`).send(body);
    for (const act of [
      () => post('start').expect(200),
      () => post('notes', { text: 'It begins.' }).expect(201),
      () => post('injects/release/fire').expect(200),
      () => post('finish').expect(200),
    ]) {
      const listener = await Listener.open(app.url, app.admin);
      await act();
      await eventually(() => expect(listener.knows('drills', run.id)).toBe(true));
      listener.close();
    }
  });
});

describe('the key of bundles', () => {
  it('is not made where it could not be kept sealed', async () => {
    expect((await app.as().get('/api/v1/drill-key').expect(409)).body.code).toBe('no_secret_key');
  });
});

describe('a run that nobody ends', () => {
  it('fails when its time is over, once, and is cleaned up', async () => {
    const { flag, scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    await app.as().post(`/api/v1/drills/${id}/injects/release/fire`).expect(200);
    await watch();
    expect((await stateOf(id)).state).toBe('running');
    app.clock.advance(1_801_000);
    await Promise.all([watch(), watch(beside)]);
    await eventually(async () =>
      expect(await stateOf(id)).toMatchObject({ state: 'failed', reason: 'It was not finished within 1800 s.' }),
    );
    const { body: audit } = await app
      .as()
      .get('/api/v1/audit')
      .query({ subject: `drill:${id}`, action: 'drill.fail' });
    expect(audit.items).toHaveLength(1);
    const { body } = await app.as().get(`/api/v1/flags/${flag}`);
    expect(body.environments.production.on).toBe(false);
  });

  it('does not age in a pause', async () => {
    const { scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    await app.as().post(`/api/v1/drills/${id}/pause`).expect(200);
    app.clock.advance(7_200_000);
    await watch();
    await app.as().post(`/api/v1/drills/${id}/resume`).expect(200);
    await watch();
    expect((await stateOf(id)).state).toBe('running');
    expect((await view(id, 'fay').expect(200)).body.elapsedSeconds).toBeLessThan(60);
  });

  it.each([
    ['nobody does anything', false],
    ['somebody acknowledged', true],
  ])('fails where %s: %s', async (_, acknowledged) => {
    const { service, scenario } = await drilled(app);
    const id = await begun(app, { scenario });
    const body = { title: 'Prices are wrong', service, severity: 'sev2', drill: true };
    const { body: incident } = await app.as().post('/api/v1/incidents').send(body).expect(201);
    if (acknowledged) await app.as().post(`/api/v1/incidents/${incident.id}/acknowledge`).expect(200);
    app.clock.advance(241_000);
    await watch();
    const run = await stateOf(id);
    expect([run.state, run.reason?.slice(0, 25) ?? null]).toEqual(
      acknowledged ? ['running', null] : ['failed', 'The responder did not act'],
    );
    const { body: after } = await app.as().get(`/api/v1/incidents/${incident.id}`);
    expect(after.state).toBe(acknowledged ? 'acknowledged' : 'resolved');
  });

  it('fails where nobody starts it within a day of its time', async () => {
    const { scenario } = await drilled(app);
    const scheduledFor = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const { body: run } = await app
      .as()
      .post('/api/v1/drills')
      .send({ scenario, mode: 'people', scheduledFor })
      .expect(201);
    app.clock.advance(24 * 3_600_000);
    await watch();
    expect((await stateOf(run.id)).state).toBe('planned');
    app.clock.advance(2 * 3_600_000);
    await watch();
    expect(await stateOf(run.id)).toMatchObject({
      state: 'failed',
      cleanup: [],
      reason: expect.stringMatching(/^Nobody/),
    });
  });
});
