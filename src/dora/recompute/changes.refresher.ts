import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { milestonesOf, type ChangeHistory } from '../domain/lead-time.js';
import { restand, type MergedRecord } from '../domain/twins.js';

interface ChangeSource {
  id: string;
  repository: string;
  member: boolean;
  author: string | null;
  openedAt: Date;
  readyAt: Date | null;
  firstCommitAt: Date | null;
  commits: { sha: string; authoredAt: string }[] | null;
  reviews: { author: string; authorType?: 'human' | 'bot' | null; submittedAt: string; state: string }[];
  headSha: string | null;
  mergedAt: Date | null;
  mergeSha: string | null;
  additions: number | null;
  deletions: number | null;
  labels: string[];
  reverts: string | null;
  drillRun: string | null;
}

/** `environment` is a lane; null: all of them. */
export interface ReplayFrom {
  environment: string | null;
  at: Date;
}

/** Where a merge counts: the instant, and the run of a drill that it belongs to. */
export interface Merged {
  at: Date;
  run: string | null;
}

/** Keeps what dora needs of each change of a service, and tells from where deployments must be replayed. */
@Injectable()
export class ChangesRefresher {
  /** Returns from where to replay, and the merge instants whose days count differently now. */
  async refresh(tx: Tx, service: string, ids: string[]): Promise<{ from: ReplayFrom[]; merged: Merged[] }> {
    if (ids.length === 0) return { from: [], merged: [] };
    const before = await this.reach(tx, service, ids);
    const sources = await this.sources(tx, service, ids);
    const kept = new Set(sources.map((source) => source.id));
    await tx.execute(`delete from dora_changes where service = $1 and change_id = any($2::text[])`, [
      service,
      ids.filter((id) => !kept.has(id)),
    ]);
    await this.save(tx, service, sources);
    const touched = await this.supersede(tx, service, ids);
    const after = await this.reach(tx, service, touched);
    return { from: [...before.from, ...after.from], merged: [...before.merged, ...after.merged] };
  }

  private async sources(tx: Tx, service: string, ids: string[]): Promise<ChangeSource[]> {
    return tx.query<ChangeSource>(
      `select c.id, c.repository, s.service is not null as member, c.author, c.opened_at as "openedAt",
         c.ready_at as "readyAt", c.first_commit_at as "firstCommitAt", c.commits, c.reviews, c.head_sha as "headSha",
         c.merged_at as "mergedAt", c.merge_sha as "mergeSha", c.additions, c.deletions, c.labels, c.reverts,
         c.drill_run as "drillRun"
       from changes c left join change_services s on s.change_id = c.id and s.service = $1
       where c.id = any($2::text[]) and (s.service is not null or exists (
         select 1 from deployments d where d.changes @> array[c.id] and d.service = $1))`,
      [service, ids],
    );
  }

  private async save(tx: Tx, service: string, sources: ChangeSource[]): Promise<void> {
    const rows = sources.map((source) => {
      const milestones = milestonesOf(historyOf(source));
      const size =
        source.additions === null && source.deletions === null
          ? null
          : (source.additions ?? 0) + (source.deletions ?? 0);
      return {
        id: source.id,
        repository: source.repository,
        merged: source.mergedAt,
        merge_sha: source.mergeSha,
        head_sha: source.headSha,
        started: new Date(milestones.startedAt),
        approximate: milestones.approximate,
        ready: milestones.readyAt === null ? null : new Date(milestones.readyAt),
        reviewed: milestones.reviewedAt === null ? null : new Date(milestones.reviewedAt),
        hotfix: source.labels.some((label) => label.toLowerCase() === 'hotfix'),
        reverts: source.reverts,
        size: size === null ? null : Math.min(size, 2_147_483_647),
        kind: source.labels[0] ?? null,
        member: source.member,
        run: source.drillRun,
      };
    });
    await tx.execute(
      `insert into dora_changes (service, change_id, repository, merged_at, merge_sha, head_sha, started_at, approximate,
         ready_at, reviewed_at, hotfix, reverts, size, kind, superseded, member,
         drill_run)
       select $1, id, repository, merged, merge_sha, head_sha, started, approximate, ready, reviewed, hotfix, reverts, size,
         kind, false, member, run
       from jsonb_to_recordset($2::jsonb) as r(id text, repository text, merged timestamptz, merge_sha text, head_sha text,
         started timestamptz, approximate boolean, ready timestamptz, reviewed timestamptz, hotfix boolean, reverts text,
         size int, kind text, member boolean, run text)
       on conflict (service, change_id) do update set repository = excluded.repository, merged_at = excluded.merged_at,
         merge_sha = excluded.merge_sha, head_sha = excluded.head_sha, started_at = excluded.started_at,
         approximate = excluded.approximate, ready_at = excluded.ready_at, reviewed_at = excluded.reviewed_at,
         hotfix = excluded.hotfix, reverts = excluded.reverts, size = excluded.size, kind = excluded.kind,
         superseded = false, member = excluded.member, drill_run = excluded.drill_run`,
      [service, JSON.stringify(rows)],
    );
  }

