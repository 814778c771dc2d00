import { entry, later, stateOf, type Incident, type Mitigation, type Outcome } from './incident.js';

export function unchanged(incident: Incident): Outcome {
  return { incident, entries: [] };
}

/** The incident in the state that its times say. */
export function outcome(incident: Incident, entries: Outcome['entries']): Outcome {
  return { incident: { ...incident, state: stateOf(incident) }, entries };
}

/**
 * Adds a mitigation, whatever the state: what happened has happened. The first one since the incident last turned bad is
 * when it was mitigated.
 */
export function withMitigation(incident: Incident, mitigation: Mitigation): Outcome {
  const { by, flag, deployment, environment, note, at } = mitigation;
  const counts = incident.reopenedAt === null || at > incident.reopenedAt;
  const mitigatedAt = incident.mitigatedAt ?? (counts ? later(at, incident.startedAt) : null);
  const next = { ...incident, mitigatedAt, mitigations: [...incident.mitigations, mitigation] };
  return outcome(next, [entry('mitigated', at, { by, flag, deployment, environment }, note)]);
}
