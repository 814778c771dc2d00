import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const KINDS = ['test', 'contract', 'flag_default', 'monitoring', 'other'];
const openedAt = '2026-05-01T09:00:00Z';
const mergedAt = '2026-05-01T12:00:00Z';
const dueAt = '2027-01-15T00:00:00.000Z';

let app: TestApp;
let ana: string;
let anaToo: string;
let bo: string;
let made = 0;

const post = (path: string, body?: object, token = ana) => {
  const request = app.as(token).post(`/api/v1/${path}`);
  return body === undefined ? request : request.send(body);
};
const get = (path: string) => app.as().get(`/api/v1/${path}`);
const draft = async (): Promise<string> => {
  const incident = await post('incidents', { title: 'Cards fail', service: 'checkout', severity: 'sev2' });
  const { status, body } = await post(`incidents/${incident.body.id}/postmortem`);
  expect([status, body]).toMatchObject([201, { id: expect.any(String), state: 'draft', actions: [] }]);
  return String(body.id);
};
const newAction = async (postmortem: string, over: object = {}): Promise<string> => {
  const body = { title: 'Contract test', kind: 'contract', owner: { team: 'payments' }, dueAt, ...over };
  const answer = await post(`postmortems/${postmortem}/actions`, body);
  expect([answer.status, answer.body]).toMatchObject([201, { ...body, id: expect.any(String), state: 'open' }]);
  return String(answer.body.id);
};

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  for (const key of ['ana', 'bo']) await app.person({ key, teams: ['payments'] });
  ana = await app.token({ permissions: ['incidents:write'], person: 'ana' });
  anaToo = await app.token({ permissions: ['admin'], person: 'ana' });
  bo = await app.token({ permissions: ['incidents:write'], person: 'bo' });
});
afterAll(async () => app?.close());

describe('a postmortem', () => {
  it('goes draft → in_review → published, reviewed by another person', async () => {
    const id = await draft();
    expect((await post(`postmortems/${id}/publish`)).status).toBe(409);
    const asked = await post(`postmortems/${id}/review`);
    expect([asked.status, asked.body.state]).toEqual([200, 'in_review']);
    for (const token of [ana, anaToo, bo])
      expect((await post(`postmortems/${id}/publish`, undefined, token)).status).toBe(409);
    const reviewed = await post(`postmortems/${id}/review`, undefined, bo);
    expect([reviewed.status, reviewed.body]).toMatchObject([200, { state: 'in_review', reviewedBy: 'bo' }]);
    const again = await post(`postmortems/${id}/review`, undefined, bo);
    expect([again.status, again.body]).toEqual([200, reviewed.body]);
    const published = await post(`postmortems/${id}/publish`);
    expect([published.status, published.body]).toMatchObject([
      200,
      { state: 'published', publishedAt: expect.any(String) },
    ]);
    const repeated = await post(`postmortems/${id}/publish`);
    expect([repeated.status, repeated.body]).toEqual([200, published.body]);
    expect((await get(`postmortems/${id}`)).body).toEqual(published.body);
    const { status } = await app.as(ana).patch(`/api/v1/postmortems/${id}`).send({ summary: 'Later thoughts' });
    expect(status).toBe(409);
    expect((await get(`postmortems/${id}`)).body).toEqual(published.body);
  });

  it('is not reviewed by its author, whatever the token or its permissions', async () => {
    const id = await draft();
    for (const token of [ana, anaToo]) {
      await post(`postmortems/${id}/review`, undefined, token);
      expect([403, 409]).toContain((await post(`postmortems/${id}/review`, { approve: true }, token)).status);
      expect((await post(`postmortems/${id}/publish`, undefined, token)).status).toBe(409);
    }
    expect((await get(`postmortems/${id}`)).body).toMatchObject({ state: 'in_review', reviewedBy: null });
  });

  it('is changed by PATCH under its ETag, and must be reviewed as it stands then', async () => {
    const id = await draft();
    const patch = (body: object, tag: string) =>
      app.as(ana).patch(`/api/v1/postmortems/${id}`).set('If-Match', tag).send(body);
    const tag = String((await get(`postmortems/${id}`)).headers['etag']);
    const changed = await patch({ summary: 'The form asked the old API.' }, tag);
    expect([changed.status, changed.body.summary]).toEqual([200, 'The form asked the old API.']);
    expect(String(changed.headers['etag'])).not.toBe(tag);
    expect((await patch({ summary: 'Lost' }, tag)).status).toBe(412);
    expect((await patch({ summary: 7 }, '*')).status).toBe(422);
    expect((await patch({ state: 'published' }, '*')).status).toBe(422);
    await post(`postmortems/${id}/review`, {}, bo);
    await patch({ summary: 'Something else altogether' }, '*');
    expect((await post(`postmortems/${id}/publish`)).status).toBe(409);
  });

  it('is one for each incident, told by facts too, and needs incidents:write', async () => {
    await app.facts([{ kind: 'incident', id: 'PD/1 #2', service: 'checkout', startedAt: openedAt }]);
    const path = `incidents/${encodeURIComponent('PD/1 #2')}/postmortem`;
    const first = await eventually(async () => {
      const answer = await post(path);
      expect(answer.status).toBe(201);
      return answer;
    });
    const again = await post(path, undefined, bo);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await post('incidents/nobody/postmortem')).status).toBe(404);
    const reader = await app.token({ permissions: ['read', 'oncall:write', 'facts:write'] });
    const action = await newAction(first.body.id);
    for (const each of [
      path,
      `postmortems/${first.body.id}/review`,
      `postmortems/${first.body.id}/publish`,
      `postmortems/${first.body.id}/actions`,
      `actions/${action}/link`,
    ])
      expect((await post(each, {}, reader)).status, each).toBe(403);
    expect((await app.as(reader).get(`/api/v1/postmortems/${first.body.id}`)).status).toBe(200);
    for (const name of ['review', 'publish']) expect((await post(`postmortems/nobody/${name}`)).status).toBe(404);
    expect((await get('postmortems/nobody')).status).toBe(404);
  });
});

