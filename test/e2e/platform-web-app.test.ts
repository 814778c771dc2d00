import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../bin/build.js';
import { startApp, type TestApp } from '../support/index.js';

const PAGE = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const ASSETS = join(import.meta.dirname, '..', '..', 'web', 'dist', 'assets');

let app: TestApp;
beforeAll(async () => {
  await ensureBuilt();
  app = await startApp({ worker: false });
});
afterAll(() => app.close());

const get = (path: string, accept = PAGE) => request(app.url).get(path).set('accept', accept);

describe('the web app at the bare address', () => {
  it.each(['/', '/flags', '/flags/checkout.new', '/incidents/1?tab=timeline'])(
    'answers %s with its page',
    async (path) => {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.headers['cache-control']).toBe('no-cache');
      expect(page.text).toContain('<div id="app">');
    },
  );

  it('allows scripts from files of its own only', async () => {
    const { headers, text } = await get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(text.replaceAll(/<script[^>]* src="[^"]+"[^>]*><\/script>/g, '')).not.toContain('<script');
  });

  it('keeps hashed files for good, and sends them compressed', async () => {
    const script = readdirSync(ASSETS).find((name) => name.endsWith('.js'));
    const answer = await get(`/assets/${script}`, '*/*').set('accept-encoding', 'br');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers['content-type']).toContain('javascript');
  });

  it.each([
    '/assets/gone-12345678.js',
    '/api/v1/nothing-here',
    '/api',
    '/ofrep/v1/x',
    '/webhooks/x',
    '/v2/x',
    '/flagd/x',
    '/readyz/x',
  ])('answers %s with 404, not with a page', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('json');
  });

  it('answers programs that mistype an address with a problem', async () => {
    for (const accept of ['*/*', 'application/json']) {
      const answer = await get('/falgs', accept);
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
    expect((await request(app.url).post('/flags').set('accept', PAGE)).status).toBe(404);
  });
});
