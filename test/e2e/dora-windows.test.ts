import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';
import { change, deployment, incident, type Numbers } from './dora-facts.js';

const REPOSITORY = 'acme/windows';
const hour = (n: number): string => new Date(Date.UTC(2026, 2, 27) + n * 3_600_000).toISOString();

let app: TestApp;
let service: string;

/** Five days around the spring clock change of Berlin (2026-03-29), with a deployment every five hours. */
beforeAll(async () => {
  app = await startApp();
  service = await app.service({ repository: REPOSITORY });
  const facts: object[] = [deployment(service, 'w-first', hour(-30))];
  for (let n = 0; n < 24; n += 1) {
    const merged = hour(n * 5 + 1);
    facts.push(
      change(REPOSITORY, n, { mergedAt: merged, openedAt: hour(n * 5 - 2), firstCommitAt: hour(n * 5 - 3 - n) }),
      deployment(service, `w-${n}`, hour(n * 5 + 3), n % 6 === 0 ? { reason: 'hotfix' } : {}),
    );
    if (n % 5 === 0) {
      facts.push(incident(service, `w-i${n}`, hour(n * 5 + 4), n === 20 ? {} : { restoredAt: hour(n * 5 + 4 + n) }));
    }
  }
  await app.facts(facts);
  await app.settled();
});
afterAll(() => app.close());

async function get<T>(path: string, query: Record<string, string>): Promise<T> {
  const response = await app
    .as()
    .get(`/api/v1/dora${path}`)
    .query({ service, ...query });
  expect(response.status).toBe(200);
  return response.body as T;
}

const keysOf = ({ leadTime, changeFailRate, recoveryTime, reworkRate, incidents }: Numbers) => ({
  leadTime,
  changeFailRate,
  recoveryTime,
  reworkRate,
  incidents,
});

describe('windows', () => {
  it('answer the same from cells as from rows', async () => {
    // The same deployments lie in both windows; the second has no whole UTC day but the ones between.
    const cells = await get<Numbers>('', { from: hour(0), to: hour(120) });
    const edges = await get<Numbers>('', { from: hour(1), to: hour(119.5) });
    expect(keysOf(edges)).toEqual(keysOf(cells));
    const halves = await Promise.all([
      get<Numbers>('', { from: hour(0), to: hour(60.25) }),
      get<Numbers>('', { from: hour(60.25), to: hour(120) }),
    ]);
    const [left, right] = halves;
    expect(left.leadTime.n + right.leadTime.n).toBe(cells.leadTime.n);
    expect(left.changeFailRate.failed + right.changeFailRate.failed).toBe(cells.changeFailRate.failed);
    expect(right.leadTime.pending).toBe(cells.leadTime.pending);
  });

  it('have days of 23 hours in the zone that loses one, and neither lose nor double a deployment', async () => {
    const query = { from: hour(0), to: hour(120), timezone: 'Europe/Berlin' };
    const { buckets } = await get<{ buckets: (Numbers & { from: string; to: string })[] }>('/series', {
      ...query,
      bucket: 'day',
    });
    const whole = await get<Numbers>('', query);
    const lengths = buckets.map(({ from, to }) => (new Date(to).getTime() - new Date(from).getTime()) / 3_600_000);
    expect(lengths).toEqual([23, 24, 23, 24, 24, 2]);
    const sum = (pick: (bucket: Numbers) => number): number => buckets.reduce((total, one) => total + pick(one), 0);
    expect(sum((bucket) => bucket.deploymentFrequency.count)).toBe(whole.deploymentFrequency.count);
    expect(sum((bucket) => bucket.leadTime.n)).toBe(whole.leadTime.n);
    expect(sum((bucket) => bucket.deploymentFrequency.activeDays)).toBe(whole.deploymentFrequency.activeDays);
  });

  it('show empty buckets with nulls', async () => {
    const { buckets } = await get<{ buckets: Numbers[] }>('/series', {
      from: '2025-12-01T00:00:00Z',
      to: '2026-02-01T00:00:00Z',
      bucket: 'month',
    });
    expect(buckets).toHaveLength(2);
    expect(buckets[0]).toMatchObject({ leadTime: { medianSeconds: null, n: 0 }, changeFailRate: { rate: null } });
  });

  it('keep an open failure open, and count it as lasting until the end of the window', async () => {
    const body = await get<Numbers>('', { from: hour(100), to: hour(110) });
    expect(body.recoveryTime).toMatchObject({ n: 1, open: 1, medianSeconds: null, lowerBoundSeconds: 6 * 3600 });
  });

  it('page through the rows behind the numbers', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = await get('/deployments', {
        from: hour(0),
        to: hour(120),
        limit: '7',
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
  });
});
