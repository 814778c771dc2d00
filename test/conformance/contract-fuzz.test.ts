import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

type Operations = Record<string, Record<string, unknown>>;
const ODD = ['%00', '%ED%A0%80', '%E2%98%83', 'a%2Fb', '..%2f..', 'x'.repeat(300), '%27%3B--'];

describe('every route of the API description', () => {
  let app: TestApp;
  let paths: Operations;

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
    paths = (await app.as().get('/api/openapi.json')).body.paths as Operations;
  });
  afterAll(async () => app.close());

  it('that takes a body answers no random JSON with a fault of the server', async () => {
    const written = Object.entries(paths).flatMap(([path, operations]) =>
      (['post', 'put', 'patch'] as const).filter((method) => method in operations).map((method) => ({ path, method })),
    );
    expect(written.length).toBeGreaterThan(20);
    for (const { path, method } of written)
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (body) => {
          const url = path.replaceAll(/\{[^}]+\}/g, 'checkout');
          const sent = app.as()[method](url).set('content-type', 'application/json').send(JSON.stringify(body));
          expect((await sent).status, `${method} ${url}`).toBeLessThan(500);
        }),
        { numRuns: 8 },
      );
  });

  it('takes odd characters in its path without a fault of the server', async () => {
    for (const [path, operations] of Object.entries(paths))
      for (const odd of path.includes('{') && 'get' in operations ? ODD : []) {
        const url = path.replaceAll(/\{[^}]+\}/g, odd);
        expect((await app.as().get(url)).status, url).toBeLessThan(500);
      }
  });
});
