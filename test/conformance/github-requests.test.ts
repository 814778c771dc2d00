import { createHmac, randomBytes } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

const SECRET = 'test-webhook-secret';
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'shop', repository: 'acme/shop' });
});
afterAll(() => app.close());

interface Delivery {
  event?: string | null;
  delivery?: string | null;
  signature?: string | null;
  type?: string;
}

function post(body: string | Buffer, more: Delivery = {}, url = app.url): request.Test {
  const raw = Buffer.from(body);
  const headers: Record<string, string | null> = {
    'content-type': more.type ?? 'application/json',
    'x-github-event': more.event === undefined ? 'ping' : more.event,
    'x-github-delivery': more.delivery === undefined ? randomBytes(8).toString('hex') : more.delivery,
    'x-hub-signature-256':
      more.signature === undefined
        ? `sha256=${createHmac('sha256', SECRET).update(raw).digest('hex')}`
        : more.signature,
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  const pending = request(url).post('/webhooks/github').set(Object.fromEntries(given));
  pending.serialize((value: unknown) => value as string);
  return pending.send(raw.toString('utf8'));
}

const receipt = async (id: string) => (await app.as().get(`/api/v1/receipts/${id}`)).body;

const pull = (more: object = {}) => ({
  action: 'opened',
  repository: { full_name: 'acme/shop' },
  pull_request: {
    number: 1,
    title: 'One',
    body: '',
    draft: false,
    user: { login: 'ada', type: 'User' },
    created_at: '2026-03-01T10:00:00Z',
    updated_at: '2026-03-01T10:00:00Z',
    labels: [],
    head: { ref: 'feature', sha: 'b', repo: { full_name: 'acme/shop' } },
    base: { repo: { full_name: 'acme/shop' } },
    ...more,
  },
});

describe('a webhook request', () => {
  it('is taken as JSON and as a form, signed over its raw bytes', async () => {
    const json = JSON.stringify(pull());
    expect((await post(json, { event: 'pull_request' })).status).toBe(202);
    const form = `payload=${encodeURIComponent(JSON.stringify(pull({ number: 2, title: 'Zwei & drei + 1' })))}`;
    const taken = await post(form, { event: 'pull_request', type: 'application/x-www-form-urlencoded' });
    expect(taken.status).toBe(202);
    await app.settled();
    expect(await receipt(taken.body.receipt)).toMatchObject({
      status: 'processed',
      event: 'pull_request',
      attempts: 1,
    });
    expect((await app.as().get('/api/v1/changes/acme%2Fshop%232')).body).toMatchObject({
      title: 'Zwei & drei + 1',
      services: ['shop'],
    });
  });

  it.each<[string, string | null]>([
    ['missing', null],
    ['empty', ''],
    ['of another body', `sha256=${createHmac('sha256', SECRET).update('other').digest('hex')}`],
    ['of another secret', `sha256=${createHmac('sha256', 'wrong').update('{}').digest('hex')}`],
    ['of the older kind', `sha1=${'a'.repeat(40)}`],
    ['cut short', 'sha256=abcdef'],
  ])('with a signature that is %s is refused', async (_, signature) => {
    const response = await post('{}', { signature });
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ status: 401, code: 'bad_signature' });
  });

  it.each<[string, string, Delivery]>([
    ['no event', '{}', { event: null }],
    ['an odd event', '{}', { event: '../etc' }],
    ['no delivery', '{}', { delivery: null }],
    ['a body that is no JSON', '{"a":', {}],
    ['a body that is no object', '[1]', {}],
    ['no body', '', {}],
    ['a body nested too deep', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, {}],
    ['a form without payload', 'other=1', { type: 'application/x-www-form-urlencoded' }],
    ['a large body that is no JSON', 'x'.repeat(300_000), {}],
  ])('with %s is refused as unreadable', async (_, body, more) => {
    const response = await post(body, more);
    expect(response.status).toBe(400);
    expect(response.body.code).toEqual(expect.any(String));
  });

  it('of 24 MB is taken, and of more than 25 MB refused', async () => {
    const body = (mb: number) => JSON.stringify({ ...pull({ number: 3 }), filler: 'x'.repeat(mb * 1024 * 1024) });
    const taken = await post(body(24), { event: 'pull_request' });
    expect(taken.status).toBe(202);
    const refused = await post(body(26), { event: 'pull_request' }).catch((error: NodeJS.ErrnoException) => error.code);
    // The server may close the connection while the body is still on its way.
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(typeof refused === 'object' ? refused.status : refused);
    await app.settled();
    expect(await receipt(taken.body.receipt)).toMatchObject({ status: 'processed', size: expect.any(Number) });
  });

  it('is refused as unavailable while no secret is set', async () => {
    const bare = await startApp({ worker: false, config: { githubWebhookSecret: null } });
    try {
      expect((await post('{}', {}, bare.url)).status).toBe(503);
    } finally {
      await bare.close();
    }
  });

  it('delivered twice is processed once', async () => {
    const body = JSON.stringify(pull({ number: 4 }));
    const first = await post(body, { event: 'pull_request', delivery: 'twice' });
    const second = await post(body, { event: 'pull_request', delivery: 'twice' });
    expect(first.body.status).toBe('accepted');
    expect(second.body).toEqual({ receipt: first.body.receipt, status: 'duplicate' });
  });
});

