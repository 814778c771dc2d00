import { kaplanMeierMedian, medianInterval, wilson } from '../../stats/index.js';
import type { Cell, Failure } from './cell.js';
import { STAGES, type Stage } from './lead-time.js';
import { medianOf, select } from './median.js';
import { MODES, type DoraNumbers, type Interval, type Mode } from './numbers.js';
import { LeadCollector, packedCount } from './packed-leads.js';
import { recoveryOf } from './recovery.js';

const DAY_MS = 86_400_000;

export interface TallyInput {
  cells: Cell[];
  /** Count changes at their first production deployment only: the scope names no environment. */
  firstOnly: boolean;
  from: number;
  to: number;
  /** The present. */
  now: number;
  pending: number;
  /** Counts the days, in the asked time zone, on which there was a deployment. */
  activeDays: (finishes: Float64Array[]) => number;
}

/** Adds cells up to the numbers of one window. */
export function tally(input: TallyInput): DoraNumbers {
  const { cells, firstOnly, from, to } = input;
  const sum = (pick: (cell: Cell) => number): number => cells.reduce((total, cell) => total + pick(cell), 0);
  const count = sum((cell) => cell.finishes.length);
  const days = (to - from) / DAY_MS;
  const failed = sum((cell) => cell.failed);
  const rework = sum((cell) => cell.rework);
  return {
    leadTime: {
      ...leadTimeOf(cells, firstOnly),
      pending: input.pending,
      unattributed: sum((cell) => (firstOnly ? cell.unattributedFirst : cell.unattributed)),
    },
    deploymentFrequency: {
      count,
      activeDays: input.activeDays(cells.map((cell) => cell.finishes)),
      perDay: count / days,
      perWeek: (count / days) * 7,
    },
    changeFailRate: { failed, ...rateOf(failed, count) },
    recoveryTime: recoveryTimeOf(
      cells.flatMap((cell) => cell.failures),
      input.now,
      Math.min(to, input.now),
    ),
    reworkRate: { rework, ...rateOf(rework, count) },
    incidents: {
      total: sum((cell) => cell.incidents.total),
      external: sum((cell) => cell.incidents.external),
      unlinked: sum((cell) => cell.incidents.unlinked),
      duplicates: sum((cell) => cell.incidents.duplicates),
    },
  };
}

function rateOf(k: number, n: number): { total: number; rate: number | null; ci95: Interval } {
  return { total: n, rate: n === 0 ? null : k / n, ci95: n === 0 ? null : wilson(k, n) };
}

function leadTimeOf(
  cells: Cell[],
  firstOnly: boolean,
): Pick<DoraNumbers['leadTime'], 'medianSeconds' | 'ci95' | 'n' | 'approximate' | 'stages'> {
  const leads = new LeadCollector(cells.reduce((total, cell) => total + packedCount(cell.leads), 0));
  for (const cell of cells) leads.add(cell.leads, firstOnly);
  const stage = (name: Stage): { medianSeconds: number | null; n: number } => {
    const index = STAGES.indexOf(name);
    const n = leads.stageCounts[index] ?? 0;
    return { medianSeconds: medianOf(leads.stages[index] ?? new Float64Array(), n), n };
  };
  return {
    medianSeconds: medianOf(leads.totals, leads.n),
    ci95: intervalOfMedian(leads.totals, leads.n),
    n: leads.n,
    approximate: leads.approximate,
    stages: { coding: stage('coding'), pickup: stage('pickup'), review: stage('review'), deploy: stage('deploy') },
  };
}

/** The interval depends on ranks alone, so ranks are asked for and their values selected. */
function intervalOfMedian(values: Float64Array, n: number): Interval {
  const ranks = ranksOfInterval(n);
  return ranks && [select(values, n, ranks[0]), select(values, n, ranks[1])];
}

const ranksOfN = new Map<number, Interval>();

function ranksOfInterval(n: number): Interval {
  const known = ranksOfN.get(n);
  if (known !== undefined) return known;
  const ranks = medianInterval(Array.from({ length: n }, (_, rank) => rank));
  if (ranksOfN.size >= 10_000) ranksOfN.clear();
  ranksOfN.set(n, ranks);
  return ranks;
}

function recoveryTimeOf(failures: Failure[], now: number, censoredAt: number): DoraNumbers['recoveryTime'] {
  const recoveries = failures
    .map((failure) => recoveryOf(failure.impacts, now, censoredAt))
    .filter((recovery) => recovery !== null);
  const byMode = Object.fromEntries(MODES.map((mode) => [mode, 0])) as Record<Mode, number>;
  for (const { censored, mode } of recoveries) if (!censored) byMode[mode ?? 'other'] += 1;
  const { median, lowerBound } = kaplanMeierMedian(
    recoveries.map(({ seconds, censored }) => ({ time: seconds, event: !censored })),
  );
  return {
    medianSeconds: median,
    lowerBoundSeconds: lowerBound,
    n: recoveries.length,
    open: recoveries.filter((recovery) => recovery.censored).length,
    byMode,
  };
}
