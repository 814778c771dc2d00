import { COMPARED, countOf } from './checks/snapshots.js';
import { many } from './checks/words.js';
import type { SnapshotPair } from './evidence.js';

type Metric = (typeof COMPARED)[number];
type Compared = SnapshotPair['verdicts'][string];

export interface ComparedMetric {
  metric: string;
  title: string;
  verdict: string;
  nBefore: number | null;
  nAfter: number | null;
  neededN: number | null;
  words: string;
}

/** Before and after, in words that claim no more than the numbers do. */
export interface ComparisonInWords {
  before: { id: string; name: string };
  after: { id: string; name: string };
  workload: string;
  metrics: ComparedMetric[];
}

const TITLES: Record<Metric, string> = {
  leadTime: 'Lead time',
  deploymentFrequency: 'Deployment frequency',
  changeFailRate: 'Change fail rate',
  recoveryTime: 'Recovery time',
};

const HEADLINES: Record<Metric, (value: number) => string> = {
  leadTime: (value) => `median ${secondsOf(value)}`,
  deploymentFrequency: (value) => `${rounded(value)} a day`,
  changeFailRate: (value) => `${rounded(value * 100)} %`,
  recoveryTime: (value) => `median ${secondsOf(value)}`,
};

export function comparisonOf(pair: SnapshotPair | null): ComparisonInWords | null {
  if (pair === null) return null;
  const { before, after } = pair;
  return {
    before: { id: before.id, name: before.name },
    after: { id: after.id, name: after.name },
    workload: workloadOf(pair),
    metrics: COMPARED.map((metric) => inWords(metric, pair.verdicts[metric])),
  };
}

function workloadOf({ before, after, workload }: SnapshotPair): string {
  const same =
    before.changes.length === after.changes.length &&
    before.changes.every((change, index) => change === after.changes[index]);
  const list = same
    ? `The same ${many(before.changes.length, 'change')} in the same order, once each way.`
    : 'The two are not of the same list of changes, so that nothing follows from them.';
  if (workload === 'insufficient_data') return `${list} There are too few deployments to compare the mix by itself.`;
  return workload === 'same' ? list : `${list} DORA calls the workload ${workload}.`;
}

function inWords(metric: Metric, compared: Compared | undefined): ComparedMetric {
  const title = TITLES[metric];
  if (compared === undefined)
    return { metric, title, verdict: 'unknown', nBefore: null, nAfter: null, neededN: null, words: 'Not compared.' };
  const [nBefore, nAfter] = [countOf(compared.before), countOf(compared.after)];
  const { verdict, neededN } = compared;
  const sides = `${headline(metric, compared.before)} before (n ${nBefore ?? 'unknown'}), ${headline(metric, compared.after)} after (n ${nAfter ?? 'unknown'})`;
  const words = `${sides}; ${effectOf(compared)}. ${verdictOf(compared)}`;
  return { metric, title, verdict, nBefore, nAfter, neededN, words };
}

function headline(metric: Metric, side: unknown): string {
  const value = typeof side === 'object' && side !== null && 'value' in side ? side.value : null;
  return typeof value === 'number' && Number.isFinite(value) ? HEADLINES[metric](value) : 'unknown';
}

function effectOf({ effect, ci95 }: Compared): string {
  const value = effect?.value ?? null;
  const unit = effect?.unit ?? '';
  const told = value === null ? 'no effect can be computed' : `effect ${amount(value, unit)}`;
  const [low, high] = ci95 ?? [];
  if (low === undefined || low === null) return `${told}, no interval`;
  const end = high === undefined || high === null ? 'without upper end' : `to ${amount(high, unit)}`;
  return `${told}, 95 % interval ${amount(low, unit)} ${end}`;
}

function amount(value: number, unit: string): string {
  if (unit === 'ratio') return `× ${rounded(value)}`;
  const sign = value > 0 ? '+' : '';
  return unit === 'difference' ? `${sign}${rounded(value * 100)} points` : `${sign}${secondsOf(value)}`;
}

function verdictOf({ verdict, neededN }: Compared): string {
  const needed = neededN === null ? '' : `; an effect like this one would take n ${neededN} on each side`;
  switch (verdict) {
    case 'improved':
      return 'Improved.';
    case 'worse':
      return 'Worse.';
    case 'inconclusive':
      return `No difference is shown${needed}.`;
    case 'insufficient_data':
      return `Too few to say anything${needed}.`;
    default:
      return `DORA says "${verdict}".`;
  }
}

function secondsOf(value: number): string {
  return `${rounded(value)} s`;
}

function rounded(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
}
