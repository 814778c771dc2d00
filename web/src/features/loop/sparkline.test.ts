import { describe, expect, it } from 'vitest';
import { runsOf } from './Sparkline';

describe('a line with gaps', () => {
  it('is broken where there are no data, and never drawn at zero there', () => {
    expect(runsOf([null, 4, 5, null, null, 0, null])).toEqual([
      [
        [1, 4],
        [2, 5],
      ],
      [[5, 0]],
    ]);
    expect(runsOf([null, null])).toEqual([]);
  });
});
