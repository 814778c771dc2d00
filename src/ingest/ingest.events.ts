import { defineEvent } from '../platform/index.js';

/**
 * Delivery facts that were stored by one ingest transaction (of some thousand facts at most).
 * `services` = services touched by deployments and changes, resolved, present and previous ones.
 * `earliest` = earliest instant among finishedAt and mergedAt, new and previous values, of what changed.
 */
export interface DeliveryFacts {
  seq: number;
  services: string[];
  repositories: string[];
  deployments: string[];
  changes: string[];
  commits: { repository: string; shas: string[] }[];
  checks: { repository: string; sha: string }[];
  earliest: string | null;
}

export const DeliveryFactsRecorded = defineEvent<DeliveryFacts>('ingest.delivery-facts-recorded', (one, other) => ({
  seq: Math.max(one.seq, other.seq),
  services: union(one.services, other.services),
  repositories: union(one.repositories, other.repositories),
  deployments: union(one.deployments, other.deployments),
  changes: union(one.changes, other.changes),
  commits: [...one.commits, ...other.commits],
  checks: [...one.checks, ...other.checks],
  earliest: [one.earliest, other.earliest].filter((at) => at !== null).toSorted()[0] ?? null,
}));

function union(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])];
}

/** Incident facts that are new or changed; bodies are read with `FactsReads.incidentFacts`. */
export const IncidentFactsRecorded = defineEvent<{ ids: string[] }>('ingest.incident-facts-recorded');

/** Flips of flags that live in another system; bodies are read with `FactsReads.flipFacts`. */
export const FlipFactsRecorded = defineEvent<{ ids: string[] }>('ingest.flip-facts-recorded');

/** A webhook was received (or asked to be processed again); internal to ingest. */
export const ReceiptReceived = defineEvent<{ receipt: string }>('ingest.receipt-received');

/** Changes near a service with an id after `after` are to be resolved anew; internal to ingest. */
export const ServicesToResolve = defineEvent<{ service: string; after: string }>('ingest.services-to-resolve');

/** Quarantined receipts of a repository with an id after `after` are to be processed again; internal to ingest. */
export const QuarantineOpened = defineEvent<{ repository: string; after: string }>('ingest.quarantine-opened');
