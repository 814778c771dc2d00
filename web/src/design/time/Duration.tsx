import { durationText } from './instants';

/** A length of time; null is unknown, never 0. */
export function Duration({ seconds }: { seconds: number | null | undefined }) {
  if (seconds === null || seconds === undefined) return <span aria-label="unknown">–</span>;
  return <span title={`${Math.round(seconds).toLocaleString('en')} s`}>{durationText(seconds)}</span>;
}
