import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../platform/index.js';
import type { Override } from './domain/governor.js';
import type { RequiredCheck } from './domain/merge.js';
import type { VerdictView } from './domain/verdict.js';

export interface StoredVerdict {
  view: VerdictView;
  service: string | null;
  inputs: unknown;
  actor: string;
}

/** Verdicts with their inputs, overrides of the governor, and merge policies. */
@Injectable()
export class GatesRepository {
  constructor(private readonly db: Db) {}

  async insertVerdict({ view, service, inputs, actor }: StoredVerdict): Promise<void> {
    await this.db.change(
      `insert into verdicts (id, guard, verdict, subject, service, view, inputs, actor, checked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        view.id,
        view.guard,
        view.verdict,
        view.subject,
        service,
        JSON.stringify(view),
        JSON.stringify(inputs),
        actor,
        view.checkedAt,
      ],
      { topic: 'verdicts' },
    );
  }

  async verdict(id: string): Promise<{ view: VerdictView; inputs: object; actor: string } | null> {
    const [row] = await this.db.query<{ view: VerdictView; inputs: object; actor: string }>(
      `select view, inputs, actor from verdicts where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Newest first. */
  async verdicts(
    filter: { guard?: string; verdict?: string; service?: string; subject?: string },
    limit: number,
    before: string | null,
  ): Promise<(VerdictView & { askedBy: string })[]> {
    const rows = await this.db.query<{ view: VerdictView; actor: string }>(
      `select view, actor from verdicts
       where ($1::text is null or guard = $1) and ($2::text is null or verdict = $2) and ($3::text is null or service = $3)
         and ($4::text is null or subject = $4) and ($5::uuid is null or id < $5::uuid)
       order by id desc limit $6`,
      [filter.guard ?? null, filter.verdict ?? null, filter.service ?? null, filter.subject ?? null, before, limit],
    );
    return rows.map(({ view, actor }) => ({ ...view, askedBy: actor }));
  }

  async insertOverride(
    tx: Tx,
    id: string,
    service: string,
    override: Override & { drillRun: string | null },
    by: string,
  ): Promise<void> {
    await tx.execute(
      `insert into change_fail_overrides (id, service, reason, expires_at, created_at, created_by, drill_run)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, service, override.reason, override.expiresAt, tx.now, by, override.drillRun],
    );
  }

  /** The override of a service, or of a drill's run on it, that lasts longest, if any lasts now. */
  async overrideOf(service: string, drillRun: string | null, now: Date): Promise<Override | null> {
    const [row] = await this.db.query<Override>(
      `select reason, expires_at as "expiresAt" from change_fail_overrides
       where service = $1 and expires_at > $2 and (drill_run is null or drill_run = $3) order by expires_at desc limit 1`,
      [service, now, drillRun],
    );
    return row ?? null;
  }

  async putPolicy(tx: Tx, repository: string, requiredChecks: RequiredCheck[]): Promise<void> {
    await tx.execute(
      `insert into merge_policies (repository, required_checks) values ($1, $2)
       on conflict (repository) do update set required_checks = $2`,
      [repository, JSON.stringify(requiredChecks)],
    );
  }

  /** Null: no policy, every reported check blocks. */
  async policyOf(repository: string, on: Queryable = this.db): Promise<RequiredCheck[] | null> {
    const [row] = await on.query<{ checks: RequiredCheck[] }>(
      `select required_checks as checks from merge_policies where repository = $1`,
      [repository],
    );
    return row && row.checks.length > 0 ? row.checks : null;
  }
}
