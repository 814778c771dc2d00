import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Scenario } from '../domain/scenario.js';

export interface StoredScenario {
  key: string;
  scenario: Scenario;
  yaml: string;
  updatedAt: Date;
  updatedBy: string;
}

const COLUMNS = `key, scenario, yaml, updated_at as "updatedAt", updated_by as "updatedBy"`;

@Injectable()
export class ScenariosRepository {
  constructor(private readonly db: Db) {}

  async find(key: string, on: Queryable = this.db): Promise<StoredScenario | null> {
    const [row] = await on.query<StoredScenario>(`select ${COLUMNS} from drill_scenarios where key = $1`, [key]);
    return row ?? null;
  }

  async list(service: string | null, limit: number, after: string | null): Promise<StoredScenario[]> {
    return this.db.query<StoredScenario>(
      `select ${COLUMNS} from drill_scenarios
       where ($1::text is null or scenario ->> 'service' = $1) and ($2::text is null or key > $2) order by key limit $3`,
      [service, after, limit],
    );
  }

  /** True where it is new. */
  async save(tx: Tx, { key, scenario, yaml, updatedBy }: Omit<StoredScenario, 'updatedAt'>): Promise<boolean> {
    const [row] = await tx.query<{ created: boolean }>(
      `insert into drill_scenarios (key, scenario, yaml, updated_at, updated_by) values ($1, $2, $3, $4, $5)
       on conflict (key) do update set scenario = $2, yaml = $3, updated_at = $4, updated_by = $5
       returning (xmax = 0) as created`,
      [key, JSON.stringify(scenario), yaml, tx.now, updatedBy],
    );
    return row?.created ?? false;
  }
}
