import { Injectable } from '@nestjs/common';
import { Clock, Db, type Queryable } from '../platform/index.js';
import { laneOf } from './domain/lane.js';
import { recoveryOf, type Impact } from './domain/recovery.js';

/** How a deployment turned out. */
export interface Outcome {
  deployment: string;
  finishedAt: Date;
  failed: boolean;
  incidents: string[];
  reason: string | null;
}

export interface RecoveryOutcome {
  incidentStart: Date;
  restoredAt: Date | null;
  /** Null while it is open. */
  seconds: number | null;
  /** Null: caused by a flip. */
  deployment: string | null;
}

/** Read face of dora for other modules. Environment null: the service's production environments. */
@Injectable()
export class DoraReads {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Deployments in the order in which they finished, with those of the run of a drill where one is given. */
  async outcomes(
    service: string,
    environment: string | null,
    run: string | null = null,
    on: Queryable = this.db,
  ): Promise<Outcome[]> {
    return on.query<Outcome>(
      `select x.deployment_id as deployment, x.finished_at as "finishedAt", d.reason,
         array(select incident_id from dora_failures f where f.deployment_id = x.deployment_id order by 1) as incidents,
         exists (select 1 from dora_failures f where f.deployment_id = x.deployment_id) as failed
       from dora_deployments x join deployments d on d.id = x.deployment_id
       where x.service = $1 and x.environment in (${LANES})
       order by x.finished_at, x.deployment_id`,
      [service, environment, suffixes(run)],
    );
  }

  /** How long it took to recover from an incident, as the numbers count it; null: they do not know it. */
  async recoveryOf(
    incident: string,
    on: Queryable = this.db,
  ): Promise<{ seconds: number | null; restoredBy: string | null } | null> {
    const [row] = await on.query<{ impact: Impact }>(`select impact from dora_incidents where incident_id = $1`, [
      incident,
    ]);
    const now = this.clock.now().getTime();
    const recovery = row === undefined ? null : recoveryOf([row.impact], now, now);
    if (recovery === null) return null;
    return { seconds: recovery.censored ? null : recovery.seconds, restoredBy: recovery.mode };
  }

  /** Failures by the start of their impact, with those of the run of a drill where one is given. */
  async recoveries(
    service: string,
    environment: string | null,
    run: string | null = null,
    on: Queryable = this.db,
  ): Promise<RecoveryOutcome[]> {
    const rows = await on.query<{ deployment: string | null; impacts: Impact[] }>(
      `select x.deployment_id as deployment, jsonb_agg(i.impact) as impacts
         from dora_deployments x join dora_failures f on f.deployment_id = x.deployment_id
         join dora_incidents i on i.incident_id = f.incident_id
         where x.service = $1 and x.environment in (${LANES}) group by x.deployment_id
       union all
       select null, jsonb_build_array(i.impact) from dora_incidents i
         where i.service = $1 and i.environment in (${LANES}) and i.flag is not null`,
      [service, environment, suffixes(run)],
    );
    const now = this.clock.now().getTime();
    return rows
      .flatMap(({ deployment, impacts }) => {
        const recovery = recoveryOf(impacts, now, now);
        if (!recovery) return [];
        const { startedAt, restoredAt, censored, seconds } = recovery;
        return [
          {
            incidentStart: new Date(startedAt),
            restoredAt: restoredAt === null ? null : new Date(restoredAt),
            seconds: censored ? null : seconds,
            deployment,
          },
        ];
      })
      .sort((a, b) => a.incidentStart.getTime() - b.incidentStart.getTime());
  }
}

const LANES = `select e.key || suffix from environments e cross join unnest($3::text[]) suffix
  where e.service = $1 and (e.key = $2 or ($2::text is null and e.production))`;

function suffixes(run: string | null): string[] {
  return run === null ? [''] : ['', laneOf('', run)];
}
