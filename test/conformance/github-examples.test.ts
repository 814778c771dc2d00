import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

interface Webhook {
  name: string;
  examples: { repository?: { full_name: string } }[];
}

const webhooks = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as Webhook[];
const examples = webhooks.flatMap(({ name, examples: all }) => all.map((payload, at) => ({ name, at, payload })));
const repositories = [...new Set(examples.flatMap(({ payload }) => payload.repository?.full_name ?? []))];

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

function deliver(event: string, delivery: string, payload: object): request.Test {
  const body = Buffer.from(JSON.stringify(payload));
  return request(app.url)
    .post('/webhooks/github')
    .set({
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'test-webhook-secret').update(body).digest('hex')}`,
    })
    .send(body.toString());
}

async function deliverAll(prefix: string, order = examples): Promise<string[]> {
  const statuses: string[] = [];
  for (const { name, at, payload } of order) {
    const response = await deliver(name, `${prefix}-${name}-${at}`, payload);
    expect({ name, at, status: response.status, body: response.body }).toMatchObject({ status: 202 });
    expect(response.body.receipt).toMatch(/^[0-9a-f-]{36}$/);
    statuses.push(response.body.status);
  }
  await app.settled();
  return statuses;
}

const TABLES = ['commits', 'changes', 'change_services', 'deployments', 'checks', 'handed_facts', 'pushes'];

async function stored(): Promise<Record<string, unknown>> {
  const tables = await Promise.all(
    TABLES.map(async (table) => {
      const rows = await app.sql<{ row: string }>(
        `select (to_jsonb(t) - 'seq')::text as row from ${table} t order by 1`,
      );
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(tables);
}

const byStatus = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await app.sql<{ status: string; n: number }>(`select status, count(*)::int as n from receipts group by 1`)).map(
      ({ status, n }) => [status, n],
    ),
  );

describe("GitHub's own examples of every webhook", () => {
  it('are all taken before anybody is known, and wait', async () => {
    const statuses = await deliverAll('first');
    expect(new Set(statuses)).toEqual(new Set(['accepted']));
    const counts = await byStatus();
    expect(counts['failed'] ?? 0).toBe(0);
    expect(counts['quarantined']).toBeGreaterThan(40);
    expect(await stored()).toMatchObject({ changes: [], deployments: [], checks: [], commits: [] });
  });

  it('are processed by themselves once their repository is known', async () => {
    for (const repository of repositories) await app.service({ repository });
    await app.settled();
    expect(await app.sql(`select event, reason from receipts where status = 'failed'`)).toEqual([]);
    const rows = await stored();
    const filled = Object.keys(rows).filter((table) => (rows[table] as unknown[]).length > 0);
    expect(filled).toEqual(expect.arrayContaining(['changes', 'commits', 'checks', 'deployments']));
  });

  it('delivered again are duplicates without effect', async () => {
    const before = await stored();
    const statuses = await deliverAll('first');
    const waiting = (await byStatus())['quarantined'] ?? 0;
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(waiting);
    expect(await stored()).toEqual(before);
  });

  it('delivered under another id, in another order, change nothing', async () => {
    const before = await stored();
    await deliverAll('second', examples.toReversed());
    expect(await stored()).toEqual(before);
  });
});
