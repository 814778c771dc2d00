import { Injectable } from '@nestjs/common';
import { badCursor, Db, page, readCursor, type Page, type PageQuery } from '../../platform/index.js';
import type { FlagEnvironment } from '../domain/flag.js';
import type { Targeting } from '../domain/rules.js';
import { environmentNotFound, flagNotFound } from '../flags.errors.js';
import { FlagReads, type InventoryFlag } from '../flags.reads.js';
import type { TargetingVersion } from './targeting.contract.js';

interface VersionRow {
  seq: number;
  id: string;
  revision: number;
  at: Date;
  actor: string;
  reason: string | null;
  targeting: Targeting;
}

/** Rules as they are and as they were. */
@Injectable()
export class TargetingReads {
  constructor(
    private readonly db: Db,
    private readonly flags: FlagReads,
  ) {}

  async get(key: string, environment: string): Promise<{ flag: InventoryFlag; state: FlagEnvironment }> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    const state = flag.environments.find((each) => each.key === environment);
    if (state === undefined) throw environmentNotFound(key, environment);
    return { flag, state };
  }

  /** What was saved, newest first. */
  async versions(key: string, environment: string, query: PageQuery): Promise<Page<TargetingVersion>> {
    await this.get(key, environment);
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && typeof before !== 'number') throw badCursor();
    const rows = await this.db.query<VersionRow>(
      `select seq::float8 as seq, id, revision::float8 as revision, at, actor, reason, detail -> 'after' as targeting
       from flag_history where flag = $1 and environment = $2 and action = 'rules' and ($3::float8 is null or seq < $3)
       order by seq desc limit $4`,
      [key, environment, before, query.limit + 1],
    );
    const { items, nextCursor } = page(rows, query.limit, ({ seq }) => [seq]);
    return {
      items: items.map(({ id, revision, at, actor, reason, targeting }) => ({
        flag: key,
        environment,
        ...targeting,
        id,
        revision,
        at: at.toISOString(),
        actor,
        reason,
      })),
      nextCursor,
    };
  }

  async version(key: string, environment: string, id: string): Promise<Targeting | null> {
    const [row] = await this.db.query<{ targeting: Targeting }>(
      `select detail -> 'after' as targeting from flag_history
       where id = $3::uuid and flag = $1 and environment = $2 and action = 'rules'`,
      [key, environment, id],
    );
    return row?.targeting ?? null;
  }
}