  /** Settles which of the changes with the same merge commit counts. Returns all concerned. */
  private async supersede(tx: Tx, service: string, ids: string[]): Promise<string[]> {
    const merges = await tx.query<{ repository: string; sha: string }>(
      `select distinct repository, merge_sha as sha from dora_changes
       where service = $1 and change_id = any($2::text[]) and merge_sha is not null`,
      [service, ids],
    );
    // Looked up by lists and not by a join: while a history streams in, PostgreSQL takes the table for empty and joins badly.
    const records = await tx.query<MergedRecord>(
      `select change_id as id, repository, merge_sha as "mergeSha", superseded, drill_run as run
       from dora_changes
       where service = $1 and repository = any($2::text[]) and merge_sha = any($3::text[])`,
      [service, unique(merges.map((merge) => merge.repository)), unique(merges.map((merge) => merge.sha))],
    );
    const { superseded, counting } = restand(records);
    await tx.execute(
      `update dora_changes set superseded = change_id = any($3::text[])
       where service = $1 and change_id = any($2::text[])`,
      [service, [...superseded, ...counting], superseded],
    );
    return unique([...ids, ...superseded, ...counting]);
  }

  /** Where these changes count now, or would count. */
  private async reach(tx: Tx, service: string, ids: string[]): Promise<{ from: ReplayFrom[]; merged: Merged[] }> {
    const merged = await tx.query<Merged>(
      `select distinct merged_at as at, drill_run as run from dora_changes
       where service = $1 and change_id = any($2::text[]) and merged_at is not null`,
      [service, ids],
    );
    const from = await tx.query<ReplayFrom>(
      `with shas as (
         select repository, merge_sha as sha from changes where id = any($2::text[]) and merge_sha is not null
         union select repository, head_sha from changes where id = any($2::text[]) and head_sha is not null
         union select repository, sha from dora_change_commits where change_id = any($2::text[])
       ), twins as (
         select repository, sha from shas
         union select c.repository, c.sha from shas s join commits c on c.repository = s.repository and c.cherry_pick_of = s.sha
         union select c.repository, c.cherry_pick_of from shas s join commits c on c.repository = s.repository and c.sha = s.sha
           where c.cherry_pick_of is not null
         union select t.repository, t.sha from shas s join commits c on c.repository = s.repository and c.sha = s.sha
           join commits t on t.repository = c.repository and t.patch_id = c.patch_id
       )
       select environment, min(delivered_at) as at from dora_deliveries
         where service = $1 and change_id = any($2::text[]) group by environment
       union all
       select o.environment, min(o.finished_at) from twins t
         join dora_owned o on o.service = $1 and o.repository = t.repository and o.sha = t.sha group by o.environment
       union all
       select d.lane, min(d.finished_at) from deployments d
         where d.service = $1 and d.status = 'success' and d.changes && $2::text[] group by d.lane
       union all
       select d.environment, min(d.delivered_at) from dora_change_commits c
         join dora_deliveries d on d.service = $1 and d.direct and d.authored_at = c.authored_at
         where c.change_id = any($2::text[]) group by d.environment`,
      [service, ids],
    );
    const earliest = merged.reduce<Date | null>((least, { at }) => (least && least <= at ? least : at), null);
    if (earliest) from.push({ environment: null, at: earliest });
    return { from, merged };
  }
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

function historyOf(source: ChangeSource): ChangeHistory {
  return {
    author: source.author,
    openedAt: source.openedAt.getTime(),
    readyAt: source.readyAt?.getTime() ?? null,
    firstCommitAt: source.firstCommitAt?.getTime() ?? null,
    commitTimes: (source.commits ?? []).map((commit) => new Date(commit.authoredAt).getTime()),
    reviews: source.reviews.map((review) => ({
      author: review.author,
      authorType: review.authorType ?? null,
      submittedAt: new Date(review.submittedAt).getTime(),
      state: review.state,
    })),
    mergedAt: source.mergedAt?.getTime() ?? null,
  };
}
