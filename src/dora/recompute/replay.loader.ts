import { Injectable } from '@nestjs/common';
import type { Service } from '../../catalog/index.js';
import type { Tx } from '../../platform/index.js';
import { standing, type AttributionInput, type Before, type Candidate, type Deployed } from '../domain/attribution.js';
import { runOf } from '../domain/lane.js';
import type { Graph, GraphCommit } from '../domain/commit-graph.js';

/** Ways to plan that read whole tables. */
const JOINS = ['hashjoin', 'mergejoin', 'seqscan'];

/** Deployments of one service and lane that are attributed together. */
export interface Chunk {
  service: Service;
  /** The lane. */
  environment: string;
  from: Date;
  deployments: Deployed[];
  /** Finish of the last one; null: none follow. */
  until: Date | null;
}

export interface LoadedChange extends Candidate {
  startedAt: number;
  approximate: boolean;
  readyAt: number | null;
  reviewedAt: number | null;
  hotfix: boolean;
  reverts: string | null;
  member: boolean;
}

export interface ChunkInput extends AttributionInput {
  repository: string | null;
  changes: Map<string, LoadedChange>;
}

/** Loads what attribution looks at. */
@Injectable()
export class ReplayLoader {
  /** The first `limit` deployments from `from` on; those that finished at the same instant stay together. */
  async chunk(tx: Tx, service: Service, environment: string, from: Date, limit: number): Promise<Chunk> {
    const rows = await tx.query<Omit<Deployed, 'finishedAt'> & { finishedAt: Date }>(
      `select id, finished_at as "finishedAt", sha, reason, changes from deployments
       where service = $1 and lane = $2 and status = 'success' and finished_at >= $3
       order by finished_at fetch first ${limit} rows with ties`,
      [service.key, environment, from],
    );
    const deployments = rows
      .map((row) => ({ ...row, finishedAt: row.finishedAt.getTime() }))
      .sort((a, b) => a.finishedAt - b.finishedAt || (a.id < b.id ? -1 : 1));
    const last = deployments.at(-1);
    const until = rows.length >= limit && last ? new Date(last.finishedAt) : null;
    return { service, environment, from, deployments, until };
  }

  async input(tx: Tx, chunk: Chunk): Promise<ChunkInput> {
    const { service, deployments } = chunk;
    const shas = [...new Set(deployments.flatMap(({ sha }) => (sha === null ? [] : [sha])))];
    const repository = service.repository ?? (await repositoryOf(tx, shas));
    const before = await this.before(tx, chunk, repository, shas);
    const { commits, deployed } = await this.graph(tx, chunk, repository, shas);
    const graph: Graph = { commits, deployed };
    const { covered, merges } = await this.coverage(tx, repository, commits);
    const changes = await this.candidates(tx, chunk, before, repository, [...commits.keys()]);
    const candidates = [...changes.values()];
    const known = await this.known(tx, repository, candidates);
    const listings = await this.listings(tx, chunk, candidates);
    return { repository, before, deployments, graph, known, candidates, listings, covered, merges, changes };
  }

  private async before(
    tx: Tx,
    { service, environment, from }: Chunk,
    repository: string | null,
    shas: string[],
  ): Promise<Before> {
    const [previous] = await tx.query<{ sha: string | null; known: boolean }>(
      `select sha, known from dora_deployments where service = $1 and environment = $2 and finished_at < $3
       order by finished_at desc, deployment_id collate "C" desc limit 1`,
      [service.key, environment, from],
    );
    const [boundary] = await tx.query<{ at: Date }>(
      `select finished_at as at from dora_deployments
       where service = $1 and environment = $2 and finished_at < $3 and idle is null order by finished_at desc limit 1`,
      [service.key, environment, from],
    );
    const asked = typeof previous?.sha === 'string' ? [...shas, previous.sha] : shas;
    const seen = await tx.query<{ sha: string; at: Date; itself: boolean }>(
      `select sha, min(finished_at) as at, bool_or(itself) filter (where finished_at = first) as itself from (
         select *, min(finished_at) over (partition by sha) as first from (
           select sha, finished_at, true as itself from dora_deployments
           where service = $1 and environment = $2 and sha = any($3::text[]) and finished_at < $4
           union all
           select sha, finished_at, false from dora_owned
           where service = $1 and environment = $2 and repository = $5 and sha = any($3::text[]) and finished_at < $4
         ) reached) ranked
       group by sha`,
      [service.key, environment, asked, from, repository],
    );
    return {
      previous: previous ?? null,
      boundary: boundary?.at.getTime() ?? null,
      shas: new Map(seen.map(({ sha, at, itself }) => [sha, standing(at.getTime(), itself)])),
    };
  }

