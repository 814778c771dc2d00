import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { environmentOf } from '../domain/lane.js';
import type { Chunk } from './replay.loader.js';
import type { DeliveryRow, DeploymentRow, Plan } from './replay.plan.js';
import type { Replayed } from './replayed.js';

interface StoredDelivery {
  change: string;
  deliveredAt: Date;
  settledAt: Date | null;
  deployment: string;
  method: string;
  direct: boolean;
  approximate: boolean;
  lead: number | null;
  coding: number | null;
  pickup: number | null;
  review: number | null;
  deploy: number | null;
  authoredAt: Date | null;
}

/** Instants up to this one belong to a chunk after which nothing follows. */
const END = new Date('9999-12-31T23:59:59.999Z');

/** Saves a plan: only rows that differ are written, and it tells which days they touch. */
@Injectable()
export class ReplayWriter {
  async write(tx: Tx, chunk: Chunk, repository: string | null, plan: Plan, result: Replayed): Promise<void> {
    const range = [chunk.service.key, chunk.environment, chunk.from, chunk.until ?? END];
    await this.deployments(tx, chunk, range, repository, plan.deployments, result);
    await this.owned(tx, chunk, range, repository, plan.owned);
    await tx.execute(
      `delete from dora_missing where service = $1 and environment = $2 and finished_at >= $3 and finished_at <= $4`,
      range,
    );
    await tx.execute(
      `insert into dora_missing (sha, deployment_id, service, environment, finished_at)
       select u.sha, u.deployment, $1, $2, u.finished
       from unnest($3::text[], $4::text[], $5::timestamptz[]) u(sha, deployment, finished)
       on conflict (sha, deployment_id) do update set service = excluded.service, environment = excluded.environment,
         finished_at = excluded.finished_at`,
      [
        chunk.service.key,
        chunk.environment,
        plan.missing.map((row) => row.sha),
        plan.missing.map((row) => row.deployment),
        plan.missing.map((row) => new Date(row.finishedAt)),
      ],
    );
    await this.deliveries(tx, chunk, range, plan.deliveries, result);
  }

  private async deployments(
    tx: Tx,
    { service, environment }: Chunk,
    range: unknown[],
    repository: string | null,
    rows: DeploymentRow[],
    result: Replayed,
  ): Promise<void> {
    const stored = await tx.query<Omit<DeploymentRow, 'finishedAt'> & { finishedAt: Date; repository: string | null }>(
      `select deployment_id as id, finished_at as "finishedAt", sha, known, mode, idle, rework_by as "reworkBy", repository
       from dora_deployments where service = $1 and environment = $2 and finished_at >= $3 and finished_at <= $4`,
      range,
    );
    const known = new Map(
      stored.map((row) => [row.id, keyOf({ ...row, finishedAt: row.finishedAt.getTime() }, row.repository)]),
    );
    const changed = rows.filter((row) => known.get(row.id) !== keyOf(row, repository));
    const kept = new Set(rows.map((row) => row.id));
    const differ = new Set(changed.map((row) => row.id));
    const gone = stored.filter((row) => !kept.has(row.id));
    for (const row of stored.filter(({ id }) => differ.has(id) || !kept.has(id))) {
      result.days.add(environment, row.finishedAt);
      const { id, finishedAt } = row;
      result.deployments.push({ id, environment, finishedAt, again: row.idle !== null || row.reworkBy === 'rollback' });
    }
    for (const row of changed) {
      result.days.add(environment, row.finishedAt);
      const finishedAt = new Date(row.finishedAt);
      result.deployments.push({
        id: row.id,
        environment,
        finishedAt,
        again: row.idle !== null || row.reworkBy === 'rollback',
      });
    }
    await tx.execute(
      `delete from dora_deployments where deployment_id = any($1::text[]) and service = $2 and environment = $3`,
      [gone.map((row) => row.id), service.key, environment],
    );
    await tx.execute(
      `insert into dora_deployments (deployment_id, service, environment, finished_at, sha, repository, known, mode, idle, rework_by)
       select id, $1, $2, to_timestamp("finishedAt" / 1000), sha, $4, known, mode, idle, "reworkBy"
       from jsonb_to_recordset($3::jsonb) as r(id text, "finishedAt" float8, sha text, known boolean, mode text, idle text,
         "reworkBy" text)
       on conflict (deployment_id) do update set service = excluded.service, environment = excluded.environment,
         finished_at = excluded.finished_at, sha = excluded.sha, repository = excluded.repository, known = excluded.known,
         mode = excluded.mode, idle = excluded.idle, rework_by = excluded.rework_by`,
      [service.key, environment, JSON.stringify(changed), repository],
    );
  }

