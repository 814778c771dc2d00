import type { FlagKind } from './flag.js';

/** What an installation allows the flags of one kind. */
export interface KindPolicy {
  /** Days that a flag is meant to live; null: without end. */
  lifetimeDays: number | null;
  /** How often its expiry may be put off before only an admin may. */
  extensionCap: number;
}

export type KindPolicies = Record<FlagKind, KindPolicy>;

/** Until an installation says otherwise; the lifetimes are the defaults of other flag systems. */
export const DEFAULT_POLICIES: KindPolicies = {
  release: { lifetimeDays: 40, extensionCap: 2 },
  experiment: { lifetimeDays: 40, extensionCap: 2 },
  ops: { lifetimeDays: 7, extensionCap: 2 },
  permission: { lifetimeDays: null, extensionCap: 2 },
  kill_switch: { lifetimeDays: null, extensionCap: 2 },
};
