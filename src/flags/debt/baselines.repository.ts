import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Violation } from '../domain/baseline.js';

export interface Baseline {
  service: string;
  /** How many violations were admitted. */
  admitted: number;
  /** How many of them still stand. */
  left: number;
  admittedAt: Date;
  admittedBy: string;
  reason: string;
}

export type Entry = Violation & { service: string; admittedAt: Date };

const SELECT = `
  select b.service, b.admitted, b.admitted_at as "admittedAt", b.admitted_by as "admittedBy", b.reason,
    (select count(*)::int from flag_baseline_entries e where e.service = b.service and e.mended_at is null) as left
  from flag_baselines b`;

@Injectable()
export class BaselinesRepository {
  constructor(private readonly db: Db) {}

  /** False: the service has one already. */
  async insert(tx: Tx, baseline: Omit<Baseline, 'left' | 'admitted'>, violations: Violation[]): Promise<boolean> {
    const { service, admittedAt, admittedBy, reason } = baseline;
    const inserted = await tx.execute(
      `insert into flag_baselines (service, admitted, admitted_at, admitted_by, reason) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [service, violations.length, admittedAt, admittedBy, reason],
    );
    if (inserted === 0) return false;
    await tx.execute(
      `insert into flag_baseline_entries (service, rule, subject, mark)
       select $1, v.rule, v.subject, v.mark from unnest($2::text[], $3::text[], $4::text[]) as v (rule, subject, mark)
       on conflict do nothing`,
      [service, ...columnsOf(violations)],
    );
    return true;
  }

  /** Admitted violations that still stand, of these services (null: of all). */
  async open(services: string[] | null, on: Queryable = this.db): Promise<Entry[]> {
    return on.query<Entry>(
      `select e.service, e.rule, e.subject, e.mark, b.admitted_at as "admittedAt"
       from flag_baseline_entries e join flag_baselines b using (service)
       where e.mended_at is null and ($1::text[] is null or e.service = any ($1)) order by e.service, e.subject, e.rule`,
      [services],
    );
  }

  /** For good: nothing opens an entry again. */
  async mend(tx: Tx, service: string, violations: Violation[]): Promise<void> {
    await tx.execute(
      `update flag_baseline_entries e set mended_at = $5
       from unnest($2::text[], $3::text[], $4::text[]) as v (rule, subject, mark)
       where e.service = $1 and e.rule = v.rule and e.subject = v.subject and e.mark = v.mark and e.mended_at is null`,
      [service, ...columnsOf(violations), tx.now],
    );
  }

  async find(service: string, on: Queryable = this.db): Promise<Baseline | null> {
    const [row] = await on.query<Baseline>(`${SELECT} where b.service = $1`, [service]);
    return row ?? null;
  }

  async list(limit: number, after: string | null): Promise<Baseline[]> {
    return this.db.query<Baseline>(`${SELECT} where ($2::text is null or b.service > $2) order by b.service limit $1`, [
      limit,
      after,
    ]);
  }
}

function columnsOf(violations: Violation[]): string[][] {
  return [
    violations.map(({ rule }) => rule),
    violations.map(({ subject }) => subject),
    violations.map(({ mark }) => mark),
  ];
}
