import type { Site } from './support/index.js';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/**
 * Eight weeks of the service checkout up to the present: four slow ones of which every third deployment failed, then four
 * quick ones that fail seldom. Nothing at all happened in three days of the later four weeks.
 */
export async function seedDelivery(site: Site): Promise<{ end: number }> {
  const { app } = site;
  await app.service({ key: 'checkout', team: 'shop', repository: 'acme/shop' });
  await app.service({ key: 'search', team: 'find', repository: 'acme/search' });
  const end = Math.floor(app.clock.now().getTime() / HOUR) * HOUR;
  const at = (before: number): string => new Date(end - before).toISOString();
  const facts: object[] = [];

  const deliver = (id: string, before: number, leadHours: number, more: object = {}): void => {
    const merged = before + 1.5 * HOUR;
    const opened = merged + leadHours * 0.3 * HOUR;
    facts.push(
      {
        kind: 'change',
        id: `acme/shop#${id}`,
        repository: 'acme/shop',
        services: ['checkout'],
        title: `Change ${id}`,
        author: 'ana',
        firstCommitAt: at(merged + leadHours * HOUR),
        openedAt: at(opened),
        reviews: [{ author: 'ben', submittedAt: at((opened + merged) / 2), state: 'approved' }],
        mergedAt: at(merged),
        additions: 40,
        deletions: 12,
        labels: [Number(id.slice(1)) % 4 === 0 ? 'bug' : 'feature'],
      },
      {
        kind: 'deployment',
        id: `deploy-${id}`,
        service: 'checkout',
        environment: 'production',
        sha: `sha-${id}`,
        status: 'success',
        finishedAt: at(before),
        changes: [`acme/shop#${id}`],
        ...more,
      },
    );
  };
  const fail = (id: string, before: number, hours: number, more: object = {}): void => {
    facts.push({
      kind: 'incident',
      id: `incident-${id}`,
      service: 'checkout',
      title: `Checkout answers errors (${id})`,
      startedAt: at(before - HOUR / 2),
      restoredAt: at(before - HOUR / 2 - hours * HOUR),
      restoredBy: 'rollback',
      ...more,
    });
  };

  for (let i = 0; i < 30; i += 1) {
    const before = (56 - i * 0.9) * DAY;
    deliver(`b${i}`, before, 30 + ((i * 7) % 20));
    if (i % 3 === 0) fail(`b${i}`, before, 5 + (i % 4));
  }
  for (let i = 0; i < 60; i += 1) {
    const before = (27.5 - i * 0.45) * DAY + (i < 30 ? 0 : -0.5 * DAY);
    if (before > 9 * DAY && before < 13 * DAY) continue;
    if (before < 2 * HOUR) continue;
    deliver(`a${i}`, before, 4 + ((i * 5) % 9), i % 11 === 0 ? { reason: 'hotfix' } : {});
    if (i === 8 || i === 19) fail(`a${i}`, before, 1);
  }
  facts.push({
    kind: 'change',
    id: 'acme/shop#waiting',
    repository: 'acme/shop',
    services: ['checkout'],
    openedAt: at(20 * HOUR),
    mergedAt: at(0.5 * HOUR),
  });
  // Half an hour after a quiet spell began: no deployment within the look-back.
  fail('lonely', 10.5 * DAY, 2);
  await app.facts(facts);
  await app.settled();
  return { end };
}
