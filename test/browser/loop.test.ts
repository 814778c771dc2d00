import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site } from './support/index.js';

const DAY = 86_400_000;
let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
afterAll(() => site.close());

/** Eight weeks of changes, each deployed an hour after its merge, and a failure in every tenth. */
function history(now: Date, service: string): object[] {
  const at = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  return Array.from({ length: 40 }, (_, i) => {
    const back = (40 - i) * 1.4 * DAY;
    const change = {
      kind: 'change',
      id: `acme/pay#${i}`,
      repository: 'acme/pay',
      services: [service],
      title: `Change ${i}`,
    };
    const deployment = { kind: 'deployment', id: `deploy-${i}`, service, environment: 'production', status: 'success' };
    const incident = {
      kind: 'incident',
      id: `trouble-${i}`,
      service,
      environment: 'production',
      title: `Trouble ${i}`,
    };
    return [
      {
        ...change,
        openedAt: at(back + DAY),
        firstCommitAt: at(back + 1.5 * DAY),
        mergedAt: at(back),
        mergeSha: `sha-${i}`,
      },
      { ...deployment, sha: `sha-${i}`, finishedAt: at(back - DAY / 24), changes: [`acme/pay#${i}`] },
      ...(i % 10 === 4
        ? [
            {
              ...incident,
              startedAt: at(back - DAY / 12),
              restoredAt: at(back - DAY / 8),
              cause: { deployments: [`deploy-${i}`] },
              restoredBy: 'rollback',
            },
          ]
        : []),
    ];
  }).flat();
}

describe('the home page', () => {
  it('shows an empty installation the way in, ticks off what arrives, and comes to the first numbers by itself', async () => {
    const admin = await site.person('admin');
    const page = await site.open();
    await signIn(page, admin, '/');
    const steps = page.getByRole('region', { name: 'The way in' });
    await steps.getByText('npx loop import git').waitFor();
    expect(await steps.getByText('waiting for facts').count()).toBe(3);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await keepScreenshots(page, 'loop-empty');

    const service = await site.app.service({ key: 'pay', team: 'payments', repository: 'acme/pay' });
    const now = site.app.clock.now();
    await site.app.facts([
      {
        kind: 'commit',
        id: 'a'.repeat(40),
        repository: 'acme/pay',
        parents: [],
        authoredAt: new Date(now.getTime() - 2 * DAY).toISOString(),
        committedAt: new Date(now.getTime() - 2 * DAY).toISOString(),
      },
    ]);
    await steps.getByRole('listitem').filter({ hasText: 'Import a git history' }).getByText('done').waitFor();
    await site.app.facts(history(now, service));
    await steps.waitFor({ state: 'detached' });
    const keys = page.getByRole('region', { name: 'The four keys' });
    await keys.getByText(/^[1-9]\d* changes$/).waitFor();
    const { body } = await site.app.as().get('/api/v1/loop');
    await keys
      .getByText(`${body.keys.now.changeFailRate.failed} of ${body.keys.now.changeFailRate.total} deployments`)
      .waitFor();
  });

  it('shows each part with its state, live, and leads to its page by keyboard', async () => {
    const responder = await site.person('responder', 'grace');
    await site.app
      .as()
      .put('/api/v1/schedules/payments')
      .send({
        team: 'payments',
        timezone: 'UTC',
        rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: ['grace'] },
        escalateAfterMinutes: 5,
      });
    const page = await site.open();
    await signIn(page, responder, '/');
    const loop = page.getByRole('list', { name: 'The delivery loop' });
    const station = (title: string) =>
      loop.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
    await station('On call').getByText('Grace').waitFor();
    await station('Incidents').getByText('none open').waitFor();

    const declared = await site.app
      .as()
      .post('/api/v1/incidents')
      .send({ title: 'Payments answer 500', service: 'pay', severity: 'sev1' });
    expect(declared.status).toBe(201);
    await station('Incidents').getByText('1 open').waitFor();
    await station('Incidents').getByRole('link', { name: 'Payments answer 500' }).waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'loop');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });

    await station('Flags').getByRole('link', { name: 'Flags' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/flags');
    expect(site.complaints).toEqual([]);
  });
});
