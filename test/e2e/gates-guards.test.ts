import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const HOUR = 3_600_000;

describe('guards for CI', () => {
  let app: TestApp;
  const ago = (ms: number): string => new Date(app.clock.now().getTime() - ms).toISOString();
  const guard = (name: string, body: object, accept = 'application/json') =>
    app.as().post(`/api/v1/guards/${name}`).set('Accept', accept).send(body);

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
  });
  afterAll(async () => app.close());

  describe('merge', () => {
    const check = (id: string, sha: string, name: string, conclusion: string | null) => ({
      kind: 'check',
      id,
      repository: 'acme/shop',
      sha,
      name,
      conclusion,
      startedAt: ago(HOUR),
    });

    it('passes only where every check of the head concluded success', async () => {
      await app.facts([
        check('1', 'green', 'build', 'success'),
        check('2', 'green', 'lint', 'success'),
        check('3', 'skip', 'build', 'success'),
        check('4', 'skip', 'lint', 'skipped'),
        check('5', 'run', 'build', null),
      ]);
      const passed = await guard('merge', { repository: 'acme/shop', sha: 'green' });
      expect(passed.status).toBe(200);
      expect(passed.body).toMatchObject({ verdict: 'pass', guard: 'merge', counts: { blocking: 2, green: 2 } });
      for (const [sha, rule] of [
        ['skip', 'not_success'],
        ['run', 'running'],
        ['nothing', 'no_checks'],
      ]) {
        const blocked = await guard('merge', { repository: 'acme/shop', sha });
        expect(blocked.status).toBe(409);
        expect(blocked.body.reasons[0].rule).toBe(rule);
      }
      const stored = await app.as().get(new URL(passed.body.url).pathname);
      expect(stored.status).toBe(200);
      expect(stored.body.inputs.checks).toHaveLength(2);
      const list = await app.as().get('/api/v1/verdicts?guard=merge&verdict=block');
      expect(list.body.items).toHaveLength(3);
      const one = await app.as().get('/api/v1/verdicts').query({ subject: 'acme/shop@skip' });
      expect(one.body.items).toMatchObject([{ verdict: 'block', askedBy: 'first admin token' }]);
      const markdown = await app.as().get(`/api/v1/verdicts/${one.body.items[0].id}`).set('Accept', 'text/markdown');
      expect(markdown.status, 'a verdict that blocks is read like any other').toBe(200);
      expect(markdown.headers['content-type']).toMatch('text/markdown');
      expect(markdown.text).toContain('lint concluded skipped');
    });

    it('asks a policy which checks it needs', async () => {
      const put = await app
        .as()
        .put('/api/v1/repositories/acme/shop/merge-policy')
        .send({ requiredChecks: [{ name: 'build' }, { name: 'e2e' }] });
      expect(put.status).toBe(200);
      const stale = app.as().put('/api/v1/repositories/acme/shop/merge-policy').set('If-Match', '"stale"');
      expect((await stale.send({ requiredChecks: [] })).status).toBe(412);
      const fresh = app
        .as()
        .put('/api/v1/repositories/acme/shop/merge-policy')
        .set('If-Match', put.headers['etag'] ?? '');
      expect((await fresh.send({ requiredChecks: [{ name: 'build' }, { name: 'e2e' }] })).status).toBe(200);
      const read = await app.as().get('/api/v1/repositories/acme/shop/merge-policy');
      expect(read.body).toEqual({ repository: 'acme/shop', requiredChecks: [{ name: 'build' }, { name: 'e2e' }] });
      expect(read.headers['etag']).toBe(put.headers['etag']);
      expect((await app.as().get('/api/v1/repositories/no/where/merge-policy')).status).toBe(404);
      const blocked = await guard('merge', { repository: 'acme/shop', sha: 'green' });
      expect(blocked.body.reasons).toMatchObject([{ rule: 'missing', subject: 'e2e' }]);
      await app.as().put('/api/v1/repositories/acme/shop/merge-policy').send({ requiredChecks: [] });
      expect((await guard('merge', { repository: 'acme/shop', sha: 'green' })).status).toBe(200);
    });

    it('answers 404 and 422 for what it cannot judge', async () => {
      expect((await guard('merge', { repository: 'no/where', sha: 'x' })).status).toBe(404);
      expect((await guard('merge', { repository: 'acme/shop', change: 'acme/shop#404' })).status).toBe(404);
      expect((await guard('merge', { repository: 'acme/shop' })).status).toBe(422);
      expect((await guard('merge', { repository: 'acme/shop', change: 'a', sha: 'b' })).status).toBe(422);
    });
  });

  describe('flag debt', () => {
    it('names flags that code knows and the inventory does not, in every form with the same status', async () => {
      const body = { repository: 'acme/shop', references: [{ flag: 'gone<&>', path: 'src/a b.ts', line: 3 }] };
      const json = await guard('flag-debt', body);
      expect(json.status).toBe(409);
      expect(json.body.reasons).toMatchObject([{ rule: 'unknown_flag', subject: 'gone<&>' }]);
      const sarif = await guard('flag-debt', body, 'application/sarif+json').responseType('blob');
      expect(sarif.status).toBe(409);
      expect(sarif.headers['content-type']).toContain('application/sarif+json');
      expect(JSON.parse(String(sarif.body))).toMatchObject({ version: '2.1.0' });
      const junit = await guard('flag-debt', body, 'application/junit+xml').responseType('blob');
      expect(junit.status).toBe(409);
      expect(String(junit.body)).toContain('gone&lt;&amp;&gt;');
      const markdown = await guard('flag-debt', body, 'text/markdown');
      expect(markdown.status).toBe(409);
      expect(markdown.text).toContain('# flag-debt: block');
      expect((await guard('flag-debt', { repository: 'acme/shop' })).body.verdict).toBe('insufficient_data');
      expect((await guard('flag-debt', { service: 'nobody' })).status).toBe(404);
    });
  });

  describe('change fail', () => {
    it('stops the pace after failures, lets a rollback pass, and is lifted by an override', async () => {
      const early = await guard('change-fail', { service: 'checkout', intent: 'release' });
      expect(early.status).toBe(200);
      expect(early.body).toMatchObject({
        verdict: 'insufficient_data',
        governor: { state: 'insufficient_data', s: 0, threshold: 4 },
      });
      const days = [5, 4, 3, 2, 1];
      await app.facts(
        days.map((n) => ({
          kind: 'deployment',
          id: `d${n}`,
          service: 'checkout',
          environment: 'production',
          sha: `s${n}`,
          status: 'success',
          finishedAt: ago(n * 4 * HOUR),
        })),
      );
      await app.facts(
        days.map((n) => ({
          kind: 'incident',
          id: `i${n}`,
          service: 'checkout',
          startedAt: ago(n * 4 * HOUR - HOUR),
          restoredAt: ago(n * 4 * HOUR - 2 * HOUR),
          cause: { deployments: [`d${n}`] },
        })),
      );
      const blocked = await eventually(async () => {
        const answer = await guard('change-fail', { service: 'checkout', intent: 'release' });
        expect(answer.status).toBe(409);
        return answer;
      });
      expect(blocked.body.governor).toMatchObject({ state: 'tripped', budgetPerDay: 1, usedLast24h: 5 });
      expect(blocked.body.governor.outcomes).toHaveLength(5);
      expect(blocked.body.governor.nextFreeAt).not.toBeNull();
      for (const intent of ['rollback', 'incident_fix'])
        expect((await guard('change-fail', { service: 'checkout', intent })).status).toBe(200);
      const ci = await app.token({ permissions: ['gates:evaluate'] });
      const override = { service: 'checkout', reason: 'a test cluster', expiresAt: ago(-HOUR) };
      expect((await app.as(ci).post('/api/v1/guards/change-fail/overrides').send(override)).status).toBe(403);
      expect(
        (
          await app
            .as()
            .post('/api/v1/guards/change-fail/overrides')
            .send({ ...override, expiresAt: ago(HOUR) })
        ).status,
      ).toBe(422);
      expect((await app.as().post('/api/v1/guards/change-fail/overrides').send(override)).status).toBe(201);
      const lifted = await guard('change-fail', { service: 'checkout', intent: 'release' });
      expect(lifted.status).toBe(200);
      expect(lifted.body.governor.state).toBe('watch');
      expect((await guard('change-fail', { service: 'nobody', intent: 'release' })).status).toBe(404);
      expect((await guard('change-fail', { service: 'checkout', intent: 'party' })).status).toBe(422);
    });
  });
});
