import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeChange, type KnownChange } from './merge-change.js';
import type { ChangePatch } from './patches.js';

const at = (minute: number): string => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const told = (
  minute: number,
  snapshot: Partial<ChangePatch['snapshot']>,
  more: Partial<ChangePatch> = {},
): ChangePatch => ({
  of: 'change',
  id: 'acme/shop#1',
  repository: 'acme/shop',
  asOf: at(minute),
  snapshot: {
    openedAt: at(0),
    title: 'Pay by card',
    author: 'ada',
    closedAt: null,
    mergedAt: null,
    labels: [],
    ...snapshot,
  },
  headRef: 'feature',
  readyAt: null,
  review: null,
  revertedSha: null,
  ...more,
});
const review = (id: string, minute: number, state: string): Partial<ChangePatch> => ({
  review: { id, author: 'grace', authorType: 'human', submittedAt: at(minute), state },
});
const end = (order: ChangePatch[]): KnownChange | null => order.reduce<KnownChange | null>(mergeChange, null);

describe('webhooks of one pull request', () => {
  const story = [
    told(1, { headSha: 'a', additions: 5, deletions: 1 }),
    told(2, { headSha: 'a', labels: ['payments'], additions: 5, deletions: 1 }),
    told(3, { headSha: 'a', labels: ['payments'], additions: 5, deletions: 1 }, { readyAt: at(3) }),
    told(4, { headSha: 'b', labels: ['payments'], additions: 9, deletions: 1 }),
    told(5, { headSha: 'b', labels: ['payments'] }, review('1', 5, 'approved')),
    told(6, { headSha: 'b', labels: ['payments'] }, review('2', 6, 'changes_requested')),
    told(7, { headSha: 'b', labels: ['payments'] }, review('2', 6, 'dismissed')),
    told(8, {
      headSha: 'b',
      labels: ['payments'],
      mergedAt: at(8),
      closedAt: at(8),
      mergeSha: 'm',
      additions: 9,
      deletions: 1,
    }),
  ];

  it('end the same in any order, also doubled', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...story, ...story], { minLength: 16 }), (order) => {
        expect(end(order)).toEqual(end(story));
      }),
    );
  });

  it('end with all that they said', () => {
    expect(end(story)).toMatchObject({
      asOf: at(8),
      headRef: 'feature',
      fact: { readyAt: at(3), headSha: 'b', mergedAt: at(8), mergeSha: 'm', additions: 9, labels: ['payments'] },
    });
    expect(end(story)?.fact.reviews?.map((one) => one.state)).toEqual(['approved', 'dismissed']);
  });

  it('open it again after it was closed', () => {
    const closed = told(2, { closedAt: at(2) });
    const reopened = told(3, {});
    expect(end([closed, reopened])?.fact.closedAt).toBeNull();
    expect(end([reopened, closed])?.fact.closedAt).toBeNull();
  });

  it('keep what a fact said and they do not carry', () => {
    const known: KnownChange = {
      fact: {
        kind: 'change',
        id: 'acme/shop#1',
        repository: 'acme/shop',
        openedAt: at(0),
        services: ['pay'],
        firstCommitAt: at(0),
        commits: [{ sha: 'x', authoredAt: at(0) }],
        reviews: [{ author: 'grace', submittedAt: at(5), state: 'commented' }],
      },
      asOf: null,
      headRef: null,
    };
    const merged = mergeChange(known, told(6, { title: 'New' }, review('9', 5, 'approved')));
    expect(merged.fact).toMatchObject({
      services: ['pay'],
      firstCommitAt: at(0),
      commits: [{ sha: 'x' }],
      title: 'New',
    });
    expect(merged.fact.reviews).toHaveLength(1);
  });
});
