import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../../platform/index.js';
import type { AlertState } from '../domain/alert.js';
import { ALERT_COLUMNS, ALERT_SUMMARY, type Alert, type AlertSummary } from './alerts.repository.js';

export interface PageAttemptRow {
  page: string;
  at: Date;
  try: number;
  contact: string;
  target: string;
  delivered: boolean;
  status: number | null;
  reason: string | null;
}

export interface PageRow {
  id: string;
  level: number;
  person: string | null;
  state: 'due' | 'delivered' | 'failed' | 'stopped';
  dueAt: Date;
  tries: number;
  deliveredAt: Date | null;
  reason: string | null;
}

@Injectable()
export class AlertsReads {
  constructor(private readonly db: Db) {}

  async find(id: string): Promise<Alert | null> {
    const [row] = await this.db.query<Alert>(`select ${ALERT_COLUMNS} from alerts a where a.id = $1`, [id]);
    return row ?? null;
  }

  /** Newest first, after the alert at `after`. */
  async list(
    filter: { service?: string; state?: AlertState },
    limit: number,
    after: { triggeredAt: Date; id: string } | null,
  ): Promise<AlertSummary[]> {
    return this.db.query<AlertSummary>(
      `select ${ALERT_SUMMARY} from alerts a
       where ($1::text is null or a.service = $1) and ($2::text is null or a.state = $2)
         and ($3::timestamptz is null or (a.triggered_at, a.id) < ($3::timestamptz, $4::uuid))
       order by a.triggered_at desc, a.id desc limit $5`,
      [filter.service ?? null, filter.state ?? null, after?.triggeredAt ?? null, after?.id ?? null, limit],
    );
  }

  /** Whether each of these keys of a source has an open alert. */
  async areOpen(source: string, dedupKeys: string[]): Promise<boolean> {
    const [row] = await this.db.query<{ open: number }>(
      `select count(*)::int as open from alerts where source = $1 and dedup_key = any($2::text[]) and state <> 'resolved'`,
      [source, dedupKeys],
    );
    return row?.open === dedupKeys.length;
  }

  async pagesOf(alert: string): Promise<PageRow[]> {
    return this.db.query<PageRow>(
      `select id, level, person, state, due_at as "dueAt", tries, delivered_at as "deliveredAt", reason
       from pages where alert = $1 order by level, person nulls last, id`,
      [alert],
    );
  }

  async attemptsOf(alert: string): Promise<PageAttemptRow[]> {
    return this.db.query<PageAttemptRow>(
      `select t.page, t.at, t.try, t.contact, t.target, t.delivered, t.status, t.reason
       from page_attempts t join pages p on p.id = t.page where p.alert = $1 order by t.at, t.id`,
      [alert],
    );
  }

  async wasPaged(alert: string, person: string, on: Queryable = this.db): Promise<boolean> {
    const rows = await on.query<{ id: string }>(`select id from pages where alert = $1 and person = $2 limit 1`, [
      alert,
      person,
    ]);
    return rows.length > 0;
  }
}
