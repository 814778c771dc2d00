import { Injectable } from '@nestjs/common';
import { Clock, Db, page, readCursor } from '../../platform/index.js';
import type { DeploymentRowsPage, DeploymentRowView, IncidentRowsPage, IncidentRowView } from '../rows.contract.js';
import { recoveryOf, type Impact, type Recovery } from '../domain/recovery.js';
import type { Range } from '../rows/cell-rows.reads.js';
import type { Places } from './scope.js';

interface DeploymentSource extends Omit<
  DeploymentRowView,
  'finishedAt' | 'failed' | 'rework' | 'confidence' | 'recovery'
> {
  finishedAt: Date;
  impacts: Impact[];
}

interface IncidentSource extends Omit<
  IncidentRowView,
  'startedAt' | 'restoredAt' | 'restoredFrom' | 'mode' | 'seconds' | 'open'
> {
  startedAt: Date;
  impact: Impact;
}

/** How sure it is that a deployment carried what it is said to have carried. */
const CONFIDENCE: Readonly<Record<string, number>> = { explicit: 1, graph: 1, time: 0.6 };

/** The rows behind the numbers, newest first. */
@Injectable()
export class DetailReads {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async deployments(
    { places, firstOnly }: Places,
    window: Range,
    { limit, cursor, only }: { limit: number; cursor?: string; only?: 'failed' | 'rework' },
  ): Promise<Omit<DeploymentRowsPage, 'drills'>> {
    const after = readCursor(cursor, 2);
    const rows = await this.db.query<DeploymentSource>(
      `select x.deployment_id as id, x.service, d.environment, d.drill_run as "drillRun", x.finished_at as "finishedAt",
         d.sha, d.reason, d.url,
         x.mode as method, x.idle,
         coalesce(x.rework_by, (select 'remedy' from dora_remedies m where m.deployment_id = x.deployment_id limit 1)) as "reworkBy",
         coalesce((select jsonb_agg(jsonb_build_object('incident', i.incident_id, 'method', i.method, 'confidence', i.confidence)
             order by i.started_at, i.incident_id)
           from dora_failures f join dora_incidents i on i.incident_id = f.incident_id
           where f.deployment_id = x.deployment_id), '[]') as incidents,
         coalesce((select jsonb_agg(i.impact) from dora_failures f join dora_incidents i on i.incident_id = f.incident_id
           where f.deployment_id = x.deployment_id), '[]') as impacts,
         coalesce((select jsonb_agg(jsonb_build_object('id', c.change_id, 'method', c.method,
             'leadTimeSeconds', c.lead / 1000, 'approximate', c.approximate,
             'counted', c.lead is not null and (c.first_in_production or not $8::boolean),
             'stages', jsonb_build_object('coding', c.coding / 1000, 'pickup', c.pickup / 1000, 'review', c.review / 1000,
               'deploy', c.deploy / 1000)) order by c.change_id)
           from (select * from dora_deliveries where deployment_id = x.deployment_id and method <> 'first'
             order by change_id limit 1000) c), '[]') as changes
       from dora_deployments x
       join unnest($1::text[], $2::text[]) p(service, environment) on x.service = p.service and x.environment = p.environment
       join deployments d on d.id = x.deployment_id
       where x.finished_at >= $3 and x.finished_at < $4
         and ($5::timestamptz is null or (x.finished_at, x.deployment_id) < ($5::timestamptz, $6::text))
         and case $9::text
           when 'failed' then exists (select 1 from dora_failures f where f.deployment_id = x.deployment_id)
           when 'rework' then x.rework_by is not null
             or exists (select 1 from dora_remedies m where m.deployment_id = x.deployment_id)
           else true end
       order by x.finished_at desc, x.deployment_id desc limit $7`,
      [
        places.map((place) => place.service),
        places.map((place) => place.environment),
        window.from,
        window.to,
        timeOf(after?.[0]),
        after?.[1] ?? null,
        limit + 1,
        firstOnly,
        only ?? null,
      ],
    );
    const now = this.clock.now().getTime();
    const { items, nextCursor } = page(rows, limit, (row) => [row.finishedAt.getTime(), row.id]);
    return {
      items: items.map(({ impacts, ...row }) => ({
        ...row,
        finishedAt: row.finishedAt.toISOString(),
        confidence: CONFIDENCE[row.method] ?? null,
        failed: row.incidents.length > 0,
        rework: row.reworkBy !== null,
        recovery: recoveryView(recoveryOf(impacts, now, Math.min(now, window.to.getTime()))),
      })),
      nextCursor,
    };
  }

  async incidents(
    { places }: Places,
    window: Range,
    limit: number,
    cursor?: string,
  ): Promise<Omit<IncidentRowsPage, 'drills'>> {
    const after = readCursor(cursor, 2);
    const rows = await this.db.query<IncidentSource>(
      `select x.incident_id as id, x.service, split_part(x.environment, '~', 1) as environment,
         x.environment like '%~%' as drill, i.drill_run as "drillRun", i.title, x.started_at as "startedAt", x.method, x.confidence,
         x.external, x.duplicate, x.unlinked, x.flag, x.flip, x.impact,
         array(select deployment_id from dora_failures f where f.incident_id = x.incident_id order by 1) as deployments,
         (select jsonb_build_object('reason', c.reason, 'by', c.corrected_by, 'at', c.corrected_at)
          from dora_link_corrections c where c.incident_id = x.incident_id) as correction
       from dora_incidents x
       join unnest($1::text[], $2::text[]) p(service, environment) on x.service = p.service and x.environment = p.environment
       left join incidents i on i.id = x.incident_id
       where x.started_at >= $3 and x.started_at < $4
         and ($5::timestamptz is null or (x.started_at, x.incident_id) < ($5::timestamptz, $6::text))
       order by x.started_at desc, x.incident_id desc limit $7`,
      [
        places.map((place) => place.service),
        places.map((place) => place.environment),
        window.from,
        window.to,
        timeOf(after?.[0]),
        after?.[1] ?? null,
        limit + 1,
      ],
    );
    const now = this.clock.now().getTime();
    const { items, nextCursor } = page(rows, limit, (row) => [row.startedAt.getTime(), row.id]);
    return {
      items: items.map(({ impact, ...row }) => {
        const recovery = recoveryOf([impact], now, Math.min(now, window.to.getTime()));
        const restoredAt = recovery?.restoredAt ?? null;
        const stated = restoredAt === impact.restoredAt ? impact.restoredFrom : 'resolved';
        return {
          ...row,
          startedAt: row.startedAt.toISOString(),
          restoredAt: restoredAt === null ? null : new Date(restoredAt).toISOString(),
          restoredFrom: restoredAt === null ? null : stated,
          mode: recovery?.mode ?? null,
          seconds: recovery?.seconds ?? 0,
          open: recovery?.censored ?? true,
        };
      }),
      nextCursor,
    };
  }
}

function recoveryView(recovery: Recovery | null): DeploymentRowView['recovery'] {
  if (recovery === null) return null;
  const { seconds, censored, mode } = recovery;
  return { seconds, open: censored, mode };
}

function timeOf(part: string | number | null | undefined): Date | null {
  return typeof part === 'number' && Number.isFinite(new Date(part).getTime()) ? new Date(part) : null;
}
