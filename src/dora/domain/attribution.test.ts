import { describe, expect, it } from 'vitest';
import { attribute, type AttributionInput, type Candidate, type Deployed } from './attribution.js';
import type { GraphCommit } from './commit-graph.js';

interface World {
  /** sha → parents (null = unknown). */
  graph?: Record<string, string[] | null>;
  twins?: Record<string, string[]>;
  deployments: (Partial<Deployed> & { id: string })[];
  changes?: (Partial<Candidate> & { id: string })[];
}

/** Deployments finish at 10, 20, 30 … unless they say otherwise. */
function decide({ graph = {}, twins = {}, deployments, changes = [] }: World) {
  const all = deployments.map((one, index) => ({
    finishedAt: (index + 1) * 10,
    sha: null,
    reason: null,
    changes: null,
    ...one,
  }));
  const candidates = changes.map((one) => ({ mergedAt: null, mergeSha: null, headSha: null, commitShas: [], ...one }));
  const shas = candidates.flatMap(({ mergeSha, headSha, commitShas }) => [mergeSha, headSha, ...commitShas]);
  const commits = new Map<string, GraphCommit>(
    Object.entries(graph).map(([sha, parents], index) => [
      sha,
      { sha, parents, authoredAt: index, committedAt: index, twins: twins[sha] ?? [], inService: true },
    ]),
  );
  const listings = new Map<string, string>();
  for (const { id, changes: listed } of [...all].sort((a, b) => a.finishedAt - b.finishedAt))
    for (const change of listed ?? []) if (!listings.has(change)) listings.set(change, id);
  const input: AttributionInput = {
    before: { previous: null, boundary: null, shas: new Map() },
    deployments: all.sort((a, b) => a.finishedAt - b.finishedAt),
    graph: { commits, deployed: new Set() },
    known: new Set(shas.filter((sha) => sha !== null && (graph[sha] ?? null) !== null).map(String)),
    candidates,
    listings,
    covered: new Set(shas.filter((sha) => sha !== null)),
    merges: new Set(candidates.flatMap(({ mergeSha }) => mergeSha ?? [])),
  };
  const result = attribute(input);
  return {
    of: Object.fromEntries(
      result.deliveries.map(({ change, deployment, method }) => [change, `${deployment} ${method}`]),
    ),
    direct: result.direct.map(({ sha, deployment }) => `${sha} ${deployment}`).sort(),
    idle: Object.fromEntries(result.carriages.map(({ deployment, idle }) => [deployment, idle])),
    missing: result.carriages.flatMap(({ missing }) => missing).sort(),
  };
}

const line = { a: [], b: ['a'], c: ['b'], d: ['c'], e: ['d'] };