describe('actions', () => {
  it('need an owner and a due date beside title and kind, all named at once', async () => {
    const path = `postmortems/${await draft()}/actions`;
    const fieldsOf = async (body: object): Promise<string[]> => {
      const answer = await post(path, body);
      expect(answer.status).toBe(422);
      const fields = answer.body.errors.map(({ field }: { field: string }) => field.split('.')[0]);
      return [...new Set<string>(fields)].toSorted();
    };
    const good = { title: 'Contract test', kind: 'contract', owner: { person: 'ana' }, dueAt };
    expect(await fieldsOf({})).toEqual(expect.arrayContaining(['dueAt', 'kind', 'owner', 'title']));
    expect(await fieldsOf({ ...good, owner: undefined, dueAt: undefined })).toEqual(['dueAt', 'owner']);
    expect(await fieldsOf({ ...good, owner: null, dueAt: null })).toEqual(['dueAt', 'owner']);
    expect(await fieldsOf({ ...good, owner: {} })).toEqual(['owner']);
    expect(await fieldsOf({ ...good, owner: { team: null, person: null } })).toEqual(['owner']);
    expect(await fieldsOf({ ...good, owner: { team: 'nobody' } })).toEqual(['owner']);
    expect(await fieldsOf({ ...good, owner: { person: 'nobody' } })).toEqual(['owner']);
    expect(await fieldsOf({ ...good, dueAt: 'soon' })).toEqual(['dueAt']);
    expect(await fieldsOf({ ...good, kind: 'blame' })).toEqual(['kind']);
    expect((await post('postmortems/nobody/actions', good)).status).toBe(404);
  });

  it('are of each kind, owned by a team or a person, and shown with their postmortem', async () => {
    const id = await draft();
    const ids: string[] = [];
    for (const kind of KINDS) ids.push(await newAction(id, { kind, ticket: `OPS-${kind}` }));
    ids.push(await newAction(id, { owner: { person: 'bo' } }));
    const { body } = await get(`postmortems/${id}`);
    expect(body.actions.map((action: { id: string }) => action.id).toSorted()).toEqual(ids.toSorted());
    for (const action of body.actions)
      expect(action).toMatchObject({ title: 'Contract test', dueAt, state: 'open', owner: expect.any(Object) });
    expect(body.actions.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(KINDS));
  });

  it('may be added after the postmortem was published', async () => {
    const id = await draft();
    await post(`postmortems/${id}/review`, {}, bo);
    expect((await post(`postmortems/${id}/publish`)).body.state).toBe('published');
    await newAction(id);
  });
});

