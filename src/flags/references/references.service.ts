import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { Db } from '../../platform/index.js';
import { FlagReads, type CodeReferences } from '../flags.reads.js';
import { nameOf } from '../inventory/history.js';
import type { CodeReferencesBody } from './references.contract.js';

/** Keeps the references that the last scan of each repository found. */
@Injectable()
export class References {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly reads: FlagReads,
  ) {}

  /** `check` sees the scan before and may refuse. */
  async replace(
    repository: string,
    scan: CodeReferencesBody,
    actor: Actor,
    check: (present: CodeReferences | null) => void,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      // Of two scans at once, the second replaces what the first wrote.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`code-scan:${repository}`]);
      check(await this.reads.codeReferences(repository, tx));
      await tx.execute(
        `insert into code_scans (repository, commit, branch, scanned_at, scanned_by) values ($1, $2, $3, $4, $5)
         on conflict (repository) do update set commit = $2, branch = $3, scanned_at = $4, scanned_by = $5`,
        [repository, scan.commit, scan.branch, tx.now, nameOf(actor)],
      );
      await tx.execute(`delete from code_references where repository = $1`, [repository]);
      await tx.execute(
        `insert into code_references (repository, flag, path, line)
         select $1, r.flag, r.path, r.line from unnest($2::text[], $3::text[], $4::int[]) as r (flag, path, line)
         on conflict do nothing`,
        [
          repository,
          scan.references.map(({ flag }) => flag),
          scan.references.map(({ path }) => path),
          scan.references.map(({ line }) => line),
        ],
      );
      const detail = { commit: scan.commit, branch: scan.branch, references: scan.references.length };
      await this.audit.record(tx, {
        actor,
        action: 'code-references.replace',
        subject: `repository:${repository}`,
        detail,
      });
    });
  }
}
