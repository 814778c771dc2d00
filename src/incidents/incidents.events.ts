import { defineEvent } from '../platform/index.js';

/**
 * An incident began or changed in what metrics look at (times, service, cause, mitigation, duplicate).
 * `services`: where it is, and where it was before; `earliest`: the earliest start it has or had (ISO instant).
 */
export interface IncidentChange {
  incident: string;
  services: { service: string; environment: string }[];
  earliest: string;
}

export const IncidentChanged = defineEvent<IncidentChange>('incidents.incident-changed');