  /** Walks from the shas down to what earlier deployments reach. */
  private async graph(
    tx: Tx,
    { service, environment, from }: Chunk,
    repository: string | null,
    shas: string[],
  ): Promise<{ commits: Map<string, GraphCommit>; deployed: Set<string> }> {
    const commits = new Map<string, GraphCommit>();
    const deployed = new Set<string>();
    if (repository === null || shas.length === 0) return { commits, deployed };
    // Each step looks up a handful of rows by key; a hash or merge join would read whole tables at each of them.
    await tx.query(`select ${JOINS.map((method) => `set_config('enable_${method}', 'off', true)`).join(', ')}`);
    const rows = await tx.query<CommitRow>(
      `with recursive walk(sha, owned) as (
         select sha, exists (select 1 from dora_owned o where o.service = $3 and o.environment = $4 and o.repository = $1
           and o.sha = s.sha and o.finished_at < $5) from unnest($2::text[]) s(sha)
         union
         select p.sha, exists (select 1 from dora_owned o where o.service = $3 and o.environment = $4 and o.repository = $1
           and o.sha = p.sha and o.finished_at < $5)
         from walk w join commits c on c.repository = $1 and c.sha = w.sha cross join lateral unnest(c.parents) p(sha)
         where not w.owned
       )
       select w.sha, w.owned, c.sha is not null as stored, c.parents, c.authored_at as "authoredAt",
         c.committed_at as "committedAt", c.paths, c.cherry_pick_of as "cherryPickOf", c.patch_id as "patchId"
       from walk w left join commits c on c.repository = $1 and c.sha = w.sha`,
      [repository, shas, service.key, environment, from],
    );
    await tx.query(`select ${JOINS.map((method) => `set_config('enable_${method}', 'on', true)`).join(', ')}`);
    for (const row of rows) {
      if (row.owned) deployed.add(row.sha);
      else if (row.stored) commits.set(row.sha, commitOf(row, service.pathPrefix));
    }
    await this.twins(tx, { service: service.key, environment, from }, repository, commits, deployed);
    return { commits, deployed };
  }

  private async twins(
    tx: Tx,
    at: { service: string; environment: string; from: Date },
    repository: string,
    commits: Map<string, GraphCommit>,
    deployed: Set<string>,
  ): Promise<void> {
    const pairs = await tx.query<{ sha: string; twin: string; deployed: boolean }>(
      `with range as (select unnest($2::text[]) as sha), pairs as (
         select c.sha, c.cherry_pick_of as twin from range r join commits c on c.repository = $1 and c.sha = r.sha
           where c.cherry_pick_of is not null
         union select r.sha, t.sha from range r join commits t on t.repository = $1 and t.cherry_pick_of = r.sha
         union select c.sha, t.sha from range r join commits c on c.repository = $1 and c.sha = r.sha
           join commits t on t.repository = $1 and t.patch_id = c.patch_id and t.sha <> c.sha
       )
       select sha, twin, exists (select 1 from dora_owned o where o.service = $3 and o.environment = $4
         and o.repository = $1 and o.sha = twin and o.finished_at < $5) as deployed from pairs`,
      [repository, [...commits.keys()], at.service, at.environment, at.from],
    );
    for (const pair of pairs) {
      commits.get(pair.sha)?.twins.push(pair.twin);
      if (pair.deployed) deployed.add(pair.twin);
    }
  }

  private async coverage(
    tx: Tx,
    repository: string | null,
    commits: Map<string, GraphCommit>,
  ): Promise<{ covered: Set<string>; merges: Set<string> }> {
    if (repository === null || commits.size === 0) return { covered: new Set(), merges: new Set() };
    const shas = [...commits.keys(), ...[...commits.values()].flatMap((commit) => commit.twins)];
    const rows = await tx.query<{ sha: string; merge: boolean }>(
      `select merge_sha as sha, true as merge from changes where repository = $1 and merge_sha = any($2::text[])
       union all select head_sha, false from changes where repository = $1 and head_sha = any($2::text[])
       union all select sha, false from dora_change_commits where repository = $1 and sha = any($2::text[])
       union all select c.sha, false from commits c
         where c.repository = $1 and c.sha = any($2::text[]) and exists (
           select 1 from dora_change_commits o where o.repository = $1 and o.authored_at = c.authored_at)`,
      [repository, shas],
    );
    return {
      covered: new Set(rows.map((row) => row.sha)),
      merges: new Set(rows.filter((row) => row.merge).map((row) => row.sha)),
    };
  }

