import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../identity/index.js';
import { Db, invalidField, type Tx } from '../platform/index.js';
import { Catalog } from './catalog.js';
import type { Service, ServiceBody, Team, TeamBody } from './catalog.contract.js';
import { CatalogChanged } from './catalog.events.js';

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;
const DEFAULT_ENVIRONMENTS = [
  { key: 'production', production: true },
  { key: 'staging', production: false },
];

@Injectable()
export class CatalogService {
  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly audit: Audit,
  ) {}

  async putTeam(
    key: string,
    body: TeamBody,
    actor: Actor,
    check: (present: Team | null) => void,
  ): Promise<{ view: Team; created: boolean }> {
    requireKey('team', key);
    return this.db.transaction(async (tx) => {
      // Of two who put one key at once, the second sees what the first made of it.
      await tx.queueFor(`catalog:team:${key}`);
      const present = await this.catalog.team(key, tx);
      check(present);
      const view: Team = { key, name: body.name, timezone: body.timezone ?? 'UTC' };
      if (JSON.stringify(present) === JSON.stringify(view)) return { view, created: false };
      await tx.execute(
        `insert into teams (key, name, timezone) values ($1, $2, $3) on conflict (key) do update set name = $2, timezone = $3`,
        [key, view.name, view.timezone],
      );
      await this.audit.record(tx, {
        actor,
        action: present ? 'team.change' : 'team.create',
        subject: `team:${key}`,
        detail: { name: view.name, timezone: view.timezone },
      });
      return { view, created: present === null };
    });
  }

  async putService(
    key: string,
    body: ServiceBody,
    actor: Actor,
    check: (present: Service | null) => void,
  ): Promise<{ view: Service; created: boolean }> {
    requireKey('service', key);
    return this.db.transaction(async (tx) => {
      await tx.queueFor(`catalog:service:${key}`);
      const present = await this.catalog.service(key, tx);
      check(present);
      if (!(await this.catalog.team(body.team, tx))) {
        throw invalidField(
          'team',
          'unknown_team',
          `There is no team ${body.team}; create it first: PUT /api/v1/teams/${body.team}`,
        );
      }
      const view: Service = {
        key,
        name: body.name,
        team: body.team,
        repository: body.repository ?? null,
        pathPrefix: body.pathPrefix ?? null,
        environments: (body.environments ?? present?.environments ?? DEFAULT_ENVIRONMENTS).map((e) => ({
          key: e.key,
          production: e.production,
        })),
      };
      if (JSON.stringify(present) === JSON.stringify(view)) return { view, created: false };
      await write(tx, view);
      await this.audit.record(tx, {
        actor,
        action: present ? 'service.change' : 'service.create',
        subject: `service:${key}`,
        detail: { name: view.name, team: view.team, repository: view.repository, environments: view.environments },
      });
      await tx.publish(CatalogChanged, { service: key });
      return { view, created: present === null };
    });
  }
}

async function write(tx: Tx, service: Service): Promise<void> {
  await tx.execute(
    `insert into services (key, name, team, repository, path_prefix) values ($1, $2, $3, $4, $5)
     on conflict (key) do update set name = $2, team = $3, repository = $4, path_prefix = $5`,
    [service.key, service.name, service.team, service.repository, service.pathPrefix],
  );
  await tx.execute(`delete from environments where service = $1`, [service.key]);
  await tx.execute(
    `insert into environments (service, key, production, position)
     select $1, key, production, position from unnest($2::text[], $3::boolean[]) with ordinality as t(key, production, position)`,
    [service.key, service.environments.map((e) => e.key), service.environments.map((e) => e.production)],
  );
}

function requireKey(field: string, key: string): void {
  if (!KEY.test(key))
    throw invalidField(field, 'key', 'The key must hold only a-z, 0-9, ".", "_" and "-", at most 100 characters.');
}
