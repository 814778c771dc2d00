import { Injectable } from '@nestjs/common';
import { Catalog, unknownTeam, type Service } from '../../catalog/index.js';
import { environmentNowhere } from '../dora.errors.js';
import type { Place } from '../rows/cell-rows.reads.js';
import type { Scope } from '../window-data.js';

/** A scope resolved by the catalog. */
export interface Places {
  places: Place[];
  services: string[];
  /** Count a change at its first production deployment only: no environment was named. */
  firstOnly: boolean;
}

@Injectable()
export class Scopes {
  constructor(private readonly catalog: Catalog) {}

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
    return {
      places,
      services: [...new Set(places.map((place) => place.service))],
      firstOnly: environment === undefined,
    };
  }

  private async services({ service, team }: Scope): Promise<Service[]> {
    if (team !== undefined && !(await this.catalog.team(team))) throw unknownTeam(team);
    if (service === undefined) return this.catalog.services(team === undefined ? {} : { team });
    const found = await this.catalog.requireService(service);
    return team === undefined || found.team === team ? [found] : [];
  }
}
