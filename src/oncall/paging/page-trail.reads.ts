import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../../platform/index.js';

/** A page as it went out; `at`: its first try. */
export interface SentPage {
  alert: string;
  person: string;
  at: Date;
  delivered: boolean;
  acknowledgedAt: Date | null;
}

/** Read face of who was paged. */
@Injectable()
export class PageTrail {
  constructor(private readonly db: Db) {}

  /** Alerts of a run of a drill that still wait for somebody. */
  async waiting(run: string, on: Queryable = this.db): Promise<string[]> {
    const rows = await on.query<{ id: string }>(
      `select id from alerts where drill_run = $1 and state = 'triggered' order by id`,
      [run],
    );
    return rows.map(({ id }) => id);
  }

  /** Pages of a service's alerts that went out in `[from, to]`, in that order; those of other runs of drills than `run` are left out. */
  async sent(service: string, from: Date, to: Date, run: string, on: Queryable = this.db): Promise<SentPage[]> {
    return on.query<SentPage>(
      `select p.alert, p.person, t.at, p.state = 'delivered' as delivered, a.acknowledged_at as "acknowledgedAt"
       from pages p join alerts a on a.id = p.alert
       join lateral (select min(at) as at from page_attempts where page = p.id) t on t.at is not null
       where a.service = $1 and p.person is not null and t.at >= $2 and t.at <= $3
         and (a.drill_run is null or a.drill_run = $4)
       order by t.at, p.id`,
      [service, from, to, run],
    );
  }
}
