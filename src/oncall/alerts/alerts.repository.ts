import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { AlertSeverity, AlertState, Ending } from '../domain/alert.js';

export interface AlertSummary {
  id: string;
  source: string;
  dedupKey: string;
  service: string;
  environment: string | null;
  title: string;
  severity: AlertSeverity;
  declare: boolean;
  state: AlertState;
  /** When the trouble began, by the sender's clock. */
  startedAt: Date | null;
  triggeredAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  /** The run of a drill that it belongs to. */
  drillRun: string | null;
}

export interface Alert extends AlertSummary {
  /** What else the sender said. */
  details: Record<string, unknown>;
}

/** All but the details, which may be long. */
export const ALERT_SUMMARY = `a.id, a.source, a.dedup_key as "dedupKey", a.service, a.environment, a.title, a.severity, a.declare, a.state,
  a.started_at as "startedAt", a.triggered_at as "triggeredAt", a.acknowledged_at as "acknowledgedAt",
  a.acknowledged_by as "acknowledgedBy", a.resolved_at as "resolvedAt", a.resolved_by as "resolvedBy",
  a.drill_run as "drillRun"`;
export const ALERT_COLUMNS = `${ALERT_SUMMARY}, a.details`;

@Injectable()
export class AlertsRepository {
  /**
   * The open alerts of these keys, by key; `lock` those that are about to change. The others stay unlocked: a storm of
   * triggers must not hide an alert from the pager, which passes over what is locked.
   */
  async open(tx: Tx, source: string, dedupKeys: string[], lock: boolean): Promise<[string, Alert][]> {
    if (dedupKeys.length === 0) return [];
    const rows = await tx.query<Alert>(
      `select ${ALERT_COLUMNS} from alerts a
       where a.source = $1 and a.dedup_key = any($2::text[]) and a.state <> 'resolved' order by a.id
       ${lock ? 'for update' : ''}`,
      [source, dedupKeys],
    );
    return rows.map((row) => [row.dedupKey, row]);
  }

  async lock(tx: Tx, id: string): Promise<Alert | null> {
    const [row] = await tx.query<Alert>(`select ${ALERT_COLUMNS} from alerts a where a.id = $1 for update`, [id]);
    return row ?? null;
  }

  async add(tx: Tx, alert: Alert): Promise<void> {
    await tx.execute(
      `insert into alerts (id, source, dedup_key, service, environment, title, severity, declare, state, details, started_at, triggered_at,
         drill_run)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        alert.id,
        alert.source,
        alert.dedupKey,
        alert.service,
        alert.environment,
        alert.title,
        alert.severity,
        alert.declare,
        alert.state,
        JSON.stringify(alert.details),
        alert.startedAt,
        alert.triggeredAt,
        alert.drillRun,
      ],
    );
    tx.announce('alerts', alert.id);
  }

  async saveState(tx: Tx, alert: Alert): Promise<void> {
    await tx.execute(
      `update alerts set state = $2, acknowledged_at = $3, acknowledged_by = $4, resolved_at = $5, resolved_by = $6 where id = $1`,
      [alert.id, alert.state, alert.acknowledgedAt, alert.acknowledgedBy, alert.resolvedAt, alert.resolvedBy],
    );
    tx.announce('alerts', alert.id);
  }

  async endings(tx: Tx, source: string, dedupKeys: string[]): Promise<Map<string, Ending>> {
    const rows = await tx.query<Ending & { dedupKey: string }>(
      `select dedup_key as "dedupKey", started_at as "startedAt", ended_at as "endedAt" from alert_endings
       where source = $1 and dedup_key = any($2::text[])`,
      [source, dedupKeys],
    );
    return new Map(rows.map((row) => [row.dedupKey, row]));
  }

  async recordEnding(tx: Tx, source: string, dedupKey: string, ending: Ending): Promise<void> {
    await tx.execute(
      `insert into alert_endings as e (source, dedup_key, started_at, ended_at, recorded_at) values ($1, $2, $3, $4, $5)
       on conflict (source, dedup_key) do update set started_at = greatest(e.started_at, $3),
         ended_at = greatest(e.ended_at, $4), recorded_at = $5`,
      [source, dedupKey, ending.startedAt, ending.endedAt, tx.now],
    );
  }

  async forgetEndings(tx: Tx, before: Date): Promise<void> {
    await tx.execute(`delete from alert_endings where recorded_at < $1`, [before]);
  }
}
