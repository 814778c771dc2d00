import { Injectable } from '@nestjs/common';
import { FlagReads } from '../../flags/index.js';
import type { Incident } from '../../incidents/index.js';
import type { Tx } from '../../platform/index.js';
import { laneOf, runOf } from '../domain/lane.js';
import { LOOK_BACK_MS, type IncidentToLink, type Surroundings } from '../domain/linking.js';
import type { FlipSeen, RollbackSeen } from '../domain/recovery.js';

export interface Around extends Surroundings {
  /** Flips of every flag that the incident names, in its environment. */
  allFlips: FlipSeen[];
  rollbacks: RollbackSeen[];
}

/** Loads what stands around incidents. */
@Injectable()
export class SurroundingsReads {
  constructor(private readonly flags: FlagReads) {}

  /** By incident. Only what some incidents name is read for each of them. */
  async of(tx: Tx, incidents: Incident[]): Promise<Map<string, Around>> {
    const corrections = await correctionsOf(tx, incidents);
    const latest = await latestOf(tx, incidents);
    const around = new Map<string, Around>();
    for (const incident of incidents) {
      const { flips, allFlips } = await this.flips(tx, incident);
      const correction = corrections.get(incident.id) ?? null;
      const blamed = correction && 'deployments' in correction ? correction.deployments : [];
      const known = await deployed(tx, incident, blamed);
      around.set(incident.id, {
        correction: blamed.length === 0 ? correction : { deployments: blamed.filter((id) => known.has(id)) },
        deployed: known,
        flips,
        allFlips,
        takenBack: await takenBack(tx, incident),
        latest: latest.get(incident.id) ?? null,
        rollbacks: incident.restoredAt === null ? await rollbacks(tx, incident) : [],
      });
    }
    return around;
  }

  private async flips(tx: Tx, incident: Incident): Promise<{ flips: Surroundings['flips']; allFlips: FlipSeen[] }> {
    const flips: Surroundings['flips'] = [];
    const allFlips: FlipSeen[] = [];
    for (const flag of flagsOf(incident)) {
      for (const flip of await this.flags.flips({ flag, environment: incident.environment }, tx)) {
        // What a drill switches must not end what is real.
        if (!incident.drill && typeof flip.drillRun === 'string') continue;
        allFlips.push({ flag, at: flip.at.getTime(), on: flip.on });
        if (flip.on) flips.push({ id: flip.id, flag, at: flip.at.getTime() });
      }
    }
    return { flips, allFlips };
  }
}

export function flagsOf(incident: Pick<Incident, 'cause' | 'mitigations'>): string[] {
  const named = [incident.cause?.flag, ...incident.mitigations.map((mitigation) => mitigation.flag)];
  return [...new Set(named.filter((flag) => typeof flag === 'string'))];
}

/** Where the incident counts. */
export function laneOfIncident({ environment, drill, drillRun }: Incident): string {
  return laneOf(environment, drill ? (drillRun ?? '') : null);
}

export function toLink(incident: Incident): IncidentToLink {
  const { id, startedAt, cause, duplicateOf, mitigations } = incident;
  return {
    id,
    startedAt: startedAt.getTime(),
    cause,
    duplicateOf,
    mitigations: mitigations.map(({ flag, deployment }) => ({ flag, deployment })),
  };
}

async function correctionsOf(
  tx: Tx,
  incidents: Incident[],
): Promise<Map<string, NonNullable<Surroundings['correction']>>> {
  const rows = await tx.query<{ id: string; deployments: string[]; external: boolean }>(
    `select incident_id as id, deployments, external from dora_link_corrections where incident_id = any($1::text[])`,
    [incidents.map((incident) => incident.id)],
  );
  return new Map(
    rows.map(({ id, deployments, external }) => [id, external ? { external: true as const } : { deployments }]),
  );
}

/** Of the deployments that are named beside it: those that succeeded in the same run of a drill, or outside of any. */
async function deployed(tx: Tx, incident: Incident, blamed: string[]): Promise<Set<string>> {
  const remedies = incident.mitigations.flatMap(({ deployment }) => deployment ?? []);
  const ids = [...blamed, ...(incident.cause?.deployments ?? []), ...remedies];
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    `select id from deployments
     where id = any($1::text[]) and status = 'success' and drill_run is not distinct from $2`,
    [ids, runOf(laneOfIncident(incident))],
  );
  return new Set(rows.map((row) => row.id));
}

