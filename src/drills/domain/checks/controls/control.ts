import type { Evidence } from '../../evidence.js';
import { iso, timeOf } from '../words.js';

/** A doctored run on which a check must fail. */
export interface Control {
  name: string;
  doctor: (evidence: Evidence) => Evidence;
  /** Checks that cannot but fail with it, since they rest on the same facts. */
  also: readonly string[];
}

/** A control that changes a copy of the run. */
export function doctored(name: string, change: (run: Evidence) => void, also: readonly string[] = []): Control {
  return {
    name,
    also,
    doctor: (evidence) => {
      const run = structuredClone(evidence);
      change(run);
      return run;
    },
  };
}

/** An instant so many seconds later; one that cannot be read stays as it is. */
export function later(instant: string, seconds: number): string {
  const time = timeOf(instant);
  return time === null ? instant : iso(time + seconds * 1000);
}

export type Controls = Readonly<Record<string, readonly Control[]>>;
