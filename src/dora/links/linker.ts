import { Injectable } from '@nestjs/common';
import { IncidentReads, type Incident } from '../../incidents/index.js';
import type { Tx } from '../../platform/index.js';
import { link, LOOK_BACK_MS, type Link } from '../domain/linking.js';
import { impactOf, type Impact } from '../domain/recovery.js';
import { MarksRepository, type Mark } from '../marks/marks.repository.js';
import { DaySet, dayOf } from '../recompute/days.js';
import type { Replayed } from '../recompute/replay.service.js';
import { flagsOf, SurroundingsReads, toLink } from './surroundings.reads.js';

interface Place {
  service: string;
  environment: string;
  at: Date;
}

/** Puts incidents down to their causes, and keeps what they make of deployments. */
@Injectable()
export class Linker {
  constructor(
    private readonly incidents: IncidentReads,
    private readonly surroundings: SurroundingsReads,
    private readonly marks: MarksRepository,
  ) {}

  /** Incidents of a service whose link or recovery may depend on deployments that differ now. */
  async concernedBy(tx: Tx, service: string, replayed: Replayed): Promise<string[]> {
    const found = new Set<string>();
    for (const environment of new Set(replayed.deployments.map((deployment) => deployment.environment))) {
      const changed = replayed.deployments.filter((deployment) => deployment.environment === environment);
      const times = changed.map((deployment) => deployment.finishedAt.getTime());
      const first = times.reduce((least, at) => Math.min(least, at), Infinity);
      const last = times.reduce((most, at) => Math.max(most, at), -Infinity);
      const rows = await tx.query<{ id: string }>(
        `select incident_id as id from dora_incidents
           where service = $1 and environment = $2 and started_at >= $3 and started_at <= $4
         union select incident_id from dora_incidents where named && $5::text[]
         union select incident_id from dora_incidents
           where service = $1 and environment = $2 and waiting and started_at <= $6 and $7`,
        [
          service,
          environment,
          new Date(first),
          new Date(last + LOOK_BACK_MS),
          changed.map((deployment) => deployment.id),
          new Date(last),
          changed.some((deployment) => deployment.rollback),
        ],
      );
      for (const row of rows) found.add(row.id);
    }
    return [...found];
  }

  /** Links these incidents again. Days of other services are marked for them. */
  async relink(tx: Tx, service: string, ids: string[], days: DaySet): Promise<void> {
    if (ids.length === 0) return;
    const loaded = new Map((await this.incidents.findMany(ids, tx)).map((incident) => [incident.id, incident]));
    const touched: Place[] = [];
    for (const id of ids) {
      const incident = loaded.get(id);
      const before = await placesOf(tx, id);
      if (!incident || incident.drill) {
        if (await this.remove(tx, id)) touched.push(...before);
      } else if (incident.service === service) {
        const changed = await this.save(tx, incident);
        if (changed) touched.push(...before, ...(await placesOf(tx, id)));
      } else if (before.length > 0) {
        // It moved to another service, which takes it over when its own mark is worked on.
        await this.marks.add(tx, [{ service: incident.service, incidents: [id] }]);
        if (before[0]?.service === service && (await this.remove(tx, id))) touched.push(...before);
      }
    }
    const elsewhere: Mark[] = [];
    for (const place of touched) {
      const day = dayOf(place.at.getTime());
      if (place.service === service) days.addDay(place.environment, day);
      else elsewhere.push({ service: place.service, environment: place.environment, days: [day] });
    }
    await this.marks.add(tx, elsewhere);
  }

  private async remove(tx: Tx, id: string): Promise<boolean> {
    return (await tx.execute(`delete from dora_incidents where incident_id = $1`, [id])) > 0;
  }

