import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../platform/index.js';
import type { FlipFact, IncidentFact, PersonType } from './domain/facts.js';

/** A check of a commit; `conclusion` is null while it runs. */
export interface Check {
  id: string;
  repository: string;
  sha: string;
  name: string;
  app: string | null;
  conclusion: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  attempt: number;
}

export interface Review {
  author: string;
  authorType: PersonType | null;
  submittedAt: Date;
  state: string;
}

/** A pull request (or a commit that reached trunk without one) with the services it was resolved to. */
export interface Change {
  id: string;
  repository: string;
  services: string[];
  title: string | null;
  author: string | null;
  authorType: PersonType | null;
  openedAt: Date;
  readyAt: Date | null;
  firstCommitAt: Date | null;
  commits: { sha: string; authoredAt: Date }[];
  headSha: string | null;
  reviews: Review[];
  mergedAt: Date | null;
  closedAt: Date | null;
  mergeSha: string | null;
  additions: number | null;
  deletions: number | null;
  labels: string[];
  reverts: string | null;
  url: string | null;
}

/** One deployment as stored; `finishedAt` is never null for a success. */
export interface Deployment {
  id: string;
  service: string;
  environment: string;
  sha: string | null;
  status: 'success' | 'failure' | 'in_progress' | 'cancelled';
  startedAt: Date | null;
  finishedAt: Date | null;
  changes: string[] | null;
  reason: 'release' | 'rollback' | 'hotfix' | 'redeploy' | null;
  url: string | null;
  /** The run of a drill that it belongs to. */
  drillRun: string | null;
}

/** A fact that another module owns; apply it only where `seq` is newer than the one applied last. */
export interface HandedFact<T> {
  id: string;
  seq: number;
  body: T;
}

interface ChangeRow extends Omit<Change, 'commits' | 'reviews'> {
  commits: { sha: string; authoredAt: string }[] | null;
  reviews: { author: string; authorType?: PersonType | null; submittedAt: string; state: string }[];
}

const CHANGE = `
  select c.id, c.repository, coalesce(s.services, '{}') as services, c.title, c.author, c.author_type as "authorType",
    c.opened_at as "openedAt", c.ready_at as "readyAt", c.first_commit_at as "firstCommitAt", c.commits,
    c.head_sha as "headSha", c.reviews, c.merged_at as "mergedAt", c.closed_at as "closedAt", c.merge_sha as "mergeSha",
    c.additions, c.deletions, c.labels, c.reverts, c.url
  from changes c
  left join lateral (
    select array_agg(service order by service) as services from change_services where change_id = c.id
  ) s on true`;

const CHECK = `
  select id, repository, sha, name, app, conclusion, started_at as "startedAt", completed_at as "completedAt", attempt
  from checks`;

const DEPLOYMENT = `
  select id, service, environment, sha, status, started_at as "startedAt", finished_at as "finishedAt", changes, reason, url,
    drill_run as "drillRun"
  from deployments`;

function toChange(row: ChangeRow): Change {
  return {
    ...row,
    commits: (row.commits ?? []).map(({ sha, authoredAt }) => ({ sha, authoredAt: new Date(authoredAt) })),
    reviews: row.reviews.map(({ author, authorType, submittedAt, state }) => ({
      author,
      authorType: authorType ?? null,
      submittedAt: new Date(submittedAt),
      state,
    })),
  };
}

/** Read face of the delivery facts. Every read takes a transaction as its last argument, else it reads on its own. */
@Injectable()
export class FactsReads {
  constructor(private readonly db: Db) {}

  /** Incident facts by id; unknown ids are left out. */
  async incidentFacts(ids: string[], tx?: Tx): Promise<HandedFact<IncidentFact>[]> {
    return this.handed<IncidentFact>('incident', ids, tx);
  }

  /** Flip facts by id; unknown ids are left out. */
  async flipFacts(ids: string[], tx?: Tx): Promise<HandedFact<FlipFact>[]> {
    return this.handed<FlipFact>('flip', ids, tx);
  }

  async change(id: string, tx?: Tx): Promise<Change | null> {
    const [change] = await this.changes([id], tx);
    return change ?? null;
  }

  /** Changes by id, ordered by id; unknown ids are left out. */
  async changes(ids: string[], tx?: Tx): Promise<Change[]> {
    const rows = await (tx ?? this.db).query<ChangeRow>(`${CHANGE} where c.id = any($1::text[]) order by c.id`, [ids]);
    return rows.map(toChange);
  }

  /** Changes by what others call them: the id, or (as `repository@sha`) the commit that one was merged as. */
  async changesNamed(names: string[], tx: Tx): Promise<Change[]> {
    const rows = await tx.query<ChangeRow>(
      `${CHANGE}
      where c.id in (
        select unnest($1::text[])
        union
        select m.id from unnest($1::text[]) as name
        join changes m on m.repository = substring(name from '^(.*)@') and m.merge_sha = substring(name from '[^@]*$')
      )
      order by c.id`,
      [names],
    );
    return rows.map(toChange);
  }