describe('a linked action', () => {
  const change = (number: number, more: object = {}) => ({
    kind: 'change',
    id: `acme/shop#${number}`,
    repository: 'acme/shop',
    openedAt,
    headSha: `head-${number}`,
    ...more,
  });
  const check = (number: number, conclusion: string | null, more: object = {}) => ({
    kind: 'check',
    id: `check-${number}-${JSON.stringify(more)}`,
    repository: 'acme/shop',
    sha: `head-${number}`,
    name: 'unit',
    conclusion,
    ...more,
  });
  /** A number for a change of its own. */
  const next = (): number => (made += 1);
  const linked = async (number: number): Promise<string> => {
    const id = await newAction(postmortem);
    const { status, body } = await post(`actions/${id}/link`, { change: `acme/shop#${number}` });
    expect([status, body]).toMatchObject([200, { id, change: `acme/shop#${number}` }]);
    return id;
  };
  /** After all that was told has been worked on. */
  const state = async (id: string): Promise<string> => {
    await app.settled();
    const { actions } = (await get(`postmortems/${postmortem}`)).body;
    return actions.find((action: { id: string }) => action.id === id)?.state;
  };
  let postmortem: string;

  beforeAll(async () => {
    postmortem = await draft();
  });

  it('is done only when merged and green: neither alone is enough, and the order does not matter', async () => {
    const [first, second] = [next(), next()];
    const [a, b] = [await linked(first), await linked(second)];
    expect(await state(a)).toBe('open');
    await app.facts([change(first), check(first, 'success'), change(second, { mergedAt })]);
    expect([await state(a), await state(b)]).toEqual(['open', 'open']);
    await app.facts([change(first, { mergedAt })]);
    expect([await state(a), await state(b)]).toEqual(['done', 'open']);
    // Green after the merge.
    await app.facts([check(second, null)]);
    expect(await state(b)).toBe('open');
    await app.facts([check(second, 'failure')]);
    expect(await state(b)).toBe('open');
    await app.facts([check(second, 'success', { attempt: 2, completedAt: '2026-05-02T00:00:00Z' })]);
    expect(await state(b)).toBe('done');
  });

  it('is done at once where the change was merged and green before, within the answer or 2 s', async () => {
    const number = next();
    await app.facts([change(number, { mergedAt }), check(number, 'success')]);
    const id = await linked(number);
    expect(await state(id)).toBe('done');
    const again = await post(`actions/${id}/link`, { change: `acme/shop#${number}` });
    expect([again.status, again.body.state]).toEqual([200, 'done']);
  });

  it.each(['failure', 'cancelled', 'timed_out', 'action_required', 'skipped', 'neutral', 'stale', null])(
    'waits while one blocking check of several is %s',
    async (conclusion) => {
      const number = next();
      await app.facts([change(number, { mergedAt }), check(number, 'success')]);
      await app.facts([check(number, conclusion, { name: 'lint' })]);
      const id = await linked(number);
      expect(await state(id)).toBe('open');
      await app.facts([check(number, 'success', { name: 'lint', attempt: 2 })]);
      expect(await state(id)).toBe('done');
    },
  );

  it('goes by the checks of the head, not of another sha or repository', async () => {
    const number = next();
    await app.service({ key: 'other', repository: 'acme/other' });
    await app.facts([
      change(number, { mergedAt, mergeSha: 'merged-here' }),
      check(number, 'success', { sha: 'older-head' }),
      check(number, 'success', { repository: 'acme/other' }),
    ]);
    const id = await linked(number);
    expect(await state(id)).toBe('open');
    await app.facts([check(number, 'success')]);
    expect(await state(id)).toBe('done');
  });

  it('is open again when a merged change reverts it, not before that one is merged', async () => {
    const [number, revert, early] = [next(), next(), next()];
    await app.facts([change(number, { mergedAt }), check(number, 'success')]);
    const id = await linked(number);
    expect(await state(id)).toBe('done');
    const reverts = `acme/shop#${number}`;
    await app.facts([change(revert, { reverts }), check(revert, 'success')]);
    expect(await state(id)).toBe('done');
    await app.facts([change(revert, { reverts, closedAt: mergedAt })]);
    expect(await state(id)).toBe('done');
    await app.facts([change(revert, { reverts, mergedAt })]);
    expect(await state(id)).toBe('open');
    // Told in the other order: the revert first.
    await app.facts([change(early + 500, { reverts: `acme/shop#${early}`, mergedAt })]);
    await app.facts([change(early, { mergedAt }), check(early, 'success')]);
    expect(await state(await linked(early))).toBe('open');
  });

  it('follows the last change linked, and needs one', async () => {
    const [good, bad] = [next(), next()];
    await app.facts([change(good, { mergedAt }), check(good, 'success'), change(bad)]);
    const id = await linked(good);
    expect(await state(id)).toBe('done');
    expect((await post(`actions/${id}/link`, { change: `acme/shop#${bad}` })).status).toBe(200);
    expect(await state(id)).toBe('open');
    await app.facts([change(good, { mergedAt, title: 'Renamed' })]);
    expect(await state(id)).toBe('open');
    expect((await post(`actions/${id}/link`, {})).status).toBe(422);
    expect((await post('actions/nobody/link', { change: 'acme/shop#1' })).status).toBe(404);
  });
});
