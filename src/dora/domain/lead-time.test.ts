import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadTime, leadTimeOfCommit, milestonesOf, STAGES, type ChangeHistory } from './lead-time.js';

const history = (more: Partial<ChangeHistory>): ChangeHistory => ({
  author: 'ana',
  openedAt: 100,
  readyAt: null,
  firstCommitAt: null,
  commitTimes: [],
  reviews: [],
  mergedAt: null,
  ...more,
});
const lead = (more: Partial<ChangeHistory>, deliveredAt: number) => leadTime(milestonesOf(history(more)), deliveredAt);
const review = (author: string, submittedAt: number, more: object = {}) => ({
  author,
  authorType: null,
  submittedAt,
  state: 'approved',
  ...more,
});

describe('lead time', () => {
  it('splits from first commit to deployment', () => {
    expect(lead({ commitTimes: [40, 10], reviews: [review('bo', 150)], mergedAt: 180, readyAt: 120 }, 300)).toEqual({
      total: 290,
      coding: 110,
      pickup: 30,
      review: 30,
      deploy: 120,
    });
  });

  it('starts at the opening where no commit is known, and leaves coding open', () => {
    expect(milestonesOf(history({})).approximate).toBe(true);
    expect(lead({ mergedAt: 180 }, 300)).toEqual({ total: 200, coding: null, pickup: null, review: 80, deploy: 120 });
  });

  it('keeps the original author time through squash and rebase', () => {
    expect(milestonesOf(history({ commitTimes: [90, 20, 50], firstCommitAt: 30 })).startedAt).toBe(20);
  });

  it('counts no review of a bot, of the author, or one not submitted', () => {
    const reviews = [
      review('ana', 110),
      review('lint[bot]', 111),
      review('robot', 112, { authorType: 'bot' }),
      review('bo', 113, { state: 'pending' }),
      review('cy', 160),
    ];
    expect(milestonesOf(history({ reviews })).reviewedAt).toBe(160);
  });

  it('gives the time of a missing review to the stage after it', () => {
    expect(lead({ firstCommitAt: 0, mergedAt: 180 }, 200)).toEqual({
      total: 200,
      coding: 100,
      pickup: null,
      review: 80,
      deploy: 20,
    });
  });

  it('marks what would be negative as unknown', () => {
    expect(lead({ firstCommitAt: 150, mergedAt: 180 }, 200)).toMatchObject({ coding: null, review: 30, deploy: 20 });
    expect(lead({ firstCommitAt: 0, reviews: [review('bo', 50)], mergedAt: 180 }, 200)).toMatchObject({
      pickup: null,
      review: 80,
    });
    expect(lead({ firstCommitAt: 0, reviews: [review('bo', 190)], mergedAt: 180 }, 200)).toMatchObject({
      review: null,
    });
    expect(lead({ firstCommitAt: 0, mergedAt: 250 }, 200)).toMatchObject({ total: 200, review: 100, deploy: null });
    expect(lead({ firstCommitAt: 300 }, 200)).toBeNull();
    expect(leadTimeOfCommit(10, 5, 20)).toMatchObject({ total: 10, coding: null, deploy: 10 });
  });

  it('has stages that sum exactly to the total, none of them negative', () => {
    const time = fc.integer({ min: 0, max: 1000 });
    const maybe = fc.option(time, { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          openedAt: time,
          readyAt: maybe,
          firstCommitAt: maybe,
          commitTimes: fc.array(time, { maxLength: 3 }),
          mergedAt: maybe,
          reviewTimes: fc.array(time, { maxLength: 3 }),
          deliveredAt: time,
        }),
        ({ reviewTimes, deliveredAt, ...rest }) => {
          const result = lead({ ...rest, reviews: reviewTimes.map((at) => review('bo', at)) }, deliveredAt);
          if (!result) return;
          const stages = STAGES.map((stage) => result[stage]);
          expect(stages.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(result.total);
          expect(stages.every((value) => value === null || value >= 0)).toBe(true);
        },
      ),
    );
  });
});