describe('a receipt', () => {
  it('of an unknown repository is quarantined with the reason, and replayed by a redelivery', async () => {
    const body = JSON.stringify({ ...pull(), repository: { full_name: 'Acme/New' } });
    const first = await post(body, { event: 'pull_request', delivery: 'new' });
    await app.settled();
    expect(await receipt(first.body.receipt)).toMatchObject({
      status: 'quarantined',
      repository: 'acme/new',
      reason: "No service of the catalog lives in the repository 'Acme/New'.",
      excerpt: expect.stringContaining('pull_request'),
    });
    const again = await post(body, { event: 'pull_request', delivery: 'new' });
    expect(again.body).toEqual({ receipt: first.body.receipt, status: 'accepted' });
    await app.settled();
    expect(await receipt(first.body.receipt)).toMatchObject({ status: 'quarantined', attempts: 2 });
    const list = await app.as().get('/api/v1/receipts?status=quarantined');
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(first.body.receipt);

    await app.service({ key: 'new', repository: 'acme/new' });
    await app.settled();
    expect(await receipt(first.body.receipt)).toMatchObject({ status: 'processed', reason: null });
    expect((await app.as().get('/api/v1/changes/acme%2Fnew%231')).body).toMatchObject({ services: ['new'] });
  });

  it('whose payload lacks what its event promises has failed with the reason, and can be replayed', async () => {
    const taken = await post(JSON.stringify({ repository: { full_name: 'acme/shop' } }), { event: 'pull_request' });
    await app.settled();
    expect(await receipt(taken.body.receipt)).toMatchObject({
      status: 'failed',
      reason: 'The payload lacks pull_request (an object).',
    });
    const replay = await app.as().post(`/api/v1/receipts/${taken.body.receipt}/replay`);
    expect(replay.status).toBe(202);
    expect(replay.body).toMatchObject({ id: taken.body.receipt, status: 'accepted' });
    await app.settled();
    expect(await receipt(taken.body.receipt)).toMatchObject({ status: 'failed', attempts: 2 });
  });

  it('is paged newest first', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await app
        .as()
        .get('/api/v1/receipts')
        .query({ limit: 3, ...(cursor === '' ? {} : { cursor }) });
      seen.push(...page.body.items.map((item) => item.id));
      cursor = page.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await app.sql(`select 1 as one from receipts`)).length);
  });

  it('that nobody knows is 404, a broken cursor or status 400', async () => {
    expect((await app.as().get('/api/v1/receipts/nonsense')).status).toBe(404);
    expect((await app.as().post('/api/v1/receipts/00000000-0000-7000-8000-000000000000/replay')).status).toBe(404);
    expect((await app.as().get('/api/v1/receipts?cursor=bad')).status).toBe(400);
    expect(
      (await app.as().get(`/api/v1/receipts?cursor=${Buffer.from('["x","y"]').toString('base64url')}`)).status,
    ).toBe(400);
    expect((await app.as().get('/api/v1/receipts?status=odd')).status).toBe(400);
  });
});
