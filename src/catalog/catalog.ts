import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../platform/index.js';
import type { Environment, Service, Team } from './catalog.contract.js';
import { unknownEnvironment, unknownService } from './catalog.errors.js';

const SERVICE = `
  select s.key, s.name, s.team, s.repository, s.path_prefix as "pathPrefix",
         coalesce((select jsonb_agg(jsonb_build_object('key', e.key, 'production', e.production) order by e.position)
                   from environments e where e.service = s.key), '[]') as environments
  from services s`;

/** Who owns what, and where it runs. Every read may take part in a transaction by its last argument. */
@Injectable()
export class Catalog {
  constructor(private readonly db: Db) {}

  async team(key: string, on: Queryable = this.db): Promise<Team | null> {
    const [row] = await on.query<Team>(`select key, name, timezone from teams where key = $1`, [key]);
    return row ?? null;
  }

  /** Which of these teams there are. */
  async known(teams: string[], on: Queryable = this.db): Promise<string[]> {
    const rows = await on.query<Pick<Team, 'key'>>(`select key from teams where key = any($1::text[])`, [teams]);
    return rows.map(({ key }) => key);
  }

  async teams(limit: number, after: string | null): Promise<Team[]> {
    return this.db.query<Team>(
      `select key, name, timezone from teams where ($2::text is null or key > $2) order by key limit $1`,
      [limit, after],
    );
  }

  async service(key: string, on: Queryable = this.db): Promise<Service | null> {
    const [row] = await on.query<Service>(`${SERVICE} where s.key = $1`, [key]);
    return row ?? null;
  }

  async services(filter: { team?: string; repository?: string } = {}, on: Queryable = this.db): Promise<Service[]> {
    return on.query<Service>(
      `${SERVICE} where ($1::text is null or s.team = $1) and ($2::text is null or s.repository = $2) order by s.key`,
      [filter.team ?? null, filter.repository ?? null],
    );
  }

  /** The services that live in one of these repositories. */
  async servicesIn(repositories: string[], on: Queryable = this.db): Promise<string[]> {
    const rows = await on.query<Pick<Service, 'key'>>(
      `select key from services where repository = any($1::text[]) order by key`,
      [repositories],
    );
    return rows.map(({ key }) => key);
  }

  async servicePage(
    filter: { team?: string; repository?: string },
    limit: number,
    after: string | null,
  ): Promise<Service[]> {
    return this.db.query<Service>(
      `${SERVICE} where ($1::text is null or s.team = $1) and ($2::text is null or s.repository = $2) and ($3::text is null or s.key > $3)
       order by s.key limit $4`,
      [filter.team ?? null, filter.repository ?? null, after, limit],
    );
  }

  /** Throws `unknown_service` (not found). */
  async requireService(key: string, on: Queryable = this.db): Promise<Service> {
    const service = await this.service(key, on);
    if (!service) throw unknownService(key);
    return service;
  }

  /** Throws `unknown_environment` (not found). */
  async requireEnvironment(service: string, key: string, on: Queryable = this.db): Promise<Environment> {
    const environment = (await this.requireService(service, on)).environments.find(
      (candidate) => candidate.key === key,
    );
    if (!environment) throw unknownEnvironment(service, key);
    return environment;
  }
}
