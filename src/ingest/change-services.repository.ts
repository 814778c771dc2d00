import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/index.js';
import type { TouchingChange } from './domain/change-services.js';

export interface KnownTouch extends TouchingChange {
  id: string;
  repository: string;
}

export interface StoredTouch extends KnownTouch {
  mergedAt: Date | null;
}

export interface Resolution {
  changeId: string;
  services: string[];
  awaited: { repository: string; sha: string }[];
}

const TOUCH = `
  select id, repository, explicit_services as "explicitServices", merge_sha as "mergeSha", head_sha as "headSha",
    merged_at as "mergedAt",
    case when commits is null then null else array(select c ->> 'sha' from jsonb_array_elements(commits) c) end as "commitShas"
  from changes`;

/** Which services a change was resolved to, and which commits' paths it still waits for. */
@Injectable()
export class ChangeServicesRepository {
  async changes(tx: Tx, ids: string[]): Promise<StoredTouch[]> {
    return tx.query<StoredTouch>(`${TOUCH} where id = any($1::text[]) order by id`, [ids]);
  }

  /**
   * Changes that a service may gain or lose: those of its repository and those it was resolved to so far, by id after `after`.
   */
  async changesNear(
    tx: Tx,
    service: string,
    repository: string | null,
    after: string,
    limit: number,
  ): Promise<StoredTouch[]> {
    return tx.query<StoredTouch>(
      `${TOUCH} where id in (
         (select id from changes where repository = $2 and id > $3 order by id limit $4)
         union
         (select change_id from change_services where service = $1 and change_id > $3 order by change_id limit $4)
       ) order by id limit $4`,
      [service, repository, after, limit],
    );
  }

  /** Changes that wait for the paths of one of these commits. */
  async waitingFor(tx: Tx, commits: { repository: string; sha: string }[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct a.change_id as id from awaited_paths a
       join unnest($1::text[], $2::text[]) as c(repository, sha) on a.repository = c.repository and a.sha = c.sha
       order by 1`,
      [commits.map((commit) => commit.repository), commits.map((commit) => commit.sha)],
    );
    return rows.map((row) => row.id);
  }

  /** Known paths of commits, by `repository sha`. */
  async pathsOf(tx: Tx, commits: { repository: string; sha: string }[]): Promise<Map<string, string[]>> {
    if (commits.length === 0) return new Map();
    const rows = await tx.query<{ repository: string; sha: string; paths: string[] }>(
      `select c.repository, c.sha, c.paths from commits c
       join unnest($1::text[], $2::text[]) as asked(repository, sha) on c.repository = asked.repository and c.sha = asked.sha
       where c.paths is not null`,
      [commits.map((commit) => commit.repository), commits.map((commit) => commit.sha)],
    );
    return new Map(rows.map((row) => [`${row.repository} ${row.sha}`, row.paths]));
  }

  /** Brings the stored services in line; returns what was added and taken away. */
  async replace(tx: Tx, resolutions: Resolution[]): Promise<{ change: string; service: string }[]> {
    if (resolutions.length === 0) return [];
    const pairs = pairsOf(resolutions);
    return tx.query<{ change: string; service: string }>(
      `with target as (select * from unnest($2::text[], $3::text[]) as t(change_id, service)),
       gone as (
         delete from change_services s where s.change_id = any($1::text[])
           and not exists (select 1 from target t where t.change_id = s.change_id and t.service = s.service)
         returning s.change_id, s.service
       ),
       added as (
         insert into change_services (change_id, service) select change_id, service from target
         on conflict do nothing returning change_id, service
       )
       select change_id as change, service from gone union all select change_id, service from added`,
      [
        resolutions.map(({ changeId }) => changeId),
        pairs.map((pair) => pair.changeId),
        pairs.map((pair) => pair.service),
      ],
    );
  }

  /** Stores the services of changes that had none. */
  async add(tx: Tx, resolutions: Resolution[]): Promise<void> {
    const pairs = pairsOf(resolutions);
    if (pairs.length === 0) return;
    await tx.execute(
      `insert into change_services (change_id, service) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
      [pairs.map((pair) => pair.changeId), pairs.map((pair) => pair.service)],
    );
  }

  /** Notes which commits' paths would still change a resolution. */
  async wait(tx: Tx, resolutions: Resolution[]): Promise<void> {
    const waiting = resolutions.flatMap(({ changeId, awaited }) => awaited.map((commit) => ({ changeId, ...commit })));
    if (waiting.length === 0) return;
    await tx.execute(
      `insert into awaited_paths (repository, sha, change_id)
       select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
      [
        waiting.map((commit) => commit.repository),
        waiting.map((commit) => commit.sha),
        waiting.map((commit) => commit.changeId),
      ],
    );
  }

  /** Forgets what these changes waited for. */
  async waitNoMore(tx: Tx, resolutions: Resolution[]): Promise<void> {
    if (resolutions.length === 0) return;
    const ids = resolutions.map(({ changeId }) => changeId);
    await tx.execute(`delete from awaited_paths where change_id = any($1::text[])`, [ids]);
  }
}

function pairsOf(resolutions: Resolution[]): { changeId: string; service: string }[] {
  return resolutions.flatMap(({ changeId, services }) => services.map((service) => ({ changeId, service })));
}
