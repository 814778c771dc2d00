import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../identity/index.js';
import type { Tx } from '../platform/index.js';
import type { Incident, Outcome } from './domain/incident.js';
import { IncidentChanged } from './incidents.events.js';
import { IncidentsRepository, type Teller } from './incidents.repository.js';

/** Saves what a rule decided: the incident, its timeline, the audit, and the word to whoever measures. */
@Injectable()
export class IncidentWriter {
  constructor(
    private readonly repository: IncidentsRepository,
    private readonly audit: Audit,
  ) {}

  /** `act` names what was done for the audit, with who did it; nothing is written where nothing changed. */
  async write(
    tx: Tx,
    before: Incident | null,
    { incident, entries }: Outcome,
    teller: Teller,
    act: { actor: Actor; action: string; detail?: Record<string, unknown> } | null,
  ): Promise<void> {
    const changed = incident !== before;
    if (!changed && entries.length === 0) return;
    if (changed) await this.repository.save(tx, incident);
    await this.repository.append(tx, incident.id, entries, teller);
    tx.announce('incidents', incident.id);
    await this.tell(tx, before, incident);
    if (act) await this.record(tx, incident, act);
  }

  /** The audit of an act on an incident. */
  async record(
    tx: Tx,
    { id, state }: Incident,
    { actor, action, detail }: { actor: Actor; action: string; detail?: Record<string, unknown> },
  ): Promise<void> {
    await this.audit.record(tx, { actor, action, subject: `incident:${id}`, detail: { ...detail, state } });
  }

  async tell(tx: Tx, before: Incident | null, incident: Incident): Promise<void> {
    if (before && measured(before) === measured(incident)) return;
    const places = new Map<string, { service: string; environment: string }>();
    for (const { service, environment } of before ? [incident, before] : [incident]) {
      places.set(`${service}/${environment}`, { service, environment });
    }
    const earliest = before && before.startedAt < incident.startedAt ? before.startedAt : incident.startedAt;
    await tx.publish(IncidentChanged, {
      incident: incident.id,
      services: [...places.values()],
      earliest: earliest.toISOString(),
    });
  }
}

export function tellerOf(actor: Actor): Teller {
  return { actor: actor.person ?? actor.name, person: actor.person };
}

/** What metrics look at. */
function measured(i: Incident): string {
  const times = [i.startedAt, i.detectedAt, i.mitigatedAt, i.restoredAt, i.resolvedAt, i.restoredBy];
  const mitigations = i.mitigations.map(({ by, flag, deployment, at }) => [by, flag, deployment, at]);
  return JSON.stringify([i.service, i.environment, times, i.cause, i.duplicateOf, i.drill, i.drillRun, mitigations]);
}
