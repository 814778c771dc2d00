/** A commit as the walk sees it; instants in milliseconds. */
export interface GraphCommit {
  sha: string;
  /** Null: a push told of the commit, but not of its parents. */
  parents: string[] | null;
  authoredAt: number;
  committedAt: number;
  /** Shas that carry the same patch: named by a cherry-pick trailer in either direction, or with the same patch id. */
  twins: string[];
  /** False: all its paths lie outside the service's part of the repository. */
  inService: boolean;
}

/** What is known of the graph below some deployments. */
export interface Graph {
  /** Commits that no earlier deployment reaches. */
  commits: ReadonlyMap<string, GraphCommit>;
  /** Shas met by the walk that an earlier deployment reaches. */
  deployed: ReadonlySet<string>;
}

/** A sha is known when its parents are known, or when an earlier deployment reaches it. */
export function isKnown(graph: Graph, sha: string): boolean {
  return graph.deployed.has(sha) || (graph.commits.get(sha)?.parents ?? null) !== null;
}

/**
 * Gives every commit reachable from `sha` that is owned by nobody yet to `owner`.
 * Returns the newly owned shas and those where the walk ended in the unknown.
 */
export function claim(
  graph: Graph,
  owned: Map<string, string>,
  sha: string,
  owner: string,
): { range: string[]; missing: string[] } {
  const range: string[] = [];
  const missing: string[] = [];
  const open = [sha];
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined || owned.has(next) || graph.deployed.has(next)) continue;
    const commit = graph.commits.get(next);
    if (!commit) {
      missing.push(next);
      continue;
    }
    owned.set(next, owner);
    range.push(next);
    if (commit.parents === null) missing.push(next);
    else open.push(...commit.parents);
  }
  return { range, missing };
}

/**
 * Commits on the branch side of merges that stand for a change: reachable from a merge's second parent and not from its
 * first. `tip` is where the deployment stands, `range` what it is the first to reach.
 * Returns merge sha → commits of its branch, for merges for which `standsForChange` holds.
 */
export function branchSides(
  commits: ReadonlyMap<string, GraphCommit>,
  range: ReadonlySet<string>,
  tip: string,
  standsForChange: (merge: string) => boolean,
): Map<string, string[]> {
  const sides = new Map<string, string[]>();
  const seen = new Set<string>();
  const tips = [tip];
  while (tips.length > 0) {
    const chain: string[] = [];
    for (
      let sha = tips.pop();
      sha !== undefined && range.has(sha) && !seen.has(sha);
      sha = commits.get(sha)?.parents?.[0]
    ) {
      chain.push(sha);
      seen.add(sha);
    }
    // Oldest merge first: a branch's commits belong to the first merge that brought them in.
    for (const merge of chain.reverse()) {
      const branches = commits.get(merge)?.parents?.slice(1) ?? [];
      if (branches.length === 0) continue;
      if (standsForChange(merge)) sides.set(merge, sweep(commits, range, seen, branches));
      else tips.push(...branches);
    }
  }
  return sides;
}

function sweep(
  commits: ReadonlyMap<string, GraphCommit>,
  range: ReadonlySet<string>,
  seen: Set<string>,
  from: string[],
): string[] {
  const side: string[] = [];
  const open = [...from];
  while (open.length > 0) {
    const sha = open.pop();
    if (sha === undefined || seen.has(sha) || !range.has(sha)) continue;
    seen.add(sha);
    side.push(sha);
    open.push(...(commits.get(sha)?.parents ?? []));
  }
  return side;
}
