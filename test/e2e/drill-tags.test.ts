import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { at, change, commit, deployment, incident } from './dora-facts.js';

const RUN = '019ab000-0000-7000-8000-00000000d411';
const MAY = { from: at(1, '00:00:00'), to: at(31, '06:30:00') };

/** A history of a service: commits, changes, deployments and incidents, all under ids that begin with `name`. */
function history(service: string, repository: string, name: string, hour: number): object[] {
  const time = (day: number, offset: number): string => at(day, `${String(hour + offset).padStart(2, '0')}:00:00`);
  const days = [3, 6, 9, 12, 15];
  const shas = days.map((_, i) => `${name}-c${i}`);
  return [
    ...days.map((day, i) =>
      commit(repository, `${name}-c${i}`, i === 0 ? [] : [`${name}-c${i - 1}`], time(day - 2, 0)),
    ),
    ...days.map((day, i) => ({
      ...change(repository, i, { mergedAt: time(day - 1, 1), openedAt: time(day - 2, 2), mergeSha: shas[i] }),
      id: `${name}#${i}`,
      additions: 10 * i,
      deletions: 1,
    })),
    { ...change(repository, 99, { mergedAt: time(20, 0), mergeSha: `${name}-waits` }), id: `${name}#99` },
    ...days.map((day, i) => deployment(service, `${name}-d${i}`, time(day, 2), { sha: shas[i] })),
    deployment(service, `${name}-back`, time(16, 0), { sha: shas[3], reason: 'rollback' }),
    incident(service, `${name}-i1`, time(9, 3), { restoredAt: time(9, 4) }),
    incident(service, `${name}-i2`, time(15, 3), { cause: { deployments: [`${name}-d4`] } }),
    incident(service, `${name}-i3`, time(25, 0), { cause: { external: true } }),
    incident(service, `${name}-i4`, time(28, 0)),
  ];
}