  /**
   * Changes that these deployments may carry: listed, reached, or merged in their time, and settled by none before. A run of
   * a drill carries its own, and of the real ones those that its deployments list.
   */
  private async candidates(
    tx: Tx,
    { service, environment, from, deployments }: Chunk,
    before: Before,
    repository: string | null,
    range: string[],
  ): Promise<Map<string, LoadedChange>> {
    const listed = [...new Set(deployments.flatMap(({ changes }) => changes ?? []))];
    const until = deployments.at(-1)?.finishedAt;
    if (until === undefined) return new Map();
    const rows = await tx.query<ChangeRow>(
      `with found as (
         select change_id from dora_changes where service = $1 and change_id = any($4::text[])
         union select w.change_id from dora_changes l join dora_changes w on w.service = $1 and w.repository = l.repository
             and w.merge_sha = l.merge_sha and not w.superseded
           where l.service = $1 and l.change_id = any($4::text[]) and l.superseded
         union select change_id from dora_changes where service = $1 and repository = $5 and merge_sha = any($6::text[])
         union select change_id from dora_changes where service = $1 and repository = $5 and head_sha = any($6::text[])
         union select change_id from dora_change_commits where repository = $5 and sha = any($6::text[])
         union select change_id from dora_changes where service = $1 and merged_at > $7 and merged_at <= $8
       )
       select c.change_id as id, c.merged_at as "mergedAt", c.merge_sha as "mergeSha", c.head_sha as "headSha",
         c.started_at as "startedAt", c.approximate, c.ready_at as "readyAt", c.reviewed_at as "reviewedAt", c.hotfix,
         c.reverts, c.member and c.drill_run is not distinct from $9 as member,
         coalesce((select array_agg(sha) from dora_change_commits k where k.change_id = c.change_id), '{}') as "commitShas"
       from found join dora_changes c on c.service = $1 and c.change_id = found.change_id
       where not c.superseded
         and (c.drill_run is not distinct from $9 or (c.drill_run is null and c.change_id = any($4::text[])))
         and not exists (
         select 1 from dora_deliveries d where d.service = $1 and d.environment = $2 and d.change_id = c.change_id
           and d.delivered_at < $3)`,
      [
        service.key,
        environment,
        from,
        listed,
        repository ?? '',
        range,
        before.boundary === null ? new Date('0001-01-01T00:00:00Z') : new Date(before.boundary),
        new Date(until),
        runOf(environment),
      ],
    );
    return new Map(rows.map((row) => [row.id, changeOf(row)]));
  }

  private async known(tx: Tx, repository: string | null, candidates: Candidate[]): Promise<Set<string>> {
    if (repository === null || candidates.length === 0) return new Set();
    const shas = candidates.flatMap(({ mergeSha, headSha, commitShas }) => [mergeSha, headSha, ...commitShas]);
    const rows = await tx.query<{ sha: string }>(
      `select sha from commits where repository = $1 and sha = any($2::text[]) and parents is not null`,
      [repository, shas.filter((sha) => sha !== null)],
    );
    return new Set(rows.map((row) => row.sha));
  }

  /** The earliest successful deployment that lists each change, or a doubled record of it. */
  private async listings(
    tx: Tx,
    { service, environment }: Chunk,
    candidates: Candidate[],
  ): Promise<Map<string, string>> {
    const ids = candidates.map((candidate) => candidate.id);
    if (ids.length === 0) return new Map();
    const rows = await tx.query<{ change: string; deployment: string }>(
      `with names as (
         select id as change, id as name from unnest($3::text[]) u(id)
         union select w.change_id, l.change_id from dora_changes w join dora_changes l on l.service = $1
           and l.repository = w.repository and l.merge_sha = w.merge_sha and l.superseded
         where w.service = $1 and w.change_id = any($3::text[]) and w.merge_sha is not null
       ), listing as (
         select d.id, d.finished_at, listed from deployments d cross join lateral unnest(d.changes) listed
         where d.service = $1 and d.lane = $2 and d.status = 'success'
           and d.changes && (select array_agg(name) from names)
       )
       select distinct on (n.change) n.change, l.id as deployment from names n join listing l on l.listed = n.name
       order by n.change, l.finished_at, l.id collate "C"`,
      [service.key, environment, ids],
    );
    return new Map(rows.map((row) => [row.change, row.deployment]));
  }
}

interface CommitRow {
  sha: string;
  owned: boolean;
  stored: boolean;
  parents: string[] | null;
  authoredAt: Date;
  committedAt: Date;
  paths: string[] | null;
}

interface ChangeRow extends Omit<LoadedChange, 'mergedAt' | 'startedAt' | 'readyAt' | 'reviewedAt'> {
  mergedAt: Date | null;
  startedAt: Date;
  readyAt: Date | null;
  reviewedAt: Date | null;
}

function commitOf(row: CommitRow, prefix: string | null): GraphCommit {
  const { sha, parents, paths } = row;
  return {
    sha,
    parents,
    authoredAt: row.authoredAt.getTime(),
    committedAt: row.committedAt.getTime(),
    twins: [],
    inService: prefix === null || paths === null || paths.some((path) => isUnder(path, prefix)),
  };
}

function isUnder(path: string, prefix: string): boolean {
  const folder = prefix.replace(/\/+$/, '');
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function changeOf(row: ChangeRow): LoadedChange {
  return {
    ...row,
    mergedAt: row.mergedAt?.getTime() ?? null,
    startedAt: row.startedAt.getTime(),
    readyAt: row.readyAt?.getTime() ?? null,
    reviewedAt: row.reviewedAt?.getTime() ?? null,
  };
}

/** Where the service names no repository, the one that has the shas. */
async function repositoryOf(tx: Tx, shas: string[]): Promise<string | null> {
  if (shas.length === 0) return null;
  const [row] = await tx.query<{ repository: string }>(
    `select repository from commits where sha = any($1::text[]) group by repository order by count(*) desc, repository limit 1`,
    [shas],
  );
  return row?.repository ?? null;
}
