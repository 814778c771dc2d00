import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { UnrecoverableError, Worker, type Job } from 'bullmq';
import { AppConfig } from '../config/config.js';
import { withCorrelation } from '../correlation.js';
import { Db } from '../db/db.js';
import { isConnectionLoss } from '../db/pg-errors.js';
import { Consumers } from '../outbox/consumers.js';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import type { JobData } from './queues.js';
import { RedisConnections } from './redis.js';

const CONCURRENCY = 4;
const CLOSE_WITHIN_MS = 10_000;

/** The consuming side of BullMQ: runs each delivery in one transaction together with the record that it is done. */
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
      });
      worker.on('error', () => undefined);
      this.workers.push(worker);
    }
  }

  async onModuleDestroy(): Promise<void> {
    const closed = Promise.all(this.workers.map((worker) => worker.close()));
    const deadline = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
    await Promise.race([closed, deadline]);
  }

  private async process(job: Job<JobData>): Promise<void> {
    const { event, consumer, correlationId } = job.data;
    const handler = this.consumers.of(consumer);
    if (!handler) throw new UnrecoverableError(`No handler for ${consumer}`);
    await withCorrelation(correlationId, async () => {
      try {
        await this.db.transaction(async (tx) => {
          const delivery = await this.repository.lock(tx, event, consumer);
          if (!delivery) throw new UnrecoverableError(`Job ${consumer} finds no row for event ${event}`);
          if (delivery.done) return;
          await handler(delivery.payload, tx);
          await this.repository.recordDone(tx, event, consumer);
        });
      } catch (error) {
        await this.failed(event, consumer, error);
      }
    });
  }

  private async failed(event: string, consumer: string, error: unknown): Promise<never> {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (isConnectionLoss(error) || error instanceof UnrecoverableError) {
      if (error instanceof UnrecoverableError) this.logger.error(text);
      throw error;
    }
    const dead = await this.repository.recordFailure(event, consumer, text);
    if (dead) {
      this.logger.error(`Job ${consumer} of event ${event} is dead; see GET /api/v1/jobs: ${text}`);
      throw new UnrecoverableError(text);
    }
    this.logger.warn(`Job ${consumer} of event ${event} failed and will be tried again: ${text}`);
    throw error;
  }
}