  /** False: nothing differs. */
  private async save(tx: Tx, incident: Incident): Promise<boolean> {
    const around = await this.surroundings.of(tx, incident);
    const decided = link(toLink(incident), around);
    const flags = new Set([...flagsOf(incident), ...(decided.flag ? [decided.flag.flag] : [])]);
    const impact = impactOf(
      {
        startedAt: incident.startedAt.getTime(),
        restoredAt: incident.restoredAt?.getTime() ?? null,
        resolvedAt: incident.resolvedAt?.getTime() ?? null,
        reopenedAt: incident.reopenedAt?.getTime() ?? null,
        restoredBy: incident.restoredBy,
        lastMitigation: incident.mitigations.at(-1)?.by ?? null,
      },
      around.allFlips.filter((flip) => flags.has(flip.flag)),
      around.rollbacks,
    );
    const remedies = [...new Set(incident.mitigations.flatMap(({ deployment }) => deployment ?? []))].sort();
    const row = rowOf(incident, decided, impact, remedies, flags);
    const changed = await tx.execute(
      `insert into dora_incidents as i (incident_id, service, environment, started_at, method, confidence, external, duplicate,
         unlinked, flag, flip, impact, named, waiting)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14)
       on conflict (incident_id) do update set service = excluded.service, environment = excluded.environment,
         started_at = excluded.started_at, method = excluded.method, confidence = excluded.confidence,
         external = excluded.external, duplicate = excluded.duplicate, unlinked = excluded.unlinked, flag = excluded.flag,
         flip = excluded.flip, impact = excluded.impact, named = excluded.named, waiting = excluded.waiting
       where (i.service, i.environment, i.started_at, i.method, i.confidence, i.external, i.duplicate, i.unlinked, i.flag,
           i.flip, i.impact, i.named, i.waiting)
         is distinct from (excluded.service, excluded.environment, excluded.started_at, excluded.method, excluded.confidence,
           excluded.external, excluded.duplicate, excluded.unlinked, excluded.flag, excluded.flip, excluded.impact,
           excluded.named, excluded.waiting)`,
      row,
    );
    const failed = await replace(tx, 'dora_failures', incident.id, decided.deployments);
    const remedied = await replace(tx, 'dora_remedies', incident.id, remedies);
    return changed > 0 || failed || remedied;
  }
}

function rowOf(incident: Incident, decided: Link, impact: Impact, remedies: string[], flags: Set<string>): unknown[] {
  const named = [
    ...(incident.cause?.deployments ?? []),
    ...decided.deployments,
    ...remedies,
    ...[...flags].map((flag) => `flag:${flag}`),
  ];
  const caused = decided.deployments.length > 0 || decided.flag !== null;
  return [
    incident.id,
    incident.service,
    incident.environment,
    incident.startedAt,
    decided.method,
    decided.confidence,
    decided.external,
    decided.duplicate,
    !caused && !decided.external && !decided.duplicate,
    decided.flag?.flag ?? null,
    decided.flag?.flip ?? null,
    JSON.stringify(impact),
    [...new Set(named)].sort(),
    incident.restoredAt === null,
  ];
}

async function replace(tx: Tx, table: string, incident: string, deployments: string[]): Promise<boolean> {
  const gone = await tx.execute(`delete from ${table} where incident_id = $1 and deployment_id <> all($2::text[])`, [
    incident,
    deployments,
  ]);
  const come = await tx.execute(
    `insert into ${table} (incident_id, deployment_id) select $1, unnest($2::text[]) on conflict do nothing`,
    [incident, deployments],
  );
  return gone > 0 || come > 0;
}

/** Where an incident shows: at its start, and at the deployments that it makes failed or that were its remedy. */
async function placesOf(tx: Tx, incident: string): Promise<Place[]> {
  return tx.query<Place & { service: string }>(
    `select service, environment, started_at as at from dora_incidents where incident_id = $1
     union all
     select d.service, d.environment, d.finished_at
     from (select deployment_id from dora_failures where incident_id = $1
           union select deployment_id from dora_remedies where incident_id = $1) l
     join deployments d on d.id = l.deployment_id and d.status = 'success'`,
    [incident],
  );
}