describe('which deployment carried a change', () => {
  it('leaves the range of the first deployment ever unattributed, unless it lists the change', () => {
    const { of } = decide({
      graph: line,
      deployments: [
        { id: '1', sha: 'b', changes: ['listed'] },
        { id: '2', sha: 'c' },
      ],
      changes: [
        { id: 'old', mergedAt: 5, mergeSha: 'a' },
        { id: 'listed', mergedAt: 6, mergeSha: 'b' },
        { id: 'new', mergedAt: 15, mergeSha: 'c' },
      ],
    });
    expect(of).toEqual({ old: '1 first', listed: '1 explicit', new: '2 graph' });
  });

  it('goes by the graph, whatever the merge times say', () => {
    const { of } = decide({
      graph: line,
      deployments: [
        { id: '1', sha: 'a' },
        { id: '2', sha: 'b' },
        { id: '3', sha: 'd' },
      ],
      changes: [
        { id: 'late', mergedAt: 12, mergeSha: 'd' },
        { id: 'waiting', mergedAt: 12, mergeSha: 'e' },
      ],
    });
    expect(of).toEqual({ late: '3 graph' });
  });

  it('finds a squashed change by its merge, a rebased one by its head, else by any of its commits', () => {
    const { of } = decide({
      graph: line,
      deployments: [
        { id: '1', sha: 'a' },
        { id: '2', sha: 'e' },
      ],
      changes: [
        { id: 'squash', mergedAt: 11, mergeSha: 'b', headSha: 'branch', commitShas: ['x', 'y'] },
        { id: 'rebase', mergedAt: 11, headSha: 'c' },
        { id: 'commits', mergedAt: 11, headSha: 'gone', commitShas: ['gone', 'd'] },
      ],
    });
    expect(of).toEqual({ squash: '2 graph', rebase: '2 graph', commits: '2 graph' });
  });

  it('falls back to merge times where a sha is unknown', () => {
    const { of } = decide({
      deployments: [{ id: '1' }, { id: '2', sha: 'unknown' }, { id: '3' }],
      changes: [
        { id: 'edge', mergedAt: 20 },
        { id: 'after', mergedAt: 21 },
        { id: 'never', mergedAt: 31 },
      ],
    });
    expect(of).toEqual({ edge: '2 time', after: '3 time' });
  });

  it('lets the earliest explicit listing win over graph and time', () => {
    const { of } = decide({
      graph: line,
      deployments: [
        { id: '1', sha: 'a' },
        { id: '2', sha: 'b' },
        { id: '3', sha: 'c', changes: ['x'] },
        { id: '4', sha: 'd', changes: ['x'] },
      ],
      changes: [
        { id: 'x', mergedAt: 11, mergeSha: 'b' },
        { id: 'y', mergedAt: 25, mergeSha: 'c' },
      ],
    });
    expect(of).toEqual({ x: '3 explicit' });
  });

  it('lets redeploys and rollbacks carry nothing and move no boundary', () => {
    const { of, idle } = decide({
      deployments: [
        { id: '1', sha: 'p' },
        { id: '2', sha: 'q' },
        { id: 'again', sha: 'q' },
        { id: 'back', sha: 'p' },
        { id: 'said', reason: 'rollback' },
        { id: '3', sha: 'r' },
      ],
      changes: [
        { id: 'x', mergedAt: 25 },
        { id: 'y', mergedAt: 45 },
      ],
    });
    expect(idle).toEqual({ 1: null, 2: null, again: 'redeploy', back: 'rollback', said: 'rollback', 3: null });
    expect(of).toEqual({ x: '3 time', y: '3 time' });
  });

  it('knows a rollback in the graph by a sha that was reached before', () => {
    const { idle, of } = decide({
      graph: line,
      deployments: [
        { id: '1', sha: 'a' },
        { id: '2', sha: 'c' },
        { id: 'back', sha: 'b' },
        { id: '3', sha: 'd' },
      ],
      changes: [{ id: 'x', mergedAt: 25, mergeSha: 'd' }],
    });
    expect(idle['back']).toBe('rollback');
    expect(of).toEqual({ x: '3 graph' });
  });

  it('calls it no rollback to go on again to what was taken back', () => {
    const plain = decide({
      deployments: ['p', 'q', 'p', 'q', 'r', 'p'].map((sha, n) => ({ id: `${n}`, sha })),
      changes: [{ id: 'x', mergedAt: 25 }],
    });
    expect(plain.idle).toEqual({ 0: null, 1: null, 2: 'rollback', 3: 'redeploy', 4: null, 5: 'rollback' });
    expect(plain.of).toEqual({ x: '4 time' });
    const known = decide({
      graph: line,
      deployments: ['a', 'd', 'b', 'd'].map((sha, n) => ({ id: `${n}`, sha })),
      changes: [],
    });
    expect(known.idle).toEqual({ 0: null, 1: null, 2: 'rollback', 3: 'redeploy' });
  });

  it('makes a trunk commit without pull request a change of its own, but no merge, branch commit or twin', () => {
    const { direct } = decide({
      graph: { a: [], b: ['a'], w1: ['a'], w2: ['w1'], m: ['b', 'w2'], c: ['m'], picked: ['c'] },
      twins: { picked: ['b'] },
      deployments: [
        { id: '1', sha: 'a' },
        { id: '2', sha: 'c' },
        { id: '3', sha: 'picked' },
      ],
      changes: [{ id: 'pull', mergedAt: 11, mergeSha: 'm' }],
    });
    expect(direct).toEqual(['b 2', 'c 2']);
  });

  it('counts the commits of a branch that was merged without a pull request', () => {
    const { direct } = decide({
      graph: { a: [], b: ['a'], w1: ['a'], w2: ['w1'], m: ['b', 'w2'] },
      deployments: [
        { id: '1', sha: 'a' },
        { id: '2', sha: 'm' },
      ],
    });
    expect(direct).toEqual(['b 2', 'w1 2', 'w2 2']);
  });

  it('tells which commits it missed', () => {
    const { missing } = decide({
      graph: { b: ['a'], pushed: null },
      deployments: [
        { id: '1', sha: 'b' },
        { id: '2', sha: 'pushed' },
        { id: '3', sha: 'nowhere' },
      ],
    });
    expect(missing).toEqual(['a', 'nowhere', 'pushed']);
  });
});
