import { attribute, type Attribution } from '../domain/attribution.js';
import { leadTime, leadTimeOfCommit, type LeadTime } from '../domain/lead-time.js';
import { reworkBy } from '../domain/rework.js';
import type { Chunk, ChunkInput, LoadedChange } from './replay.loader.js';

/** A row of dora_deliveries before it is known whether it was the first in production. */
export interface DeliveryRow {
  change: string;
  deployment: string;
  deliveredAt: number;
  settledAt: number | null;
  method: string;
  direct: boolean;
  authoredAt: number | null;
  approximate: boolean;
  /** Null: before the first deployment, or deployed before it was written. */
  lead: LeadTime | null;
}

export interface DeploymentRow {
  id: string;
  finishedAt: number;
  sha: string | null;
  known: boolean;
  mode: string;
  idle: string | null;
  reworkBy: string | null;
}

/** Everything that a chunk of deployments comes to. */
export interface Plan {
  deployments: DeploymentRow[];
  deliveries: DeliveryRow[];
  owned: { sha: string; deployment: string; finishedAt: number }[];
  missing: { sha: string; deployment: string; finishedAt: number }[];
}

/**
 * `deliveredBefore`: change → when an earlier deployment had delivered it, for changes that candidates revert.
 */
export function planOf(chunk: Chunk, input: ChunkInput, deliveredBefore: ReadonlyMap<string, number>): Plan {
  const attribution = attribute(input);
  const finished = new Map(chunk.deployments.map(({ id, finishedAt }) => [id, finishedAt]));
  const branches = branchStarts(attribution, input);
  const deliveries = attribution.deliveries.flatMap(({ change, deployment, at, method }) => {
    const loaded = input.changes.get(change);
    if (!loaded) return [];
    const milestones = withBranchStart(loaded, branches);
    return [
      {
        change,
        deployment,
        deliveredAt: at,
        settledAt: loaded.member && loaded.mergedAt !== null ? Math.max(loaded.mergedAt, at) : null,
        method,
        direct: false,
        authoredAt: null,
        approximate: milestones.approximate,
        lead: method === 'first' ? null : leadTime(milestones, at),
      },
    ];
  });
  const direct = attribution.direct.flatMap(({ sha, deployment, at }) => {
    const commit = input.graph.commits.get(sha);
    if (!commit || input.repository === null) return [];
    return [
      {
        change: `${input.repository}@${sha}`,
        deployment,
        deliveredAt: at,
        settledAt: null,
        method: 'graph',
        direct: true,
        authoredAt: commit.authoredAt,
        approximate: false,
        lead: leadTimeOfCommit(commit.authoredAt, commit.committedAt, at),
      },
    ];
  });
  const all = uniqueByChange([...deliveries, ...direct]);
  return {
    deployments: deploymentRows(chunk, input, attribution, all, deliveredBefore),
    deliveries: all,
    owned: [...attribution.owned].map(([sha, deployment]) => ({
      sha,
      deployment,
      finishedAt: finished.get(deployment) ?? 0,
    })),
    missing: attribution.carriages.flatMap(({ deployment, missing }) =>
      [...new Set(missing)].map((sha) => ({ sha, deployment, finishedAt: finished.get(deployment) ?? 0 })),
    ),
  };
}

/** A commit's own id may also be the id of a change that a client sent; the change wins. */
function uniqueByChange(rows: DeliveryRow[]): DeliveryRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.change) && seen.add(row.change));
}

/** Earliest author time on the branch of each merge. */
function branchStarts(attribution: Attribution, input: ChunkInput): Map<string, number> {
  const starts = new Map<string, number>();
  for (const [merge, commits] of attribution.branches) {
    const times = commits.flatMap((sha) => input.graph.commits.get(sha)?.authoredAt ?? []);
    if (times.length > 0)
      starts.set(
        merge,
        times.reduce((least, time) => Math.min(least, time)),
      );
  }
  return starts;
}

/** A change that names no commits starts with the first commit of the branch that its merge brought in, if that is known. */
function withBranchStart(change: LoadedChange, branches: ReadonlyMap<string, number>): LoadedChange {
  const start = change.approximate && change.mergeSha !== null ? branches.get(change.mergeSha) : undefined;
  return start === undefined ? change : { ...change, approximate: false, startedAt: start };
}

function deploymentRows(
  chunk: Chunk,
  input: ChunkInput,
  attribution: Attribution,
  deliveries: DeliveryRow[],
  deliveredBefore: ReadonlyMap<string, number>,
): DeploymentRow[] {
  const order = new Map(chunk.deployments.map(({ id }, index) => [id, index]));
  const carriages = new Map(attribution.carriages.map((carriage) => [carriage.deployment, carriage]));
  const here = new Map(deliveries.map((delivery) => [delivery.change, delivery.deployment]));
  const carried = new Map<string, string[]>();
  for (const { change, deployment, method } of deliveries) {
    if (method === 'first') continue;
    const changes = carried.get(deployment);
    if (changes) changes.push(change);
    else carried.set(deployment, [change]);
  }
  const deployedBefore = (change: string, deployment: string): boolean => {
    const by = here.get(change);
    if (by === undefined) return deliveredBefore.has(change);
    return (order.get(by) ?? Infinity) < (order.get(deployment) ?? -1);
  };
  return chunk.deployments.map(({ id, finishedAt, sha, reason }) => {
    const carriage = carriages.get(id);
    const changes = (carried.get(id) ?? []).map((change) => input.changes.get(change));
    return {
      id,
      finishedAt,
      sha,
      known: carriage?.known ?? false,
      mode: carriage?.mode ?? 'time',
      idle: carriage?.idle ?? null,
      reworkBy: reworkBy(
        { reason, idle: carriage?.idle ?? null },
        changes.map((change) => ({
          hotfix: change?.hotfix ?? false,
          revertsDeployed: typeof change?.reverts === 'string' && deployedBefore(change.reverts, id),
        })),
      ),
    };
  });
}
