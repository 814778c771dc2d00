import { describe, expect, it } from 'vitest';
import { ACKNOWLEDGED_MS, patienceMs, WAITS_UNTIL_MS } from './hurry.js';

const STEPS = ['admission', 'key', 'act', 'clients', 'keptKey'] as const;
/** When the last step ends, if each waits as long as it may; `busyMs` pass before each besides. */
const end = (busyMs = 0): number =>
  STEPS.reduce((elapsed, step) => elapsed + busyMs + patienceMs(step, elapsed + busyMs), 0);

describe('a hurried request', () => {
  it('has waited enough for everything well within the time in which it is answered', () => {
    expect(Object.keys(WAITS_UNTIL_MS)).toEqual(STEPS);
    expect(end()).toBe(WAITS_UNTIL_MS.keptKey);
    expect(ACKNOWLEDGED_MS - end()).toBeGreaterThanOrEqual(150);
  });

  it('does not wait longer because something before took its time, up to what a step gets at least', () => {
    expect(end(40)).toBeLessThanOrEqual(900);
    expect(patienceMs('act', 5_000)).toBe(50);
  });
});
