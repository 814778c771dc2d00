import { Injectable } from '@nestjs/common';
import { FactsReads } from '../ingest/index.js';
import { Db, type Queryable, type Tx } from '../platform/index.js';
import { blockingChecks } from './domain/merge.js';
import type { VerdictView } from './domain/verdict.js';
import { GatesRepository } from './gates.repository.js';

/** Read face of gates. */
@Injectable()
export class GateReads {
  constructor(
    private readonly db: Db,
    private readonly facts: FactsReads,
    private readonly repository: GatesRepository,
  ) {}

  /** Names of the checks that the policy of a repository requires; null: all that are reported block. */
  async requiredChecks(repository: string, on: Queryable = this.db): Promise<string[] | null> {
    const policy = await this.repository.policyOf(repository, on);
    return policy && [...new Set(policy.map(({ name }) => name))];
  }

  /** The checks of a commit that block it, and whether all of them, at least one, are green. */
  async blocking(
    repository: string,
    sha: string,
    tx: Tx,
  ): Promise<{ checks: { name: string; conclusion: string | null }[]; green: boolean }> {
    const reported = await this.facts.checksOf(repository, sha, tx);
    const checks = blockingChecks(reported, await this.repository.policyOf(repository, tx));
    return {
      checks: checks.map(({ name, conclusion = null }) => ({ name, conclusion })),
      green: checks.length > 0 && checks.every(({ conclusion }) => conclusion === 'success'),
    };
  }

  /** How many verdicts since an instant passed and blocked, and the last one ever that blocked. */
  async since(from: Date): Promise<{ passed: number; blocked: number; lastBlocked: VerdictView | null }> {
    const [row] = await this.db.query<{ passed: number; blocked: number; lastBlocked: VerdictView | null }>(
      `select count(*) filter (where verdict = 'pass')::int as passed, count(*) filter (where verdict = 'block')::int as blocked,
         (select view from verdicts where verdict = 'block' order by id desc limit 1) as "lastBlocked"
       from verdicts where checked_at >= $1`,
      [from],
    );
    return row ?? { passed: 0, blocked: 0, lastBlocked: null };
  }
}
