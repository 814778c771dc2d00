import { branchSides, claim, isKnown, type Graph, type GraphCommit } from './commit-graph.js';

/** A successful deployment; `finishedAt` in milliseconds. */
export interface Deployed {
  id: string;
  finishedAt: number;
  sha: string | null;
  reason: 'release' | 'rollback' | 'hotfix' | 'redeploy' | null;
  /** Ids of changes that it lists; null = it lists none and carries what its range holds. */
  changes: string[] | null;
}

export interface Candidate {
  id: string;
  mergedAt: number | null;
  mergeSha: string | null;
  headSha: string | null;
  commitShas: string[];
}

/**
 * How far on a sha stands: the finish of the first deployment that reached it. That deployment's own sha is newer than all
 * else that it brought.
 */
export function standing(reachedAt: number, itself: boolean): number {
  return itself ? reachedAt + 0.5 : reachedAt;
}

/** What the deployments before the first one given have left behind. */
export interface Before {
  /** The deployment right before; null = there is none. */
  previous: { sha: string | null; known: boolean } | null;
  /** Finish of the last deployment that was neither redeploy nor rollback. */
  boundary: number | null;
  /** Of the shas given and the previous one: how far on each stands, where it was reached before. */
  shas: ReadonlyMap<string, number>;
}

export interface AttributionInput {
  before: Before;
  /** In the order of (finishedAt, id), all successful, of one service and environment. */
  deployments: Deployed[];
  graph: Graph;
  /** Shas of the candidates that are known in the graph at all. */
  known: ReadonlySet<string>;
  /** Merged or listed changes of the service that no earlier deployment has settled. */
  candidates: Candidate[];
  /** Earliest deployment that lists a change explicitly, wherever it stands. */
  listings: ReadonlyMap<string, string>;
  /** Which commits belong to a change: sha is its merge, head or one of its commits, or has the author time of one. */
  covered: ReadonlySet<string>;
  /** Shas that are the merge of a change. */
  merges: ReadonlySet<string>;
}

export type AttributionMethod = 'explicit' | 'graph' | 'time' | 'first';

export interface Delivery {
  change: string;
  /** The deployment that carried it, or in whose unknowable range it lies (method `first`). */
  deployment: string;
  at: number;
  method: AttributionMethod;
}

/** How a deployment takes its range. */
export interface Carriage {
  deployment: string;
  mode: 'explicit' | 'graph' | 'time' | 'first';
  /** Redeploy or rollback: it does not move the boundary of merge times. */
  idle: 'redeploy' | 'rollback' | null;
  known: boolean;
  missing: string[];
}

export interface Attribution {
  carriages: Carriage[];
  /** sha → first deployment that reaches it. */
  owned: Map<string, string>;
  deliveries: Delivery[];
  /** Commits that are changes of their own. */
  direct: { sha: string; deployment: string; at: number }[];
  /** merge sha → commits of the branch that it brought in. */
  branches: Map<string, string[]>;
}

interface Slot {
  deployment: Deployed;
  carriage: Carriage;
  range: string[];
  /** Merge times that fall to it: (after, finishedAt]; null for redeploys and rollbacks. */
  after: number | null;
}

/**
 * Decides which deployment was the first to carry each change: explicit list, else commit graph, else merge time. The
 * outcome depends on the facts alone, not on the order in which they came.
 */
export function attribute(input: AttributionInput): Attribution {
  const owned = new Map<string, string>();
  const slots = walk(input, owned);
  const byId = new Map(slots.map((slot) => [slot.deployment.id, slot]));
  const order = new Map(slots.map((slot, index) => [slot.deployment.id, index]));
  const timed = slots.filter((slot) => slot.after !== null);

  const deliveries: Delivery[] = [];
  for (const change of input.candidates) {
    const delivery = deliver(change);
    if (delivery) deliveries.push(delivery);
  }
  const direct: Attribution['direct'] = [];
  const branches = new Map<string, string[]>();
  for (const slot of slots) collectDirect(input, owned, slot, order, direct, branches);
  return { carriages: slots.map((slot) => slot.carriage), owned, deliveries, direct, branches };

  function deliver(change: Candidate): Delivery | null {
    const listing = input.listings.get(change.id);
    if (listing !== undefined) {
      const slot = byId.get(listing);
      return slot ? to(change, slot, 'explicit') : null;
    }
    if (change.mergedAt === null) return null;
    const key = keyShas(change, input.known);
    const byGraph = first(key.map((sha) => byId.get(owned.get(sha) ?? '')).filter((slot) => slot !== undefined));
    const byTime = slotAt(timed, change.mergedAt);
    const graph = byGraph && takesByGraph(byGraph) ? byGraph : null;
    const time = byTime && takesByTime(byTime, key.length > 0) ? byTime : null;
    const slot = graph && time ? first([graph, time]) : (graph ?? time);
    if (!slot) return null;
    return to(change, slot, isFirst(slot) ? 'first' : slot === graph ? 'graph' : 'time');
  }

  function first(found: Slot[]): Slot | null {
    return found.reduce<Slot | null>((least, slot) => (least && rank(least) <= rank(slot) ? least : slot), null);
  }

  function rank(slot: Slot): number {
    return order.get(slot.deployment.id) ?? Infinity;
  }

  function isFirst(slot: Slot): boolean {
    return input.before.previous === null && rank(slot) === 0;
  }

  function takesByGraph(slot: Slot): boolean {
    return slot.carriage.mode === 'graph' || isFirst(slot);
  }

  function takesByTime(slot: Slot, keyKnown: boolean): boolean {
    if (isFirst(slot)) return !(keyKnown && slot.carriage.known);
    return slot.carriage.mode === 'time' || (slot.carriage.mode === 'graph' && !keyKnown);
  }
}

