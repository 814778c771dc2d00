import type { Evidence } from '../../evidence.js';

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

export type Controls = Readonly<Record<string, readonly Control[]>>;
