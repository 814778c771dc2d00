import { describe, expect, it } from 'vitest';
import type { PushPatch } from './patches.js';
import { commitsUpTo, mergeCommits } from './pushes.js';

const at = (minute: number): string => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const step = (before: string, after: string, commits: [string, number][], forced = false): PushPatch => ({
  of: 'push',
  repository: 'acme/shop',
  ref: 'feature',
  before,
  after,
  forced,
  commits: commits.map(([sha, minute]) => ({ sha, authoredAt: at(minute) })),
});
const shas = (commits: { sha: string }[] | undefined): string[] | undefined => commits?.map((commit) => commit.sha);
const NONE = '0'.repeat(40);

describe('commits of a branch', () => {
  const first = step(NONE, 'b', [
    ['a', 1],
    ['b', 2],
  ]);
  const second = step('b', 'c', [['c', 3]]);

  it('are those of the pushes that led to its head, whatever their order', () => {
    expect(shas(commitsUpTo('c', [first, second])?.commits)).toEqual(['a', 'b', 'c']);
    expect(shas(commitsUpTo('c', [second, first])?.commits)).toEqual(['a', 'b', 'c']);
  });
  it('leave out what was pushed after the head', () => {
    expect(shas(commitsUpTo('b', [first, second])?.commits)).toEqual(['a', 'b']);
  });
  it('leave out an earlier branch of the same name', () => {
    const old = step(NONE, 'y', [['x', 0]]);
    expect(shas(commitsUpTo('c', [old, first, second])?.commits)).toEqual(['a', 'b', 'c']);
  });
  it('are unknown where no push to the head is known', () => {
    expect(commitsUpTo('z', [first])).toBeNull();
  });
  it('of a rewritten branch keep their author times and get their new shas', () => {
    const rebased = step(
      'c',
      'c2',
      [
        ['b2', 2],
        ['c2', 3],
      ],
      true,
    );
    expect(shas(commitsUpTo('c2', [first, second, rebased])?.commits)).toEqual(['a', 'b2', 'c2']);
  });
  it('end, even when pushes go round in a circle', () => {
    const back = step('c', 'b', [], true);
    expect(shas(commitsUpTo('c', [first, second, back])?.commits)).toEqual(['a', 'b', 'c']);
  });
  it('made in one second stay two', () => {
    const both = step(NONE, 'b', [
      ['a', 1],
      ['b', 1],
    ]);
    expect(shas(commitsUpTo('b', [both])?.commits)).toEqual(['a', 'b']);
  });
  it('known from elsewhere stay beside them', () => {
    const more = { commits: [{ sha: 'c', authoredAt: at(3) }], rewritten: false };
    expect(
      shas(
        mergeCommits(
          [
            { sha: 'x', authoredAt: at(9) },
            { sha: 'c', authoredAt: at(3) },
          ],
          more,
        ),
      ),
    ).toEqual(['c', 'x']);
  });
});
