import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TrunkGrouper, type Linked, type TrunkGroup } from './trunk-groups.js';

/** Which commits each commit of trunk was the first to reach, by the definition. */
function byDefinition(commits: ReadonlyMap<string, Linked>, tip: string): Map<string, string[]> {
  const trunk: string[] = [];
  for (let sha: string | undefined = tip; sha !== undefined; sha = commits.get(sha)?.parents[0]) trunk.push(sha);
  const seen = new Set<string>();
  const groups = new Map<string, string[]>();
  for (const at of trunk.toReversed()) {
    const open = [at];
    const side: string[] = [];
    while (open.length > 0) {
      const sha = open.pop() ?? '';
      if (seen.has(sha)) continue;
      seen.add(sha);
      if (sha !== at) side.push(sha);
      open.push(...(commits.get(sha)?.parents ?? []));
    }
    groups.set(at, side.toSorted());
  }
  return groups;
}

function byStreaming(order: Linked[], tip: string): Map<string, string[]> {
  const grouper = new TrunkGrouper<Linked>(tip);
  const groups = new Map<string, string[]>();
  const keep = (closed: TrunkGroup<Linked>[]): void => {
    for (const group of closed) groups.set(group.trunk.sha, group.side.map(({ sha }) => sha).toSorted());
  };
  for (const commit of order) keep(grouper.add(commit));
  keep(grouper.end());
  return groups;
}

/** Random history: mostly linear, with branches from anywhere, merges of several parents and dates that do not grow. */
function randomHistory(seed: number, size: number): string {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const heads: number[] = [];
  const lines: string[] = [];
  for (let mark = 1; mark <= size; mark += 1) {
    const parents = new Set<number>();
    const wanted = mark === 1 ? 0 : random(100) < 60 ? 1 : random(100) < 90 ? 2 : 3;
    while (parents.size < Math.min(wanted, mark - 1)) {
      parents.add(random(100) < 60 ? mark - 1 : 1 + random(mark - 1));
    }
    const at = 1_700_000_000 + random(100_000);
    lines.push(
      `commit refs/heads/b${mark}`,
      `mark :${mark}`,
      `committer a <a@b> ${at} +0000`,
      `data <<X\nc${mark}\nX`,
      ...[...parents].map((parent, index) => `${index === 0 ? 'from' : 'merge'} :${parent}`),
      '',
    );
    heads.push(mark);
  }
  lines.push(`reset refs/heads/main`, `from :${size}`, '');
  return lines.join('\n');
}

describe('grouping commits by the commit of trunk that brought them in', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('agrees with the definition on random history %i in the order of git', (seed) => {
    const dir = mkdtempSync(join(tmpdir(), 'loop-groups-'));
    try {
      execFileSync('git', ['init', '-q', '--bare', dir]);
      execFileSync('git', ['-C', dir, 'fast-import', '--quiet'], { input: randomHistory(seed * 7919, 150) });
      const out = execFileSync('git', ['-C', dir, 'log', '--topo-order', '--format=%H %P', 'main'], {
        encoding: 'utf8',
      });
      const order = out
        .trim()
        .split('\n')
        .map((line) => {
          const [sha = '', ...parents] = line.trim().split(' ');
          return { sha, parents };
        });
      const tip = order[0]?.sha ?? '';
      const commits = new Map(order.map((commit) => [commit.sha, commit]));
      expect(byStreaming(order, tip)).toEqual(byDefinition(commits, tip));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('leaves commits alone that no group announced', () => {
    const groups = byStreaming(
      [
        { sha: 'c', parents: ['b'] },
        { sha: 'x', parents: [] },
      ],
      'c',
    );
    expect(groups).toEqual(new Map([['c', []]]));
  });
});
