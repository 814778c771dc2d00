import type { RestoredBy, Severity } from '../../ingest/index.js';

export const STATES = ['declared', 'acknowledged', 'mitigated', 'restored', 'resolved'] as const;
export type State = (typeof STATES)[number];

export const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const satisfies readonly Severity[];
export const MODES = [
  'flag_off',
  'rollback',
  'roll_forward',
  'config',
  'other',
] as const satisfies readonly RestoredBy[];

/** What caused an incident, as far as somebody said so. */
export interface Cause {
  deployments?: string[];
  flag?: string;
  external?: boolean;
}

/**
 * Something done against the impact. `exact`: `at` is the moment of a flip to off or of a finished rollback, not of somebody
 * telling about it. `flip` names the flip.
 */
export interface Mitigation {
  by: RestoredBy;
  flag: string | null;
  deployment: string | null;
  environment: string | null;
  at: Date;
  exact: boolean;
  flip: string | null;
  note: string | null;
}

export type Source = 'declared' | 'fact' | 'alert';

export interface Incident {
  id: string;
  service: string;
  environment: string;
  title: string | null;
  severity: Severity | null;
  state: State;
  startedAt: Date;
  detectedAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  mitigatedAt: Date | null;
  restoredAt: Date | null;
  resolvedAt: Date | null;
  restoredBy: RestoredBy | null;
  /** When it last turned bad again. */
  reopenedAt: Date | null;
  cause: Cause | null;
  duplicateOf: string | null;
  drill: boolean;
  /** The run of the drill, where it is known. */
  drillRun: string | null;
  mitigations: Mitigation[];
  source: Source;
  /** The alert that declared it. */
  alert: string | null;
  declaredAt: Date;
  declaredBy: string;
}

export const ENTRY_KINDS = [
  'declared',
  'acknowledged',
  'mitigated',
  'restored',
  'resolved',
  'reopened',
  'changed',
  'flip',
  'deployment',
  'alert',
  'note',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A line of the timeline before it is stored. Of two with the same `dedupe` the first stays. */
export interface Entry {
  at: Date;
  kind: EntryKind;
  note: string | null;
  data: Record<string, unknown>;
  dedupe: string | null;
}

/** What a rule decided: the incident as it is next, and what the timeline says about it. */
export interface Outcome {
  incident: Incident;
  entries: Entry[];
}

/** Why a rule refuses. `conflict`: the state forbids it; `invalid`: a field is wrong. */
export interface Refusal {
  refused: 'conflict' | 'invalid';
  code: string;
  detail: string;
  field?: string;
}

export function isRefusal(result: Outcome | Refusal): result is Refusal {
  return 'refused' in result;
}

/** The state that the times of an incident say. */
export function stateOf(times: Pick<Incident, 'acknowledgedAt' | 'mitigatedAt' | 'restoredAt' | 'resolvedAt'>): State {
  if (times.resolvedAt) return 'resolved';
  if (times.restoredAt) return 'restored';
  if (times.mitigatedAt) return 'mitigated';
  return times.acknowledgedAt ? 'acknowledged' : 'declared';
}

export function entry(
  kind: EntryKind,
  at: Date,
  data: Record<string, unknown> = {},
  note: string | null = null,
): Entry {
  return { at, kind, note, data, dedupe: null };
}

export function later(a: Date, b: Date): Date {
  return a >= b ? a : b;
}