async function latestOf(tx: Tx, incidents: Incident[]): Promise<Map<string, NonNullable<Surroundings['latest']>>> {
  const rows = await tx.query<{ incident: string; id: string; at: Date }>(
    `select i.id as incident, d.id, d.finished_at as at
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
       i(id, service, lane, started, since)
     cross join lateral (
       select id, finished_at from deployments
       where service = i.service and lane = i.lane and status = 'success'
         and finished_at <= i.started and finished_at >= i.since
       order by finished_at desc, id collate "C" desc limit 1) d`,
    [
      incidents.map((incident) => incident.id),
      incidents.map((incident) => incident.service),
      incidents.map(laneOfIncident),
      incidents.map((incident) => incident.startedAt),
      incidents.map((incident) => new Date(incident.startedAt.getTime() - LOOK_BACK_MS)),
    ],
  );
  return new Map(rows.map((row) => [row.incident, { id: row.id, finishedAt: row.at.getTime() }]));
}

/** What the deployments named as remedies took back: what carried the changes that they revert, or what stood before a rollback. */
async function takenBack(tx: Tx, incident: Incident): Promise<Surroundings['takenBack']> {
  const remedies = incident.mitigations.flatMap(({ deployment }) => deployment ?? []);
  if (remedies.length === 0) return [];
  const rows = await tx.query<{ deployment: string; at: Date; by: string }>(
    `select r.deployment_id as deployment, r.delivered_at as at, d.deployment_id as by
     from dora_deliveries d
     join dora_changes c on c.service = d.service and c.change_id = d.change_id and c.reverts is not null
     join dora_deliveries r on r.service = d.service and r.environment = d.environment and r.change_id = c.reverts
     where d.deployment_id = any($1::text[]) and d.service = $2 and d.environment = $3 and r.deployment_id <> d.deployment_id
     union
     select p.deployment_id, p.finished_at, x.deployment_id
     from dora_deployments x cross join lateral (
       select o.deployment_id, o.finished_at from dora_deployments o
       where o.service = x.service and o.environment = x.environment and o.finished_at < x.finished_at
       order by o.finished_at desc, o.deployment_id desc limit 1) p
     where x.deployment_id = any($1::text[]) and x.service = $2 and x.environment = $3 and x.rework_by = 'rollback'`,
    [remedies, incident.service, laneOfIncident(incident)],
  );
  return rows.map(({ deployment, at, by }) => ({ deployment, finishedAt: at.getTime(), by }));
}

/** Rollbacks after the start, each with the moment at which what it took back came again. */
async function rollbacks(tx: Tx, incident: Incident): Promise<RollbackSeen[]> {
  const { service, startedAt, resolvedAt } = incident;
  const rows = await tx.query<{ at: Date; undone: Date | null; since: Date | null }>(
    `select x.finished_at as at, (
       select min(n.finished_at) from dora_deployments n
       where n.service = x.service and n.environment = x.environment and n.finished_at > x.finished_at and n.sha = (
         select b.sha from dora_deployments b
         where b.service = x.service and b.environment = x.environment and b.finished_at < x.finished_at
         order by b.finished_at desc, b.deployment_id desc limit 1)) as undone,
       (select min(f.finished_at) from dora_deployments f
        where f.service = x.service and f.environment = x.environment and f.sha = x.sha
          and f.finished_at < x.finished_at) as since
     from dora_deployments x
     where x.service = $1 and x.environment = $2 and x.finished_at >= $3 and x.rework_by = 'rollback'
       and ($4::timestamptz is null or x.finished_at <= $4)
     order by x.finished_at limit 50`,
    [service, laneOfIncident(incident), startedAt, resolvedAt],
  );
  return rows.map(({ at, undone, since }) => ({
    finishedAt: at.getTime(),
    undoneAt: undone?.getTime() ?? null,
    standsSince: since?.getTime() ?? null,
  }));
}

/** When these deployments finished, by id. */
export async function finishesOf(tx: Tx, deployments: string[]): Promise<Map<string, number>> {
  if (deployments.length === 0) return new Map();
  const rows = await tx.query<{ id: string; at: Date }>(
    `select deployment_id as id, finished_at as at from dora_deployments where deployment_id = any($1::text[])`,
    [deployments],
  );
  return new Map(rows.map(({ id, at }) => [id, at.getTime()]));
}
