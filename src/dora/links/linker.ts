import { Injectable } from '@nestjs/common';
import { IncidentReads, type Incident } from '../../incidents/index.js';
import type { Tx } from '../../platform/index.js';
import { link, LOOK_BACK_MS, type Link } from '../domain/linking.js';
import { impactOf, remedial, type Impact } from '../domain/recovery.js';
import { MarksRepository, type Mark } from '../marks/marks.repository.js';
import { DaySet, dayOf } from '../recompute/days.js';
import type { Replayed } from '../recompute/replayed.js';
import { finishesOf, flagsOf, laneOfIncident, SurroundingsReads, toLink, type Around } from './surroundings.reads.js';

/** Incidents that are linked in one go. */
const SLICE = 1_000;

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
           where service = $1 and environment = $2 and waiting and started_at <= $6 and ($7 or exists (
             select 1 from dora_deployments x join dora_deployments d on d.sha = x.sha
             where x.service = $1 and x.environment = $2 and x.rework_by = 'rollback' and d.deployment_id = any($5)))`,
        [
          service,
          environment,
          new Date(first),
          new Date(last + LOOK_BACK_MS),
          changed.map((deployment) => deployment.id),
          new Date(last),
          changed.some((deployment) => deployment.again),
        ],
      );
      for (const row of rows) found.add(row.id);
    }
    return [...found];
  }

  /** Links these incidents again. Days of other services are marked for them. */
  async relink(tx: Tx, service: string, ids: string[], days: DaySet): Promise<void> {
    for (let i = 0; i < ids.length; i += SLICE) await this.relinkSlice(tx, service, ids.slice(i, i + SLICE), days);
  }

  private async relinkSlice(tx: Tx, service: string, ids: string[], days: DaySet): Promise<void> {
    const loaded = new Map((await this.incidents.findMany(ids, tx)).map((incident) => [incident.id, incident]));
    const before = await placesOf(tx, ids);
    const own: Incident[] = [];
    const gone: string[] = [];
    const elsewhere: Mark[] = [];
    for (const id of ids) {
      const incident = loaded.get(id);
      const [place] = before.get(id) ?? [];
      if (!incident) gone.push(id);
      else if (incident.service === service) own.push(incident);
      else if (place) {
        // It moved to another service, which takes it over when its own mark is worked on.
        elsewhere.push({ service: incident.service, incidents: [id] });
        if (place.service === service) gone.push(id);
      }
    }
    const removed = await removeAll(tx, gone);
    const changed = await this.save(tx, own);
    const after = await placesOf(tx, changed);
    const touched = [...removed, ...changed].flatMap((id) => [...(before.get(id) ?? []), ...(after.get(id) ?? [])]);
    for (const place of touched) {
      const day = dayOf(place.at.getTime());
      if (place.service === service) days.addDay(place.environment, day);
      else elsewhere.push({ service: place.service, environment: place.environment, days: [day] });
    }
    await this.marks.add(tx, elsewhere);
  }

  /** Returns those for which anything differs. */
  private async save(tx: Tx, incidents: Incident[]): Promise<string[]> {
    if (incidents.length === 0) return [];
    const surroundings = await this.surroundings.of(tx, incidents);
    const decisions = incidents.flatMap((incident) => {
      const around = surroundings.get(incident.id);
      return around ? [{ incident, around, decided: link(toLink(incident), around) }] : [];
    });
    const rolledBack = decisions.filter(({ around }) => around.rollbacks.length > 0);
    const finishes = await finishesOf(
      tx,
      rolledBack.flatMap(({ decided }) => decided.deployments),
    );
    const linked = decisions.map(({ incident, around, decided }) => linkedOf(incident, around, decided, finishes));
    const changed = await tx.query<{ id: string }>(
      `insert into dora_incidents as i (incident_id, service, environment, started_at, method, confidence, external, duplicate,
         unlinked, flag, flip, impact, named, waiting)
       select r.* from jsonb_to_recordset($1::jsonb) as r(id text, service text, environment text, started timestamptz,
         method text, confidence float8, external boolean, duplicate boolean, unlinked boolean, flag text, flip text,
         impact jsonb, named text[], waiting boolean)
       on conflict (incident_id) do update set service = excluded.service, environment = excluded.environment,
         started_at = excluded.started_at, method = excluded.method, confidence = excluded.confidence,
         external = excluded.external, duplicate = excluded.duplicate, unlinked = excluded.unlinked, flag = excluded.flag,
         flip = excluded.flip, impact = excluded.impact, named = excluded.named, waiting = excluded.waiting
       where (i.service, i.environment, i.started_at, i.method, i.confidence, i.external, i.duplicate, i.unlinked, i.flag,
           i.flip, i.impact, i.named, i.waiting)
         is distinct from (excluded.service, excluded.environment, excluded.started_at, excluded.method, excluded.confidence,
           excluded.external, excluded.duplicate, excluded.unlinked, excluded.flag, excluded.flip, excluded.impact,
           excluded.named, excluded.waiting)
       returning incident_id as id`,
      [JSON.stringify(linked.map(({ row }) => row))],
    );
    const failed = await replace(
      tx,
      'dora_failures',
      linked.map(({ row, failed: deployments }) => ({ incident: row.id, deployments })),
    );
    const remedied = await replace(
      tx,
      'dora_remedies',
      linked.map(({ row, remedies: deployments }) => ({ incident: row.id, deployments })),
    );
    return [...new Set([...changed.map((row) => row.id), ...failed, ...remedied])];
  }
}

interface Linked {
  row: IncidentRow;
  failed: string[];
  remedies: string[];
}

interface IncidentRow {
  id: string;
  service: string;
  environment: string;
  started: Date;
  method: string;
  confidence: number | null;
  external: boolean;
  duplicate: boolean;
  unlinked: boolean;
  flag: string | null;
  flip: string | null;
  impact: Impact;
  named: string[];
  waiting: boolean;
}

function linkedOf(incident: Incident, around: Around, decided: Link, finishes: ReadonlyMap<string, number>): Linked {
  const flags = new Set([...flagsOf(incident), ...(decided.flag ? [decided.flag.flag] : [])]);
  const flips = around.allFlips.filter((flip) => flags.has(flip.flag));
  const culprits = decided.deployments.flatMap((id) => finishes.get(id) ?? []);
  const impact = impactOf(
    {
      startedAt: incident.startedAt.getTime(),
      restoredAt: incident.restoredAt?.getTime() ?? null,
      resolvedAt: incident.resolvedAt?.getTime() ?? null,
      reopenedAt: incident.reopenedAt?.getTime() ?? null,
      restoredBy: incident.restoredBy,
      lastMitigation: incident.mitigations.at(-1)?.by ?? null,
    },
    flips,
    remedial(around.rollbacks, { culprits, flip: decided.flag !== null }, flips),
  );
  const named = [...new Set(incident.mitigations.flatMap(({ deployment }) => deployment ?? []))].sort();
  const remedies = named.filter((id) => around.deployed.has(id));
  return { row: rowOf(incident, decided, impact, named, flags), failed: decided.deployments, remedies };
}

function rowOf(incident: Incident, decided: Link, impact: Impact, remedies: string[], flags: Set<string>): IncidentRow {
  const named = [
    ...(incident.cause?.deployments ?? []),
    ...decided.deployments,
    ...remedies,
    ...[...flags].map((flag) => `flag:${flag}`),
  ];
  const caused = decided.deployments.length > 0 || decided.flag !== null;
  return {
    id: incident.id,
    service: incident.service,
    environment: laneOfIncident(incident),
    started: incident.startedAt,
    method: decided.method,
    confidence: decided.confidence,
    external: decided.external,
    duplicate: decided.duplicate,
    unlinked: !caused && !decided.external && !decided.duplicate,
    flag: decided.flag?.flag ?? null,
    flip: decided.flag?.flip ?? null,
    impact,
    named: [...new Set(named)].sort(),
    waiting: incident.restoredAt === null,
  };
}

async function removeAll(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `delete from dora_incidents where incident_id = any($1::text[]) returning incident_id as id`,
    [ids],
  );
  return rows.map((row) => row.id);
}

/** Returns the incidents whose deployments differ. */
async function replace(tx: Tx, table: string, links: { incident: string; deployments: string[] }[]): Promise<string[]> {
  const pairs = links.flatMap(({ incident, deployments }) =>
    deployments.map((deployment) => ({ incident, deployment })),
  );
  const params = [pairs.map((pair) => pair.incident), pairs.map((pair) => pair.deployment)];
  const gone = await tx.query<{ id: string }>(
    `delete from ${table} t where incident_id = any($3::text[]) and not exists (
       select 1 from unnest($1::text[], $2::text[]) u(incident, deployment)
       where u.incident = t.incident_id and u.deployment = t.deployment_id) returning incident_id as id`,
    [...params, links.map((one) => one.incident)],
  );
  const come = await tx.query<{ id: string }>(
    `insert into ${table} (incident_id, deployment_id) select * from unnest($1::text[], $2::text[])
     on conflict do nothing returning incident_id as id`,
    params,
  );
  return [...gone, ...come].map((row) => row.id);
}

/** Where incidents show: at their start, and at the deployments that they make failed or that were their remedy. */
async function placesOf(tx: Tx, incidents: string[]): Promise<Map<string, Place[]>> {
  const places = new Map<string, Place[]>();
  if (incidents.length === 0) return places;
  const rows = await tx.query<Place & { id: string }>(
    `select id, service, environment, at from (
       select incident_id as id, service, environment, started_at as at, 0 as rank from dora_incidents
         where incident_id = any($1::text[])
       union all
       select l.incident_id, d.service, d.lane, d.finished_at, 1
       from (select incident_id, deployment_id from dora_failures where incident_id = any($1::text[])
             union select incident_id, deployment_id from dora_remedies where incident_id = any($1::text[])) l
       join deployments d on d.id = l.deployment_id and d.status = 'success') p
     order by rank`,
    [incidents],
  );
  for (const { id, ...place } of rows) {
    const of = places.get(id);
    if (of) of.push(place);
    else places.set(id, [place]);
  }
  return places;
}
