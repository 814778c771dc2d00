import type { CatalogView, KnownService } from '../fact-placement.js';
import { incidentEnvironment } from '../fact-placement.js';
import type { IncidentFact, Severity } from '../facts.js';
import { isNamed } from './deployments.js';
import { ignored, patches, quarantined, type IncidentPatch, type Translation } from './patches.js';
import type { Payload } from './payload.js';

/**
 * `issues` events of issues labelled `incident` or `incident:…`. Severity from a label `sev1` … `sev4`, service from
 * `service:<key>` (else the repository's only service), environment from `environment:<key>`. Opened is the start, closed
 * is resolved. Id: `owner/name#<number>`.
 */
export function issue(payload: Payload, repository: string, catalog: CatalogView): Translation {
  const told = payload.need('issue');
  const labels = told
    .objects('labels')
    .map((label) => label.opaque('name')?.toLowerCase())
    .filter((name) => name !== undefined);
  if (!labels.some((label) => label === 'incident' || label.startsWith('incident:'))) {
    return ignored('the issue is not labelled as an incident');
  }
  const action = payload.text('action');
  if (action === 'deleted' || action === 'transferred') return ignored(`an incident's issue was ${action}`);

  const service = serviceOf(labels, catalog.servicesOf(repository), catalog);
  if ('reason' in service) return quarantined(service.reason);
  const startedAt = told.needInstant('created_at');
  const environment = valueOf(labels, 'environment') ?? incidentEnvironment(service);
  if (environment === null || !service.environments.some(({ key }) => key === environment)) {
    return quarantined(
      `Service ${service.key} has no environment '${environment ?? 'production'}': label it environment:<key>.`,
    );
  }
  const fact: IncidentFact = {
    kind: 'incident',
    id: `${repository}#${told.needInteger('number')}`,
    service: service.key,
    environment,
    title: told.text('title'),
    severity: severityOf(labels),
    startedAt,
    resolvedAt: told.text('state') === 'closed' ? told.instant('closed_at') : null,
  };
  return patches({ of: 'incident', asOf: told.instant('updated_at') ?? startedAt, fact });
}

/**
 * An incident as known and as its issue tells it now: the latest state of the issue counts for what an issue says; cause,
 * times of mitigation and restoration, told by others, stay.
 */
export function mergeIncident(
  known: { fact: IncidentFact; asOf: string | null } | null,
  patch: IncidentPatch,
): { fact: IncidentFact; asOf: string } {
  if (!known) return { fact: patch.fact, asOf: patch.asOf };
  if (known.asOf !== null && known.asOf > patch.asOf) return { fact: known.fact, asOf: known.asOf };
  const severity = patch.fact.severity ?? known.fact.severity ?? null;
  return { fact: { ...known.fact, ...patch.fact, severity }, asOf: patch.asOf };
}

function serviceOf(
  labels: readonly string[],
  services: readonly KnownService[],
  catalog: CatalogView,
): KnownService | { reason: string } {
  const named = valueOf(labels, 'service') ?? null;
  if (named !== null) {
    const service = catalog.service(named) ?? services.find((candidate) => isNamed(candidate, named));
    return service ?? { reason: `The incident's label names the service '${named}', which the catalog does not know.` };
  }
  const [only] = services;
  if (only && services.length === 1) return only;
  return { reason: `The repository holds ${services.length} services: label the incident service:<key>.` };
}

function severityOf(labels: readonly string[]): Severity | null {
  for (const label of labels) {
    const [, level] = /^(?:severity[:/ -]*|incident:)?sev-?([1-4])$/.exec(label) ?? [];
    if (level !== undefined) return `sev${level}` as Severity;
  }
  return null;
}

function valueOf(labels: readonly string[], name: string): string | null {
  const label = labels.find((candidate) => candidate.startsWith(`${name}:`));
  return label === undefined ? null : label.slice(name.length + 1).trim();
}
