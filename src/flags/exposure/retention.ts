import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Ticks, type Tx } from '../../platform/index.js';
import { DAYS_KEPT, hoursSince } from '../domain/exposure-window.js';

const EVERY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
const REPORTS_KEPT_DAYS = 30;

/** Adds old hours up to days, and drops days and remembered reports that are older still. */
@Injectable()
export class Retention implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ticks: Ticks,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.exposure-retention', EVERY_MS, () => this.run());
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
    // A day at a time: each is a transaction of its own, however long nobody came by.
    while (await this.db.transaction((tx) => rollUpOneDay(tx, hoursSince(now))));
    await this.db.query(`delete from flag_exposures where width = 'day' and bucket < $1`, [before(DAYS_KEPT)]);
    await this.db.query(`delete from exposure_reports where received_at < $1`, [before(REPORTS_KEPT_DAYS)]);
  }
}

/** The oldest day that has hours before `end`; false: there is none, or another worker is at it. */
async function rollUpOneDay(tx: Tx, end: Date): Promise<boolean> {
  const [lock] = await tx.query<{ taken: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('flags.exposure-retention', 0)) as taken`,
  );
  if (lock?.taken !== true) return false;
  const moved = await tx.execute(
    `with day as (select date_trunc('day', min(bucket), 'UTC') as start from flag_exposures where width = 'hour' and bucket < $1),
     old as (
       delete from flag_exposures e using day
       where e.width = 'hour' and e.bucket >= day.start and e.bucket < day.start + interval '1 day' and e.bucket < $1
       returning e.flag, e.environment, day.start, e.variant, e.door, e.count)
     insert into flag_exposures (flag, environment, width, bucket, variant, door, count)
     select flag, environment, 'day', start, variant, door, sum(count) from old
     group by flag, environment, start, variant, door order by flag, environment, start, variant, door
     on conflict (flag, environment, bucket, width, variant, door) do update set count = flag_exposures.count + excluded.count`,
    [end],
  );
  return moved > 0;
}
