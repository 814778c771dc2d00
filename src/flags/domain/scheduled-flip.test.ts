import { describe, expect, it } from 'vitest';
import { latenessOf } from './scheduled-flip.js';

const at = new Date('2026-11-23T08:00:00Z');
const after = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

describe('a scheduled flip', () => {
  it.each([
    [true, 0, false, null],
    [true, 15, false, null],
    [true, 15.5, true, '15 min'],
    [true, 6 * 60 + 5, true, '6 h 5 min'],
    [false, 15, false, null],
    [false, 16, false, '16 min'],
    [false, 26 * 60, false, '26 h 0 min'],
  ])('to %s that comes %s min after its time: missed %s, late %s', (on, minutes, missed, late) => {
    expect(latenessOf({ on, at }, after(minutes))).toEqual({ missed, late });
  });
});
