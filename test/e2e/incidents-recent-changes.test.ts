import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

describe('the recent changes of a service', () => {
  let app: TestApp;
  const at = (minutes: number): string => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout' });
    await app.service({ key: 'other' });
    const deployed = (id: string, service: string, minutes: number, over: object = {}) => ({
      kind: 'deployment',
      id,
      service,
      environment: 'production',
      sha: `${id}-0123456789`,
      status: 'success',
      finishedAt: at(minutes),
      ...over,
    });
    await app.facts([
      deployed('first', 'checkout', -60, { url: 'https://ci.example.com/1' }),
      deployed('second', 'checkout', -30, { status: 'failure' }),
      deployed('not-ours', 'other', -20),
    ]);
    const flag = { key: 'new', name: 'new', kind: 'ops', service: 'checkout', owner: { team: 'team' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    await app.as().post('/api/v1/flags/new/environments/production/flip').send({ on: true, reason: 'go' }).expect(200);
  });
  afterAll(() => app.close());

  it('are its deployments and flips, newest first', async () => {
    const { body } = await app.as().get('/api/v1/services/checkout/recent-changes').expect(200);
    expect(body).toEqual([
      {
        kind: 'flip',
        id: expect.any(String),
        at: expect.any(String),
        environment: 'production',
        title: 'new switched on',
        flag: 'new',
        on: true,
        actor: 'first admin token',
      },
      expect.objectContaining({ kind: 'deployment', id: 'second', title: 'Deploying second- failed' }),
      expect.objectContaining({ id: 'first', sha: 'first-0123456789', url: 'https://ci.example.com/1' }),
    ]);
  });

  it('end before an instant, at a limit', async () => {
    const ask = async (query: string): Promise<string[]> => {
      const { body } = await app.as().get(`/api/v1/services/checkout/recent-changes?${query}`).expect(200);
      return body.map(({ id }: { id: string }) => id);
    };
    expect(await ask(`before=${at(-40)}`)).toEqual(['first']);
    expect(await ask(`before=${at(-1)}&limit=1`)).toEqual(['second']);
    expect(await ask(`before=${at(-100)}`)).toEqual([]);
  });

  it('refuse what is none of theirs', async () => {
    const status = async (path: string, token = app.admin): Promise<number> =>
      (await app.as(token).get(`/api/v1/services/${path}`)).status;
    expect(await status('nowhere/recent-changes')).toBe(404);
    expect(await status('checkout/recent-changes?limit=0')).toBe(400);
    expect(await status('checkout/recent-changes?before=yesterday')).toBe(400);
    expect(await status('checkout/recent-changes', await app.token({ permissions: ['facts:write'] }))).toBe(403);
  });
});
