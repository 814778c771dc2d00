import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'search', team: 'discovery' });
});
afterAll(() => app?.close());

describe('the list of incidents', () => {
  it('is narrowed by severity and by when they started', async () => {
    const declare = async (severity: string, startedAt: string): Promise<string> => {
      const { body } = await app
        .as()
        .post('/api/v1/incidents')
        .send({ title: 'x', service: 'search', severity, startedAt });
      return String(body.id);
    };
    const old = await declare('sev1', '2026-11-01T08:00:00Z');
    const fresh = await declare('sev1', '2026-11-20T08:00:00Z');
    const small = await declare('sev4', '2026-11-20T09:00:00Z');
    const listed = async (query: object) =>
      (
        await app
          .as()
          .get('/api/v1/incidents')
          .query({ service: 'search', ...query })
      ).body.items.map(({ id }: { id: string }) => id);
    expect(await listed({ severity: 'sev1' })).toEqual([fresh, old]);
    expect(await listed({ from: '2026-11-20T08:00:00Z' })).toEqual([small, fresh]);
    expect((await app.as().get('/api/v1/incidents').query({ severity: 'bad', from: 'soon' })).body.errors).toHaveLength(
      2,
    );
  });
});
