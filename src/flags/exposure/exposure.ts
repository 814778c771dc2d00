import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig, Clock, Db } from '../../platform/index.js';
import { hourOf } from '../domain/exposure-row.js';
import type { Evaluation } from '../evaluation/compiled-flag.js';
import type { Ruleset } from '../evaluation/ruleset.js';
import { ExposureRepository } from './exposure.repository.js';
import { Tally, Waiting } from './tally.js';

const FLUSH_MS = 2_000;
/** Bulk answers hold every flag, so that writing them down costs much and says little. */
const BULK_FLUSH_MS = 30_000;
/** Rows that are kept while the database is away. */
const MOST_WAITING = 200_000;
const BATCH = 5_000;

/**
 * What was evaluated, counted in memory and written down every few seconds: evaluation never waits for it, and a crash loses
 * at most what was counted since. Times are those of the flush.
 */
@Injectable()
export class Exposure implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Exposure');
  private readonly tally = new Tally();
  private readonly waiting = new Waiting(MOST_WAITING);
  /** How often all flags of a ruleset were given. */
  private whole = new Map<Ruleset, { count: number }>();
  private hour = 0;
  private lastBulk = -BULK_FLUSH_MS;
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly db: Db,
    private readonly repository: ExposureRepository,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.role.api) return;
    this.timer = setInterval(() => void this.tick(), FLUSH_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flush();
  }

  /** Code asked for this flag. */
  evaluated(environment: string, evaluation: Evaluation): void {
    this.tally.single(environment, evaluation.key, 'variant' in evaluation ? evaluation.variant : '');
  }

  /** A flag with targeting was evaluated for a bulk answer. */
  handedOut(environment: string, evaluation: Evaluation): void {
    this.tally.bulk(environment, evaluation.key, 'variant' in evaluation ? evaluation.variant : '');
  }

  /** All flags were given in a bulk answer; those that have targeting are told apart, by `handedOut`. */
  handedOutAll(ruleset: Ruleset): void {
    const known = this.whole.get(ruleset);
    if (known === undefined) this.whole.set(ruleset, { count: 1 });
    else known.count += 1;
  }

  /** Writes down all that was counted. What cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    this.unfold();
    await this.write();
  }

  private async tick(): Promise<void> {
    if (this.flushing !== null) return;
    const due = performance.now() - this.lastBulk >= BULK_FLUSH_MS;
    if (due || hourOf(this.clock.now()).getTime() !== this.hour) this.unfold();
    await this.write();
  }

  /** Makes counts of flags from those of whole answers. */
  private unfold(): void {
    if (this.whole.size === 0) return;
    this.lastBulk = performance.now();
    for (const [ruleset, { count }] of this.whole) {
      for (const [key, flag] of ruleset.flags) {
        if (!flag.isConstant) continue;
        const { evaluation } = flag.evaluate({});
        this.tally.bulk(ruleset.environment, key, 'variant' in evaluation ? evaluation.variant : '', count);
      }
    }
    this.whole = new Map();
  }

  private write(): Promise<void> {
    const now = this.clock.now();
    this.hour = hourOf(now).getTime();
    const lost = this.waiting.add(this.tally.take(now));
    if (lost > 0)
      this.logger.warn(`${lost} counts of evaluations found no room and are lost; the database is away for long.`);
    const saving = (this.flushing ?? Promise.resolve())
      .then(() => this.save())
      .finally(() => {
        if (this.flushing === saving) this.flushing = null;
      });
    this.flushing = saving;
    return saving;
  }

  private async save(): Promise<void> {
    const rows = this.waiting.take();
    for (let from = 0; from < rows.length; from += BATCH) {
      try {
        const batch = rows.slice(from, from + BATCH);
        await this.db.transaction((tx) => this.repository.add(tx, batch));
      } catch (error) {
        this.logger.warn(`Counts of evaluations could not be written and are kept: ${String(error)}`);
        this.waiting.add(rows.slice(from));
        return;
      }
    }
  }
}