  /** Changes that say they revert this one, by its id or (as `repository@sha`) by the commit it was merged as. */
  async changesReverting(id: string, tx?: Tx): Promise<Change[]> {
    const rows = await (tx ?? this.db).query<ChangeRow>(
      `${CHANGE}
      where c.reverts in (
        select $1 union all select repository || '@' || merge_sha from changes where id = $1 and merge_sha is not null
      )
      order by c.id`,
      [id],
    );
    return rows.map(toChange);
  }

  /** Every check reported for a commit, oldest first (by start, else completion, then id). */
  async checksOf(repository: string, sha: string, tx?: Tx): Promise<Check[]> {
    return (tx ?? this.db).query<Check>(
      `${CHECK} where repository = $1 and sha = $2 order by coalesce(started_at, completed_at) nulls first, attempt, id`,
      [repository, sha],
    );
  }

  async deployment(id: string, tx?: Tx): Promise<Deployment | null> {
    const [row] = await this.deployments([id], tx);
    return row ?? null;
  }

  /** Deployments by id, ordered by id; unknown ids are left out. */
  async deployments(ids: string[], tx?: Tx): Promise<Deployment[]> {
    return (tx ?? this.db).query<Deployment>(`${DEPLOYMENT} where id = any($1::text[]) order by id`, [ids]);
  }

  /** Deployments of a service, whatever became of them, that ended (or, while they go on, began) before an instant; newest first. */
  async latestDeployments(service: string, before: Date, limit: number): Promise<Deployment[]> {
    return this.db.query<Deployment>(
      `${DEPLOYMENT} where service = $1 and coalesce(finished_at, started_at) < $2
       order by coalesce(finished_at, started_at) desc, id desc limit $3`,
      [service, before, limit],
    );
  }

  /**
   * Deployments of a service, whatever became of them, that ended (or, while they go on, began) in `[from, to]`, in that order;
   * before them, for each environment, the last success before `from`: what ran when the stretch began. Those of other runs of
   * drills than `run` are left out.
   */
  async deploymentsIn(service: string, from: Date, to: Date, run: string, tx?: Queryable): Promise<Deployment[]> {
    const own = `where service = $1 and (drill_run is null or drill_run = $4)`;
    return (tx ?? this.db).query<Deployment>(
      `(select distinct on (environment) * from (${DEPLOYMENT} ${own} and status = 'success' and finished_at < $2) d
        order by environment, "finishedAt" desc, id desc)
       union all
       (${DEPLOYMENT} ${own} and coalesce(finished_at, started_at) between $2 and $3)
       order by "finishedAt" nulls last, "startedAt", id`,
      [service, from, to, run],
    );
  }

  /** Changes of a repository that were merged in `[from, to]`, in that order; those of other runs of drills than `run` are left out. */
  async mergedIn(repository: string, from: Date, to: Date, run: string, tx?: Queryable): Promise<Change[]> {
    const rows = await (tx ?? this.db).query<ChangeRow>(
      `${CHANGE} where c.repository = $1 and c.merged_at between $2 and $3 and (c.drill_run is null or c.drill_run = $4)
       order by c.merged_at, c.id`,
      [repository, from, to, run],
    );
    return rows.map(toChange);
  }

  /** Successful deployments to the production environments of all services, drills left out; newest first. */
  async latestInProduction(limit: number): Promise<Deployment[]> {
    return this.db.query<Deployment>(
      `${DEPLOYMENT} d where status = 'success' and drill_run is null and exists (
         select from environments e where e.service = d.service and e.key = d.environment and e.production)
       order by finished_at desc, id desc limit $1`,
      [limit],
    );
  }

  /** Which kinds of facts have arrived at all; `history`: commits with their parents, which only an import knows. */
  async arrivals(): Promise<{ webhooks: boolean; any: boolean; history: boolean }> {
    const [row] = await this.db.query<{ webhooks: boolean; any: boolean; history: boolean }>(
      `select exists (select from receipts where source = 'github') as webhooks,
         exists (select from changes) or exists (select from deployments) or exists (select from commits) as "any",
         -- The order makes it look at the index, which is empty while nothing was imported.
         coalesce((select true from commits where parents is not null order by repository limit 1), false) as history`,
    );
    return row ?? { webhooks: false, any: false, history: false };
  }

  private async handed<T>(kind: 'incident' | 'flip', ids: string[], tx?: Tx): Promise<HandedFact<T>[]> {
    const rows = await (tx ?? this.db).query<{ id: string; seq: string; body: T }>(
      `select id, seq::text as seq, body from handed_facts where kind = $1 and id = any($2::text[]) order by id`,
      [kind, ids],
    );
    return rows.map((row) => ({ id: row.id, seq: Number(row.seq), body: row.body }));
  }
}
