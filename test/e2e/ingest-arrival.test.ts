import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'cart', repository: 'acme/mono', pathPrefix: 'cart' });
  await app.service({ key: 'pay', repository: 'acme/mono', pathPrefix: 'pay' });
});
afterAll(() => app.close());

const commit = (sha: string, paths: string[]) => ({
  kind: 'commit',
  id: sha,
  repository: 'acme/mono',
  parents: [],
  authoredAt: '2026-03-01T08:00:00Z',
  committedAt: '2026-03-01T08:00:00Z',
  paths,
});
const change = (id: string, shas: string[]) => ({
  kind: 'change',
  id,
  repository: 'acme/mono',
  openedAt: '2026-03-01T09:00:00Z',
  mergedAt: '2026-03-01T10:00:00Z',
  commits: shas.map((sha) => ({ sha, authoredAt: '2026-03-01T08:00:00Z' })),
});
const deployment = { kind: 'deployment', id: 'd', service: 'pay', environment: 'production', sha: 'a' };
const check = { kind: 'check', id: 'k', repository: 'acme/mono', sha: 'a', name: 'unit' };

/** Different facts, and of one id only such as settle by themselves. */
const FACTS = [
  commit('a', ['pay/x']),
  commit('b', ['cart/x']),
  commit('c', ['README.md']),
  change('one', ['a']),
  change('two', ['a', 'b']),
  change('three', ['c']),
  { ...change('four', []), commits: null, mergeSha: 'b' },
  { ...deployment, status: 'in_progress', startedAt: '2026-03-02T09:59:00Z' },
  { ...deployment, status: 'success', finishedAt: '2026-03-02T10:00:00Z' },
  { ...check, attempt: 1, conclusion: 'failure' },
  { ...check, attempt: 2, conclusion: 'success' },
  { kind: 'incident', id: 'i', service: 'pay', startedAt: '2026-03-02T10:10:00Z', cause: { deployments: ['d'] } },
];

async function stored(): Promise<unknown> {
  const table = (name: string, order: string) => app.sql(`select * from ${name} order by ${order}`);
  const rows = [
    await table('commits', 'sha'),
    await table('changes', 'id'),
    await table('change_services', 'change_id, service'),
    await table('awaited_paths', 'change_id'),
    await table('deployments', 'id'),
    await table('checks', 'id'),
    await table('handed_facts', 'kind, id'),
  ];
  return rows.map((list) => list.map((row) => ({ ...row, seq: null })));
}

async function arrive(batches: object[][]): Promise<unknown> {
  await app.sql(`truncate commits, changes, change_services, awaited_paths, deployments, checks, handed_facts`);
  for (const batch of batches) await app.facts(batch);
  return stored();
}

describe('facts that arrive in any order, doubled and in any batches', () => {
  it('end in the same rows', async () => {
    const expected = await arrive([FACTS]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...FACTS, ...FACTS], { minLength: FACTS.length * 2 }),
        fc.integer({ min: 1, max: 6 }),
        async (order, size) => {
          const batches = Array.from({ length: Math.ceil(order.length / size) }, (_, at) =>
            order.slice(at * size, (at + 1) * size),
          );
          expect(await arrive(batches)).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('also when they arrive at once, with no deadlock that anybody hears of', async () => {
    const expected = await arrive([FACTS]);
    await app.sql(`truncate commits, changes, change_services, awaited_paths, deployments, checks, handed_facts`);
    const senders = Array.from({ length: 12 }, (_, turn) => (turn % 2 === 0 ? FACTS : FACTS.toReversed()));
    await Promise.all(senders.map((facts) => app.facts(facts)));
    expect(await stored()).toEqual(expected);
  });
});
