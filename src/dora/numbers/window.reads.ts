import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { recoveryOf, type Impact } from '../domain/recovery.js';
import { dayOf } from '../recompute/days.js';
import type { Scope, WindowData, WindowReads } from '../window-data.js';
import { NumbersService } from './numbers.service.js';
import { Scopes, type Places } from './scope.js';

const DAY_MS = 86_400_000;

interface DeploymentFact {
  id: string;
  service: string;
  environment: string;
  finishedAt: Date;
  sha: string | null;
  mode: string;
  reworkBy: string | null;
  impacts: Impact[] | null;
}

interface DeliveryFact {
  id: string;
  service: string;
  environment: string;
  deployment: string;
  method: string;
  lead: number | null;
  first: boolean;
  size: number | null;
  kind: string | null;
}

/** Everything that a snapshot keeps, read from rows in a fixed order. */
@Injectable()
export class SnapshotWindowReads implements WindowReads {
  constructor(
    private readonly db: Db,
    private readonly scopes: Scopes,
    private readonly numbers: NumbersService,
  ) {}

  async windowData(scope: Scope, from: Date, to: Date, asOf: Date): Promise<WindowData> {
    const places = await this.scopes.resolve(scope);
    const params = [
      places.places.map((place) => place.service),
      places.places.map((place) => place.environment),
      from,
      to,
    ];
    const metrics = await this.numbers.window(places, { from, to }, 'UTC', asOf);
    const deployments = await this.deployments(params);
    const deliveries = (await this.deliveries(params)).filter((row) => row.first || !places.firstOnly);
    const incidents = await this.incidents(params);
    const carried = deliveries.filter((row) => row.method !== 'first');
    return {
      metrics,
      leadTimes: carried.flatMap(({ lead, deployment, service }) =>
        lead === null ? [] : [{ seconds: lead / 1000, deployment, service }],
      ),
      dailyDeployments: daily(deployments, from, to),
      failures: failures(deployments, places),
      recoveries: [
        ...deployments.flatMap(({ impacts }) => (impacts ? [impacts] : [])),
        ...incidents.flatMap(({ flag, impact }) => (flag === null ? [] : [[impact]])),
      ].flatMap((impacts) => {
        const recovery = recoveryOf(impacts, asOf.getTime(), Math.min(asOf.getTime(), to.getTime()));
        return recovery ? [{ seconds: recovery.seconds, censored: recovery.censored }] : [];
      }),
      changes: carried.map(({ id, service, size, kind }) => ({ id, service, size, kind })),
      facts: [
        ...deployments.map((row) => line('deployment', row)),
        ...deliveries.map((row) => line('change', row)),
        ...incidents.map((row) => line('incident', row)),
      ].sort(),
    };
  }

  private deployments(params: unknown[]): Promise<DeploymentFact[]> {
    return this.db.query<DeploymentFact>(
      `select x.deployment_id as id, x.service, split_part(x.environment, '~', 1) as environment, x.finished_at as "finishedAt", x.sha, x.mode,
         x.rework_by as "reworkBy",
         (select jsonb_agg(i.impact order by i.started_at, i.incident_id) from dora_failures f
          join dora_incidents i on i.incident_id = f.incident_id where f.deployment_id = x.deployment_id) as impacts
       from dora_deployments x join unnest($1::text[], $2::text[]) p(service, environment)
         on x.service = p.service and x.environment = p.environment
       where x.finished_at >= $3 and x.finished_at < $4 order by x.finished_at, x.deployment_id`,
      params,
    );
  }

  private deliveries(params: unknown[]): Promise<DeliveryFact[]> {
    return this.db.query<DeliveryFact>(
      `select d.change_id as id, d.service, split_part(d.environment, '~', 1) as environment, d.deployment_id as deployment, d.method, d.lead,
         d.first_in_production as first, c.size, c.kind
       from dora_deliveries d join unnest($1::text[], $2::text[]) p(service, environment)
         on d.service = p.service and d.environment = p.environment
       left join dora_changes c on c.service = d.service and c.change_id = d.change_id
       where d.delivered_at >= $3 and d.delivered_at < $4 order by d.delivered_at, d.service, d.environment, d.change_id`,
      params,
    );
  }

  private incidents(
    params: unknown[],
  ): Promise<
    { id: string; service: string; environment: string; method: string; flag: string | null; impact: Impact }[]
  > {
    return this.db.query(
      `select i.incident_id as id, i.service, split_part(i.environment, '~', 1) as environment, i.method, i.external, i.duplicate, i.flag, i.impact
       from dora_incidents i join unnest($1::text[], $2::text[]) p(service, environment)
         on i.service = p.service and i.environment = p.environment
       where i.started_at >= $3 and i.started_at < $4 order by i.started_at, i.incident_id`,
      params,
    );
  }
}

function daily(deployments: DeploymentFact[], from: Date, to: Date): WindowData['dailyDeployments'] {
  const counts = new Map<string, number>();
  for (const { finishedAt } of deployments) {
    const day = dayOf(finishedAt.getTime());
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const days: WindowData['dailyDeployments'] = [];
  for (let at = Math.floor(from.getTime() / DAY_MS) * DAY_MS; at < to.getTime(); at += DAY_MS) {
    const inside = Math.min(at + DAY_MS, to.getTime()) - Math.max(at, from.getTime());
    const day = dayOf(at);
    days.push({ day, count: counts.get(day) ?? 0, fraction: inside / DAY_MS });
  }
  return days;
}

function failures(deployments: DeploymentFact[], { services }: Places): WindowData['failures'] {
  return [...services].sort().map((service) => {
    const own = deployments.filter((deployment) => deployment.service === service);
    return { service, failed: own.filter(({ impacts }) => impacts !== null).length, total: own.length };
  });
}

function line(kind: string, row: object): string {
  return `${kind} ${JSON.stringify(row)}`;
}
