import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const at = '2026-05-01T12:00:00Z';
const repository = { full_name: 'acme/shop', default_branch: 'main' };
const shaOf = (number: number): string => number.toString(16).padStart(40, 'a');

let app: TestApp;
let postmortem: string;

/** As GitHub tells it. */
const webhook = async (event: string, payload: object): Promise<void> => {
  const body = JSON.stringify({ repository, ...payload });
  const answer = await fetch(`${app.url}/webhooks/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'test-webhook-secret').update(body).digest('hex')}`,
    },
    body,
  });
  expect(answer.status).toBe(202);
  await app.settled();
};
const pull = (number: number, more: object = {}) =>
  webhook('pull_request', {
    action: 'closed',
    pull_request: {
      number,
      title: `Change ${number}`,
      body: null,
      draft: false,
      user: { login: 'ana', type: 'User' },
      created_at: at,
      updated_at: at,
      labels: [],
      head: { ref: `branch-${number}`, sha: `head-${number}`, repo: repository },
      base: { ref: 'main', repo: repository },
      merged: true,
      merged_at: at,
      closed_at: at,
      merge_commit_sha: shaOf(number),
      ...more,
    },
  });
const run = (number: number, conclusion: string | null, name = 'unit') =>
  webhook('check_run', {
    action: conclusion === null ? 'created' : 'completed',
    check_run: {
      id: number * 10 + ['unit', 'lint', 'nightly'].indexOf(name),
      name,
      head_sha: `head-${number}`,
      status: conclusion === null ? 'in_progress' : 'completed',
      conclusion,
      started_at: at,
      completed_at: conclusion === null ? null : at,
      app: { slug: 'ci' },
    },
  });
const linked = async (number: number): Promise<string> => {
  const item = { title: 'Contract test', kind: 'contract', owner: { team: 'payments' }, dueAt: '2027-01-15T00:00:00Z' };
  const { body } = await app.as().post(`/api/v1/postmortems/${postmortem}/actions`).send(item);
  const { status } = await app
    .as()
    .post(`/api/v1/actions/${body.id}/link`)
    .send({ change: `acme/shop#${number}` });
  expect(status).toBe(200);
  return String(body.id);
};
const state = async (id: string): Promise<string> => {
  await app.settled();
  return (await app.as().get(`/api/v1/actions/${id}`)).body.state;
};
const done = async (number: number): Promise<string> => {
  const id = await linked(number);
  await pull(number);
  await run(number, 'success');
  expect(await state(id)).toBe('done');
  return id;
};

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  const incident = { title: 'Cards fail', service: 'checkout', severity: 'sev2' };
  const { body } = await app.as().post('/api/v1/incidents').send(incident);
  postmortem = String((await app.as().post(`/api/v1/incidents/${body.id}/postmortem`)).body.id);
});
afterAll(async () => app?.close());

describe('an action whose change GitHub tells of', () => {
  it('is done once merged and green, also green after the merge', async () => {
    const id = await linked(1);
    await pull(1, { merged: false, merged_at: null, closed_at: null, merge_commit_sha: 'trial' });
    await run(1, 'success', 'lint');
    expect(await state(id)).toBe('open');
    await run(1, null);
    await pull(1);
    expect(await state(id)).toBe('open');
    await run(1, 'success');
    expect(await state(id)).toBe('done');
  });

  it.each([
    [11, 'by its number', 'Reverts acme/shop#11'],
    [12, 'by its number alone', 'Reverts #12'],
    [13, 'by the commit that it was merged as', `This reverts commit ${shaOf(13)}.`],
  ])('(#%i) is open again when a merged one reverts it %s', async (number, _, body) => {
    const id = await done(number);
    const revert = { title: 'Revert it', body };
    await pull(number + 100, { ...revert, merged: false, merged_at: null, closed_at: null });
    expect(await state(id)).toBe('done');
    await pull(number + 100, revert);
    expect(await state(id)).toBe('open');
    await pull(number + 200, { title: 'Revert the revert', body: `Reverts #${number + 100}` });
    expect(await state(id)).toBe('done');
  });

  it('is open though its revert was told before it', async () => {
    for (const [number, body] of [
      [21, 'Reverts #21'],
      [22, `This reverts commit ${shaOf(22)}.`],
    ] as const) {
      const id = await linked(number);
      await pull(number + 100, { title: 'Revert it', body });
      await run(number, 'success');
      await pull(number);
      expect(await state(id), body).toBe('open');
    }
  });

  it('is open again when a commit to trunk, told by another source, reverts the commit that it was merged as', async () => {
    const id = await done(31);
    const sha = shaOf(131);
    const trunk = { kind: 'change', repository: 'acme/shop', openedAt: at, mergedAt: at };
    await app.facts([{ ...trunk, id: `acme/shop@${sha}`, mergeSha: sha, reverts: `acme/shop@${shaOf(31)}` }]);
    expect(await state(id)).toBe('open');
    await app.facts([{ ...trunk, id: 'acme/shop@back', reverts: `acme/shop@${sha}` }]);
    expect(await state(id)).toBe('done');
  });

  it('goes by the blocking checks of its repository, also from when they change; what is done stays so', async () => {
    const policy = async (...names: string[]) => {
      const requiredChecks = names.map((name) => ({ name }));
      const { status } = await app.as().put('/api/v1/repositories/acme/shop/merge-policy').send({ requiredChecks });
      expect(status).toBe(200);
    };
    const [before, id] = [await done(41), await linked(42)];
    await pull(42);
    await run(42, 'success');
    await run(42, 'failure', 'nightly');
    expect(await state(id)).toBe('open');
    await policy('e2e');
    expect([await state(before), await state(id)]).toEqual(['done', 'open']);
    await policy('unit');
    expect([await state(before), await state(id)]).toEqual(['done', 'done']);
  });
});
