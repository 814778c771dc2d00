import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;
const MARCH = Date.UTC(2026, 2, 1);
const APRIL = Date.UTC(2026, 3, 1);
const MAY = Date.UTC(2026, 4, 1);
const when = (start: number, hours: number): string => new Date(start + hours * HOUR).toISOString();

interface Metric {
  before: unknown;
  after: unknown;
  effect: { value: number | null; unit: string };
  ci95: [number, number] | null;
  p: number | null;
  verdict: string;
  neededN?: number;
}

describe('snapshots and comparisons as the contract has them', () => {
  let app: TestApp;
  const take = (body: object) => app.as().post('/api/v1/dora/snapshots').send(body);
  const snapshot = async (service: string, from: number, to: number) => {
    const response = await take({ name: service, scope: { service }, from: when(from, 0), to: when(to, 0) });
    expect(response.status).toBe(201);
    return response.body as { id: string; metrics: object; facts: { count: number; sha256: string } };
  };
  const compare = async (before: string, after: string) => {
    const { status, body } = await app.as().get('/api/v1/dora/compare').query({ before, after });
    expect(status).toBe(200);
    return body as { workload: { verdict: string; detail: string }; metrics: Record<string, Metric> };
  };
  /** `count` deployments spread evenly over 28 days, each with one change of this lead time; the first `failing` failed. */
  const month = (service: string, start: number, count: number, leadHours: number, failing: number) =>
    Array.from({ length: count }, (_, n) => {
      const at = ((n + 0.5) * 28 * 24) / count;
      const id = `${service}-${start}-${n}`;
      return [
        {
          kind: 'change',
          id: `${id}-c`,
          repository: `acme/${service}`,
          services: [service],
          openedAt: when(start, at - leadHours),
          firstCommitAt: when(start, at - leadHours),
          mergedAt: when(start, at - 1),
        },
        {
          kind: 'deployment',
          id,
          service,
          environment: 'production',
          status: 'success',
          finishedAt: when(start, at),
          changes: [`${id}-c`],
        },
        ...(n < failing
          ? [
              {
                kind: 'incident',
                id: `${id}-i`,
                service,
                startedAt: when(start, at + 0.1),
                restoredAt: when(start, at + 1.1),
                cause: { deployments: [id] },
              },
            ]
          : []),
      ];
    }).flat();

  beforeAll(async () => {
    app = await startApp();
    for (const key of ['better', 'worse', 'same', 'few']) await app.service({ key, repository: `acme/${key}` });
    await app.facts([
      ...month('better', MARCH, 28, 48 * 1, 14),
      ...month('better', APRIL, 84, 6, 2),
      ...month('worse', MARCH, 84, 6, 2),
      ...month('worse', APRIL, 28, 48, 14),
      ...month('same', MARCH, 30, 24, 6),
      ...month('same', APRIL, 30, 24, 6),
      ...month('few', MARCH, 3, 24, 1),
      ...month('few', APRIL, 3, 24, 0),
    ]);
    // Two services that fail as often as before, while the deployments moved from the bad one to the good one.
    for (const key of ['good', 'bad']) await app.service({ key, team: 'mixed', repository: `acme/${key}` });
    await app.facts([
      ...month('good', MARCH, 20, 24, 1),
      ...month('bad', MARCH, 80, 24, 40),
      ...month('good', APRIL, 80, 24, 4),
      ...month('bad', APRIL, 20, 24, 10),
    ]);
    await app.settled();
  });
  afterAll(async () => app.close());

  it('say improved, worse, inconclusive or insufficient, with effect, interval and p', async () => {
    const verdicts = async (service: string) => {
      const before = await snapshot(service, MARCH, APRIL - 72 * HOUR);
      const after = await snapshot(service, APRIL, MAY - 48 * HOUR);
      const body = await compare(before.id, after.id);
      expect(['same', 'mix_shifted', 'insufficient_data']).toContain(body.workload.verdict);
      expect(typeof body.workload.detail).toBe('string');
      const names = ['leadTime', 'deploymentFrequency', 'changeFailRate', 'recoveryTime'];
      expect(Object.keys(body.metrics)).toEqual(expect.arrayContaining(names));
      for (const name of names) {
        const metric = body.metrics[name];
        for (const member of ['before', 'after', 'effect', 'ci95', 'p', 'verdict'])
          expect(metric, `${name}.${member}`).toHaveProperty(member);
        expect(metric?.effect).toHaveProperty('value');
        expect(metric?.effect.unit).toBe(
          { leadTime: 'seconds', recoveryTime: 'seconds', deploymentFrequency: 'ratio', changeFailRate: 'difference' }[
            name
          ],
        );
      }
      const all = Object.values(body.metrics);
      const decided = all.filter(({ verdict }) => verdict === 'improved' || verdict === 'worse');
      expect(decided.filter(({ p, ci95 }) => p === null || p >= 0.05 || ci95 === null)).toEqual([]);
      const lacking = all.filter(({ verdict }) => verdict === 'insufficient_data');
      expect(lacking.filter((metric) => !('neededN' in metric))).toEqual([]);
      return body.metrics;
    };
    const better = await verdicts('better');
    expect(better['leadTime']).toMatchObject({ verdict: 'improved', effect: { value: -42 * 3600 } });
    expect(better['deploymentFrequency']).toMatchObject({ verdict: 'improved', effect: { value: 3 } });
    expect(better['changeFailRate']?.verdict).toBe('improved');
    expect(better['changeFailRate']?.effect.value).toBeCloseTo(2 / 84 - 14 / 28, 9);
    expect(better['recoveryTime']?.verdict).toBe('insufficient_data');
    const worse = await verdicts('worse');
    expect(worse['leadTime']).toMatchObject({ verdict: 'worse', effect: { value: 42 * 3600 } });
    expect(worse['deploymentFrequency']?.verdict).toBe('worse');
    expect(worse['deploymentFrequency']?.effect.value).toBeCloseTo(1 / 3, 9);
    expect(worse['changeFailRate']?.verdict).toBe('worse');
    const same = await verdicts('same');
    for (const name of ['leadTime', 'deploymentFrequency', 'changeFailRate', 'recoveryTime'])
      expect(same[name]?.verdict, name).toBe('inconclusive');
    const few = await verdicts('few');
    for (const name of ['leadTime', 'changeFailRate', 'recoveryTime'])
      expect(few[name]?.verdict, name).toBe('insufficient_data');
  });

  it('call nothing improved where only the mix of services shifted', async () => {
    const team = async (from: number, to: number): Promise<string> =>
      (await take({ name: 'mix', scope: { team: 'mixed' }, from: when(from, 0), to: when(to, 0) })).body.id;
    const [before, after] = [await team(MARCH, APRIL), await team(APRIL, MAY)];
    const { workload, metrics } = await compare(before, after);
    expect(workload.verdict).toBe('mix_shifted');
    expect(metrics['changeFailRate']).toMatchObject({ effect: { value: expect.closeTo(-0.27, 9) } });
    for (const [name, metric] of Object.entries(metrics)) expect(metric.verdict, name).not.toBe('improved');
  });

  it('are immutable, hold the same bytes from the same facts, and answer clearly to bad input', async () => {
    const one = await snapshot('better', MARCH, APRIL);
    const two = await snapshot('better', MARCH, APRIL);
    expect(one).toMatchObject({
      id: expect.any(String),
      name: 'better',
      metrics: { changeFailRate: { failed: 14, total: 28 }, deploymentFrequency: { count: 28 } },
      facts: { count: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      createdAt: expect.any(String),
    });
    expect(two.id).not.toBe(one.id);
    expect(two.facts).toEqual(one.facts);
    expect(JSON.stringify(two.metrics)).toBe(JSON.stringify(one.metrics));
    const again = await app.as().get(`/api/v1/dora/snapshots/${one.id}`);
    expect(again.status).toBe(200);
    // The same facts in another order of arrival, once more, move nothing.
    await app.facts(month('better', MARCH, 28, 48, 14).toReversed());
    await app.settled();
    expect((await snapshot('better', MARCH, APRIL)).facts).toEqual(one.facts);
    await app.facts(month('better', MARCH + HOUR, 1, 48, 0));
    await app.settled();
    const later = await snapshot('better', MARCH, APRIL);
    expect(later.facts.sha256).not.toBe(one.facts.sha256);
    expect((await app.as().get(`/api/v1/dora/snapshots/${one.id}`)).body).toEqual(again.body);
    for (const method of ['put', 'patch', 'delete'] as const)
      expect([404, 405]).toContain((await app.as()[method](`/api/v1/dora/snapshots/${one.id}`).send({})).status);
    const window = { from: when(MARCH, 0), to: when(APRIL, 0) };
    expect((await take({ name: 'all', scope: {}, ...window })).status).toBe(201);
    expect((await take({ name: 'x', ...window })).status).toBe(422);
    expect((await take({ name: 'x', scope: { service: 'nobody' }, ...window })).status).toBe(404);
    expect((await take({ name: 'x', scope: {}, from: window.to, to: window.from })).status).toBe(422);
    const ghost = '019a0000-0000-7000-8000-000000000000';
    const none = await app.as().get('/api/v1/dora/compare').query({ before: ghost, after: one.id });
    expect(none.status).toBe(404);
    expect((await app.as().get('/api/v1/dora/compare').query({ before: one.id })).status).toBe(400);
  });
});
