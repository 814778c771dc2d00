import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;

let app: TestApp;
let made = 0;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'search', team: 'web' });
  for (const person of ['ana', 'bo', 'cy']) {
    await app.person({ key: person, teams: [person === 'cy' ? 'web' : 'payments'] });
    tokens[person] = await app.token({ permissions: ['flags:write', 'read'], person });
  }
});
afterAll(() => app.close());

const setPolicy = (over: object = {}, path = '/api/v1/change-policy') =>
  app
    .as()
    .put(path)
    .send({ production: true, environments: [], ...over });
beforeEach(async () => {
  await setPolicy();
});

async function newFlag(service = 'checkout'): Promise<string> {
  made += 1;
  const key = `flag-${made}`;
  const body = { key, name: key, kind: 'ops', service, owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(body).expect(201);
  return key;
}
const flip = (key: string, on: boolean, who = 'ana', environment = 'production') =>
  app.as(tokens[who]).post(`/api/v1/flags/${key}/environments/${environment}/flip`).send({ on, reason: 'because' });
const ask = (key: string, content: object = { kind: 'flip', on: true }, who = 'ana') =>
  app
    .as(tokens[who])
    .post(`/api/v1/flags/${key}/environments/production/change-requests`)
    .send({ content, reason: 'the trial went well' });
const act = (id: string, step: string, who: string, body: object = {}) =>
  app.as(tokens[who]).post(`/api/v1/change-requests/${id}/${step}`).send(body);
async function approved(key: string, content?: object): Promise<string> {
  const { body } = await ask(key, content).expect(201);
  await act(body.id, 'approve', 'bo', { hash: body.hash }).expect(200);
  return body.id;
}
async function stateOf(key: string): Promise<boolean> {
  return (await app.as().get(`/api/v1/flags/${key}`)).body.environments.production.on;
}

describe('a policy', () => {
  it('is off at first, and per service stands in the place of the installation’s', async () => {
    await app.as().delete('/api/v1/change-policy').expect(204);
    await app.as().get('/api/v1/change-policy').expect(404);
    const key = await newFlag('search');
    await flip(key, true).expect(200);
    await setPolicy().expect(201);
    await flip(key, false).expect(200);
    expect((await flip(key, true)).body).toMatchObject({ status: 409, code: 'approval_required' });
    const own = '/api/v1/services/search/change-policy';
    await setPolicy({ production: false }, own).expect(201);
    await flip(key, true).expect(200);
    const { body } = await app.as().get('/api/v1/change-policies');
    expect(body.items.map(({ service }: { service: string }) => service)).toEqual([null, 'search']);
    await app.as().delete(own).expect(204);
    await app.as().delete(own).expect(404);
  });

  it('says all faults at once, honours If-Match, and is set by admins alone', async () => {
    const faulty = { approvals: 9, approvers: { teams: ['nobody'], people: [] } };
    expect((await setPolicy(faulty).expect(422)).body.errors[0].field).toBe('approvals');
    const unknown = { approvals: 2, approvers: { teams: ['nobody'], people: ['no-one'] } };
    const { body } = await setPolicy(unknown).expect(422);
    expect(body.errors.map(({ code }: { code: string }) => code)).toEqual(['unknown_team', 'unknown_person']);
    const lonely = { approvals: 2, approvers: { teams: [], people: ['bo'] } };
    expect((await setPolicy(lonely).expect(422)).body.errors[0]).toMatchObject({ field: 'approvals' });
    const read = await app.as().get('/api/v1/change-policy').expect(200);
    await setPolicy({ approvals: 2 }).set('if-match', read.headers['etag']!).expect(200);
    await setPolicy({ approvals: 3 }).set('if-match', read.headers['etag']!).expect(412);
    await app.as(tokens['ana']).put('/api/v1/change-policy').send({}).expect(403);
  });

  it('leaves other environments, turning off and kills alone', async () => {
    const key = await newFlag();
    await flip(key, true, 'ana', 'staging').expect(200);
    await act(await approved(key), 'apply', 'ana').expect(200);
    await flip(key, false).expect(200);
    await setPolicy({ offNeedsApproval: true });
    await act(await approved(key), 'apply', 'ana').expect(200);
    expect((await flip(key, false)).body.code).toBe('approval_required');
    const body = { environment: 'production', reason: 'on fire' };
    await app.as(tokens['ana']).post(`/api/v1/flags/${key}/kill`).send(body).expect(200);
    expect(await stateOf(key)).toBe(false);
  });
});

describe('a change request', () => {
  it('is approved by another person, and the flip then goes through, once', async () => {
    const key = await newFlag();
    const refused = await flip(key, true).expect(409);
    expect(refused.body.detail).toContain(`/api/v1/flags/${key}/environments/production/change-requests`);
    const { body: request } = await ask(key).expect(201);
    expect(request).toMatchObject({
      state: 'open',
      needed: 1,
      before: { on: false },
      content: { kind: 'flip', on: true },
    });
    expect((await flip(key, true)).body.code).toBe('approval_pending');
    expect((await act(request.id, 'apply', 'ana')).body).toMatchObject({ status: 409, code: 'approval_pending' });
    const own = await act(request.id, 'approve', 'ana', { hash: request.hash });
    expect(own.body).toMatchObject({ status: 403, code: 'own_request' });
    const yes = await act(request.id, 'approve', 'bo', { hash: request.hash, note: 'seen it' }).expect(200);
    expect(yes.body).toMatchObject({ state: 'approved', approvals: [{ person: 'bo', note: 'seen it', counts: true }] });
    await flip(key, true, 'cy').expect(200);
    const after = await app.as().get(`/api/v1/change-requests/${request.id}`);
    expect(after.body).toMatchObject({ state: 'applied', endedBy: 'cy' });
    await flip(key, false).expect(200);
    expect((await flip(key, true)).body.code).toBe('approval_required');
    const { body: history } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(history.items.map(({ action }: { action: string }) => action)).toEqual([
      'flip',
      'flip',
      'approve_request',
      'request_change',
      'create',
    ]);
    expect(history.items[1].detail).toEqual({ on: true, request: request.id });
  });

  it('of rules is applied as it was approved, and the rules answer from then on', async () => {
    const key = await newFlag();
    await act(await approved(key), 'apply', 'ana').expect(200);
    const conditions = [{ attribute: 'plan', operator: 'equals', value: 'pro' }];
    const rules = [{ id: 'pro', conditions, serve: { variant: 'on' } }];
    const targeting = { rules, otherwise: { variant: 'off' }, prerequisites: [] };
    const path = `/api/v1/flags/${key}/environments/production/rules`;
    const save = (body: object) =>
      app
        .as(tokens['ana'])
        .put(path)
        .send({ ...body, reason: 'paying first' });
    expect((await save(targeting)).body.code).toBe('approval_required');
    const request = await approved(key, { kind: 'rules', ...targeting });
    // Other rules than those that were approved are still refused.
    expect((await save({ ...targeting, otherwise: { variant: 'on' } })).body.code).toBe('approval_required');
    await act(request, 'apply', 'ana').expect(200);
    expect((await app.as().get(path).expect(200)).body).toMatchObject(targeting);
    const sdk = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
    const answer = async (plan: string) => {
      const context = { targetingKey: 'u', plan };
      return (await app.as(sdk).post(`/ofrep/v1/evaluate/flags/${key}`).send({ context }).expect(200)).body.value;
    };
    expect([await answer('pro'), await answer('free')]).toEqual([true, false]);
    const { body: history } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(history.items[0]).toMatchObject({ action: 'rules', environment: 'production' });

    // What the rules serve cannot be asked away.
    const variants = { yes: true, no: false };
    const asked = await ask(key, { kind: 'answers', variants, defaultVariant: 'yes', offVariant: 'no' });
    expect(asked.status).toBe(422);
    expect(asked.body.errors.map(({ field }: { field: string }) => field)).toContain('content.variants.on');
  });

  it('loses its approvals by an edit, and an approval of what was read before is refused', async () => {
    const key = await newFlag();
    const answers = { kind: 'answers', variants: { on: true, off: false }, defaultVariant: 'on', offVariant: 'on' };
    const { body: first } = await ask(key, answers).expect(201);
    await act(first.id, 'approve', 'bo', { hash: first.hash }).expect(200);
    const edit = { content: { ...answers, defaultVariant: 'off' }, reason: 'the other way round' };
    const edited = await app.as(tokens['cy']).put(`/api/v1/change-requests/${first.id}`).send(edit).expect(200);
    expect(edited.body).toMatchObject({ state: 'open', editedBy: 'cy', approvals: [{ person: 'bo', counts: false }] });
    expect((await act(first.id, 'approve', 'bo', { hash: first.hash })).body.code).toBe('content_changed');
    expect((await act(first.id, 'approve', 'cy', { hash: edited.body.hash })).body.code).toBe('own_request');
    expect((await act(first.id, 'apply', 'ana')).body.code).toBe('approval_pending');
    await act(first.id, 'approve', 'bo', { hash: edited.body.hash }).expect(200);
    await act(first.id, 'apply', 'ana').expect(200);
    const { body: flag } = await app.as().get(`/api/v1/flags/${key}`);
    expect(flag).toMatchObject({ defaultVariant: 'off', offVariant: 'on' });
  });

  it('keeps the answers of a flag from being turned round by an edit', async () => {
    const key = await newFlag();
    const patch = (body: object) => app.as(tokens['ana']).patch(`/api/v1/flags/${key}`).send(body);
    expect((await patch({ offVariant: 'on' })).body.code).toBe('approval_required');
    await patch({ description: 'just words' }).expect(200);
  });

  it('is outdated once the flag was changed, until it is edited', async () => {
    const key = await newFlag();
    const id = await approved(key);
    await setPolicy({ production: false });
    await flip(key, true).expect(200);
    await flip(key, false).expect(200);
    await setPolicy();
    expect((await app.as().get(`/api/v1/change-requests/${id}`)).body.state).toBe('outdated');
    expect((await flip(key, true)).body.code).toBe('approval_outdated');
    expect((await act(id, 'apply', 'ana')).body.code).toBe('change_request_outdated');
    const again = { content: { kind: 'flip', on: true }, reason: 'still wanted' };
    const { body } = await app.as(tokens['ana']).put(`/api/v1/change-requests/${id}`).send(again).expect(200);
    expect(body).toMatchObject({ state: 'open', approvals: [{ counts: false }] });
  });

  it('expires, though approved', async () => {
    await setPolicy({ expiresAfterHours: 2 });
    const key = await newFlag();
    const id = await approved(key);
    app.clock.advance(2 * HOUR);
    expect((await act(id, 'apply', 'ana')).body.code).toBe('change_request_expired');
    expect((await flip(key, true)).body.code).toBe('approval_expired');
    const waiting = await app.as().get('/api/v1/change-requests').query({ flag: key, state: 'waiting' });
    expect(waiting.body.items).toEqual([]);
  });

  it('is decided by whom the policy names, as many as it asks', async () => {
    await setPolicy({ approvals: 2, approvers: { teams: ['payments'], people: ['cy'] } });
    const key = await newFlag();
    const { body } = await ask(key, undefined, 'ana').expect(201);
    await act(body.id, 'approve', 'bo', { hash: body.hash }).expect(200);
    expect((await act(body.id, 'apply', 'ana')).body.code).toBe('approval_pending');
    await setPolicy({ approvals: 1, approvers: { teams: ['web'], people: [] } });
    expect((await act(body.id, 'apply', 'ana')).body.code).toBe('approval_pending');
    expect((await act(body.id, 'reject', 'bo', { note: 'no' })).body.code).toBe('not_an_approver');
    await act(body.id, 'approve', 'cy', { hash: body.hash }).expect(200);
    await act(body.id, 'apply', 'ana').expect(200);
  });

  it('is rejected or withdrawn for good', async () => {
    const key = await newFlag();
    const { body: one } = await ask(key).expect(201);
    await act(one.id, 'reject', 'bo', { note: 'after the holidays' }).expect(200);
    const { body: two } = await ask(key).expect(201);
    await act(two.id, 'withdraw', 'ana').expect(200);
    for (const { id, hash } of [one, two]) await act(id, 'approve', 'bo', { hash }).expect(409);
    const { body } = await app.as().get('/api/v1/change-requests').query({ flag: key, state: 'ended', limit: 1 });
    expect(body.items).toMatchObject([{ id: two.id, state: 'withdrawn', endedBy: 'ana' }]);
    const next = await app.as().get('/api/v1/change-requests').query({ flag: key, cursor: body.nextCursor });
    expect(next.body.items).toMatchObject([{ id: one.id, state: 'rejected', note: 'after the holidays' }]);
  });

  it('is applied once by two at once', async () => {
    const key = await newFlag();
    const id = await approved(key);
    const answers = await Promise.all([act(id, 'apply', 'ana'), act(id, 'apply', 'cy'), act(id, 'apply', 'bo')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await app.as().get(`/api/v1/flags/${key}/history`);
    expect(body.items.filter(({ action }: { action: string }) => action === 'flip')).toHaveLength(1);
  });

  it('needs a person, a content that differs, and something to approve', async () => {
    const key = await newFlag();
    const nobody = await app.token({ permissions: ['flags:write'] });
    const path = `/api/v1/flags/${key}/environments`;
    const send = (environment: string, body: object, token = tokens['ana']) =>
      app.as(token).post(`${path}/${environment}/change-requests`).send(body);
    const on = { content: { kind: 'flip', on: true }, reason: 'x' };
    const off = { content: { kind: 'flip', on: false }, reason: 'x' };
    expect((await send('production', on, nobody)).body.code).toBe('person_needed');
    expect((await send('production', off).expect(422)).body.errors[0].field).toBe('content.on');
    expect((await send('staging', on)).body.code).toBe('approval_not_needed');
    await send('moon', on).expect(404);
    const { body } = await send('production', { content: { kind: 'flip' } }).expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['content.on', 'reason']);
    await app.as().get('/api/v1/change-requests/nonsense').expect(404);
  });
});

describe('a request of an environment that is gone', () => {
  it('is outdated, and no edit brings it back', async () => {
    await app.service({ key: 'moving', team: 'payments' });
    const key = await newFlag('moving');
    const id = await approved(key);
    const environments = [{ key: 'live', production: true }];
    await app.as().put('/api/v1/services/moving').send({ name: 'Moving', team: 'payments', environments }).expect(200);
    // Workers follow the catalog, and none is here.
    await app.sql(`update flag_environments set present = false where flag = $1 and environment = 'production'`, [key]);
    expect((await app.as(tokens['bo']).get(`/api/v1/change-requests/${id}`)).body.state).toBe('outdated');
    expect((await act(id, 'apply', 'ana')).status).toBe(409);
    const edit = { content: { kind: 'flip', on: true }, reason: 'again' };
    const { body } = await app.as(tokens['ana']).put(`/api/v1/change-requests/${id}`).send(edit);
    expect(body).toMatchObject({ status: 404, detail: expect.stringContaining('production') });
  });
});
