import { createHmac } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let deliveries = 0;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'cart', repository: 'acme/mono', pathPrefix: 'cart' });
  await app.service({ key: 'pay', repository: 'acme/mono', pathPrefix: 'pay' });
});
afterAll(() => app.close());

async function deliver(event: string, payload: object): Promise<string> {
  deliveries += 1;
  const body = JSON.stringify({ repository: { full_name: 'acme/mono' }, ...payload });
  const response = await request(app.url)
    .post('/webhooks/github')
    .set({
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': `delivery-${deliveries}`,
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'test-webhook-secret').update(body).digest('hex')}`,
    })
    .send(body);
  expect(response.status).toBe(202);
  return response.body.receipt;
}

const at = (minute: number): string => `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`;
const changeOf = async (number: number) => (await app.as().get(`/api/v1/changes/acme%2Fmono%23${number}`)).body;
const receipt = async (id: string) => (await app.as().get(`/api/v1/receipts/${id}`)).body;

const pullRequest = (number: number, updated: number, more: object = {}) => ({
  number,
  title: `Change ${number}`,
  body: '',
  draft: false,
  user: { login: 'ada', type: 'User' },
  created_at: at(1),
  updated_at: at(updated),
  closed_at: null,
  merged_at: null,
  labels: [],
  head: { ref: `branch-${number}`, sha: `head-${number}`, repo: { full_name: 'acme/mono' } },
  base: { repo: { full_name: 'acme/mono' } },
  ...more,
});
const push = (number: number) => ({
  ref: `refs/heads/branch-${number}`,
  before: '0'.repeat(40),
  after: `head-${number}`,
  commits: [
    { id: `first-${number}`, timestamp: at(0), added: ['pay/a.ts'], removed: [], modified: [], distinct: true },
    { id: `head-${number}`, timestamp: at(1), added: [], removed: [], modified: ['pay/b.ts'], distinct: true },
  ],
});
const story = (number: number): [string, object][] => [
  ['push', push(number)],
  ['pull_request', { action: 'opened', pull_request: pullRequest(number, 1) }],
  [
    'pull_request_review',
    {
      action: 'submitted',
      pull_request: pullRequest(number, 2),
      review: { id: number * 10, user: { login: 'grace', type: 'User' }, submitted_at: at(2), state: 'approved' },
    },
  ],
  [
    'pull_request',
    {
      action: 'closed',
      pull_request: pullRequest(number, 3, { closed_at: at(3), merged_at: at(3), merge_commit_sha: `merge-${number}` }),
    },
  ],
];

describe('the webhooks of a change', () => {
  it('come to a change with its commits, review, merge and services, in whatever order they arrive', async () => {
    for (const [event, payload] of story(1)) await deliver(event, payload);
    for (const [event, payload] of story(2).toReversed()) await deliver(event, payload);
    await Promise.all(story(3).map(([event, payload]) => deliver(event, payload)));
    await app.settled();
    for (const number of [1, 2, 3]) {
      expect(await changeOf(number)).toMatchObject({
        services: ['pay'],
        author: 'ada',
        authorType: 'human',
        openedAt: '2026-03-01T10:01:00.000Z',
        readyAt: '2026-03-01T10:01:00.000Z',
        commits: [
          { sha: `first-${number}`, authoredAt: '2026-03-01T10:00:00.000Z' },
          { sha: `head-${number}`, authoredAt: '2026-03-01T10:01:00.000Z' },
        ],
        reviews: [{ author: 'grace', state: 'approved' }],
        mergedAt: '2026-03-01T10:03:00.000Z',
        mergeSha: `merge-${number}`,
      });
    }
  });

  it('do not undo what a fact from another source said', async () => {
    await app.facts([
      {
        kind: 'commit',
        id: 'first-4',
        repository: 'acme/mono',
        parents: ['trunk'],
        authoredAt: '2026-02-28T10:00:00Z',
        committedAt: at(0),
      },
      { kind: 'change', id: 'acme/mono#4', repository: 'acme/mono', openedAt: at(1), services: ['cart'], additions: 7 },
    ]);
    for (const [event, payload] of story(4)) await deliver(event, payload);
    await app.settled();
    expect(await changeOf(4)).toMatchObject({ services: ['cart'], additions: 7, mergeSha: 'merge-4' });
    const [row] = await app.sql(`select parents, paths, authored_at from commits where sha = 'first-4'`);
    expect(row).toEqual({ parents: ['trunk'], paths: ['pay/a.ts'], authored_at: new Date('2026-02-28T10:00:00Z') });
  });

  it('find what a revert takes back by its number or its merge', async () => {
    const open = (number: number, body: string) =>
      deliver('pull_request', { action: 'opened', pull_request: pullRequest(number, 5, { body }) });
    await app.sql(`update changes set merge_sha = $1 where id = 'acme/mono#1'`, ['a'.repeat(40)]);
    await open(5, 'Reverts acme/mono#2');
    await open(6, `This reverts commit ${'a'.repeat(40)}.`);
    await app.settled();
    expect((await changeOf(5)).reverts).toBe('acme/mono#2');
    expect((await changeOf(6)).reverts).toBe('acme/mono#1');
  });
});

describe('the webhooks of a deployment', () => {
  const deployment = (id: number, environment: string, more: object = {}) => ({
    id,
    sha: 'merge-1',
    ref: 'main',
    task: 'deploy',
    environment,
    description: null,
    payload: {},
    created_at: at(10),
    ...more,
  });
  const status = (state: string, minute: number, asked: { environment: string }) =>
    deliver('deployment_status', {
      deployment: asked,
      deployment_status: { state, environment: asked.environment, created_at: at(minute) },
    });
  const stored = async (id: number) =>
    (
      await app.sql(
        `select service, environment, sha, status, started_at, finished_at, reason from deployments where id = $1`,
        [`github:${id}`],
      )
    )[0];

  it('come to one deployment, finished at its first success', async () => {
    const asked = deployment(1, 'pay-prod', { payload: JSON.stringify({ rollback: true }) });
    await deliver('deployment', { deployment: asked });
    await status('success', 15, asked);
    await status('in_progress', 11, asked);
    await status('inactive', 30, asked);
    await status('success', 16, asked);
    await app.settled();
    expect(await stored(1)).toEqual({
      service: 'pay',
      environment: 'production',
      sha: 'merge-1',
      status: 'success',
      started_at: new Date(at(10)),
      finished_at: new Date(at(15)),
      reason: 'rollback',
    });
  });

  it('wait where it may be of two services, until its payload or the catalog tells which', async () => {
    const asked = deployment(2, 'production');
    const waiting = await status('success', 15, asked);
    await app.settled();
    expect(await receipt(waiting)).toMatchObject({
      status: 'quarantined',
      reason: expect.stringContaining('cart, pay'),
    });
    await app.service({ key: 'cart', repository: 'acme/elsewhere' });
    await app.service({ key: 'pay', repository: 'acme/mono' });
    await app.settled();
    expect(await receipt(waiting)).toMatchObject({ status: 'processed' });
    expect(await stored(2)).toMatchObject({ service: 'pay', status: 'success' });
  });
});

describe('an issue labelled as an incident', () => {
  it('is handed on, opened, closed and reopened', async () => {
    const issue = (updated: number, more: object = {}) => ({
      number: 50,
      title: 'Checkout is down',
      state: 'open',
      labels: [{ name: 'incident' }, { name: 'sev1' }],
      created_at: at(20),
      updated_at: at(updated),
      closed_at: null,
      ...more,
    });
    const body = async () =>
      (await app.sql<{ body: object }>(`select body from handed_facts where id = 'acme/mono#50'`))[0]?.body;
    await deliver('issues', { action: 'closed', issue: issue(40, { state: 'closed', closed_at: at(40) }) });
    await deliver('issues', { action: 'opened', issue: issue(20) });
    await app.settled();
    expect(await body()).toMatchObject({
      service: 'pay',
      severity: 'sev1',
      environment: 'production',
      resolvedAt: '2026-03-01T10:40:00.000Z',
    });
    await deliver('issues', { action: 'reopened', issue: issue(45) });
    await app.settled();
    expect(await body()).not.toHaveProperty('resolvedAt');
  });
});
