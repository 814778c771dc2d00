import { Injectable } from '@nestjs/common';
import type { IncidentFact } from '../ingest/index.js';
import { Ids, type Tx } from '../platform/index.js';
import type { Entry, Incident } from './domain/incident.js';
import { INCIDENT_COLUMNS, incidentOf, type FactRow, type IncidentRow } from './incidents.rows.js';

/** An incident as stored, with the fact that told about it last. */
export interface StoredIncident {
  incident: Incident;
  fact: IncidentFact | null;
  factSeq: number | null;
}

/** Who stands behind a line of the timeline. */
export interface Teller {
  actor: string;
  person: string | null;
}

export interface TimelineRow extends Teller {
  id: string;
  at: Date;
  kind: Entry['kind'];
  note: string | null;
  data: Record<string, unknown>;
}

export type AlertMark = { kind: 'acknowledged' | 'resolved'; at: Date; by: string | null };

const COLUMNS: readonly [column: string, value: (incident: Incident) => unknown][] = [
  ['id', (i) => i.id],
  ['service', (i) => i.service],
  ['environment', (i) => i.environment],
  ['title', (i) => i.title],
  ['severity', (i) => i.severity],
  ['state', (i) => i.state],
  ['started_at', (i) => i.startedAt],
  ['detected_at', (i) => i.detectedAt],
  ['acknowledged_at', (i) => i.acknowledgedAt],
  ['acknowledged_by', (i) => i.acknowledgedBy],
  ['mitigated_at', (i) => i.mitigatedAt],
  ['restored_at', (i) => i.restoredAt],
  ['resolved_at', (i) => i.resolvedAt],
  ['restored_by', (i) => i.restoredBy],
  ['reopened_at', (i) => i.reopenedAt],
  ['cause', (i) => (i.cause ? JSON.stringify(i.cause) : null)],
  ['cause_deployments', (i) => i.cause?.deployments ?? []],
  ['duplicate_of', (i) => i.duplicateOf],
  ['drill', (i) => i.drill],
  ['drill_run', (i) => i.drillRun],
  ['mitigations', (i) => JSON.stringify(i.mitigations)],
  ['remedy_deployments', (i) => i.mitigations.flatMap(({ deployment }) => (deployment === null ? [] : [deployment]))],
  ['source', (i) => i.source],
  ['alert', (i) => i.alert],
  ['declared_at', (i) => i.declaredAt],
  ['declared_by', (i) => i.declaredBy],
];
const names = COLUMNS.map(([column]) => column);
const SAVE = `
  insert into incidents (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})
  on conflict (id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;

@Injectable()
export class IncidentsRepository {
  constructor(private readonly ids: Ids) {}

  /** Locks the incident for the rest of the transaction. */
  async lock(tx: Tx, id: string): Promise<StoredIncident | null> {
    const [row] = await tx.query<IncidentRow & FactRow>(
      `select ${INCIDENT_COLUMNS}, i.fact, i.fact_seq::text as "factSeq" from incidents i where i.id = $1 for update`,
      [id],
    );
    if (!row) return null;
    const { fact, factSeq, ...incident } = row;
    return { incident: incidentOf(incident), fact, factSeq: factSeq === null ? null : Number(factSeq) };
  }

  async save(tx: Tx, incident: Incident): Promise<void> {
    await tx.execute(
      SAVE,
      COLUMNS.map(([, value]) => value(incident)),
    );
  }

  async rememberFact(tx: Tx, id: string, fact: IncidentFact, seq: number): Promise<void> {
    await tx.execute(`update incidents set fact = $2, fact_seq = $3 where id = $1`, [id, JSON.stringify(fact), seq]);
  }

  async append(tx: Tx, incident: string, entries: Entry[], teller: Teller, toldByFact = false): Promise<string[]> {
    const ids: string[] = [];
    for (const { at, kind, note, data, dedupe } of entries) {
      const id = this.ids.next();
      await tx.execute(
        `insert into incident_timeline (id, incident, at, kind, actor, person, note, data, told_by_fact, dedupe)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (incident, dedupe) do nothing`,
        [id, incident, at, kind, teller.actor, teller.person, note, JSON.stringify(data), toldByFact, dedupe],
      );
      ids.push(id);
    }
    return ids;
  }

  /** What a fact told before is told anew by the next one. */
  async forgetFactLines(tx: Tx, incident: string): Promise<void> {
    await tx.execute(`delete from incident_timeline where incident = $1 and told_by_fact`, [incident]);
  }

  /** Unresolved incidents that these deployments may concern, and all that name one of them as remedy. */
  async concernedBy(tx: Tx, rollbacks: { service: string; environment: string }[], ids: string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from incidents where remedy_deployments && $1::text[]
       union
       select i.id from incidents i
       join unnest($2::text[], $3::text[]) as r(service, environment) using (service, environment)
       where i.state not in ('restored', 'resolved')
       order by id`,
      [ids, rollbacks.map(({ service }) => service), rollbacks.map(({ environment }) => environment)],
    );
    return rows.map(({ id }) => id);
  }

  /** The incident that this alert declared and that is not over, else the last one it declared. */
  async ofAlert(tx: Tx, alert: string): Promise<{ id: string; resolved: boolean } | null> {
    const [row] = await tx.query<{ id: string; resolved: boolean }>(
      `select id, state = 'resolved' as resolved from incidents where alert = $1 order by resolved, declared_at desc limit 1`,
      [alert],
    );
    return row ?? null;
  }

  async mark(tx: Tx, alert: string, { kind, at, by }: AlertMark): Promise<void> {
    await tx.execute(
      `insert into incident_alert_marks (alert, kind, at, by) values ($1, $2, $3, $4) on conflict do nothing`,
      [alert, kind, at, by],
    );
  }

  async takeMarks(tx: Tx, alert: string): Promise<AlertMark[]> {
    return tx.query<AlertMark>(`delete from incident_alert_marks where alert = $1 returning kind, at, by`, [alert]);
  }
}
