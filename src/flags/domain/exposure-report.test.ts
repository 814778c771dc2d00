import { describe, expect, it } from 'vitest';
import { judgeReport, type ReportedCount } from './exposure-report.js';

const NOW = new Date('2026-11-21T08:30:00Z');
const KNOWN = new Map([['a', ['on', 'off']]]);
const count = (over: Partial<ReportedCount>): ReportedCount => ({
  flag: 'a',
  variant: 'on',
  count: 1,
  hour: null,
  ...over,
});
const judge = (...counts: ReportedCount[]) => judgeReport(counts, KNOWN, 'production', NOW);
const at = (text: string): Date => new Date(text);

describe('a report of an SDK', () => {
  it('is added up by flag, variant and hour', () => {
    const hour = at('2026-11-21T07:45:00Z');
    const { rows, rejected } = judge(
      count({ count: 2 }),
      count({ count: 3, hour: at('2026-11-21T08:01:00Z') }),
      count({ count: 4, hour }),
      count({ count: 5, variant: null, hour }),
    );
    expect(rejected).toEqual([]);
    expect(rows.map(({ variant, hour: of, count: n }) => [variant, of.toISOString().slice(11, 16), n])).toEqual([
      ['on', '08:00', 5],
      ['on', '07:00', 4],
      ['', '07:00', 5],
    ]);
  });

  it('was seen last at the end of its hour, and never ahead of now', () => {
    const { rows } = judge(count({ hour: at('2026-11-21T06:10:00Z') }), count({ hour: at('2026-11-21T08:10:00Z') }));
    expect(rows.map(({ firstAt, lastAt }) => [firstAt.toISOString(), lastAt.toISOString()])).toEqual([
      ['2026-11-21T06:00:00.000Z', '2026-11-21T06:59:59.999Z'],
      ['2026-11-21T08:00:00.000Z', NOW.toISOString()],
    ]);
  });

  it.each<[string, Partial<ReportedCount>, string]>([
    ['an unknown flag', { flag: 'b' }, 'unknown_flag'],
    ['an unknown variant', { variant: 'blue' }, 'unknown_variant'],
    ['an hour of last week', { hour: at('2026-11-14T08:29:59Z') }, 'too_old'],
    ['an hour to come', { hour: at('2026-11-21T09:00:01Z') }, 'ahead'],
  ])('names %s by its place, and takes the rest', (_, bad, code) => {
    const { rows, rejected } = judge(count({}), count(bad), count({}));
    expect(rejected).toMatchObject([{ index: 1, code }]);
    expect(rows).toMatchObject([{ count: 2 }]);
  });
});
