import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratchet, type Violation } from './baseline.js';

const of = (rule: Violation['rule'], subject: string, mark = ''): Violation => ({ rule, subject, mark });

describe('a baseline', () => {
  it('keeps what still stands, drops what is mended, and takes nothing new', () => {
    const admitted = [of('expired', 'a', '2026-01-01'), of('stale', 'b'), of('no_owner', 'c')];
    const present = [of('stale', 'b'), of('stale', 'new'), of('expired', 'a', '2026-06-01')];
    const { standing, mended } = ratchet(admitted, present);
    expect(standing).toEqual([of('stale', 'b')]);
    // The flag was extended and expired again: another violation than the one that was admitted.
    expect(mended).toEqual([of('expired', 'a', '2026-01-01'), of('no_owner', 'c')]);
  });

  it('only ever falls, whatever comes and goes', () => {
    const violations = fc.uniqueArray(
      fc.record({
        rule: fc.constantFrom('expired' as const, 'stale' as const),
        subject: fc.constantFrom('a', 'b', 'c'),
        mark: fc.constantFrom('', '1'),
      }),
      { selector: (each) => JSON.stringify(each) },
    );
    fc.assert(
      fc.property(violations, fc.array(violations), (first, days) => {
        let admitted: Violation[] = first;
        for (const present of days) {
          const { standing } = ratchet(admitted, present);
          expect(standing.length).toBeLessThanOrEqual(admitted.length);
          expect(admitted).toEqual(expect.arrayContaining(standing));
          admitted = standing;
        }
      }),
    );
  });
});
