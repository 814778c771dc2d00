import type { SnapshotEvidence, SnapshotPair } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { numberOf, objectOf, textOf } from '../../json.js';
import type { Window } from './old-way.js';
import type { Story } from './story.js';

const SETTLED_WITHIN_MS = 30_000;
const METRICS = ['leadTime', 'deploymentFrequency', 'changeFailRate', 'recoveryTime'] as const;

/** Two snapshots of the same changes, delivered the old way and through the loop, and what DORA says of the two. */
export async function compareWays(story: Story, before: Window, after: Window): Promise<void> {
  const { plan, recorder, scenario, tell } = story;
  const scope = { service: scenario.service, environment: scenario.environment };
  const one = await snapshot(story, `${scenario.scenario}: the old way`, scope, before, plan.changes);
  const other = await snapshot(story, `${scenario.scenario}: through the loop`, scope, after, plan.changes);
  const { body } = await story.api.get(`/api/v1/dora/compare?before=${one.id}&after=${other.id}`);
  const metrics = objectOf(body['metrics']);
  const verdicts = Object.fromEntries(METRICS.map((name) => [name, verdictOf(objectOf(metrics[name]))]));
  recorder.add('snapshots', {
    before: one,
    after: other,
    workload: textOf(objectOf(body['workload'])['verdict']) ?? 'unknown',
    verdicts,
  });
  tell('compared', METRICS.map((name) => `${name} ${verdicts[name]?.verdict ?? 'unknown'}`).join(', '));
}

function verdictOf(compared: Record<string, unknown>): SnapshotPair['verdicts'][string] {
  const effect = objectOf(compared['effect']);
  return {
    before: compared['before'],
    after: compared['after'],
    verdict: textOf(compared['verdict']) ?? 'unknown',
    neededN: numberOf(compared['neededN']),
    effect: { value: numberOf(effect['value']), unit: textOf(effect['unit']) ?? '' },
    ci95: Array.isArray(compared['ci95']) ? compared['ci95'].map(numberOf) : null,
  };
}

async function snapshot(
  { api, run }: Story,
  name: string,
  scope: { service: string; environment: string },
  { from, to, drill, deployments }: Window,
  changes: readonly string[],
): Promise<SnapshotEvidence> {
  await run.until('The numbers of the facts that were told', SETTLED_WITHIN_MS, () =>
    counted(api, new URLSearchParams({ ...scope, from, to, drill }), deployments, changes.length),
  );
  const { body } = await api.post('/api/v1/dora/snapshots', { name, scope, from, to, drill });
  const id = textOf(body['id']) ?? '';
  const verified = (await api.get(`/api/v1/dora/snapshots/${encodeURIComponent(id)}/verify`)).body;
  const { count, sha256 } = objectOf(body['facts']);
  return {
    id,
    name,
    facts: { count: numberOf(count) ?? 0, sha256: textOf(sha256) ?? '' },
    sha256: textOf(objectOf(verified['kept'])['sha256']) ?? '',
    recomputedSha256: textOf(objectOf(verified['present'])['sha256']) ?? '',
    changes: [...changes],
    metrics: objectOf(body['metrics']),
  };
}

/** All deployments, changes and the one recovery are in the numbers. */
async function counted(api: Api, query: URLSearchParams, deployments: number, changes: number): Promise<true | null> {
  const { body } = await api.get(`/api/v1/dora?${query.toString()}`);
  const deployed = numberOf(objectOf(body['deploymentFrequency'])['count']);
  const led = numberOf(objectOf(body['leadTime'])['n']) ?? 0;
  const { n, open } = objectOf(body['recoveryTime']);
  return deployed === deployments && led >= changes && n === 1 && open === 0 ? true : null;
}
