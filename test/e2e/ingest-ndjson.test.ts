import { request as httpRequest, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'shop', repository: 'acme/shop' });
});
afterAll(() => app.close());

function open(): { sending: ClientRequest; answer: Promise<{ status: number; body: Record<string, unknown> }> } {
  const sending = httpRequest(`${app.url}/api/v1/facts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.admin}`, 'content-type': 'application/x-ndjson' },
  });
  const answer = new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
  });
  return { sending, answer };
}

const commit = (n: number | string, prefix = 'c') =>
  JSON.stringify({
    kind: 'commit',
    id: `${prefix}${n}`,
    repository: 'acme/shop',
    parents: [`${prefix}${Number(n) - 1}`],
    authoredAt: '2026-03-01T08:00:00Z',
    committedAt: '2026-03-01T08:00:00Z',
    paths: ['src/a.ts', 'src/b.ts'],
  });

async function send(body: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { sending, answer } = open();
  sending.end(body);
  return answer;
}

const countOf = async (prefix: string): Promise<number> =>
  (await app.sql<{ n: number }>(`select count(*)::int as n from commits where sha like $1`, [`${prefix}%`]))[0]?.n ?? 0;

describe('a stream of facts', () => {
  it('is taken line by line; blank lines do not count, unreadable and over-long ones are rejected by their place', async () => {
    const long = JSON.stringify({ kind: 'change', id: 'x', title: 'y'.repeat(2_000_000) });
    const { status, body } = await send(
      [commit(1), '', '{"kind":', '   ', long, '"text"', commit(2), '{"kind":"commit","id":"a\\u0000b"}'].join('\r\n'),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 2, unchanged: 0, rejectedCount: 4 });
    expect(
      (body['rejected'] as { index: number; code: string }[]).map(({ index, code }) => `${index} ${code}`),
    ).toEqual(['1 unreadable', '2 line_too_long', '3 wrong_type', '5 missing_field']);
  });

  it('that is empty is nothing', async () => {
    expect(await send('')).toMatchObject({ status: 200, body: { accepted: 0, unchanged: 0, rejected: [] } });
  });

  it('lists the first thousand rejections and counts all', async () => {
    const { body } = await send('x\n'.repeat(2_500) + commit(3));
    expect(body).toMatchObject({ accepted: 1, rejectedCount: 2_500 });
    expect(body['rejected']).toHaveLength(1_000);
  });

  it('of 50,000 lines is taken in flat memory, and again changes nothing', async () => {
    const lines = 50_000;
    const peak = { before: heap(), most: 0 };
    const watch = setInterval(() => (peak.most = Math.max(peak.most, heap())), 20);
    const stream = async () => {
      const { sending, answer } = open();
      for (let n = 0; n < lines; n += 500) {
        const part = Array.from({ length: 500 }, (_, at) => commit(n + at, 'flat')).join('\n') + '\n';
        if (!sending.write(part)) await new Promise((resolve) => sending.once('drain', resolve));
      }
      sending.end();
      return answer;
    };
    expect((await stream()).body).toMatchObject({ accepted: lines, unchanged: 0, rejectedCount: 0 });
    expect((await stream()).body).toMatchObject({ accepted: 0, unchanged: lines });
    clearInterval(watch);
    expect(await countOf('flat')).toBe(lines);
    // Far below what 50,000 parsed facts would hold at once; the bound leaves room for garbage not yet collected.
    expect(peak.most - peak.before).toBeLessThan(150 * 1024 * 1024);
  });

  it('that breaks off keeps the batches before', async () => {
    const { sending, answer } = open();
    const lost = answer.catch(() => 'lost');
    sending.write(Array.from({ length: 2_500 }, (_, n) => commit(n, 'broken')).join('\n') + '\n{"kind":"com');
    await eventually(async () => expect(await countOf('broken')).toBe(2_000));
    sending.destroy();
    expect(await lost).toBe('lost');
    await sleep(200);
    expect(await countOf('broken')).toBe(2_000);
    expect((await send(commit(4))).status).toBe(200);
  });

  it('keeps the last word on an id across its batches', async () => {
    const checkOf = (attempt: number) =>
      JSON.stringify({ kind: 'check', id: 'same', repository: 'acme/shop', sha: 's', name: 'unit', attempt });
    const order = Array.from({ length: 3_000 }, (_, n) => checkOf(1 + ((n * 7) % 2_999)));
    await send(order.join('\n'));
    expect(await app.sql(`select attempt from checks where id = 'same'`)).toEqual([{ attempt: 2_999 }]);
  });
});

function heap(): number {
  return process.memoryUsage().heapUsed;
}
