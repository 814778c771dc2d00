import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Db, type Tx } from '../../platform/index.js';
import { commitUrl, placeUrl } from '../domain/code-scan.js';
import { flagNotFound } from '../flags.errors.js';
import { FlagReads } from '../flags.reads.js';
import type { CodeHunk, FlagReferencesView, RepositoryReferencesView } from './references.contract.js';

const MOST_PLACES = 200;

/** What the last scans of trunk say of a flag. */
export interface CodeEvidence {
  /** How many places refer to it, over all repositories. */
  places: number;
  /** When it was last seen gone from a repository's trunk; null: never. */
  goneAt: Date | null;
  /** The commit that took it out there. */
  goneCommit: string | null;
}

interface ScanRow {
  repository: string;
  branch: string;
  commit: string;
  scannedAt: Date;
  webUrl: string | null;
  count: number;
  places: { path: string; line: number; hunk: CodeHunk | null }[] | null;
  removal: {
    commit: string;
    exact: boolean;
    author: string | null;
    subject: string | null;
    committedAt: string | null;
    lastSeenCommit: string;
    noticedAt: string;
  } | null;
}

/** Read face of where code refers to flags. */
@Injectable()
export class CodeReads {
  constructor(
    private readonly db: Db,
    private readonly flags: FlagReads,
    private readonly catalog: Catalog,
  ) {}

  /** Of these flags (null: of all), without one that no scan ever saw. */
  async evidence(flags: string[] | null, tx?: Tx): Promise<Map<string, CodeEvidence>> {
    const rows = await (tx ?? this.db).query<CodeEvidence & { flag: string }>(
      `select flag, coalesce(r.places, 0) as places, g.at as "goneAt", g.commit as "goneCommit"
       from (select flag, count(*)::int as places from code_references where $1::text[] is null or flag = any ($1) group by flag) r
       full join (
         select distinct on (flag) flag, noticed_at as at, commit from code_removals
         where $1::text[] is null or flag = any ($1) order by flag, noticed_at desc) g using (flag)`,
      [flags],
    );
    return new Map(rows.map(({ flag, places, goneAt, goneCommit }) => [flag, { places, goneAt, goneCommit }]));
  }

  /** Of these repositories (`owner/name`), those whose trunk was ever scanned. */
  async scanned(repositories: string[], tx?: Tx): Promise<Set<string>> {
    const rows = await (tx ?? this.db).query<{ repository: string }>(
      `select repository from code_scans where repository = any ($1::text[])`,
      [repositories],
    );
    return new Set(rows.map(({ repository }) => repository));
  }

  async ofFlag(key: string): Promise<FlagReferencesView> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    const repository = (await this.catalog.service(flag.service))?.repository ?? null;
    const rows = await this.db.query<ScanRow>(
      `select s.repository, s.branch, s.commit, s.scanned_at as "scannedAt", s.web_url as "webUrl",
         (select count(*)::int from code_references r where r.repository = s.repository and r.flag = $1) as count,
         (select json_agg(p) from (
            select path, line, hunk from code_references r where r.repository = s.repository and r.flag = $1
            order by path, line limit ${MOST_PLACES}) p) as places,
         (select json_build_object('commit', g.commit, 'exact', g.exact, 'author', g.author, 'subject', g.subject,
            'committedAt', g.committed_at, 'lastSeenCommit', g.last_seen_commit, 'noticedAt', g.noticed_at)
          from code_removals g where g.repository = s.repository and g.flag = $1) as removal
       from code_scans s
       where s.repository = $2 or s.repository in (select repository from code_references where flag = $1)
         or s.repository in (select repository from code_removals where flag = $1)
       order by s.repository is distinct from $2, s.repository`,
      [key, repository],
    );
    return {
      flag: key,
      repository,
      scanned: rows.some((row) => row.repository === repository),
      repositories: rows.map(viewOf),
    };
  }
}

function viewOf(row: ScanRow): RepositoryReferencesView {
  const { repository, branch, commit, webUrl, count, removal } = row;
  return {
    repository,
    branch,
    commit,
    scannedAt: row.scannedAt.toISOString(),
    count,
    places: (row.places ?? []).map(({ path, line, hunk }) => ({
      path,
      line,
      hunk,
      url: placeUrl(webUrl, commit, path, line),
    })),
    removal: removal && {
      ...removal,
      committedAt: removal.committedAt === null ? null : new Date(removal.committedAt).toISOString(),
      noticedAt: new Date(removal.noticedAt).toISOString(),
      url: commitUrl(webUrl, removal.commit),
    },
  };
}
