import type { Schemas } from '../../../api/client';
import { countText } from '../../../design/numbers';
import { durationText } from '../../../design/time/instants';

export type Comparison = Schemas['ComparisonAnswer'];
export type Compared = keyof Comparison['metrics'];
type Metric = Comparison['metrics'][Compared];
type Verdict = Metric['verdict'];

export const COMPARED = [
  'leadTime',
  'deploymentFrequency',
  'changeFailRate',
  'recoveryTime',
] as const satisfies readonly Compared[];

export const VERDICTS: Record<Verdict, string> = {
  improved: 'Improved',
  worse: 'Worse',
  inconclusive: 'Inconclusive',
  insufficient_data: 'Not enough data',
};

const SUBJECTS: Record<Compared, { subject: string; unit: [one: string, many: string] }> = {
  leadTime: { subject: 'lead time', unit: ['change', 'changes'] },
  deploymentFrequency: { subject: 'deployments per day', unit: ['deployment', 'deployments'] },
  changeFailRate: { subject: 'the change fail rate', unit: ['deployment', 'deployments'] },
  recoveryTime: { subject: 'recovery time', unit: ['failure', 'failures'] },
};

/** The verdict on one metric in one or two sentences. It says what the server found, and decides nothing. */
export function verdictSentence(key: Compared, metric: Metric, workload: Comparison['workload']): string {
  const { verdict, neededN, before, after } = metric;
  const [, many] = SUBJECTS[key].unit;
  const seen = effectText(key, metric);
  const there = `there are ${before.n.toLocaleString('en')} before and ${after.n.toLocaleString('en')} after`;
  const needed = neededN === undefined ? null : neededN.toLocaleString('en');
  switch (verdict) {
    case 'improved':
    case 'worse':
      return `${VERDICTS[verdict]}: ${seen ?? 'no size is known'}.`;
    case 'insufficient_data':
      return `Not enough data: about ${needed ?? 'more'} ${many} on each side are needed; ${there}.`;
    case 'inconclusive':
      if (needed !== null)
        return `Inconclusive: ${seen === null ? '' : `${seen}, which may be chance; `}about ${needed} ${many} on each side are needed to tell; ${there}.`;
      if (workload.verdict === 'mix_shifted' && isShown(metric))
        return `Inconclusive, since the mix of work shifted: ${seen}, but not from the same work, so it is not called improved.`;
      if (key === 'recoveryTime' && isShown(metric))
        return `Inconclusive: ${seen} as far as is known, but failures that are still open may turn it.`;
      return `Inconclusive: no difference is seen; ${there}.`;
  }
}

/** Whether the effect stood out before something else took the verdict back. */
function isShown({ p }: Metric): boolean {
  return p !== null && p < 0.05;
}

/** "lead time is 3 h 10 min shorter (95 %: 1 h 20 min to 5 h)"; null: no effect is known. */
export function effectText(key: Compared, { effect, ci95 }: Metric): string | null {
  if (effect.value === null) return null;
  const { subject } = SUBJECTS[key];
  if (effect.unit === 'ratio') {
    const interval = ci95 === null ? '' : ` (95 %: ${timesText(ci95[0] ?? null)} to ${timesText(ci95[1] ?? null)})`;
    return `${timesText(effect.value)} as many ${subject}${interval}`;
  }
  const size = effect.unit === 'seconds' ? durationText : pointsText;
  const [less, more] = effect.unit === 'seconds' ? ['shorter', 'longer'] : ['lower', 'higher'];
  const word = effect.value < 0 ? less : more;
  if (effect.value === 0) return `${subject} is the same${rangeOf(ci95, (end) => signed(end, size))}`;
  return `${subject} is ${size(Math.abs(effect.value))} ${word}${rangeOf(ci95, (end) => side(end, size, less, more, word))}`;
}

type Size = (value: number) => string;

/** An end of the interval on the side of the effect is told plainly, one beyond none with its own direction. */
function side(end: number, size: Size, less: string, more: string, word: string): string {
  const own = end < 0 ? less : more;
  return end === 0 || own === word ? size(Math.abs(end)) : `${size(Math.abs(end))} ${own}`;
}

function signed(end: number, size: Size): string {
  return `${end > 0 ? '+' : end < 0 ? '−' : ''}${size(Math.abs(end))}`;
}

function rangeOf(ci95: Metric['ci95'], words: (end: number) => string): string {
  const [low, high] = ci95 ?? [];
  if (low === undefined || low === null || high === undefined || high === null) return '';
  // The smaller change is told first.
  const [near, far] = Math.abs(low) <= Math.abs(high) ? [low, high] : [high, low];
  return ` (95 %: ${words(near)} to ${words(far)})`;
}

/** "3.1 times"; null: without bound. */
function timesText(ratio: number | null): string {
  if (ratio === null) return 'any number of times';
  return `${ratio.toLocaleString('en', { maximumFractionDigits: ratio < 1 ? 2 : 1 })} times`;
}

export function pointsText(difference: number): string {
  const points = (Math.abs(difference) * 100).toLocaleString('en', { maximumFractionDigits: 1 });
  return `${points} ${points === '1' ? 'point' : 'points'}`;
}

/** "p = 0.012"; very small ones are told as a bound. */
export function pText(p: number | null): string {
  if (p === null) return '';
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toLocaleString('en', { maximumFractionDigits: 3 })}`;
}

/** The value of one side, in the metric's unit. */
export function sideText(key: Compared, { value, n }: Metric['before']): { value: string; of: string } {
  const [one, many] = SUBJECTS[key].unit;
  const of = countText(n, one, many);
  if (value === null) return { value: 'no data', of };
  if (key === 'deploymentFrequency')
    return { value: `${value.toLocaleString('en', { maximumFractionDigits: 2 })} per day`, of };
  if (key === 'changeFailRate')
    return { value: `${(value * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`, of };
  return { value: durationText(value), of };
}
