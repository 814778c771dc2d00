import type { RestoredBy } from '../../ingest/index.js';
import { entry, later, type Incident, type Mitigation, type Outcome, type Refusal, type State } from './incident.js';
import { outcome, unchanged, withMitigation } from './mitigation.js';
import { lastMode, remedyThatHolds, type FlipOn } from './remedies.js';

export const STEPS = ['acknowledge', 'mitigate', 'restore', 'resolve', 'reopen'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Where each step may lead. The present state: the step changes nothing about it. Null: the state forbids the step, unless
 * it was taken before.
 */
export const TRANSITIONS: Readonly<Record<State, Readonly<Record<Step, readonly State[] | null>>>> = {
  declared: {
    acknowledge: ['acknowledged'],
    mitigate: ['mitigated'],
    restore: ['restored'],
    resolve: ['resolved'],
    reopen: ['declared'],
  },
  acknowledged: {
    acknowledge: ['acknowledged'],
    mitigate: ['mitigated'],
    restore: ['restored'],
    resolve: ['resolved'],
    reopen: ['acknowledged'],
  },
  mitigated: {
    acknowledge: ['mitigated'],
    mitigate: ['mitigated'],
    restore: ['restored'],
    resolve: ['resolved'],
    reopen: ['declared', 'acknowledged'],
  },
  restored: {
    acknowledge: ['restored'],
    mitigate: ['restored'],
    restore: ['restored'],
    resolve: ['resolved'],
    reopen: ['declared', 'acknowledged'],
  },
  resolved: {
    acknowledge: null,
    mitigate: null,
    restore: null,
    resolve: ['resolved'],
    reopen: ['declared', 'acknowledged'],
  },
};

export type Command =
  | { step: 'acknowledge'; by: string; at: Date }
  | { step: 'mitigate'; mitigation: Mitigation }
  | { step: 'restore'; at: Date | null; by: RestoredBy | null; note?: string | null }
  | { step: 'resolve'; note?: string | null }
  | { step: 'reopen'; note?: string | null };

/** What a decision looks at beside the incident: the present, and flips to on since the incident began. */
export interface Surroundings {
  now: Date;
  flipsOn: FlipOn[];
}

/** Takes one step. A step that was taken already changes nothing and says nothing. */
export function take(incident: Incident, command: Command, around: Surroundings): Outcome | Refusal {
  switch (command.step) {
    case 'acknowledge':
      return acknowledge(incident, command.by, command.at);
    case 'mitigate':
      return mitigate(incident, command.mitigation);
    case 'restore':
      return restore(incident, command, around);
    case 'resolve':
      return resolve(incident, command.note ?? null, around);
    case 'reopen':
      return reopen(incident, command.note ?? null, around.now);
  }
}

function acknowledge(incident: Incident, by: string, at: Date): Outcome | Refusal {
  if (incident.acknowledgedAt) return unchanged(incident);
  if (!TRANSITIONS[incident.state].acknowledge) return forbidden(incident, 'acknowledge');
  const acknowledgedAt = later(at, incident.startedAt);
  return outcome({ ...incident, acknowledgedAt, acknowledgedBy: by }, [entry('acknowledged', acknowledgedAt)]);
}

/** Adds a mitigation; the first one since the incident last turned bad is when it was mitigated. */
function mitigate(incident: Incident, mitigation: Mitigation): Outcome | Refusal {
  if (incident.mitigations.some((known) => sameMitigation(known, mitigation, incident.reopenedAt)))
    return unchanged(incident);
  if (!TRANSITIONS[incident.state].mitigate) return forbidden(incident, 'mitigate');
  return withMitigation(incident, mitigation);
}

function restore(
  incident: Incident,
  { at, by, note }: { at: Date | null; by: RestoredBy | null; note?: string | null },
  { now, flipsOn }: Surroundings,
): Outcome | Refusal {
  if (incident.restoredAt) return unchanged(incident);
  if (!TRANSITIONS[incident.state].restore) return forbidden(incident, 'restore');
  if (at && at < incident.startedAt) {
    return { refused: 'invalid', code: 'before_start', field: 'at', detail: 'must not be before the incident started' };
  }
  const restoredAt = at ?? remedyThatHolds(incident, flipsOn)?.at ?? later(now, incident.startedAt);
  const restoredBy = by ?? lastMode(incident) ?? 'other';
  return outcome({ ...incident, restoredAt, restoredBy }, [
    entry('restored', restoredAt, { by: restoredBy }, note ?? null),
  ]);
}

function resolve(incident: Incident, note: string | null, { now, flipsOn }: Surroundings): Outcome {
  if (incident.resolvedAt) return unchanged(incident);
  const resolvedAt = later(now, incident.restoredAt ?? incident.startedAt);
  const done = entry('resolved', resolvedAt, {}, note);
  if (incident.restoredAt) return outcome({ ...incident, resolvedAt }, [done]);
  const remedy = remedyThatHolds(incident, flipsOn);
  if (!remedy) return outcome({ ...incident, resolvedAt }, [done]);
  const restored = { ...incident, resolvedAt, restoredAt: remedy.at, restoredBy: remedy.by };
  return outcome(restored, [entry('restored', remedy.at, { by: remedy.by }), done]);
}

/** Acknowledgement and mitigations stay: they happened. */
function reopen(incident: Incident, note: string | null, now: Date): Outcome {
  if (incident.state === 'declared' || incident.state === 'acknowledged') return unchanged(incident);
  const cleared = { mitigatedAt: null, restoredAt: null, resolvedAt: null, restoredBy: null };
  const reopenedAt = later(now, incident.startedAt);
  return outcome({ ...incident, ...cleared, reopenedAt }, [entry('reopened', reopenedAt, {}, note)]);
}

function forbidden(incident: Incident, step: Step): Refusal {
  return {
    refused: 'conflict',
    code: `incident_${incident.state}`,
    detail: `The incident is ${incident.state}: it cannot ${step}. Reopen it first if it is not over.`,
  };
}

/** What was told before the incident turned bad again is not the same word told now. */
function sameMitigation(known: Mitigation, told: Mitigation, reopenedAt: Date | null): boolean {
  const stillCounts = reopenedAt === null || known.at > reopenedAt;
  return stillCounts && known.by === told.by && known.flag === told.flag && known.deployment === told.deployment;
}
