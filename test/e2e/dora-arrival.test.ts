import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { at, change, commit, deployment, incident, numbersOf, type Numbers } from './dora-facts.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** A month with a bit of everything; ids are the world's own. */
function world(service: string, repository: string, x: string): object[] {
  const commits: object[] = [];
  const sha = (n: number): string => `${x}c${n}`;
  for (let n = 1; n <= 20; n += 1)
    commits.push(commit(repository, sha(n), n === 1 ? [] : [sha(n - 1)], at(n, '08:00:00')));
  // A merge with a branch of two commits, and a twin of a commit that trunk had.
  commits.push(commit(repository, `${x}b1`, [sha(9)], at(9, '09:00:00')));
  commits.push(commit(repository, `${x}b2`, [`${x}b1`], at(9, '10:00:00')));
  commits.push(commit(repository, `${x}m`, [sha(20), `${x}b2`], at(20, '09:00:00')));
  commits.push(commit(repository, `${x}twin`, [`${x}m`], at(21, '07:00:00'), { cherryPickOf: sha(14) }));
  const merged = (n: number, mergeSha: string, more: object = {}) =>
    change(repository, n, {
      mergedAt: at(n, '09:00:00'),
      openedAt: at(n, '07:00:00'),
      mergeSha,
      id: `${repository}#${n}`,
      ...more,
    });
  const changes = [
    merged(2, sha(2)),
    merged(4, sha(4), { commits: [{ sha: `${x}w4`, authoredAt: at(3, '01:00:00') }] }),
    merged(6, sha(6), { firstCommitAt: at(5) }),
    merged(8, sha(8), { reverts: `${repository}#6` }),
    merged(10, sha(10), { labels: ['hotfix'] }),
    merged(12, `${x}unknown`),
    merged(15, sha(15)),
    merged(16, sha(16)),
    merged(20, `${x}m`),
    { ...merged(30, sha(16)), id: `${repository}@${sha(16)}` },
  ];
  const deployed = (n: number, day: number, more: object = {}) =>
    deployment(service, `${x}d${n}`, at(day, '18:00:00'), more);
  const deployments = [
    deployed(1, 2, { sha: sha(2) }),
    deployed(2, 5, { sha: sha(5) }),
    deployed(3, 6, { sha: sha(6) }),
    deployed(4, 7, { sha: sha(5), reason: 'rollback' }),
    deployed(5, 8, { sha: sha(8) }),
    deployed(6, 9, { sha: sha(8) }),
    deployed(7, 12, { sha: sha(12) }),
    deployed(8, 14),
    deployed(9, 16, { sha: sha(16), changes: [`${repository}#15`] }),
    deployed(10, 18, { sha: sha(17) }),
    deployed(11, 22, { sha: `${x}twin` }),
    deployment(service, `${x}failed`, at(13), { status: 'failure', sha: sha(13) }),
    deployment(service, `${x}s1`, at(3), { environment: 'staging', sha: sha(3) }),
    deployment(service, `${x}s2`, at(10), { environment: 'staging', sha: sha(10) }),
  ];
  const incidents = [
    incident(service, `${x}i1`, at(6, '19:00:00')),
    incident(service, `${x}i2`, at(6, '19:30:00'), { duplicateOf: `${x}i1`, restoredAt: at(20) }),
    incident(service, `${x}i3`, at(12, '20:00:00'), { restoredAt: at(12, '22:00:00'), restoredBy: 'config' }),
    incident(service, `${x}i4`, at(23), { cause: { deployments: [`${x}d10`, `${x}d11`] }, resolvedAt: at(24) }),
    incident(service, `${x}i5`, at(15), { cause: { external: true }, restoredAt: at(16) }),
    incident(service, `${x}i6`, at(10), { cause: { flag: `${x}flag` } }),
    incident(service, `${x}i7`, at(28), { restoredAt: at(29) }),
  ];
  const flips = [
    { kind: 'flip', id: `${x}f1`, flag: `${x}flag`, environment: 'production', on: true, at: at(10, '11:00:00') },
    { kind: 'flip', id: `${x}f2`, flag: `${x}flag`, environment: 'production', on: false, at: at(10, '12:30:00') },
  ];
  return [...commits, ...changes, ...deployments, ...incidents, ...flips];
}

const orders: [string, (facts: object[]) => object[]][] = [
  ['as they happened to be written', (facts) => facts],
  ['backwards', (facts) => [...facts].reverse()],
  ['shuffled', (facts) => shuffled(facts, 7)],
  ['shuffled otherwise', (facts) => shuffled(facts, 1234)],
  ['everything twice', (facts) => [...shuffled(facts, 99), ...facts]],
];

function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return items
    .map((item) => ({ item, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

describe('the order of arrival', () => {
  const answers = new Map<string, Numbers[]>();

  for (const [name, order] of orders) {
    for (const batch of [1000, 7]) {
      it(`makes no difference: ${name}, ${batch} at a time`, async () => {
        const x = `w${answers.size}`;
        const repository = `acme/world-${x}`;
        const service = await app.service({ repository });
        const facts = order(world(service, repository, x));
        for (let i = 0; i < facts.length; i += batch) await app.facts(facts.slice(i, i + batch));
        await app.settled();
        const queries: Record<string, string>[] = [
          {},
          { environment: 'staging' },
          { from: at(5, '18:00:00'), to: at(12, '18:00:00') },
          { from: at(5, '17:59:59'), to: at(12, '18:00:01'), timezone: 'Asia/Kolkata' },
        ];
        const numbers: Numbers[] = [];
        for (const query of queries) {
          const { leadTime, deploymentFrequency, changeFailRate, recoveryTime, reworkRate, incidents } =
            await numbersOf(app, { service, ...query });
          numbers.push({ leadTime, deploymentFrequency, changeFailRate, recoveryTime, reworkRate, incidents });
        }
        answers.set(`${name} ${batch}`, numbers);
        expect(numbers).toEqual([...answers.values()][0]);
      });
    }
  }

  it('ends in the numbers that the definitions say', () => {
    const [whole] = [...answers.values()][0] ?? [];
    expect(whole?.deploymentFrequency).toMatchObject({ count: 11, activeDays: 11 });
    expect(whole?.changeFailRate).toMatchObject({ failed: 4, total: 11 });
    expect(whole?.incidents).toEqual({ total: 7, external: 1, unlinked: 1, duplicates: 1 });
    expect(whole?.reworkRate.rework).toBe(3);
  });
});
