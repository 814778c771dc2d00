import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../../platform/index.js';
import type { Door, UsageFacts } from '../domain/usage.js';

export interface EnvironmentUsage extends UsageFacts {
  environment: string;
}

/** How often a variant (null: none, the evaluation failed) was given in one hour or day. */
export interface ExposureCount {
  /** Start of the hour or day, in UTC. */
  at: Date;
  environment: string;
  variant: string | null;
  door: Door;
  count: number;
}

/** Facts of a group of sightings `s`: of all calls, the last variant and since when there was no other. */
const FACTS = `
  max(s.last_at) filter (where s.door <> 'bulk') as "lastCalledAt",
  max(s.last_at) filter (where s.door = 'bulk') as "lastHandedOutAt",
  (array_agg(s.variant order by s.last_at desc, s.variant) filter (where s.door <> 'bulk' and s.variant <> ''))[1] as variant`;

/** Read face of how flags are used. */
@Injectable()
export class ExposureReads {
  constructor(private readonly db: Db) {}

  /** What is known of the calls of these flags (null: of all) over the environments they have now; without one that was never seen. */
  async usage(flags: string[] | null, tx?: Tx): Promise<Map<string, UsageFacts>> {
    const rows = await this.facts('s.flag', flags, tx);
    return new Map(
      rows.map(({ flag, lastCalledAt, lastHandedOutAt, variant, constantSince }) => [
        flag,
        { lastCalledAt, lastHandedOutAt, variant, constantSince },
      ]),
    );
  }

  /** What is known of the calls of one flag in each environment in which it was ever seen. */
  async usageByEnvironment(flag: string, tx?: Tx): Promise<EnvironmentUsage[]> {
    const rows = await this.facts('s.flag, s.environment', [flag], tx);
    return rows.map(({ environment, lastCalledAt, lastHandedOutAt, variant, constantSince }) => ({
      environment,
      lastCalledAt,
      lastHandedOutAt,
      variant,
      constantSince,
    }));
  }

  /** Counts of a flag in `[from, to)`, by UTC hour or day. Hours are kept for a time only, days longer: see Retention. */
  async counts(
    flag: string,
    { from, to, by, environment = null }: { from: Date; to: Date; by: 'hour' | 'day'; environment?: string | null },
    tx?: Tx,
  ): Promise<ExposureCount[]> {
    return (tx ?? this.db).query<ExposureCount>(
      `select date_trunc($4, bucket, 'UTC') as at, environment, nullif(variant, '') as variant, door, sum(count)::float8 as count
       from flag_exposures
       where flag = $1 and bucket >= $2 and bucket < $3 and ($4 = 'day' or width = 'hour') and ($5::text is null or environment = $5)
       group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
      [flag, from, to, by, environment],
    );
  }

  private async facts(
    by: 's.flag' | 's.flag, s.environment',
    flags: string[] | null,
    tx?: Tx,
  ): Promise<(EnvironmentUsage & { flag: string })[]> {
    const environment = by === 's.flag' ? `''` : 's.environment';
    return (tx ?? this.db).query(
      `with s as (
         select s.flag, ${environment} as environment, s.variant, case s.door when 'bulk' then 'bulk' else 'call' end as door,
           min(s.first_at) as first_at, max(s.last_at) as last_at
         from flag_sightings s join flag_environments e on e.flag = s.flag and e.environment = s.environment and e.present
         where $1::text[] is null or s.flag = any ($1)
         group by 1, 2, 3, 4)
       select s.flag, s.environment, ${FACTS},
         greatest(
           (array_agg(s.first_at order by s.last_at desc, s.variant) filter (where s.door = 'call' and s.variant <> ''))[1],
           (array_agg(s.last_at order by s.last_at desc, s.variant) filter (where s.door = 'call' and s.variant <> ''))[2]
         ) as "constantSince"
       from s group by s.flag, s.environment order by s.flag, s.environment`,
      [flags],
    );
  }
}
