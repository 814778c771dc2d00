import { Injectable } from '@nestjs/common';
import { Catalog, unknownTeam, type Service } from '../../catalog/index.js';
import { Db } from '../../platform/index.js';
import { environmentOf, laneOf, runOf } from '../domain/lane.js';
import { environmentNowhere } from '../dora.errors.js';
import type { Place } from '../rows/cell-rows.reads.js';
import type { Scope } from '../window-data.js';

/** A scope resolved by the catalog. */
export interface Places {
  places: Place[];
  services: string[];
  /** Count a change at its first production deployment only: no environment was named. */
  firstOnly: boolean;
  /** Runs of drills that count; null: what is real. */
  runs: (string | null)[];
}

@Injectable()
export class Scopes {
  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
  ) {}

  /** Throws not_found for an unknown service, team or environment. */
  async resolve(scope: Scope): Promise<Places> {
    const services = await this.services(scope);
    const { environment } = scope;
    const places = services.flatMap(({ key, environments }) =>
      environments
        .filter((one) => (environment === undefined ? one.production : one.key === environment))
        .map((one) => ({ service: key, environment: one.key })),
    );
    if (environment !== undefined && places.length === 0) throw environmentNowhere(environment);
    const resolved = {
      places,
      services: [...new Set(places.map((place) => place.service))],
      firstOnly: environment === undefined,
      runs: [null],
    };
    const { drill } = scope;
    if (drill !== undefined) {
      const own = places.map((place) => ({ ...place, environment: laneOf(place.environment, drill) }));
      return { ...resolved, places: own, runs: [drill] };
    }
    return scope.drills === 'include' ? this.withDrills(resolved) : resolved;
  }

  /** The same places with the lanes that drills have left beside them. */
  private async withDrills(resolved: Places): Promise<Places> {
    const lanes = await this.db.query<Place>(
      `select distinct service, environment from dora_cells where environment like '%~%' and service = any($1::text[])
       union select service, environment from dora_settled where environment like '~%' and service = any($1::text[])`,
      [resolved.services],
    );
    const real = new Set(resolved.places.map(keyOf));
    const beside = lanes.filter((lane) => real.has(keyOf({ ...lane, environment: environmentOf(lane.environment) })));
    return {
      ...resolved,
      places: [...resolved.places, ...beside],
      runs: [null, ...new Set(lanes.map(({ environment }) => runOf(environment)))],
    };
  }

  private async services({ service, team }: Scope): Promise<Service[]> {
    if (team !== undefined && !(await this.catalog.team(team))) throw unknownTeam(team);
    if (service === undefined) return this.catalog.services(team === undefined ? {} : { team });
    const found = await this.catalog.requireService(service);
    return team === undefined || found.team === team ? [found] : [];
  }
}

function keyOf({ service, environment }: Place): string {
  return `${service} ${environment}`;
}
