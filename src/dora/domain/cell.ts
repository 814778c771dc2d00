import { packLeads, type LeadSample } from './packed-leads.js';
import type { Impact } from './recovery.js';

/** A failed deployment, or a failure caused by a flip (deployment null), with the impact of each of its incidents. */
export interface Failure {
  deployment: string | null;
  impacts: Impact[];
}

export interface IncidentCounts {
  total: number;
  external: number;
  unlinked: number;
  duplicates: number;
}

/** What the rows of some hours come to: one service and environment, usually one UTC day. */
export interface Cell {
  /** Finish of each deployment, in milliseconds, ascending. */
  finishes: Float64Array;
  failed: number;
  rework: number;
  /** Packed lead times, see packed-leads.ts. */
  leads: Buffer;
  /** Changes whose first deployment is unknowable; `First` = counted once over the production environments. */
  unattributed: number;
  unattributedFirst: number;
  incidents: IncidentCounts;
  failures: Failure[];
}

export interface CellRows {
  deployments: { id: string; finishedAt: number; failed: boolean; rework: boolean }[];
  leads: LeadSample[];
  unattributed: { first: boolean }[];
  incidents: { external: boolean; unlinked: boolean; duplicate: boolean }[];
  failures: Failure[];
}

export const NO_ROWS: Readonly<CellRows> = {
  deployments: [],
  leads: [],
  unattributed: [],
  incidents: [],
  failures: [],
};

/** Counts rows; the same function makes the stored cells and the edges of windows that cells do not reach. */
export function cellOf(rows: CellRows): Cell {
  return {
    finishes: Float64Array.from(rows.deployments, (deployment) => deployment.finishedAt).sort(),
    failed: rows.deployments.filter((deployment) => deployment.failed).length,
    rework: rows.deployments.filter((deployment) => deployment.rework).length,
    leads: packLeads(rows.leads),
    unattributed: rows.unattributed.length,
    unattributedFirst: rows.unattributed.filter((change) => change.first).length,
    incidents: {
      total: rows.incidents.length,
      external: rows.incidents.filter((incident) => incident.external).length,
      unlinked: rows.incidents.filter((incident) => incident.unlinked).length,
      duplicates: rows.incidents.filter((incident) => incident.duplicate).length,
    },
    failures: [...rows.failures]
      .map((failure) => ({ ...failure, impacts: [...failure.impacts].sort(byStart) }))
      .sort(byFailure),
  };
}

function byStart(a: Impact, b: Impact): number {
  return a.startedAt - b.startedAt || (a.restoredAt ?? Infinity) - (b.restoredAt ?? Infinity) || 0;
}

function byFailure(a: Failure, b: Failure): number {
  const [left, right] = [a.deployment ?? '', b.deployment ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return (a.impacts[0]?.startedAt ?? 0) - (b.impacts[0]?.startedAt ?? 0);
}