describe('the tag of a drill run', () => {
  let app: TestApp;

  const send = async (facts: object[], run?: string): Promise<void> => {
    const request = app.as().post('/api/v1/facts');
    const answer = await (run === undefined ? request : request.set('X-Loop-Drill', run)).send({ facts });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: facts.length, rejected: [] });
  };
  const read = async (path: string, query: object) => {
    const { status, body } = await app
      .as()
      .get(`/api/v1/${path}`)
      .query({ ...MAY, ...query });
    expect(status).toBe(200);
    return body;
  };
  /** The bytes of the numbers and of their series, without what tells which service and when. */
  const bytes = async (query: object): Promise<string> => {
    const { asOf: _asOf, scope: _scope, drills: _drills, ...numbers } = await read('dora', query);
    const { buckets } = await read('dora/series', { ...query, bucket: 'week' });
    return JSON.stringify([numbers, buckets]);
  };

  beforeAll(async () => {
    app = await startApp();
    const twoEnvironments = [
      { key: 'production', production: true },
      { key: 'eu', production: true },
    ];
    for (const key of ['pay', 'real', 'drilled']) {
      await app.service({ key, repository: `acme/${key}`, environments: twoEnvironments });
    }
    await send(history('real', 'acme/real', 'r', 4));
    await send(history('drilled', 'acme/drilled', 'd', 8));
    await send(history('pay', 'acme/pay', 'p', 4));
    await send(history('pay', 'acme/pay', 'q', 8), RUN);
    // The same service had a drill before that nobody tagged with a run.
    const drill = { title: 'Old drill', service: 'pay', severity: 'sev3', startedAt: at(22), drill: true };
    await app.as().post('/api/v1/incidents').send(drill).expect(201);
    await app.settled();
  });
  afterAll(async () => app.close());

  it('leaves the default numbers as they are without it, byte for byte', async () => {
    expect(await bytes({ service: 'pay' })).toBe(await bytes({ service: 'real' }));
    expect(await bytes({ service: 'pay', environment: 'production' })).toBe(
      await bytes({ service: 'real', environment: 'production' }),
    );
    expect(await read('dora', { service: 'pay' })).toMatchObject({
      drills: 'excluded',
      deploymentFrequency: { count: 6 },
      changeFailRate: { failed: 2 },
      leadTime: { n: 4, pending: 1, unattributed: 1 },
      incidents: { total: 4 },
    });
  });

  it('counts a run alone as the same facts count untagged', async () => {
    expect(await bytes({ service: 'pay', drill: RUN })).toBe(await bytes({ service: 'drilled' }));
    expect(await read('dora', { service: 'pay', drill: RUN })).toMatchObject({ drills: { run: RUN } });
    const none = await read('dora', { service: 'pay', drill: 'nobody' });
    expect(none).toMatchObject({ deploymentFrequency: { count: 0 }, leadTime: { n: 0, pending: 0 } });
  });

  it('counts drills beside what is real where they are included', async () => {
    const both = await read('dora', { service: 'pay', drills: 'include' });
    expect(both).toMatchObject({
      drills: 'included',
      deploymentFrequency: { count: 12 },
      changeFailRate: { failed: 4, total: 12 },
      leadTime: { n: 8, pending: 2, unattributed: 2 },
      // Both histories' four, and the drill that names no run.
      incidents: { total: 9, external: 2 },
    });
    expect((await app.as().get('/api/v1/dora').query({ drills: 'maybe' })).status).toBe(400);
  });

  it('tells in the rows which are of a drill', async () => {
    const ids = async (path: string, query: object): Promise<[string, string | null][]> => {
      const { items } = await read(path, { service: 'pay', limit: 100, ...query });
      return items.map(({ id, drillRun }: { id: string; drillRun: string | null }) => [id, drillRun]);
    };
    expect((await ids('dora/deployments', {})).every(([id, run]) => id.startsWith('p-') && run === null)).toBe(true);
    const own = await ids('dora/deployments', { drill: RUN });
    expect(own).toHaveLength(6);
    expect(own.every(([id, run]) => id.startsWith('q-') && run === RUN)).toBe(true);
    expect(await ids('dora/deployments', { drills: 'include' })).toHaveLength(12);
    const { items, drills } = await read('dora/incidents', { service: 'pay', drill: RUN });
    expect(drills).toEqual({ run: RUN });
    expect(items[2]).toMatchObject({
      id: 'q-i2',
      environment: 'production',
      drill: true,
      drillRun: RUN,
      deployments: ['q-d4'],
    });
    expect(await ids('dora/incidents', {})).toHaveLength(4);
  });

  it('keeps snapshots with and without, verifies and compares them', async () => {
    const take = async (more: object) => {
      const body = { name: 'may', scope: { service: 'pay' }, ...MAY, ...more };
      return (await app.as().post('/api/v1/dora/snapshots').send(body).expect(201)).body;
    };
    const without = await take({});
    const alone = await take({ drill: RUN });
    const both = await take({ drills: 'include' });
    expect(without).toMatchObject({
      scope: { service: 'pay' },
      drills: 'excluded',
      metrics: { incidents: { total: 4 } },
    });
    expect(alone).toMatchObject({ scope: { service: 'pay' }, drills: { run: RUN } });
    expect(both).toMatchObject({ drills: 'included', facts: { count: without.facts.count + alone.facts.count + 1 } });
    for (const { id } of [without, alone, both]) {
      expect((await app.as().get(`/api/v1/dora/snapshots/${id}/verify`)).body).toMatchObject({ same: true });
    }
    const compared = await app.as().get('/api/v1/dora/compare').query({ before: without.id, after: alone.id });
    expect(compared.body).toMatchObject({ before: { drills: 'excluded' }, after: { drills: { run: RUN } } });
  });

  it('keeps the tag of a fact that its provider tells again, and tags one that a drill tells later', async () => {
    await send([deployment('pay', 'q-d0', at(3, '10:00:00'), { sha: 'q-c0', url: 'https://ci.example.com/1' })]);
    await send([deployment('pay', 'p-back', at(16, '04:00:00'), { sha: 'p-c3', reason: 'rollback' })], 'another');
    await app.settled();
    expect(await read('dora', { service: 'pay' })).toMatchObject({ deploymentFrequency: { count: 5 } });
    expect(await read('dora', { service: 'pay', drill: RUN })).toMatchObject({ deploymentFrequency: { count: 6 } });
    expect(await read('dora', { service: 'pay', drill: 'another' })).toMatchObject({
      deploymentFrequency: { count: 1 },
    });
    expect(await read('dora', { service: 'pay', drills: 'include' })).toMatchObject({
      deploymentFrequency: { count: 12 },
    });
  });

  it('refuses a tag that is none', async () => {
    const long = await app.as().post('/api/v1/facts').set('X-Loop-Drill', 'x'.repeat(201)).send({ facts: [] });
    expect(long.status).toBe(400);
    expect(long.body.code).toBe('bad_drill_run');
  });
});

