import { describe, expect, it } from 'vitest';
import { checkoutPricing } from './checks/checks.fixture.js';
import { gradeOf, scoresOf } from './scores.js';

describe('scores', () => {
  it('come from timestamps, each with its limit and a word', () => {
    expect(
      scoresOf(checkoutPricing()).map(({ id, seconds, limitSeconds, grade }) => [id, seconds, limitSeconds, grade]),
    ).toEqual([
      ['detect', 3, 30, 'well within'],
      ['acknowledge', 3.2, 300, 'well within'],
      ['declare', 3, null, 'measured'],
      ['mitigate', 13, null, 'measured'],
      ['recover', 14, 60, 'well within'],
    ]);
  });

  it('are null where nobody knows, and never 0', () => {
    const scores = scoresOf(checkoutPricing({ probe: [], pages: [], incident: null }));
    expect(scores.map(({ seconds, grade }) => [seconds, grade])).toEqual(
      Array.from({ length: 5 }, () => [null, 'unknown']),
    );
  });

  it('begin where the incident says when nobody looked from outside', () => {
    const recover = scoresOf(checkoutPricing({ probe: [] })).at(-1);
    expect(recover).toMatchObject({ seconds: 14, grade: 'well within' });
  });

  it.each([
    [30, 60, 'well within'],
    [30.1, 60, 'within'],
    [48, 60, 'within'],
    [48.1, 60, 'near the limit'],
    [60, 60, 'near the limit'],
    [60.1, 60, 'over the limit'],
    [1, null, 'measured'],
    [null, 60, 'unknown'],
  ])('%s of %s s: %s', (seconds, limit, grade) => expect(gradeOf(seconds, limit)).toBe(grade));
});
