import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../platform/index.js';
import type { Flag, FlagStage } from './domain/flag.js';
import { flagOf, SELECT_FLAGS, type FlagRow } from './inventory/flag.rows.js';

/** A flip of ours, with the revision of the inventory that it made. */
export interface OwnFlip {
  flag: string;
  environment: string;
  on: boolean;
  kill: boolean;
  at: Date;
  actor: string;
  incident: string | null;
  revision: number;
}

/** Read face of what became of a service's flags over a stretch of time. */
@Injectable()
export class FlagTrail {
  constructor(private readonly db: Db) {}

  /** The flags of a service, those archived before `since` left out unless they are named; by key. */
  async flags(service: string, since: Date, named: string[], on: Queryable = this.db): Promise<Flag[]> {
    const rows = await on.query<FlagRow>(
      `${SELECT_FLAGS} where f.key = any($3::text[]) or (f.service = $1 and (f.stage <> 'archived' or f.updated_at >= $2))
       order by f.key`,
      [service, since, named],
    );
    return rows.map(flagOf);
  }

  /** When these flags came to each stage, in that order; the first is their birth. */
  async stages(flags: string[], on: Queryable = this.db): Promise<Map<string, { stage: FlagStage; at: Date }[]>> {
    const rows = await on.query<{ flag: string; stage: FlagStage; at: Date }>(
      `select flag, stage, at from (
         select key as flag, 'active' as stage, created_at as at, 0 as seq from flags where key = any($1::text[])
         union all
         select flag, case action when 'complete' then 'completed' when 'archive' then 'archived' else 'active' end, at, seq
         from flag_history where flag = any($1::text[]) and action in ('complete', 'archive', 'revive')) s
       order by flag, at, seq`,
      [flags],
    );
    const stages = new Map<string, { stage: FlagStage; at: Date }[]>();
    for (const { flag, stage, at } of rows) stages.set(flag, [...(stages.get(flag) ?? []), { stage, at }]);
    return stages;
  }

  /** Our own flips of a service's flags in `[from, to]`, in that order; those of other runs of drills than `run` are left out. */
  async flips(service: string, from: Date, to: Date, run: string, on: Queryable = this.db): Promise<OwnFlip[]> {
    return on.query<OwnFlip>(
      `select flag, environment, on_state as "on", kill, at, actor, incident, revision::float8 as revision from flips
       where service = $1 and at >= $2 and at <= $3 and not external and (drill_run is null or drill_run = $4)
       order by at, revision`,
      [service, from, to, run],
    );
  }
}
