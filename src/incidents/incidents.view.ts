import type { Incident } from './domain/incident.js';
import type { IncidentView, TimelineEntryView } from './incidents.contract.js';
import type { TimelineRow } from './incidents.repository.js';

/** An incident as clients see it. */
export function viewOf(incident: Incident): IncidentView {
  const { cause } = incident;
  return {
    id: incident.id,
    state: incident.state,
    title: incident.title,
    service: incident.service,
    environment: incident.environment,
    severity: incident.severity,
    startedAt: incident.startedAt.toISOString(),
    detectedAt: iso(incident.detectedAt),
    acknowledgedAt: iso(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy,
    mitigatedAt: iso(incident.mitigatedAt),
    restoredAt: iso(incident.restoredAt),
    resolvedAt: iso(incident.resolvedAt),
    restoredBy: incident.restoredBy,
    // The database keeps no order of keys; entity tags are over the text.
    cause: cause && {
      ...(cause.deployments ? { deployments: cause.deployments } : {}),
      ...(cause.flag === undefined ? {} : { flag: cause.flag }),
      ...(cause.external === undefined ? {} : { external: cause.external }),
    },
    duplicateOf: incident.duplicateOf,
    drill: incident.drill,
    drillRun: incident.drillRun,
    mitigations: incident.mitigations.map(({ by, flag, deployment, at, exact, note }) => ({
      by,
      flag,
      deployment,
      at: at.toISOString(),
      exact,
      note,
    })),
    source: incident.source,
    alert: incident.alert,
    declaredAt: incident.declaredAt.toISOString(),
    declaredBy: incident.declaredBy,
  };
}

export function entryView({ id, at, kind, actor, person, note, data }: TimelineRow): TimelineEntryView {
  return { ...data, id, at: at.toISOString(), kind, actor, person, note };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
