import type { FlagRule, Prerequisite, Serve } from './rules.js';

export type { FlagRule } from './rules.js';

export const FLAG_KINDS = ['release', 'experiment', 'ops', 'permission', 'kill_switch'] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

export const FLAG_STAGES = ['active', 'completed', 'archived'] as const;
export type FlagStage = (typeof FLAG_STAGES)[number];

export const FLAG_OUTCOMES = ['kept', 'discarded'] as const;
export type FlagOutcome = (typeof FLAG_OUTCOMES)[number];

export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** What a variant may hold; all variants of one flag have one of these four types. */
export type FlagValue = boolean | number | string | { [name: string]: JsonValue };

/** Exactly one of the two, unless the flag came in without an owner. */
export interface FlagOwner {
  team: string | null;
  person: string | null;
}

export interface FlagEnvironment {
  key: string;
  on: boolean;
  /** Ordered: the first that matches decides. */
  rules: FlagRule[];
  /** What is served where no rule matches; null: the default variant. */
  otherwise: Serve | null;
  /** Flags whose answers in this environment are required; else the off variant is served. */
  prerequisites: Prerequisite[];
  /** Revision of the whole inventory at which this environment changed last; 0: never. */
  revision: number;
  /** When `on` changed last; the flag's birth if never. */
  changedAt: Date;
  lastEvaluatedAt: Date | null;
}

/** What whoever presses a kill switch wants to know first. Kept for every kind, shown for kill switches. */
export interface KillSwitchFacts {
  /** Where it is written what to do. */
  runbook: string | null;
  /** What users lose while it is off, in words. */
  blastRadius: string | null;
  lastDrilledAt: Date | null;
}

export interface Flag {
  key: string;
  name: string;
  description: string | null;
  kind: FlagKind;
  service: string;
  owner: FlagOwner;
  expiresAt: Date | null;
  /** How often its expiry was put off. */
  extensions: number;
  removalTicket: string | null;
  killSwitch: KillSwitchFacts;
  stage: FlagStage;
  outcome: FlagOutcome | null;
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  /** The environments of its service. */
  environments: FlagEnvironment[];
  /** Revision of the whole inventory at which anything of this flag changed last. */
  revision: number;
  createdAt: Date;
  /** When anything of it was changed last: itself, its stage, or its state somewhere. */
  updatedAt: Date;
  createdBy: string;
}

/** Kinds that are born with an end: owner, expiry and removal ticket. */
export function needsEnd(kind: FlagKind): boolean {
  return kind === 'release' || kind === 'experiment';
}
