import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type {
  ChangeFact,
  CheckFact,
  CommitFact,
  DeploymentFact,
  IncidentFact,
  PersonType,
  ReviewFact,
} from '../domain/facts.js';
import type { KnownChange } from '../domain/github/merge-change.js';
import type { PushPatch } from '../domain/github/patches.js';

interface ChangeRow {
  id: string;
  repository: string;
  services: string[] | null;
  title: string | null;
  author: string | null;
  authorType: PersonType | null;
  openedAt: Date;
  readyAt: Date | null;
  firstCommitAt: Date | null;
  commits: { sha: string; authoredAt: string }[] | null;
  headSha: string | null;
  reviews: ReviewFact[];
  mergedAt: Date | null;
  closedAt: Date | null;
  mergeSha: string | null;
  additions: number | null;
  deletions: number | null;
  labels: string[];
  reverts: string | null;
  url: string | null;
  headRef: string | null;
  asOf: Date | null;
}

interface CommitRow extends Omit<CommitFact, 'kind' | 'authoredAt' | 'committedAt'> {
  authoredAt: Date;
  committedAt: Date;
}

interface DeploymentRow extends Omit<DeploymentFact, 'kind' | 'startedAt' | 'finishedAt'> {
  startedAt: Date | null;
  finishedAt: Date | null;
  asOf: Date | null;
}

const CHANGE = `
  select id, repository, explicit_services as services, title, author, author_type as "authorType", opened_at as "openedAt",
    ready_at as "readyAt", first_commit_at as "firstCommitAt", commits, head_sha as "headSha", reviews,
    merged_at as "mergedAt", closed_at as "closedAt", merge_sha as "mergeSha", additions, deletions, labels, reverts, url,
    head_ref as "headRef", source_at as "asOf"
  from changes`;

/** What is known of the things that webhooks patch, and the marks that let them come in any order. */
@Injectable()
export class PatchRepository {
  /** Lets one transaction at a time patch a thing, also one that is not stored yet. Keys are locked in one order. */
  async lock(tx: Tx, keys: string[]): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended(key, 763)) from unnest($1::text[]) as key`, [
      [...new Set(keys)].toSorted(),
    ]);
  }

  async change(tx: Tx, id: string): Promise<KnownChange | null> {
    const [row] = await tx.query<ChangeRow>(`${CHANGE} where id = $1 for update`, [id]);
    return row ? toKnown(row) : null;
  }

  /** What is known of these changes, by id. */
  async changes(tx: Tx, ids: string[]): Promise<Map<string, ChangeFact>> {
    const rows = await tx.query<ChangeRow>(`${CHANGE} where id = any($1::text[]) order by id for update`, [ids]);
    return new Map(rows.map((row) => [row.id, toKnown(row).fact]));
  }

  /** Changes whose head branch this is. */
  async changesOfBranch(tx: Tx, repository: string, ref: string): Promise<KnownChange[]> {
    const rows = await tx.query<ChangeRow>(`${CHANGE} where repository = $1 and head_ref = $2 order by id for update`, [
      repository,
      ref,
    ]);
    return rows.map(toKnown);
  }

  async markChange(tx: Tx, change: KnownChange): Promise<void> {
    await tx.execute(`update changes set head_ref = $2, source_at = $3 where id = $1`, [
      change.fact.id,
      change.headRef,
      change.asOf,
    ]);
  }

  /** Id of the change that was merged as this commit. */
  async changeMergedAs(tx: Tx, repository: string, sha: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `select id from changes where repository = $1 and merge_sha = $2 order by position('#' in id) = 0, id limit 1`,
      [repository, sha],
    );
    return row?.id ?? null;
  }

  /** Notes a push; false where it was known. */
  async addPush(tx: Tx, push: PushPatch): Promise<boolean> {
    const added = await tx.execute(
      `insert into pushes (repository, ref, before_sha, after_sha, forced, commits)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [push.repository, push.ref, push.before, push.after, push.forced, JSON.stringify(push.commits)],
    );
    return added > 0;
  }

  async pushesOf(tx: Tx, repository: string, ref: string): Promise<PushPatch[]> {
    const rows = await tx.query<Omit<PushPatch, 'of'>>(
      `select repository, ref, before_sha as before, after_sha as after, forced, commits
       from pushes where repository = $1 and ref = $2`,
      [repository, ref],
    );
    return rows.map((row) => ({ of: 'push', ...row }));
  }

  /** Known commits by sha. */
  async commits(tx: Tx, repository: string, shas: string[]): Promise<Map<string, CommitFact>> {
    const rows = await tx.query<CommitRow>(
      `select sha as id, repository, parents, authored_at as "authoredAt", committed_at as "committedAt", paths,
         cherry_pick_of as "cherryPickOf", patch_id as "patchId"
       from commits where repository = $1 and sha = any($2::text[]) order by sha for update`,
      [repository, shas],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          kind: 'commit',
          ...row,
          authoredAt: row.authoredAt.toISOString(),
          committedAt: row.committedAt.toISOString(),
        },
      ]),
    );
  }

  async deployment(tx: Tx, id: string): Promise<{ fact: DeploymentFact; asOf: string | null } | null> {
    const [row] = await tx.query<DeploymentRow>(
      `select id, service, environment, sha, status, started_at as "startedAt", finished_at as "finishedAt", changes,
         reason, url, source_at as "asOf"
       from deployments where id = $1 for update`,
      [id],
    );
    if (!row) return null;
    const { asOf, startedAt, finishedAt, ...rest } = row;
    return {
      fact: { kind: 'deployment', ...rest, startedAt: iso(startedAt), finishedAt: iso(finishedAt) },
      asOf: iso(asOf),
    };
  }

  async markDeployment(tx: Tx, id: string, asOf: string): Promise<void> {
    await tx.execute(`update deployments set source_at = $2 where id = $1`, [id, asOf]);
  }

  async check(tx: Tx, id: string): Promise<CheckFact | null> {
    const [row] = await tx.query<
      Omit<CheckFact, 'kind' | 'startedAt' | 'completedAt'> & { startedAt: Date | null; completedAt: Date | null }
    >(
      `select id, repository, sha, name, app, conclusion, started_at as "startedAt", completed_at as "completedAt", attempt
       from checks where id = $1 for update`,
      [id],
    );
    if (!row) return null;
    return { kind: 'check', ...row, startedAt: iso(row.startedAt), completedAt: iso(row.completedAt) };
  }

  async incident(tx: Tx, id: string): Promise<{ fact: IncidentFact; asOf: string | null } | null> {
    const [row] = await tx.query<{ body: IncidentFact; asOf: Date | null }>(
      `select body, source_at as "asOf" from handed_facts where kind = 'incident' and id = $1 for update`,
      [id],
    );
    return row ? { fact: row.body, asOf: iso(row.asOf) } : null;
  }

  async markIncident(tx: Tx, id: string, asOf: string): Promise<void> {
    await tx.execute(`update handed_facts set source_at = $2 where kind = 'incident' and id = $1`, [id, asOf]);
  }
}

function toKnown(row: ChangeRow): KnownChange {
  const { headRef, asOf, openedAt, readyAt, firstCommitAt, mergedAt, closedAt, ...rest } = row;
  const fact: ChangeFact = {
    kind: 'change',
    ...rest,
    openedAt: openedAt.toISOString(),
    readyAt: iso(readyAt),
    firstCommitAt: iso(firstCommitAt),
    mergedAt: iso(mergedAt),
    closedAt: iso(closedAt),
  };
  return { fact, headRef, asOf: iso(asOf) };
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
