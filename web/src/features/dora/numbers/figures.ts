import type { Schemas } from '../../../api/client';
import { countText, percentText } from '../../../design/numbers';
import { durationText } from '../../../design/time/instants';

export type Keys = Schemas['DoraKeys'];

export const METRICS = ['leadTime', 'deploymentFrequency', 'changeFailRate', 'recoveryTime', 'reworkRate'] as const;
export type Metric = (typeof METRICS)[number];

export const LABELS: Record<Metric, string> = {
  leadTime: 'Lead time for changes',
  deploymentFrequency: 'Deployment frequency',
  changeFailRate: 'Change fail rate',
  recoveryTime: 'Recovery time',
  reworkRate: 'Rework rate',
};

/** A count that stands beside a number, with what it means. */
export interface Beside {
  text: string;
  title: string;
}

/** A number in words, as it stands on a page. */
export interface Figure {
  /** "1 d 2 h"; null: there are no data. */
  value: string | null;
  /** What the value is: "median", "per day". */
  unit: string;
  /** "95 %: 22 h to 1 d 3 h". */
  interval: string | null;
  /** What it is computed from: "120 changes". */
  of: string;
  beside: Beside[];
}

type Range = readonly number[] | null;

/** The number of one metric in words. Null stays "no data"; nothing is computed here. */
export function figureOf(metric: Metric, keys: Keys): Figure {
  return FIGURES[metric](keys);
}

const FIGURES: Record<Metric, (keys: Keys) => Figure> = {
  leadTime: ({ leadTime }) => ({
    value: leadTime.medianSeconds === null ? null : durationText(leadTime.medianSeconds),
    unit: 'median',
    interval: intervalOf(leadTime.ci95, durationText),
    of: countText(leadTime.n, 'change'),
    beside: [
      { text: `${leadTime.pending} pending`, title: 'Merged, but not deployed at the end of the window.' },
      {
        text: `${leadTime.unattributed} unattributed`,
        title: 'In the range of the first deployment ever seen: when they were delivered cannot be known.',
      },
      {
        text: `${leadTime.approximate} approximate`,
        title: 'Counted from the opening of the pull request, since their commits are not known.',
      },
    ],
  }),
  deploymentFrequency: ({ deploymentFrequency: { count, perDay, perWeek, activeDays } }) => ({
    value: perDay >= 1 ? paceText(perDay) : paceText(perWeek),
    unit: perDay >= 1 ? 'per day' : 'per week',
    interval: null,
    of: countText(count, 'deployment'),
    beside: [{ text: `on ${countText(activeDays, 'day')}`, title: 'Days of the chosen time zone with a deployment.' }],
  }),
  changeFailRate: ({ changeFailRate: { failed, total, rate, ci95 }, incidents }) => ({
    value: rate === null ? null : percentText(rate),
    unit: 'of deployments',
    interval: intervalOf(ci95, percentText),
    of: `${failed} of ${countText(total, 'deployment')}`,
    beside: [
      {
        text: `${incidents.unlinked} unlinked ${incidents.unlinked === 1 ? 'incident' : 'incidents'}`,
        title: 'Incidents for which no deployment was found; open the rows to link them.',
      },
      { text: `${incidents.external} external`, title: 'Incidents that came from outside; they fail no deployment.' },
    ],
  }),
  recoveryTime: ({ recoveryTime: { medianSeconds, lowerBoundSeconds, n, open, byMode } }) => ({
    value:
      medianSeconds !== null
        ? durationText(medianSeconds)
        : lowerBoundSeconds === null
          ? null
          : `over ${durationText(lowerBoundSeconds)}`,
    unit: medianSeconds === null && lowerBoundSeconds !== null ? 'fewer than half have recovered' : 'median',
    interval: null,
    of: countText(n, 'failure'),
    beside: [
      { text: `${open} open`, title: 'Not restored yet; they count as lasting at least until now.' },
      ...Object.entries(byMode).flatMap(([mode, count]) =>
        count === 0
          ? []
          : [{ text: `${count} by ${MODES[mode] ?? mode}`, title: `Restored by ${MODES[mode] ?? mode}.` }],
      ),
    ],
  }),
  reworkRate: ({ reworkRate: { rework, total, rate, ci95 } }) => ({
    value: rate === null ? null : percentText(rate),
    unit: 'of deployments',
    interval: intervalOf(ci95, percentText),
    of: `${rework} of ${countText(total, 'deployment')}`,
    beside: [],
  }),
};

export const MODES: Readonly<Record<string, string>> = {
  flag_off: 'flag off',
  rollback: 'rollback',
  roll_forward: 'roll forward',
  config: 'configuration',
  other: 'other means',
};

function intervalOf(range: Range, words: (value: number) => string): string | null {
  const [low, high] = range ?? [];
  return low === undefined || high === undefined ? null : `95 %: ${words(low)} to ${words(high)}`;
}

/** "3.4", "12"; the server rounds nothing, the page shows three figures at most. */
export function paceText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** The whole number in one sentence, for those who hear it. */
export function sentenceOf(metric: Metric, figure: Figure): string {
  if (figure.value === null) return `${LABELS[metric]}: no data`;
  const parts = [`${figure.value} ${figure.unit}`, figure.of, figure.interval ?? ''].filter((part) => part !== '');
  return `${LABELS[metric]}: ${parts.join(', ')}`;
}

/** The plain number that a chart draws; null: a gap. */
export function valueOf(metric: Metric, keys: Keys): number | null {
  switch (metric) {
    case 'leadTime':
      return keys.leadTime.medianSeconds;
    case 'deploymentFrequency':
      return keys.deploymentFrequency.count;
    case 'changeFailRate':
      return keys.changeFailRate.rate;
    case 'recoveryTime':
      return keys.recoveryTime.medianSeconds;
    case 'reworkRate':
      return keys.reworkRate.rate;
  }
}
