import { describe, expect, it } from 'vitest';
import { Pacing } from './pace.js';

describe('when a service is worked on', () => {
  it('is at once while its steps are quick', () => {
    const pacing = new Pacing();
    expect(pacing.isDue('pay', 1, '1', 0)).toBe(true);
    pacing.done('pay', 0, 200, 0);
    expect(pacing.isDue('pay', 1, '2', 201)).toBe(true);
  });

  it('is a quiet second after facts have stopped streaming in, once steps are long', () => {
    const pacing = new Pacing();
    pacing.done('pay', 0, 1_000, 0);
    expect(pacing.isDue('pay', 1, '2', 1_100)).toBe(false);
    expect(pacing.isDue('pay', 2, '3', 2_000)).toBe(false);
    expect(pacing.isDue('pay', 2, '3', 2_900)).toBe(false);
    expect(pacing.isDue('pay', 2, '3', 3_000)).toBe(true);
  });

  it('is after five times the last step even if facts go on streaming in', () => {
    const pacing = new Pacing();
    pacing.done('pay', 0, 1_000, 0);
    expect(pacing.isDue('pay', 9, '10', 5_999)).toBe(false);
    expect(pacing.isDue('pay', 10, '11', 6_000)).toBe(true);
  });

  it('is at once when all that waits is the rest of the last step', () => {
    const pacing = new Pacing();
    pacing.done('pay', 0, 1_000, 1);
    expect(pacing.isDue('pay', 1, '2', 1_001)).toBe(true);
    expect(pacing.isDue('pay', 2, '3', 1_002)).toBe(false);
  });
});
