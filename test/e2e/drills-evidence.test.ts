import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../src/drills/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';
import { begun, scenarioOf } from './drills-support.js';
import { startReceiver, type Receiver } from './oncall-receivers.js';
import { send, squad, type Squad } from './oncall-squad.js';

let app: TestApp;
let receiver: Receiver;
let team: Squad;
let scenario: string;
let flag: string;
let ada: string;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ config: { secretKey: Buffer.alloc(32, 7) } });
  team = await squad(app, (person) => [{ kind: 'webhook', url: `${receiver.url}/${person}` }]);
  const [owner] = team.people;
  await app
    .as()
    .put(`/api/v1/services/${team.service}`)
    .send({ name: team.service, team: team.team, repository: 'acme/shop' })
    .expect(200);
  ada = await app.token({ permissions: ['incidents:write', 'read'], person: String(owner) });
  flag = 'pricing';
  await app
    .as()
    .post('/api/v1/flags')
    .send({ key: flag, name: flag, kind: 'kill_switch', service: team.service, owner: { team: team.team } })
    .expect(201);
  scenario = 'evidence';
  await scenarioOf(app, {
    scenario,
    service: team.service,
    flag,
    injects: [{ id: 'release', title: 'Release', atSeconds: 0, does: { kind: 'flip', flag, on: true } }],
    cleanup: [{ kind: 'flip', flag, on: false }, { kind: 'resolve_incidents' }],
  });
});
afterAll(async () => {
  await app?.close();
  await receiver.close();
});

const evidenceOf = async (id: string) => (await app.as().get(`/api/v1/drills/${id}/evidence`).expect(200)).body;

describe('the evidence of a run', () => {
  it('is gathered from the platform while it goes on, and frozen at its end', async () => {
    const run = await begun(app, { scenario, responder: team.people[0] });
    const now = () => app.clock.now().toISOString();
    const repository = 'acme/shop';
    const change = { kind: 'change', id: 'acme/shop#1', repository, openedAt: now(), headSha: 'h1' };
    const check = { kind: 'check', repository, sha: 'h1', startedAt: now(), completedAt: now() };
    await app.facts([
      { ...change, mergedAt: now(), mergeSha: 'm1' },
      { ...check, id: 'c1', name: 'unit', conclusion: 'success' },
      { ...check, id: 'c2', name: 'contract', conclusion: 'failure' },
      {
        kind: 'deployment',
        id: 'd1',
        service: team.service,
        environment: 'production',
        sha: 'm1',
        status: 'success',
        finishedAt: now(),
      },
    ]);
    const other = { kind: 'deployment', id: 'd2', service: team.service, environment: 'production', sha: 'x' };
    await app
      .as()
      .post('/api/v1/facts')
      .set('x-loop-drill', 'another run')
      .send({ facts: [{ ...other, status: 'success', finishedAt: now() }] })
      .expect(200);
    const probe = { at: now(), ok: true, status: 200, millis: 9, sha: 'm1' };
    await app
      .as()
      .post(`/api/v1/drills/${run}/evidence`)
      .send({ items: [{ part: 'probe', record: probe }] })
      .expect(200);
    await app.as().post(`/api/v1/drills/${run}/injects/release/fire`).expect(200);
    await send(app, team.key);
    await eventually(async () => expect((await evidenceOf(run)).pages).toHaveLength(1));
    const declared = await app
      .as(ada)
      .post('/api/v1/incidents')
      .set('x-loop-drill', run)
      .send({ title: 'Wrong prices', service: team.service, severity: 'sev2' })
      .expect(201);
    const incident = String(declared.body.id);
    await app.as(ada).post(`/api/v1/incidents/${incident}/acknowledge`).expect(200);
    await app
      .as()
      .post(`/api/v1/flags/${flag}/kill`)
      .send({ environment: 'production', reason: 'prices', incident })
      .expect(200);
    await eventually(async () => expect((await evidenceOf(run)).incident.mitigatedAt).not.toBeNull());
    await app.as(ada).post(`/api/v1/incidents/${incident}/restore`).expect(200);
    await eventually(async () => expect((await evidenceOf(run)).doraRecovery?.seconds).toEqual(expect.any(Number)));
    const made = await app.as(ada).post(`/api/v1/incidents/${incident}/postmortem`).expect(201);
    await app
      .as(ada)
      .post(`/api/v1/postmortems/${made.body.id}/actions`)
      .send({ title: 'A property test', kind: 'test', owner: { person: team.people[0] }, dueAt: now(), ticket: 'T-1' })
      .expect(201);

    const live = await evidenceOf(run);
    expect(live).toMatchObject({
      run: { id: run, mode: 'people', endedAt: null, repository },
      scenario: { scenario, service: team.service },
      probe: [probe],
      injects: [{ inject: 'release' }],
      trunk: null,
      blockingChecks: ['contract', 'unit'],
      deployments: [{ id: 'd1', sha: 'm1', environment: 'production', status: 'success' }],
      flags: [{ key: flag, owner: { team: team.team }, stage: 'active', stages: [{ stage: 'active' }] }],
      flips: [
        { flag, on: true, kill: false, incident: null },
        { flag, on: false, kill: true, incident },
      ],
      pages: [{ delivered: true }],
      incident: { id: incident, drill: true, restoredBy: 'flag_off', flag },
      postmortem: { state: 'draft', author: team.people[0], sections: { summary: true, contributingFactors: true } },
      changes: [{ id: 'acme/shop#1', mergeSha: 'm1', green: false }],
    });
    expect(live.doraRecovery).toMatchObject({ incident, restoredBy: 'flag_off' });
    expect(live.pages[0].person).toBe(live.pages[0].onCall);
    expect(live.postmortem.actions).toMatchObject([{ kind: 'test', state: 'open', ticket: 'T-1' }]);
    expect(live.flips[1].revision).toBeGreaterThan(live.flips[0].revision);
    expect(live.changes[0].checks).toEqual([
      { name: 'contract', conclusion: 'failure' },
      { name: 'unit', conclusion: 'success' },
    ]);

    await app.as().post(`/api/v1/drills/${run}/finish`).expect(200);
    const frozen = await evidenceOf(run);
    expect(frozen.run.endedAt).not.toBeNull();
    expect(frozen.incident.resolvedAt).not.toBeNull();
    expect(frozen.flags[0].lastDrilledAt).toBe(frozen.flips[1].at);
    await app
      .as()
      .post(`/api/v1/flags/${flag}/environments/production/flip`)
      .send({ on: true, reason: 'after the drill' })
      .expect(200);
    expect(await evidenceOf(run)).toEqual(frozen);
  });

  it('ends with nobody paged any more for it', async () => {
    const run = await begun(app, { scenario });
    const payload = { summary: 'Prices are wrong', source: 'web-1', severity: 'critical' };
    const event = { routing_key: team.key, event_action: 'trigger', dedup_key: run, payload };
    await app.as().post('/v2/enqueue').set('x-loop-drill', run).send(event).expect(202);
    await eventually(async () => expect((await evidenceOf(run)).pages).toHaveLength(1));
    await app.as().post(`/api/v1/drills/${run}/abort`).send({ reason: 'fire alarm' }).expect(200);
    const { body } = await app.as().get(`/api/v1/alerts?service=${team.service}`).expect(200);
    expect(body.items.find(({ drillRun }: { drillRun: string }) => drillRun === run).state).toBe('acknowledged');
  });

  it('of a run that never started is empty, and every list of it is there', async () => {
    const { body } = await app.as().post('/api/v1/drills').send({ scenario, mode: 'autopilot' }).expect(201);
    await app.as().post(`/api/v1/drills/${body.id}/fail`).send({ reason: 'The port is taken.' }).expect(200);
    const { run, scenario: _, ...parts } = await evidenceOf(body.id);
    expect(run).toMatchObject({ id: body.id, mode: 'autopilot' });
    expect(Object.values(parts).filter((part) => part !== null && !(Array.isArray(part) && part.length === 0))).toEqual(
      [],
    );
    expect(Object.keys(parts)).toHaveLength(26);
    await app.as().get('/api/v1/drills/none/evidence').expect(404);
  });
});

