import type { IncidentFact } from '../../ingest/index.js';
import { entry, stateOf, type Cause, type Entry, type Incident, type Outcome } from './incident.js';

/** What a fact says about an incident. */
type Told = Pick<
  Incident,
  | 'title'
  | 'severity'
  | 'detectedAt'
  | 'mitigatedAt'
  | 'restoredAt'
  | 'resolvedAt'
  | 'restoredBy'
  | 'cause'
  | 'duplicateOf'
>;

/**
 * Applies a fact to the incident of its id. Only what this fact says otherwise than the one before it changes something, so
 * that acknowledgements, mitigations and steps taken here stay; what the source takes back is taken back.
 */
export function applyFact(
  present: Incident | null,
  before: IncidentFact | null,
  fact: IncidentFact & { environment: string },
  now: Date,
): Outcome {
  const startedAt = new Date(fact.startedAt);
  const told = toldBy(fact);
  if (!present) {
    const fresh: Incident = {
      id: fact.id,
      service: fact.service,
      environment: fact.environment,
      state: 'declared',
      startedAt,
      acknowledgedAt: null,
      acknowledgedBy: null,
      reopenedAt: null,
      drill: typeof fact.drillRun === 'string',
      drillRun: fact.drillRun ?? null,
      mitigations: [],
      source: 'fact',
      alert: null,
      declaredAt: now,
      declaredBy: 'fact',
      ...told,
    };
    return { incident: { ...fresh, state: stateOf(fresh) }, entries: linesOf(fact) };
  }
  const next = { ...present, ...merged(present, before ? toldBy(before) : null, told), startedAt };
  const drillRun = fact.drillRun ?? present.drillRun;
  const incident = {
    ...next,
    service: fact.service,
    environment: fact.environment,
    drill: present.drill || drillRun !== null,
    drillRun,
  };
  const badAgain = (present.restoredAt ?? present.resolvedAt) !== null && !incident.restoredAt && !incident.resolvedAt;
  const lines = badAgain ? [...linesOf(fact), entry('reopened', now)] : linesOf(fact);
  return {
    incident: { ...incident, reopenedAt: badAgain ? now : present.reopenedAt, state: stateOf(incident) },
    entries: lines,
  };
}

function toldBy(fact: IncidentFact): Told {
  return {
    title: fact.title ?? null,
    severity: fact.severity ?? null,
    detectedAt: instant(fact.detectedAt),
    mitigatedAt: instant(fact.mitigatedAt),
    restoredAt: instant(fact.restoredAt),
    resolvedAt: instant(fact.resolvedAt),
    restoredBy: fact.restoredBy ?? null,
    cause: causeOf(fact),
    duplicateOf: fact.duplicateOf ?? null,
  };
}

function merged(present: Told, before: Told | null, told: Told): Told {
  const pick = <K extends keyof Told>(field: K): Told[K] => {
    const [was, is] = [before?.[field] ?? null, told[field]];
    if (same(was, is)) return present[field];
    // Taken back: only what the source itself had said goes.
    if (is === null) return same(present[field], was) ? told[field] : present[field];
    return told[field];
  };
  return {
    title: pick('title'),
    severity: pick('severity'),
    detectedAt: pick('detectedAt'),
    mitigatedAt: pick('mitigatedAt'),
    restoredAt: pick('restoredAt'),
    resolvedAt: pick('resolvedAt'),
    restoredBy: pick('restoredBy'),
    cause: pick('cause'),
    duplicateOf: pick('duplicateOf'),
  };
}

function linesOf(fact: IncidentFact): Entry[] {
  const line = (kind: Entry['kind'], at: string | null | undefined, data: Record<string, unknown> = {}): Entry[] =>
    typeof at === 'string' ? [entry(kind, new Date(at), data)] : [];
  const by = fact.restoredBy ?? null;
  return [
    ...line('declared', fact.startedAt, { service: fact.service, severity: fact.severity ?? null }),
    ...line('mitigated', fact.mitigatedAt, { by }),
    ...line('restored', fact.restoredAt, { by }),
    ...line('resolved', fact.resolvedAt),
  ];
}

function causeOf({ cause }: IncidentFact): Cause | null {
  if (!cause) return null;
  const { deployments, flag, external } = cause;
  const said: Cause = {
    ...(deployments && deployments.length > 0 ? { deployments } : {}),
    ...(typeof flag === 'string' ? { flag } : {}),
    ...(external ? { external: true } : {}),
  };
  return Object.keys(said).length > 0 ? said : null;
}

function instant(text: string | null | undefined): Date | null {
  return typeof text === 'string' ? new Date(text) : null;
}

/** Equal whatever the order of keys, which the database does not keep. */
function same(a: Told[keyof Told], b: Told[keyof Told]): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: Told[keyof Told]): string {
  if (value === null || typeof value === 'string' || value instanceof Date) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