describe('what belongs to a drill', () => {
  let app: TestApp;
  const ago = (minutes: number): string => new Date(app.clock.now().getTime() - minutes * 60_000).toISOString();

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'shop' });
  });
  afterAll(async () => app.close());

  it('an incident declared or told with the header is a drill', async () => {
    const declared = await app
      .as()
      .post('/api/v1/incidents')
      .set('X-Loop-Drill', RUN)
      .send({ title: 'Drilled', service: 'shop', severity: 'sev2', drill: false });
    expect(declared.body).toMatchObject({ drill: true, drillRun: RUN });
    await app
      .as()
      .post('/api/v1/facts')
      .set('X-Loop-Drill', RUN)
      .send({ facts: [incident('shop', 'told', ago(5))] });
    await app.facts([incident('shop', 'told', ago(5), { severity: 'sev1' })]);
    await app.settled();
    expect((await app.as().get('/api/v1/incidents/told')).body).toMatchObject({
      severity: 'sev1',
      drill: true,
      drillRun: RUN,
    });
  });

  it('an alert of a drill declares a drill, and its page is marked so', async () => {
    const source = await app
      .as()
      .post('/api/v1/services/shop/alert-sources')
      .send({ kind: 'events_v2', declare: true });
    const payload = { summary: 'Prices fail', source: 'probe', severity: 'critical' };
    const event = { routing_key: source.body.key, event_action: 'trigger', dedup_key: 'drill-1', payload };
    expect((await app.as().post('/v2/enqueue').set('X-Loop-Drill', RUN).send(event)).status).toBe(202);
    await app.settled();
    const { body } = await app.as().get('/api/v1/alerts?service=shop');
    expect(body.items).toMatchObject([{ title: 'Prices fail', drillRun: RUN }]);
    const incidents = await app.as().get('/api/v1/incidents?service=shop');
    expect(incidents.body.items[0]).toMatchObject({ title: 'Prices fail', drill: true, drillRun: RUN });
    const refused = await app.as().post('/v2/enqueue').set('X-Loop-Drill', 'x'.repeat(300)).send(event);
    expect(refused.body).toMatchObject({ status: 'invalid event' });
  });

  it('flips and kills say it in the history', async () => {
    const flag = { key: 'ops', name: 'ops', kind: 'ops', service: 'shop', owner: { team: 'team' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    const flip = { on: true, reason: 'drill' };
    const flips = '/api/v1/flags/ops/environments/production/flip';
    await app.as().post(flips).set('X-Loop-Drill', RUN).send(flip).expect(200);
    const kill = { environment: 'production', reason: 'drill' };
    await app.as().post('/api/v1/flags/ops/kill').set('X-Loop-Drill', RUN).send(kill).expect(200);
    await app.as().post(flips).send(flip).expect(200);
    const { items } = (await app.as().get('/api/v1/flags/ops/history')).body;
    const acts = items.filter(({ action }: { action: string }) => ['flip', 'kill'].includes(action));
    expect(acts.map(({ detail }: { detail: object }) => detail)).toEqual([
      { on: true },
      { on: false, drillRun: RUN },
      { on: true, drillRun: RUN },
    ]);
  });

  it('the governor counts a drill only where it is asked in it, and an override of a drill lifts it only there', async () => {
    await app.service({ key: 'paced' });
    const hours = [20, 16, 12, 8, 4];
    const facts = hours.flatMap((hour) => [
      deployment('paced', `g${hour}`, ago(hour * 60), { sha: `g${hour}` }),
      incident('paced', `gi${hour}`, ago(hour * 60 - 30), { restoredAt: ago(hour * 60 - 40) }),
    ]);
    await app.as().post('/api/v1/facts').set('X-Loop-Drill', RUN).send({ facts });
    await app.settled();
    const ask = (run?: string) => {
      const request = app.as().post('/api/v1/guards/change-fail');
      return (run === undefined ? request : request.set('X-Loop-Drill', run)).send({
        service: 'paced',
        intent: 'release',
      });
    };
    expect((await ask()).body).toMatchObject({ verdict: 'insufficient_data', governor: { s: 0 } });
    expect((await ask('other')).body).toMatchObject({ verdict: 'insufficient_data' });
    const blocked = await ask(RUN);
    expect(blocked.status).toBe(409);
    expect(blocked.body).toMatchObject({ verdict: 'block', drillRun: RUN, governor: { state: 'tripped' } });
    const override = { service: 'paced', reason: 'proved', expiresAt: ago(-60) };
    await app.as().post('/api/v1/guards/change-fail/overrides').set('X-Loop-Drill', RUN).send(override).expect(201);
    expect((await ask(RUN)).status).toBe(200);
    await app.facts(facts.map((fact) => ({ ...fact, id: `real-${'id' in fact ? fact.id : ''}` })));
    await app.settled();
    expect((await ask()).status).toBe(409);
  });
});
