import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ worker: false });
  app.clock.set(new Date('2026-11-24T12:00:00Z'));
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'cards', team: 'payments' });
  await app.service({ key: 'lonely', team: 'nobodys' });
  for (const key of ['ada', 'bob', 'cy']) await app.person({ key, teams: ['payments'] });
  const put = await app
    .as()
    .put('/api/v1/schedules/payments')
    .send({
      team: 'payments',
      timezone: 'UTC',
      rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-11-23', people: ['ada', 'bob'] },
    });
  if (put.status !== 201) throw new Error(put.text);
  const cover = await app
    .as()
    .post('/api/v1/schedules/payments/overrides')
    .send({ person: 'cy', from: '2026-11-25T00:00:00Z', to: '2026-11-26T00:00:00Z' });
  if (cover.status !== 201) throw new Error(cover.text);
});
afterAll(() => app?.close());

const now = async () => (await app.as().get('/api/v1/on-call/teams')).body;

describe('who is on call now', () => {
  it('is told for each team, with its services and the next hand-off', async () => {
    expect(await now()).toEqual({
      items: [
        {
          team: 'nobodys',
          teamName: 'nobodys',
          services: ['lonely'],
          schedule: null,
          person: null,
          name: null,
          overridden: false,
          until: null,
          next: null,
        },
        {
          team: 'payments',
          teamName: 'payments',
          services: ['cards', 'checkout'],
          schedule: 'payments',
          person: 'ada',
          name: 'ada',
          overridden: false,
          until: '2026-11-25T00:00:00.000Z',
          next: { person: 'cy', name: 'cy' },
        },
      ],
      nextCursor: null,
    });
  });

  it('goes by the first of several schedules, as the question for one team does', async () => {
    const put = await app
      .as()
      .put('/api/v1/schedules/a-first')
      .send({
        team: 'nobodys',
        timezone: 'UTC',
        rotation: { period: 'daily', handoff: '09:00', anchor: '2026-11-23', people: ['bob'] },
      });
    expect(put.status).toBe(201);
    const later = await app
      .as()
      .put('/api/v1/schedules/b-second')
      .send({
        team: 'nobodys',
        timezone: 'UTC',
        rotation: { period: 'daily', handoff: '09:00', anchor: '2026-11-23', people: ['cy'] },
      });
    expect(later.status).toBe(201);
    const one = await app.as().get('/api/v1/on-call').query({ team: 'nobodys' });
    const [row] = (await now()).items;
    expect([row.schedule, row.person]).toEqual([one.body.schedule, one.body.person]);
    expect(row.schedule).toBe('a-first');
  });
});

describe('the turns of a schedule', () => {
  it('are told page by page, overrides among them', async () => {
    const first = await app
      .as()
      .get('/api/v1/schedules/payments/turns')
      .query({ limit: 2, from: '2026-11-24T12:00:00Z' });
    expect(first.body.items).toEqual([
      {
        person: 'ada',
        name: 'ada',
        from: '2026-11-24T12:00:00.000Z',
        to: '2026-11-25T00:00:00.000Z',
        overridden: false,
      },
      { person: 'cy', name: 'cy', from: '2026-11-25T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z', overridden: true },
    ]);
    const second = await app
      .as()
      .get('/api/v1/schedules/payments/turns')
      .query({ limit: 2, cursor: first.body.nextCursor });
    expect(second.body.items).toMatchObject([
      { person: 'ada', from: '2026-11-26T00:00:00.000Z', to: '2026-11-30T09:00:00.000Z' },
      { person: 'bob', from: '2026-11-30T09:00:00.000Z', to: '2026-12-07T09:00:00.000Z' },
    ]);
  });

  it('are asked of a schedule that exists', async () => {
    expect((await app.as().get('/api/v1/schedules/nothing/turns')).status).toBe(404);
    expect((await app.as().get('/api/v1/schedules/payments/turns').query({ cursor: 'x' })).status).toBe(400);
    expect((await app.as().get('/api/v1/schedules/payments/turns').query({ from: 'x' })).status).toBe(400);
  });
});
