import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/index.js';
import type { CellRows } from '../domain/cell.js';
import type { LeadSample } from '../domain/packed-leads.js';
import type { Impact } from '../domain/recovery.js';

/** A service in one environment. */
export interface Place {
  service: string;
  environment: string;
}

/** `[from, to)`. */
export interface Range {
  from: Date;
  to: Date;
}

/** Rows of one place and range; `range` is its index in the ranges asked for. */
export interface PlacedRows extends Place {
  range: number;
  rows: CellRows;
}

interface Placed extends Place {
  range: number;
}

const PLACED = `with places as (select service, environment from unnest($1::text[], $2::text[]) p(service, environment)),
  ranges as (select (i - 1)::int as range, s, e from unnest($3::timestamptz[], $4::timestamptz[]) with ordinality r(s, e, i))`;

/** Reads the rows that cells are counted from. */
@Injectable()
export class CellRowsReads {
  /** Every place and range that has any row. */
  async read(on: Queryable, places: Place[], ranges: Range[]): Promise<PlacedRows[]> {
    if (places.length === 0 || ranges.length === 0) return [];
    const params = [
      places.map((place) => place.service),
      places.map((place) => place.environment),
      ranges.map((range) => range.from),
      ranges.map((range) => range.to),
    ];
    const found = new Map<string, PlacedRows>();
    const at = ({ service, environment, range }: Placed): CellRows => {
      const key = JSON.stringify([service, environment, range]);
      let placed = found.get(key);
      if (!placed) {
        const rows = { deployments: [], leads: [], unattributed: [], incidents: [], failures: [] };
        placed = { service, environment, range, rows };
        found.set(key, placed);
      }
      return placed.rows;
    };
    await this.deployments(on, params, at);
    await this.deliveries(on, params, at);
    await this.incidents(on, params, at);
    return [...found.values()];
  }

  private async deployments(on: Queryable, params: unknown[], at: (row: Placed) => CellRows): Promise<void> {
    const rows = await on.query<Placed & { id: string; finishedAt: Date; rework: boolean; impacts: Impact[] | null }>(
      `${PLACED}
       select p.service, p.environment, r.range, d.deployment_id as id, d.finished_at as "finishedAt",
         d.rework_by is not null or exists (select 1 from dora_remedies m where m.deployment_id = d.deployment_id) as rework,
         (select jsonb_agg(i.impact) from dora_failures f join dora_incidents i on i.incident_id = f.incident_id
          where f.deployment_id = d.deployment_id) as impacts
       from places p cross join ranges r join dora_deployments d on d.service = p.service and d.environment = p.environment
         and d.finished_at >= r.s and d.finished_at < r.e`,
      params,
    );
    for (const row of rows) {
      const into = at(row);
      const { id, rework, impacts } = row;
      into.deployments.push({ id, finishedAt: row.finishedAt.getTime(), failed: impacts !== null, rework });
      if (impacts) into.failures.push({ deployment: id, impacts });
    }
  }

  private async deliveries(on: Queryable, params: unknown[], at: (row: Placed) => CellRows): Promise<void> {
    const rows = await on.query<
      Placed &
        LeadSample['lead'] & { unattributed: boolean; total: number | null; approximate: boolean; first: boolean }
    >(
      `${PLACED}
       select p.service, p.environment, r.range, d.method = 'first' as unattributed, d.approximate,
         d.first_in_production as first, d.lead as total, d.coding, d.pickup, d.review, d.deploy
       from places p cross join ranges r join dora_deliveries d on d.service = p.service and d.environment = p.environment
         and d.delivered_at >= r.s and d.delivered_at < r.e`,
      params,
    );
    for (const row of rows) {
      const into = at(row);
      const { total, coding, pickup, review, deploy, approximate, first } = row;
      if (row.unattributed) into.unattributed.push({ first });
      else if (total !== null) into.leads.push({ lead: { total, coding, pickup, review, deploy }, approximate, first });
    }
  }

  private async incidents(on: Queryable, params: unknown[], at: (row: Placed) => CellRows): Promise<void> {
    const rows = await on.query<
      Placed & { external: boolean; unlinked: boolean; duplicate: boolean; flag: string | null; impact: Impact }
    >(
      `${PLACED}
       select p.service, p.environment, r.range, i.external, i.unlinked, i.duplicate, i.flag, i.impact
       from places p cross join ranges r join dora_incidents i on i.service = p.service and i.environment = p.environment
         and i.started_at >= r.s and i.started_at < r.e`,
      params,
    );
    for (const row of rows) {
      const into = at(row);
      const { external, unlinked, duplicate } = row;
      into.incidents.push({ external, unlinked, duplicate });
      if (row.flag !== null) into.failures.push({ deployment: null, impacts: [row.impact] });
    }
  }
}
