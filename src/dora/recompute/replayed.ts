import type { DaySet } from './days.js';

export interface Replayed {
  /** Days whose deployments or deliveries differ. */
  days: DaySet;
  /** Days whose settled changes differ. */
  settled: DaySet;
  /** Deployments that came, went or changed, with their finish. */
  deployments: { id: string; environment: string; finishedAt: Date; again: boolean }[];
  /** Changes whose delivery may differ, for which the first production environment is decided again. */
  changes: Set<string>;
  /** Where to go on in a next transaction. */
  rest: { environment: string; from: Date }[];
}
