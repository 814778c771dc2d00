import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Response } from 'supertest';
import { Db, Ticks } from '../../src/platform/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;

let app: TestApp;
let made = 0;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'search', team: 'payments' });
  for (const person of ['ana', 'bo']) {
    await app.person({ key: person, teams: ['payments'] });
    tokens[person] = await app.token({ permissions: ['flags:write', 'read'], person });
  }
  await app.as().put('/api/v1/services/search/change-policy').send({ production: false, environments: [] }).expect(201);
});
afterAll(() => app.close());

const setPolicy = (over: object = {}) =>
  app
    .as()
    .put('/api/v1/change-policy')
    .send({ production: true, environments: [], ...over });
beforeEach(async () => {
  await setPolicy();
});

function newKey(what: string): string {
  made += 1;
  return `${what}-${made}`;
}
async function newFlag(service = 'checkout'): Promise<string> {
  const key = newKey('flag');
  const body = { key, name: key, kind: 'ops', service, owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(body).expect(201);
  return key;
}
const putSegment = (key: string, value: string, over: object = {}) =>
  app
    .as(tokens['ana'])
    .put(`/api/v1/segments/${key}`)
    .send({ name: key, conditions: [{ attribute: 'plan', operator: 'equals', value }], ...over });
async function newSegment(): Promise<string> {
  const key = newKey('segment');
  await putSegment(key, 'pro').expect(201);
  return key;
}
const targetingOf = (segment: string) => ({
  rules: [{ id: 'r1', conditions: [{ operator: 'in_segment', segment }], serve: { variant: 'on' } }],
  otherwise: { variant: 'off' },
  prerequisites: [],
});
const saveRules = (key: string, segment: string, environment = 'production') =>
  app
    .as(tokens['ana'])
    .put(`/api/v1/flags/${key}/environments/${environment}/rules`)
    .send({ ...targetingOf(segment), reason: 'because' });
const flip = (key: string, on: boolean, environment = 'production') =>
  app.as(tokens['ana']).post(`/api/v1/flags/${key}/environments/${environment}/flip`).send({ on, reason: 'because' });
const act = (id: string, step: string, who: string, body: object = {}) =>
  app.as(tokens[who]).post(`/api/v1/change-requests/${id}/${step}`).send(body);
const read = async (id: string) => (await app.as().get(`/api/v1/change-requests/${id}`).expect(200)).body;
async function approved(key: string, content: object): Promise<string> {
  const path = `/api/v1/flags/${key}/environments/production/change-requests`;
  const { body } = await app.as(tokens['ana']).post(path).send({ content, reason: 'the trial went well' }).expect(201);
  await act(body.id, 'approve', 'bo', { hash: body.hash }).expect(200);
  return body.id;
}
const ON = { kind: 'flip', on: true };
const rulesWith = (segment: string) => ({ kind: 'rules', ...targetingOf(segment) });
async function apply(key: string, content: object): Promise<void> {
  await act(await approved(key, content), 'apply', 'ana').expect(200);
}
/** A flag that is on in production and answers by a segment. */
async function liveFlag(segment: string): Promise<string> {
  const key = await newFlag();
  await apply(key, ON);
  await apply(key, rulesWith(segment));
  return key;
}

describe('a segment that decides answers under a policy', () => {
  it('is not edited, but may be called something else; another one is asked for with its rules', async () => {
    const segment = await newSegment();
    const key = await liveFlag(segment);
    const { body } = await putSegment(segment, 'max').expect(409);
    expect(body.code).toBe('segment_under_policy');
    expect(body.detail).toContain(`"${key}" in production`);
    expect((await putSegment(segment, 'pro', { match: 'any' })).body.code).toBe('segment_under_policy');
    await putSegment(segment, 'pro', { name: 'Beta', description: 'just words' }).expect(200);
    const saved = (await app.as().get(`/api/v1/segments/${segment}`)).body;
    expect(saved).toMatchObject({ name: 'Beta', match: 'all', conditions: [{ value: 'pro' }] });
    const other = await newSegment();
    await apply(key, rulesWith(other));
    await putSegment(segment, 'max').expect(200);
    expect((await putSegment(other, 'max')).body.code).toBe('segment_under_policy');
  });

  it('is free where no flag that is on answers by it under a policy', async () => {
    const segment = await newSegment();
    const [off, staging, exempt] = [await newFlag(), await newFlag(), await newFlag('search')];
    await apply(off, rulesWith(segment));
    await saveRules(staging, segment, 'staging').expect(200);
    await flip(staging, true, 'staging').expect(200);
    await saveRules(exempt, segment).expect(200);
    await flip(exempt, true).expect(200);
    await putSegment(segment, 'max').expect(200);
    await setPolicy({ environments: ['staging'] });
    expect((await putSegment(segment, 'pro')).body.detail).toContain(`"${staging}" in staging answers`);
  });

  it('is free again once the flag is killed, which needs nobody, or archived', async () => {
    const segment = await newSegment();
    const [killed, archived] = [await liveFlag(segment), await liveFlag(segment)];
    const fire = { environment: 'production', reason: 'on fire' };
    await app.as(tokens['ana']).post(`/api/v1/flags/${killed}/kill`).send(fire).expect(200);
    expect((await putSegment(segment, 'max')).body.code).toBe('segment_under_policy');
    await app.as().post(`/api/v1/flags/${archived}/complete`).send({ outcome: 'kept' }).expect(200);
    await putSegment(segment, 'max').expect(409);
    await app.as().post(`/api/v1/flags/${archived}/archive`).expect(200);
    await putSegment(segment, 'max').expect(200);
    expect((await flip(killed, true)).body.code).toBe('approval_required');
  });
});

describe('an approval', () => {
  it('of rules ends when who is in their segment is edited, until it is asked for again', async () => {
    const segment = await newSegment();
    const key = await newFlag();
    await apply(key, ON);
    const id = await approved(key, rulesWith(segment));
    const before = await read(id);
    expect(before).toMatchObject({ state: 'approved', before: { segments: [{ key: segment, match: 'all' }] } });
    await putSegment(segment, 'pro', { name: 'Beta' }).expect(200);
    expect((await read(id)).state).toBe('approved');
    await putSegment(segment, 'max').expect(200);
    expect((await read(id)).state).toBe('outdated');
    expect((await act(id, 'apply', 'ana')).body.code).toBe('change_request_outdated');
    expect((await saveRules(key, segment)).body.code).toBe('approval_outdated');
    const again = { content: rulesWith(segment), reason: 'still wanted' };
    const { body } = await app.as(tokens['ana']).put(`/api/v1/change-requests/${id}`).send(again).expect(200);
    expect(body).toMatchObject({ state: 'open', approvals: [{ counts: false }] });
    expect(body.before.segments).toMatchObject([{ conditions: [{ value: 'max' }] }]);
    expect((await act(id, 'approve', 'bo', { hash: before.hash })).body.code).toBe('content_changed');
    await act(id, 'approve', 'bo', { hash: body.hash }).expect(200);
    await act(id, 'apply', 'ana').expect(200);
  });

  it('of turning on ends as well, by hand and at a set time', async () => {
    const segment = await newSegment();
    const [key, scheduled] = [await newFlag(), await newFlag()];
    for (const flag of [key, scheduled]) {
      await apply(flag, rulesWith(segment));
      await approved(flag, ON);
    }
    const at = new Date(app.clock.now().getTime() + HOUR).toISOString();
    const order = { on: true, at, reason: 'campaign' };
    const path = `/api/v1/flags/${scheduled}/environments/production/scheduled-flips`;
    const { body } = await app.as(tokens['ana']).post(path).send(order).expect(201);
    await putSegment(segment, 'max').expect(200);
    expect((await flip(key, true)).body.code).toBe('approval_outdated');
    app.clock.advance(HOUR);
    await app.get(Ticks).now('flags.scheduled-flips');
    const { body: outcome } = await app.as().get(`/api/v1/scheduled-flips/${body.id}`);
    expect(outcome).toMatchObject({ state: 'refused', code: 'approval_outdated' });
  });

  it('ends when a segment is deleted, and counts again for the same one', async () => {
    const segment = await newSegment();
    const key = await newFlag();
    const id = await approved(key, rulesWith(segment));
    await app.as().delete(`/api/v1/segments/${segment}`).expect(204);
    expect((await read(id)).state).toBe('outdated');
    await putSegment(segment, 'pro').expect(201);
    expect((await read(id)).state).toBe('approved');
  });
});

/** Starts one after the other while nobody can commit, so that each has looked before the other has written. */
async function atOnce(...acts: (() => PromiseLike<Response>)[]): Promise<number[]> {
  const answers = await app.get(Db).transaction(async (tx) => {
    await tx.query(`select revision from flag_revision for update`);
    const started: Promise<Response>[] = [];
    for (const start of acts) {
      started.push(Promise.resolve(start()));
      await eventually(async () => expect(await waitingForLocks()).toBe(started.length));
    }
    return started;
  });
  return (await Promise.all(answers)).map(({ status }) => status);
}
async function waitingForLocks(): Promise<number> {
  const [row] = await app
    .get(Db)
    .query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
  return row?.count ?? 0;
}

describe('a segment that is edited', () => {
  it('while its rules come in, or its flag is turned on: whoever is later is refused', async () => {
    for (const rules of [true, false]) {
      for (const first of ['apply', 'edit']) {
        const segment = await newSegment();
        const key = await newFlag();
        await apply(key, rules ? ON : rulesWith(segment));
        const id = await approved(key, rules ? rulesWith(segment) : ON);
        const acts = [() => act(id, 'apply', 'ana'), () => putSegment(segment, 'max')];
        expect(await atOnce(...(first === 'apply' ? acts : acts.toReversed()))).toEqual([200, 409]);
      }
    }
  });
});