function to(change: Candidate, slot: Slot, method: AttributionMethod): Delivery {
  return { change: change.id, deployment: slot.deployment.id, at: slot.deployment.finishedAt, method };
}

/** The shas by which a change is found in the graph: its merge, else its head, else any of its commits. */
function keyShas(change: Candidate, known: ReadonlySet<string>): string[] {
  for (const sha of [change.mergeSha, change.headSha]) if (sha !== null && known.has(sha)) return [sha];
  return change.commitShas.filter((sha) => known.has(sha));
}

function walk(input: AttributionInput, owned: Map<string, string>): Slot[] {
  const { graph } = input;
  const seen = new Map(input.before.shas);
  const finishes = new Map(input.deployments.map(({ id, finishedAt }) => [id, finishedAt]));
  let previous = input.before.previous;
  let boundary = input.before.boundary;
  return input.deployments.map((deployment) => {
    const { sha } = deployment;
    const known = sha !== null && isKnown(graph, sha);
    const stands = sha === null ? undefined : (seen.get(sha) ?? reachedAt(sha));
    const idle = previous === null ? null : idleness(deployment, previous.sha, stands, seen);
    const mode = previous === null ? 'first' : previous.known && known ? 'graph' : 'time';
    const { range, missing } = sha === null ? { range: [], missing: [] } : claim(graph, owned, sha, deployment.id);
    const slot: Slot = {
      deployment,
      range,
      carriage: {
        deployment: deployment.id,
        mode: deployment.changes !== null ? 'explicit' : mode,
        idle,
        known,
        missing,
      },
      after: idle ? null : (boundary ?? -Infinity),
    };
    if (!idle) boundary = deployment.finishedAt;
    if (sha !== null) seen.set(sha, stands ?? standing(deployment.finishedAt, true));
    previous = { sha, known };
    return slot;
  });

  function reachedAt(sha: string): number | undefined {
    const at = finishes.get(owned.get(sha) ?? '');
    if (at !== undefined) return standing(at, false);
    return graph.deployed.has(sha) ? -Infinity : undefined;
  }
}

/** `stands`: how far on this sha stands, undefined where it is new; going back on to a newer one is no rollback. */
function idleness(
  { sha, reason }: Deployed,
  previousSha: string | null,
  stands: number | undefined,
  seen: ReadonlyMap<string, number>,
): 'redeploy' | 'rollback' | null {
  if (sha !== null && sha === previousSha) return 'redeploy';
  if (reason === 'rollback') return 'rollback';
  if (sha === null) return reason === 'redeploy' ? 'redeploy' : null;
  if (stands === undefined) return null;
  return stands > ((previousSha === null ? undefined : seen.get(previousSha)) ?? Infinity) ? 'redeploy' : 'rollback';
}

/** The deployment into whose (previous, this] a merge time falls. */
function slotAt(timed: Slot[], mergedAt: number): Slot | null {
  let low = 0;
  let high = timed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timed[middle]?.deployment.finishedAt ?? Infinity) < mergedAt) low = middle + 1;
    else high = middle;
  }
  const slot = timed[low];
  return slot && mergedAt > (slot.after ?? Infinity) ? slot : null;
}

function collectDirect(
  input: AttributionInput,
  owned: ReadonlyMap<string, string>,
  slot: Slot,
  order: ReadonlyMap<string, number>,
  direct: Attribution['direct'],
  branches: Map<string, string[]>,
): void {
  const { sha, id, finishedAt } = slot.deployment;
  if (sha === null || slot.range.length === 0) return;
  const { commits } = input.graph;
  const sides = branchSides(commits, new Set(slot.range), sha, (merge) => input.merges.has(merge));
  const onBranch = new Set<string>();
  for (const [merge, side] of sides) {
    branches.set(merge, side);
    for (const commit of side) onBranch.add(commit);
  }
  if (slot.carriage.mode !== 'graph') return;
  for (const range of slot.range) {
    const commit = commits.get(range);
    if (!commit || commit.parents?.length !== 1 || !commit.inService) continue;
    if (input.covered.has(range) || onBranch.has(range)) continue;
    if (commit.twins.some((twin) => isTwinOfEarlier(commit, twin))) continue;
    direct.push({ sha: range, deployment: id, at: finishedAt });
  }

  function isTwinOfEarlier(commit: GraphCommit, twin: string): boolean {
    if (input.covered.has(twin) || onBranch.has(twin) || input.graph.deployed.has(twin)) return true;
    const owner = owned.get(twin);
    if (owner === undefined) return false;
    if (owner !== id) return (order.get(owner) ?? Infinity) < (order.get(id) ?? Infinity);
    const other = commits.get(twin);
    return other !== undefined && precedes(other, commit);
  }
}

function precedes(a: GraphCommit, b: GraphCommit): boolean {
  return a.committedAt < b.committedAt || (a.committedAt === b.committedAt && a.sha < b.sha);
}
