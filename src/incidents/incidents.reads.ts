import { Injectable } from '@nestjs/common';
import type { RestoredBy } from '../ingest/index.js';
import { Db, type Queryable } from '../platform/index.js';
import type { EntryKind, Incident } from './domain/incident.js';
import { INCIDENT_COLUMNS, incidentOf, type IncidentRow } from './incidents.rows.js';

/** A deployment or a flag that was named as the remedy of an incident. */
export interface Remedy {
  incident: string;
  service: string;
  environment: string;
  by: RestoredBy;
  flag: string | null;
  deployment: string | null;
  at: Date;
  drill: boolean;
}

/** A line of a timeline; `data` holds what its kind knows: `by`, `flag`, `deployment`, `on`, … */
export interface TimelineLine {
  at: Date;
  kind: EntryKind;
  actor: string;
  person: string | null;
  note: string | null;
  data: Record<string, unknown>;
}

/** Read face of incidents. Every read takes a transaction as its last argument, else it reads on its own. */
@Injectable()
export class IncidentReads {
  constructor(private readonly db: Db) {}

  async find(id: string, tx?: Queryable): Promise<Incident | null> {
    const [incident] = await this.findMany([id], tx);
    return incident ?? null;
  }

  /** Unknown ids are left out. */
  async findMany(ids: string[], tx?: Queryable): Promise<Incident[]> {
    return this.where(`i.id = any($1::text[])`, [ids], tx);
  }

  /** Incidents that started in `[from, to)`, by start; drills are among them, marked so. */
  async list(
    filter: { service?: string; environment?: string; from?: Date; to?: Date },
    tx?: Queryable,
  ): Promise<Incident[]> {
    return this.where(
      `($1::text is null or i.service = $1) and ($2::text is null or i.environment = $2)
       and ($3::timestamptz is null or i.started_at >= $3) and ($4::timestamptz is null or i.started_at < $4)`,
      [filter.service ?? null, filter.environment ?? null, filter.from ?? null, filter.to ?? null],
      tx,
    );
  }

  /** Drills that name this run, or none and were declared in its place from `from` on; in the order of their declaration. */
  async ofDrill(
    { id, service, environment, from }: { id: string; service: string; environment: string; from: Date },
    tx?: Queryable,
  ): Promise<Incident[]> {
    const found = await this.where(
      `i.drill and i.declared_at >= $4 and
         (i.drill_run = $1 or (i.drill_run is null and i.service = $2 and i.environment = $3))`,
      [id, service, environment, from],
      tx,
    );
    return found.toSorted((a, b) => a.declaredAt.getTime() - b.declaredAt.getTime());
  }

  /** Incidents whose impact lasts, the gravest and newest first and drills last; duplicates are left out. */
  async open(tx: Queryable = this.db): Promise<Incident[]> {
    const rows = await tx.query<IncidentRow>(
      `select ${INCIDENT_COLUMNS} from incidents i where i.state not in ('restored', 'resolved') and i.duplicate_of is null
       order by i.drill, i.severity, i.started_at desc, i.id`,
    );
    return rows.map(incidentOf);
  }

  /** All lines of an incident's timeline, in the order in which it happened. */
  async timeline(incident: string, tx: Queryable = this.db): Promise<TimelineLine[]> {
    return tx.query<TimelineLine>(
      `select at, kind, actor, person, note, data from incident_timeline where incident = $1 order by at, id`,
      [incident],
    );
  }

  /** How many incidents were restored since an instant; drills and duplicates left out. */
  async restoredSince(from: Date): Promise<number> {
    const [row] = await this.db.query<{ restored: number }>(
      `select count(*)::int as restored from incidents where restored_at >= $1 and not drill and duplicate_of is null`,
      [from],
    );
    return row?.restored ?? 0;
  }

  /** Incidents that name any of these deployments as their cause, wherever they were. */
  async causedBy(deployments: string[], tx?: Queryable): Promise<Incident[]> {
    return this.where(`i.cause_deployments && $1::text[]`, [deployments], tx);
  }

  /** Incidents that say they are duplicates of any of these. */
  async duplicatesOf(ids: string[], tx?: Queryable): Promise<Incident[]> {
    return this.where(`i.duplicate_of = any($1::text[])`, [ids], tx);
  }

  /** What was named as a remedy of incidents; `deployments` narrows it to these, wherever the incident was. */
  async remedies(
    filter: { service?: string; environment?: string; deployments?: string[] },
    tx?: Queryable,
  ): Promise<Remedy[]> {
    const incidents = filter.deployments
      ? await this.where(`i.remedy_deployments && $1::text[]`, [filter.deployments], tx)
      : await this.where(
          `($1::text is null or i.service = $1) and ($2::text is null or i.environment = $2) and i.mitigations <> '[]'`,
          [filter.service ?? null, filter.environment ?? null],
          tx,
        );
    const wanted = filter.deployments ? new Set(filter.deployments) : null;
    return incidents.flatMap(({ id, service, environment, drill, mitigations }) =>
      mitigations
        .filter(({ deployment }) => !wanted || (deployment !== null && wanted.has(deployment)))
        .map(({ by, flag, deployment, at }) => ({
          incident: id,
          service,
          environment,
          by,
          flag,
          deployment,
          at,
          drill,
        })),
    );
  }

  private async where(condition: string, params: unknown[], tx: Queryable = this.db): Promise<Incident[]> {
    const rows = await tx.query<IncidentRow>(
      `select ${INCIDENT_COLUMNS} from incidents i where ${condition} order by i.started_at, i.id`,
      params,
    );
    return rows.map(incidentOf);
  }
}
