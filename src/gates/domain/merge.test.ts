import { describe, expect, it } from 'vitest';
import { latestChecks, type HeadCheck } from './merge.js';

const check = (id: string, more: Partial<HeadCheck>): HeadCheck => ({
  id,
  name: 'unit',
  app: null,
  conclusion: 'success',
  startedAt: null,
  completedAt: null,
  attempt: 1,
  ...more,
});
const time = (minute: number): Date => new Date(minute * 60_000);

describe('the latest check of a name', () => {
  it.each([
    [
      'an old attempt that ended last stays old',
      [check('b', { attempt: 1, completedAt: time(9) }), check('a', { attempt: 2, completedAt: time(5) })],
      'a',
    ],
    [
      'a workflow triggered anew counts its attempts anew',
      [check('a', { attempt: 3, startedAt: time(1) }), check('b', { attempt: 1, startedAt: time(2) })],
      'b',
    ],
    [
      'a later attempt is newer without any time',
      [check('a', { attempt: 1, startedAt: time(1) }), check('b', { attempt: 2 })],
      'b',
    ],
    [
      'one that waits to start is newer',
      [check('b', { startedAt: time(1), completedAt: time(2) }), check('a', { conclusion: null })],
      'a',
    ],
    [
      'the end does not decide',
      [
        check('a', { startedAt: time(1), completedAt: time(9) }),
        check('b', { startedAt: time(2), completedAt: time(3) }),
      ],
      'b',
    ],
  ])('%s', (_, checks, latest) => {
    expect(latestChecks(checks).map(({ id }) => id)).toEqual([latest]);
    expect(latestChecks(checks.toReversed()).map(({ id }) => id)).toEqual([latest]);
  });
});
