import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, NO_ROWS, type CellRows } from './cell.js';
import { medianOf } from './median.js';
import type { LeadSample } from './packed-leads.js';
import { reworkBy } from './rework.js';
import { tally } from './tally.js';

const DAY = 86_400_000;
const numbers = (parts: CellRows[], firstOnly = true) =>
  tally({
    cells: parts.map(cellOf),
    firstOnly,
    from: 0,
    to: 10 * DAY,
    now: 10 * DAY,
    pending: 0,
    activeDays: (finishes) => finishes.length,
  });
const sample = (total: number, more: Partial<LeadSample> = {}): LeadSample => ({
  lead: { total, coding: total, pickup: null, review: null, deploy: 0 },
  approximate: false,
  first: true,
  ...more,
});

describe('adding cells up', () => {
  it('takes the mean of the middle two, and nulls where there is nothing', () => {
    expect(numbers([{ ...NO_ROWS, leads: [1000, 4000, 3000, 2000].map((ms) => sample(ms)) }]).leadTime).toMatchObject({
      medianSeconds: 2.5,
      n: 4,
      ci95: null,
      stages: { pickup: { medianSeconds: null, n: 0 } },
    });
    expect(numbers([]).changeFailRate).toEqual({ failed: 0, total: 0, rate: null, ci95: null });
  });

  it('leaves out changes that another production environment had first', () => {
    const rows = { ...NO_ROWS, leads: [sample(1000), sample(5000, { first: false })] };
    expect(numbers([rows]).leadTime.n).toBe(1);
    expect(numbers([rows], false).leadTime.n).toBe(2);
  });

  it('keeps fractions of a second', () => {
    expect(numbers([{ ...NO_ROWS, leads: [sample(1001)] }]).leadTime.medianSeconds).toBe(1.001);
  });

  it('agrees however the rows are cut into cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.boolean(), fc.boolean()), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (leads, cut) => {
          const samples = leads.map(([total, first, approximate]) => sample(total, { first, approximate }));
          const parts: CellRows[] = [];
          for (let i = 0; i < samples.length; i += cut) parts.push({ ...NO_ROWS, leads: samples.slice(i, i + cut) });
          expect(numbers(parts).leadTime).toEqual(numbers([{ ...NO_ROWS, leads: samples }]).leadTime);
        },
      ),
    );
  });

  it('selects the same median as sorting does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const half = sorted.length >> 1;
        const expected = sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
        expect(medianOf(Float64Array.from(values), values.length)).toBe(expected);
      }),
    );
  });
});

describe('rework', () => {
  it('is a hotfix, a rollback, a labelled change, or the revert of what production had', () => {
    const planned = { reason: null, idle: null };
    expect(reworkBy({ reason: 'hotfix', idle: null }, [])).toBe('hotfix');
    expect(reworkBy({ reason: null, idle: 'rollback' }, [])).toBe('rollback');
    expect(reworkBy(planned, [{ hotfix: true, revertsDeployed: false }])).toBe('label');
    expect(reworkBy(planned, [{ hotfix: false, revertsDeployed: true }])).toBe('revert');
    expect(reworkBy(planned, [{ hotfix: false, revertsDeployed: false }])).toBeNull();
    expect(reworkBy({ reason: 'redeploy', idle: 'redeploy' }, [])).toBeNull();
  });
});
