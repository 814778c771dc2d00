import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { UnrecoverableError, Worker, type Job } from 'bullmq';
import { AppConfig } from '../config/config.js';
import { withCorrelation } from '../correlation.js';
import { Db } from '../db/db.js';
import { isConnectionLoss } from '../db/pg-errors.js';
import { Consumers, type GroupHandler } from '../outbox/consumers.js';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import type { JobData } from './queues.js';
import { RedisConnections } from './redis.js';

/** One job of a queue at a time: a job is a whole group, and two groups would mostly wait for each other's locks. */
const CONCURRENCY = 1;
const CLOSE_WITHIN_MS = 10_000;
/** After so long without a sign of its worker a job is another's: a killed worker must not hold its jobs for long. */
const LOCK_MS = 10_000;
const LOOK_FOR_STALLED_MS = 5_000;
/** Work that an outage stopped goes on soon after its end, however long it was. */
const LONGEST_BACKOFF_MS = 8_000;

/** The consuming side of BullMQ: runs deliveries in one transaction together with the record that they are done. */
@Injectable()
export class Workers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Workers');
  private readonly workers: Worker<JobData>[] = [];

  constructor(
    private readonly config: AppConfig,
    private readonly connections: RedisConnections,
    private readonly consumers: Consumers,
    private readonly repository: OutboxRepository,
    private readonly db: Db,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.role.worker) return;
    for (const queue of this.consumers.queues()) {
      const worker = new Worker<JobData>(queue, (job) => this.process(job), {
        connection: this.connections.connect('worker'),
        prefix: this.config.redisPrefix,
        concurrency: CONCURRENCY,
        lockDuration: LOCK_MS,
        stalledInterval: LOOK_FOR_STALLED_MS,
        settings: {
          backoffStrategy: (attempts) =>
            Math.min(250 * 2 ** (attempts - 1), LONGEST_BACKOFF_MS) * (0.5 + Math.random() / 2),
        },
      });
      worker.on('error', () => undefined);
      this.workers.push(worker);
    }
  }

  async onModuleDestroy(): Promise<void> {
    // Without Redis a worker cannot say goodbye to it, and waiting for that would only delay the end.
    const force = !(await this.connections.ping());
    const closed = Promise.all(this.workers.map((worker) => worker.close(force)));
    const deadline = new Promise((resolve) => setTimeout(resolve, force ? 500 : CLOSE_WITHIN_MS).unref());
    await Promise.race([closed, deadline]);
  }

  private async process(job: Job<JobData>): Promise<void> {
    const { consumer, events, correlationId } = job.data;
    const handler = this.consumers.of(consumer);
    if (!handler) throw new UnrecoverableError(`No handler for ${consumer}`);
    await withCorrelation(correlationId, async () => {
      try {
        await this.run(events, consumer, handler);
      } catch (error) {
        if (error instanceof UnrecoverableError) this.logger.error(error.message);
        if (isConnectionLoss(error) || error instanceof UnrecoverableError) throw error;
        await this.oneByOne(events, consumer, handler, error);
      }
    });
  }

  /** Does the deliveries that are still open, oldest first, all or none. */
  private async run(events: string[], consumer: string, handler: GroupHandler<unknown>): Promise<void> {
    await this.db.transaction(async (tx) => {
      const found = await this.repository.lock(tx, events, consumer);
      const missing = events.filter((event) => !found.some((delivery) => delivery.event === event));
      if (missing.length > 0)
        throw new UnrecoverableError(
          `Job ${consumer} finds no row for ${missing.length} events, the first ${missing[0]}`,
        );
      const open = found.filter((delivery) => delivery.open);
      if (open.length === 0) return;
      await handler(
        open.map((delivery) => delivery.payload),
        tx,
      );
      await this.repository.recordDone(
        tx,
        open.map((delivery) => delivery.event),
        consumer,
      );
    });
  }

  /** After a group failed: the good ones of it are done, the others count the failure and are tried again. */
  private async oneByOne(
    events: string[],
    consumer: string,
    handler: GroupHandler<unknown>,
    fault: unknown,
  ): Promise<void> {
    let toRetry: unknown = null;
    for (const event of events) {
      try {
        if (events.length === 1) throw fault;
        await this.run([event], consumer, handler);
      } catch (error) {
        if (isConnectionLoss(error)) throw error;
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        if (await this.repository.recordFailure(event, consumer, text)) {
          this.logger.error(`Job ${consumer} of event ${event} is dead; see GET /api/v1/jobs: ${text}`);
        } else {
          this.logger.warn(`Job ${consumer} of event ${event} failed and will be tried again: ${text}`);
          toRetry = error;
        }
      }
    }
    if (toRetry !== null) throw toRetry;
  }
}
