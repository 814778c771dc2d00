import { describe, expect, it } from 'vitest';
import type { ChangeFact } from './facts.js';
import { completeChange } from './partial-change.js';

const review = { author: 'bob', submittedAt: '2026-03-02T10:00:00Z', state: 'approved' };
const known: ChangeFact = {
  kind: 'change',
  id: 'a/b#1',
  repository: 'a/b',
  openedAt: '2026-03-02T09:00:00Z',
  reviews: [review],
  commits: [],
};
const fromGit: ChangeFact = {
  kind: 'change',
  id: 'a/b#1',
  repository: 'a/b',
  openedAt: '2026-03-01T08:00:00Z',
  mergedAt: '2026-03-03T09:00:00Z',
  commits: [{ sha: 'abc', authoredAt: '2026-03-01T08:00:00Z' }],
  partial: true,
};

describe('a change told in part', () => {
  it('is taken as it is where nothing is known', () => {
    const { partial: _partial, ...whole } = fromGit;
    expect(completeChange(null, fromGit)).toEqual(whole);
  });

  it('fills what is missing and replaces nothing', () => {
    const completed = completeChange(known, fromGit);
    expect(completed).toEqual({ ...known, mergedAt: fromGit.mergedAt, commits: fromGit.commits });
    expect(completeChange(completed, fromGit)).toEqual(completed);
  });
});
