import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let postmortem: string;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  const declared = await app.as().post('/api/v1/incidents').send({ title: 'x', service: 'checkout', severity: 'sev2' });
  const made = await app.as().post(`/api/v1/incidents/${declared.body.id}/postmortem`);
  postmortem = String(made.body.id);
});
afterAll(() => app?.close());

const openedAt = '2026-03-02T09:00:00Z';
const mergedAt = '2026-03-02T12:00:00Z';

function change(number: number, over: object = {}): object {
  return {
    kind: 'change',
    id: `acme/shop#${number}`,
    repository: 'acme/shop',
    openedAt,
    headSha: `head-${number}`,
    mergeSha: `merge-${number}`,
    ...over,
  };
}

function check(number: number, conclusion: string | null, name = 'unit'): object {
  return {
    kind: 'check',
    id: `check-${number}-${name}`,
    repository: 'acme/shop',
    sha: `head-${number}`,
    name,
    conclusion,
  };
}

async function action(): Promise<string> {
  const body = { title: 'Contract test', kind: 'contract', owner: { team: 'payments' }, dueAt: '2026-12-05T00:00:00Z' };
  const made = await app.as().post(`/api/v1/postmortems/${postmortem}/actions`).send(body);
  expect([made.status, made.body]).toMatchObject([201, {}]);
  return String(made.body.id);
}

async function link(id: string, number: number) {
  const linked = await app
    .as()
    .post(`/api/v1/actions/${id}/link`)
    .send({ change: `acme/shop#${number}` });
  expect([linked.status, linked.body]).toMatchObject([200, {}]);
  return linked.body;
}

async function becomes(id: string, state: string, reason: string | null): Promise<void> {
  await eventually(
    async () => {
      const { body } = await app.as().get(`/api/v1/actions/${id}`);
      expect([body.state, body.waiting?.reason ?? null]).toEqual([state, reason]);
    },
    { within: 2_000 },
  );
}

describe('an action that is linked to a change', () => {
  it('is done when the change is merged and its checks turn green after that', async () => {
    const id = await action();
    expect(await link(id, 1)).toMatchObject({
      state: 'open',
      change: 'acme/shop#1',
      waiting: { reason: 'change_unknown' },
    });
    await app.facts([change(1)]);
    await becomes(id, 'open', 'not_merged');
    await app.facts([change(1, { mergedAt })]);
    await becomes(id, 'open', 'checks_not_green');
    await app.facts([check(1, null)]);
    await becomes(id, 'open', 'checks_not_green');
    await app.facts([check(1, 'success')]);
    await becomes(id, 'done', null);
    const { body } = await app.as().get(`/api/v1/postmortems/${postmortem}`);
    expect(body.actions).toContainEqual(expect.objectContaining({ id, state: 'done', change: 'acme/shop#1' }));
  });

  it('is done at once where all of that was so before', async () => {
    await app.facts([change(2, { mergedAt }), check(2, 'success')]);
    const id = await action();
    expect(await link(id, 2)).toMatchObject({ state: 'done', waiting: null, doneAt: expect.any(String) });
    expect(await link(id, 2)).toMatchObject({ state: 'done' });
  });

  it.each([
    [3, 'failure'],
    [4, 'skipped'],
    [5, 'neutral'],
  ])('waits while one of its checks is not a success (change %i: %s)', async (number, conclusion) => {
    await app.facts([change(number, { mergedAt }), check(number, 'success'), check(number, conclusion, 'lint')]);
    const id = await action();
    const linked = await link(id, number);
    expect(linked).toMatchObject({
      state: 'open',
      waiting: { reason: 'checks_not_green', failing: [{ name: 'lint' }] },
    });
  });

  it('is open again when the change is reverted, and done when that is reverted', async () => {
    await app.facts([change(6, { mergedAt }), check(6, 'success')]);
    const id = await action();
    expect(await link(id, 6)).toMatchObject({ state: 'done' });
    await app.facts([change(7, { reverts: 'acme/shop#6' })]);
    await becomes(id, 'done', null);
    await app.facts([change(7, { reverts: 'acme/shop#6', mergedAt })]);
    await becomes(id, 'open', 'reverted');
    await app.facts([change(8, { reverts: 'acme/shop#7', mergedAt })]);
    await becomes(id, 'done', null);
  });

  it('is open again when it is linked to another change', async () => {
    await app.facts([change(9, { mergedAt }), check(9, 'success')]);
    const id = await action();
    expect(await link(id, 9)).toMatchObject({ state: 'done' });
    expect(await link(id, 10)).toMatchObject({ state: 'open', doneAt: null, waiting: { reason: 'change_unknown' } });
  });

  it('must be there, and the change must have an id', async () => {
    expect((await app.as().post('/api/v1/actions/none/link').send({ change: 'c' })).status).toBe(404);
    const id = await action();
    expect((await app.as().post(`/api/v1/actions/${id}/link`).send({})).status).toBe(422);
    expect((await app.as().post(`/api/v1/actions/${id}/link`).send({ change: '' })).status).toBe(422);
  });
});
