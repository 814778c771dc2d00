import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { CodeReferencesBody } from './references.contract.js';

export interface Removal {
  flag: string;
  commit: string;
  /** Whether the scanner found the very commit; else the flag went with it or with one before it. */
  exact: boolean;
  author: string | null;
  subject: string | null;
  committedAt: Date | null;
}

/** Writes of the scans of repositories. */
@Injectable()
export class ReferencesRepository {
  async replace(tx: Tx, repository: string, scan: CodeReferencesBody, by: string): Promise<void> {
    await tx.execute(
      `insert into code_scans (repository, commit, branch, scanned_at, scanned_by, committed_at, web_url)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (repository) do update set commit = $2, branch = $3, scanned_at = $4, scanned_by = $5, committed_at = $6,
         web_url = coalesce($7, code_scans.web_url)`,
      [
        repository,
        scan.commit,
        scan.branch,
        tx.now,
        by,
        scan.committedAt ?? null,
        scan.webUrl?.replace(/\/+$/, '') ?? null,
      ],
    );
    await tx.execute(`delete from code_references where repository = $1`, [repository]);
    await tx.execute(
      `insert into code_references (repository, flag, path, line, hunk)
       select $1, r.flag, r.path, r.line, r.hunk::json
       from unnest($2::text[], $3::text[], $4::int[], $5::text[]) as r (flag, path, line, hunk)
       on conflict do nothing`,
      [
        repository,
        scan.references.map(({ flag }) => flag),
        scan.references.map(({ path }) => path),
        scan.references.map(({ line }) => line),
        scan.references.map(({ hunk }) => (hunk ? JSON.stringify({ line: hunk.line, lines: hunk.lines }) : null)),
      ],
    );
  }

  async addRemovals(
    tx: Tx,
    removals: Removal[],
    { repository, branch, lastSeen }: { repository: string; branch: string; lastSeen: string },
  ): Promise<void> {
    await tx.execute(
      `insert into code_removals (repository, flag, commit, exact, author, subject, committed_at, last_seen_commit, branch, noticed_at)
       select $1, r.*, $8, $9, $10
       from unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::text[], $7::timestamptz[]) as r
       on conflict (repository, flag) do update set commit = excluded.commit, exact = excluded.exact, author = excluded.author,
         subject = excluded.subject, committed_at = excluded.committed_at, last_seen_commit = excluded.last_seen_commit,
         branch = excluded.branch, noticed_at = excluded.noticed_at`,
      [
        repository,
        removals.map(({ flag }) => flag),
        removals.map(({ commit }) => commit),
        removals.map(({ exact }) => exact),
        removals.map(({ author }) => author),
        removals.map(({ subject }) => subject),
        removals.map(({ committedAt }) => committedAt),
        lastSeen,
        branch,
        tx.now,
      ],
    );
  }

  /** Forgets that these flags were gone; returns those that had been. */
  async dropRemovals(tx: Tx, repository: string, flags: string[]): Promise<string[]> {
    const rows = await tx.query<{ flag: string }>(
      `delete from code_removals where repository = $1 and flag = any ($2::text[]) returning flag`,
      [repository, flags],
    );
    return rows.map(({ flag }) => flag);
  }

  /** Of these keys, the flags of the inventory, with their revision. */
  async known(tx: Tx, flags: string[]): Promise<{ key: string; revision: number }[]> {
    return tx.query(`select key, revision::float8 as revision from flags where key = any ($1::text[]) order by key`, [
      flags,
    ]);
  }
}
