import type { Schemas } from '../../../api/client';
import { percentText } from '../../../design/numbers';
import { figureOf, sentenceOf, valueOf, type Figure, type Keys, type Metric } from '../numbers/figures';

export type Bucket = Schemas['DoraBucket'];
export type BucketSize = 'day' | 'week' | 'month';

/** One bucket as a chart draws it, in the chart's unit. */
export interface Point {
  from: string;
  to: string;
  /** "3 Nov". */
  tick: string;
  /** "3–9 Nov 2026". */
  range: string;
  /** Null: a gap. */
  value: number | null;
  /** 95 %, where the server gives it. */
  band: [low: number, high: number] | null;
  /** Neighbours have no interval, so that a band alone would not be seen. */
  alone: boolean;
  /** It is not over yet. */
  unfinished: boolean;
  /** All of it in one sentence. */
  words: string;
  /** The same, short. */
  reading: string;
}

/** What the axis counts in. */
export interface Unit {
  size: number;
  tick: (value: number) => string;
  /** Where the axis stands still; default: wherever its round numbers fall. */
  ticks?: number[];
}

const DURATIONS: readonly [seconds: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];
const PLAIN: Unit = { size: 1, tick: (value) => value.toLocaleString('en') };
const TOPS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

/** Durations count in the largest unit of which the longest has two. */
export function unitOf(metric: Metric, buckets: readonly Keys[]): Unit {
  if (metric === 'deploymentFrequency') return PLAIN;
  const most = Math.max(0, ...buckets.map((keys) => bandOf(metric, keys)?.[1] ?? valueOf(metric, keys) ?? 0));
  if (metric === 'changeFailRate' || metric === 'reworkRate') {
    // No axis of a rate goes beyond 100 %.
    const top = TOPS.find((each) => each >= most) ?? 1;
    return { size: 1, tick: (share) => unbroken(percentText(share)), ticks: [0, top / 2, top] };
  }
  const [size, name] = DURATIONS.find(([seconds]) => most >= 2 * seconds) ?? [1, 's'];
  return { size, tick: (value) => unbroken(`${value.toLocaleString('en', { maximumFractionDigits: 1 })} ${name}`) };
}

const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** The buckets of one metric. What has not begun at `asOf` is a gap: its count of 0 says nothing. */
export function pointsOf(
  metric: Metric,
  buckets: readonly Bucket[],
  asOf: string,
  timeZone: string,
  size: BucketSize,
): Point[] {
  const unit = unitOf(metric, buckets).size;
  const bands = buckets.map((bucket) => bandOf(metric, bucket));
  return buckets.map((bucket, index) => {
    const ahead = Date.parse(bucket.from) >= Date.parse(asOf);
    const unfinished = Date.parse(bucket.to) > Date.parse(asOf);
    const value = ahead ? null : valueOf(metric, bucket);
    const band = bands[index];
    const range = rangeText(bucket.from, bucket.to, timeZone);
    const figure = figureOf(metric, bucket);
    const when = `${range}${unfinished && !ahead ? ', so far' : ''}`;
    return {
      from: bucket.from,
      to: bucket.to,
      tick: tickText(bucket.from, timeZone, size),
      range,
      value: value === null ? null : value / unit,
      band: band ? [band[0] / unit, band[1] / unit] : null,
      alone: band !== null && !bands[index - 1] && !bands[index + 1],
      unfinished,
      words: `${when}. ${ahead ? 'Not yet' : sentenceOf(metric, figure)}`,
      reading: `${when}: ${ahead ? 'not yet' : readingOf(figure)}`,
    };
  });
}

function readingOf({ value, unit, of, interval }: Figure): string {
  if (value === null) return 'no data';
  return [`${value} ${unit}`, of, interval].filter((part) => part !== null).join(' · ');
}

function bandOf(metric: Metric, keys: Keys): [low: number, high: number] | null {
  if (metric === 'deploymentFrequency' || metric === 'recoveryTime') return null;
  const [low, high] = keys[metric].ci95 ?? [];
  return low === undefined || high === undefined ? null : [low, high];
}

/** "3–9 Nov 2026" of a half-open range. */
export function rangeText(from: string, to: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone });
  return format.formatRange(new Date(from), new Date(Date.parse(to) - 1));
}

function tickText(from: string, timeZone: string, size: BucketSize): string {
  const parts = size === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat('en-GB', { ...(parts as Intl.DateTimeFormatOptions), timeZone }).format(
    new Date(from),
  );
}

/** What a window is cut into unless the address says otherwise. */
export function usualBucket(days: number): BucketSize {
  if (days <= 31) return 'day';
  return days <= 200 ? 'week' : 'month';
}
