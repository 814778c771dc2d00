import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig, Clock, Db } from '../../platform/index.js';

const FLUSH_MS = 2_000;
/** A last-evaluated time is moved only by as much, so that busy flags do not write a row every flush. */
const COARSE_SECONDS = 10;

/** When each flag was last evaluated, gathered in memory and written down every few seconds; evaluation never waits for it. */
@Injectable()
export class Exposure implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Exposure');
  private single = new Map<string, Map<string, Date>>();
  private whole = new Map<string, Date>();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly db: Db,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.role.api) return;
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flushing;
    await this.flush();
  }

  evaluated(environment: string, flag: string): void {
    let flags = this.single.get(environment);
    if (flags === undefined) this.single.set(environment, (flags = new Map()));
    flags.set(flag, this.clock.now());
  }

  /** Every flag of the environment was evaluated. */
  evaluatedAll(environment: string): void {
    this.whole.set(environment, this.clock.now());
  }

  /** Writes down what was gathered. What cannot be written is kept for the next time. */
  flush(): Promise<void> {
    this.flushing ??= this.write().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private async write(): Promise<void> {
    const { single, whole } = this;
    if (single.size === 0 && whole.size === 0) return;
    this.single = new Map();
    this.whole = new Map();
    try {
      for (const [environment, at] of whole) await this.save(environment, null, at);
      for (const [environment, flags] of single) await this.save(environment, flags, null);
    } catch (error) {
      this.logger.warn(`Last evaluations could not be written and are kept: ${String(error)}`);
      this.keep(single, whole);
    }
  }

  private async save(environment: string, flags: Map<string, Date> | null, all: Date | null): Promise<void> {
    const seen = flags === null ? [] : [...flags];
    await this.db.query(
      `insert into flag_evaluations (flag, environment, last_evaluated_at)
       select e.flag, e.environment, coalesce(s.at, $4) from flag_environments e
       join flags f on f.key = e.flag and f.stage <> 'archived'
       left join unnest($2::text[], $3::timestamptz[]) as s (flag, at) on s.flag = e.flag
       where e.environment = $1 and e.present and coalesce(s.at, $4) is not null
       order by e.flag
       on conflict (flag, environment) do update set last_evaluated_at = excluded.last_evaluated_at
       where flag_evaluations.last_evaluated_at < excluded.last_evaluated_at - make_interval(secs => ${COARSE_SECONDS})`,
      [environment, seen.map(([flag]) => flag), seen.map(([, at]) => at), all],
    );
  }

  private keep(single: Map<string, Map<string, Date>>, whole: Map<string, Date>): void {
    for (const [environment, at] of whole) if (!this.whole.has(environment)) this.whole.set(environment, at);
    for (const [environment, flags] of single) {
      const later = this.single.get(environment);
      this.single.set(environment, later === undefined ? flags : new Map([...flags, ...later]));
    }
  }
}
