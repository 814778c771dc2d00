import { zonedBuckets } from '../../time/index.js';

const DAY_MS = 86_400_000;

/** Counts the days of a time zone on which any of these instants (milliseconds) lies. */
export function activeDays(instants: Float64Array[], timezone: string): number {
  const first = instants.reduce((least, part) => part.reduce((a, b) => Math.min(a, b), least), Infinity);
  const last = instants.reduce((most, part) => part.reduce((a, b) => Math.max(a, b), most), -Infinity);
  if (first > last) return 0;
  const indexOf =
    timezone === 'UTC' ? (at: number): number => Math.floor(at / DAY_MS) : zonedIndex(first, last, timezone);
  const days = new Set<number>();
  for (const part of instants) for (const at of part) days.add(indexOf(at));
  return days.size;
}

function zonedIndex(first: number, last: number, timezone: string): (at: number) => number {
  const starts = zonedBuckets(new Date(first), new Date(last + 1), timezone, 'day').map(({ from }) => from.getTime());
  return (at) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