describe('the report of a run', () => {
  it('says what was shown, and that what nobody recorded was not', async () => {
    const run = await begun(app, { scenario });
    await app.as(ada).post(`/api/v1/drills/${run}/notes`).send({ text: 'It took *long*.' }).expect(201);
    await app.as().post(`/api/v1/drills/${run}/finish`).expect(200);
    const { body } = await app.as(ada).get(`/api/v1/drills/${run}/report`).expect(200);
    expect(body).toMatchObject({ run: { id: run, state: 'finished' }, passed: false, comparison: null });
    expect(body.notes).toMatchObject([{ author: team.people[0], text: 'It took *long*.' }]);
    const steady = body.checks.find(({ id }: { id: string }) => id === 'steady_state');
    expect(steady).toMatchObject({ status: 'failed', detail: expect.stringContaining('Nobody recorded probe') });
    expect(body.scores.map(({ id }: { id: string }) => id)).toContain('recover');
    expect(body.improvements.length).toBeGreaterThan(0);
    const markdown = await app
      .as()
      .get(`/api/v1/drills/${run}/report`)
      .set('accept', 'text/markdown')
      .expect(200)
      .expect('content-type', 'text/markdown; charset=utf-8');
    expect(markdown.text).toContain('**Not passed**');
    expect(markdown.text).toContain(String.raw`It took \*long\*.`);
    await app.as().get('/api/v1/drills/none/report').expect(404);
  });

  it('is packed into a bundle once it has ended, signed with the one key of the installation', async () => {
    const run = await begun(app, { scenario });
    const bundle = () => app.as().get(`/api/v1/drills/${run}/bundle`).responseType('blob');
    await bundle().expect(409);
    await app.as().post(`/api/v1/drills/${run}/finish`).expect(200);
    const [one, two] = await Promise.all([bundle().expect(200), bundle().expect(200)]);
    expect(one.headers['content-type']).toBe('application/x-tar');
    expect(one.body).toEqual(two.body);
    const { body: key } = await app.as(ada).get('/api/v1/drill-key').expect(200);
    expect(key).toMatchObject({ algorithm: 'ed25519', fingerprint: expect.stringMatching(/^sha256:/) });
    const told = await verifyBundle(one.body, key.fingerprint);
    expect([told.verified, told.faults, told.run]).toEqual([true, [], run]);
    expect(told.evidence).toEqual(await evidenceOf(run));
    const [row] = await app.sql<{ sealed: Buffer }>('select sealed from drill_key');
    expect(row?.sealed.toString('latin1')).not.toContain('PRIVATE KEY');
    const nobody = await app.token({ permissions: ['facts:write'] });
    await app.as(nobody).get(`/api/v1/drills/${run}/bundle`).expect(403);
    await app.as().get('/api/v1/drills/none/bundle').expect(404);
  });
});
