import { Injectable } from '@nestjs/common';
import type { DeliveryFacts } from '../../ingest/index.js';
import type { Tx } from '../../platform/index.js';
import { MarksRepository, type Mark } from './marks.repository.js';

/** Before every instant that a fact may carry. */
export const BEGINNING = new Date('0001-01-01T00:00:00Z');

/** Turns events into marks: which service has to look at what again. */
@Injectable()
export class Marker {
  constructor(private readonly marks: MarksRepository) {}

  async deliveryFacts(facts: DeliveryFacts, tx: Tx): Promise<void> {
    await this.indexCommits(facts.changes, tx);
    const marks: Mark[] = [];
    const changes = new Set(facts.changes);
    for (const { repository, shas } of facts.commits) {
      for (const change of await changesOfCommits(repository, shas, tx)) changes.add(change);
      marks.push(...(await reachedBy(repository, shas, tx)));
    }
    if (changes.size > 0) marks.push(...(await servicesOfChanges([...changes], tx)));
    if (facts.deployments.length > 0) marks.push(...(await ofDeployments(facts.deployments, tx)));
    await this.marks.add(tx, marks);
  }

  async incident(id: string, services: string[], tx: Tx): Promise<void> {
    const rows = await tx.query<{ service: string }>(`select service from dora_incidents where incident_id = $1`, [id]);
    const all = new Set([...services, ...rows.map((row) => row.service)]);
    await this.marks.add(
      tx,
      [...all].map((service) => ({ service, incidents: [id] })),
    );
  }

  /** A flip concerns the incidents that name its flag. */
  async flip(flag: string, tx: Tx): Promise<void> {
    await lockIncidents(tx);
    await this.marks.add(tx, await incidentsNaming([`flag:${flag}`], tx));
  }

  /** Its repository, path or environments may have changed: everything of the service is looked at again. */
  async service(service: string, tx: Tx): Promise<void> {
    await this.marks.add(tx, [{ service, environment: null, from: BEGINNING }]);
  }

  /** Keeps which change a commit belongs to. */
  private async indexCommits(changes: string[], tx: Tx): Promise<void> {
    if (changes.length === 0) return;
    await tx.execute(`delete from dora_change_commits where change_id = any($1::text[])`, [changes]);
    await tx.execute(
      `insert into dora_change_commits (repository, sha, change_id, authored_at)
       select c.repository, e->>'sha', c.id, (e->>'authoredAt')::timestamptz
       from changes c cross join lateral jsonb_array_elements(c.commits) e
       where c.id = any($1::text[]) and jsonb_typeof(c.commits) = 'array'
       on conflict do nothing`,
      [changes],
    );
  }
}

/**
 * Waits for recomputations under way, which hold these tables in row exclusive mode from before their first read: else
 * they might miss this event, and this event their rows.
 */
async function lockIncidents(tx: Tx): Promise<void> {
  await tx.execute(`lock table dora_incidents in share mode`);
}

async function changesOfCommits(repository: string, shas: string[], tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from changes where repository = $1 and merge_sha = any($2::text[])
     union select id from changes where repository = $1 and head_sha = any($2::text[])
     union select change_id from dora_change_commits where repository = $1 and sha = any($2::text[])`,
    [repository, shas],
  );
  return rows.map((row) => row.id);
}

/** Deployments that these commits were missing to, or that reach them. */
async function reachedBy(repository: string, shas: string[], tx: Tx): Promise<Mark[]> {
  await tx.execute(`lock table dora_missing in share mode`);
  return tx.query<Mark & { service: string }>(
    `select service, environment, min(finished_at) as "from" from (
       select service, environment, finished_at from dora_missing where sha = any($2::text[])
       union all
       select service, environment, finished_at from dora_owned where repository = $1 and sha = any($2::text[])
     ) reached group by service, environment`,
    [repository, shas],
  );
}

/** Services that a change belongs, belonged or is said to belong to, and those that reach its commits. */
async function servicesOfChanges(changes: string[], tx: Tx): Promise<Mark[]> {
  return tx.query<Mark & { service: string }>(
    `with touched as (
       select service, change_id from change_services where change_id = any($1::text[])
       union select service, change_id from dora_changes where change_id = any($1::text[])
       union select d.service, listed from deployments d cross join lateral unnest(d.changes) listed
         where d.changes && $1::text[] and listed = any($1::text[])
       union select o.service, s.change_id
         from (select repository, sha, change_id from dora_change_commits where change_id = any($1::text[])
               union select repository, merge_sha, id from changes where id = any($1::text[]) and merge_sha is not null
               union select repository, head_sha, id from changes where id = any($1::text[]) and head_sha is not null) s
         join dora_owned o on o.repository = s.repository and o.sha = s.sha
     )
     select service, array_agg(change_id) as changes from touched group by service`,
    [changes],
  );
}

async function ofDeployments(deployments: string[], tx: Tx): Promise<Mark[]> {
  const now = await tx.query<Mark & { service: string }>(
    `select service, array_agg(id) as deployments from deployments where id = any($1::text[]) group by service`,
    [deployments],
  );
  const moved = await tx.query<Mark & { service: string }>(
    `select o.service, o.environment, min(o.finished_at) as "from"
     from dora_deployments o join deployments d on d.id = o.deployment_id
     where d.id = any($1::text[]) and (o.service, o.environment) is distinct from (d.service, d.lane)
     group by o.service, o.environment`,
    [deployments],
  );
  await lockIncidents(tx);
  return [...now, ...moved, ...(await incidentsNaming(deployments, tx))];
}

async function incidentsNaming(names: string[], tx: Tx): Promise<Mark[]> {
  return tx.query<Mark & { service: string }>(
    `select service, array_agg(incident_id) as incidents from dora_incidents where named && $1::text[] group by service`,
    [names],
  );
}