  private async owned(
    tx: Tx,
    { service, environment }: Chunk,
    range: unknown[],
    repository: string | null,
    rows: Plan['owned'],
  ): Promise<void> {
    const stored = await tx.query<{ repository: string; sha: string; deployment: string; finishedAt: Date }>(
      `select repository, sha, deployment_id as deployment, finished_at as "finishedAt" from dora_owned
       where service = $1 and environment = $2 and finished_at >= $3 and finished_at <= $4`,
      range,
    );
    const held = new Map(
      stored
        .filter((row) => row.repository === repository)
        .map((row) => [row.sha, `${row.deployment} ${row.finishedAt.getTime()}`]),
    );
    const wanted = new Set(rows.map((row) => row.sha));
    const gone = stored.filter((row) => row.repository !== repository || !wanted.has(row.sha));
    const changed = rows.filter((row) => held.get(row.sha) !== `${row.deployment} ${row.finishedAt}`);
    if (gone.length > 0) {
      await tx.execute(
        `delete from dora_owned o using unnest($3::text[], $4::text[]) u(repository, sha)
         where o.service = $1 and o.environment = $2 and o.repository = u.repository and o.sha = u.sha`,
        [service.key, environment, gone.map((row) => row.repository), gone.map((row) => row.sha)],
      );
    }
    if (changed.length === 0) return;
    await tx.execute(
      `insert into dora_owned (service, environment, repository, sha, deployment_id, finished_at)
       select $1, $2, $3, u.sha, u.deployment, u.finished
       from unnest($4::text[], $5::text[], $6::timestamptz[]) u(sha, deployment, finished)
       on conflict (service, environment, repository, sha) do update
         set deployment_id = excluded.deployment_id, finished_at = excluded.finished_at`,
      [
        service.key,
        environment,
        repository,
        changed.map((row) => row.sha),
        changed.map((row) => row.deployment),
        changed.map((row) => new Date(row.finishedAt)),
      ],
    );
  }

  private async deliveries(
    tx: Tx,
    { service, environment }: Chunk,
    range: unknown[],
    rows: DeliveryRow[],
    result: Replayed,
  ): Promise<void> {
    // Besides the rows of this range, those of its changes that an older reckoning has put after it.
    const stored = await tx.query<StoredDelivery>(
      `select change_id as change, deployment_id as deployment, delivered_at as "deliveredAt", settled_at as "settledAt",
         method, direct, approximate, lead, coding, pickup, review, deploy, authored_at as "authoredAt"
       from dora_deliveries where service = $1 and environment = $2
         and ((delivered_at >= $3 and delivered_at <= $4) or (delivered_at > $4 and change_id = any($5::text[])))`,
      [...range, rows.map((row) => row.change)],
    );
    const known = new Map(stored.map((row) => [row.change, row]));
    const wanted = new Map(rows.map((row) => [row.change, row]));
    const changed = rows.filter((row) => {
      const old = known.get(row.change);
      return !old || keyOfStored(old) !== keyOfDelivery(row);
    });
    const differ = new Set(changed.map((row) => row.change));
    for (const row of stored) {
      if (wanted.has(row.change) && !differ.has(row.change)) continue;
      result.changes.add(row.change);
      result.days.add(environment, row.deliveredAt);
      result.settled.add(environment, row.settledAt);
    }
    for (const row of changed) {
      result.changes.add(row.change);
      result.days.add(environment, row.deliveredAt);
      result.settled.add(environment, row.settledAt);
    }
    await tx.execute(
      `delete from dora_deliveries where service = $1 and environment = $2 and change_id = any($3::text[])`,
      [service.key, environment, stored.filter((row) => !wanted.has(row.change)).map((row) => row.change)],
    );
    const production = service.environments.some(
      ({ key, production: counts }) => key === environmentOf(environment) && counts,
    );
    await tx.execute(
      `insert into dora_deliveries (service, environment, change_id, deployment_id, delivered_at, settled_at, method, direct,
         authored_at, first_in_production, approximate, lead, coding, pickup, review, deploy)
       select $1, $2, change, deployment, to_timestamp("deliveredAt" / 1000), to_timestamp("settledAt" / 1000), method, direct,
         to_timestamp("authoredAt" / 1000), $4, approximate, total, coding, pickup, review, deploy
       from jsonb_to_recordset($3::jsonb) as r(change text, deployment text, "deliveredAt" float8, "settledAt" float8,
         method text, direct boolean, "authoredAt" float8, approximate boolean, total float8, coding float8, pickup float8,
         review float8, deploy float8)
       on conflict (service, environment, change_id) do update set deployment_id = excluded.deployment_id,
         delivered_at = excluded.delivered_at, settled_at = excluded.settled_at, method = excluded.method,
         direct = excluded.direct, authored_at = excluded.authored_at, approximate = excluded.approximate,
         lead = excluded.lead, coding = excluded.coding, pickup = excluded.pickup, review = excluded.review,
         deploy = excluded.deploy`,
      [service.key, environment, JSON.stringify(changed.map(({ lead, ...row }) => ({ ...row, ...lead }))), production],
    );
  }
}

function keyOf(row: DeploymentRow, repository: string | null): string {
  return JSON.stringify([row.finishedAt, row.sha, row.known, row.mode, row.idle, row.reworkBy, repository]);
}

function keyOfDelivery({ lead, ...row }: DeliveryRow): string {
  const { deployment, deliveredAt, settledAt, method, direct, authoredAt, approximate } = row;
  const stages = lead && [lead.total, lead.coding, lead.pickup, lead.review, lead.deploy];
  return JSON.stringify([deployment, deliveredAt, settledAt, method, direct, authoredAt, approximate, stages]);
}

function keyOfStored(row: StoredDelivery): string {
  const { lead, coding, pickup, review, deploy } = row;
  return keyOfDelivery({
    change: row.change,
    deployment: row.deployment,
    deliveredAt: row.deliveredAt.getTime(),
    settledAt: row.settledAt?.getTime() ?? null,
    method: row.method,
    direct: row.direct,
    authoredAt: row.authoredAt?.getTime() ?? null,
    approximate: row.approximate,
    lead: lead === null ? null : { total: lead, coding, pickup, review, deploy },
  });
}
