import type { IncidentFact } from '../ingest/index.js';
import type { Incident, Mitigation } from './domain/incident.js';

export interface IncidentRow extends Omit<Incident, 'mitigations'> {
  mitigations: (Omit<Mitigation, 'at'> & { at: string })[];
}

export interface FactRow {
  fact: IncidentFact | null;
  factSeq: string | null;
}

export const INCIDENT_COLUMNS = `
  i.id, i.service, i.environment, i.title, i.severity, i.state, i.started_at as "startedAt", i.detected_at as "detectedAt",
  i.acknowledged_at as "acknowledgedAt", i.acknowledged_by as "acknowledgedBy", i.mitigated_at as "mitigatedAt",
  i.restored_at as "restoredAt", i.resolved_at as "resolvedAt", i.restored_by as "restoredBy",
  i.reopened_at as "reopenedAt", i.cause, i.duplicate_of as "duplicateOf", i.drill,
  i.drill_run as "drillRun", i.mitigations, i.source, i.alert,
  i.declared_at as "declaredAt", i.declared_by as "declaredBy"`;

export function incidentOf(row: IncidentRow): Incident {
  return { ...row, mitigations: row.mitigations.map((m) => ({ ...m, at: new Date(m.at) })) };
}
