import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { AppConfig } from '../config/config.js';
import type { OpenDelivery } from '../outbox/open-delivery.js';
import { MAX_ATTEMPTS } from '../outbox/outbox.repository.js';
import { RedisConnections } from './redis.js';

/** What a job carries: where its work is written down. The work itself stays in PostgreSQL. */
export interface JobData {
  event: string;
  consumer: string;
  correlationId: string;
}

/** The producing side of BullMQ: one queue for each workload. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly queues = new Map<string, Queue<JobData>>();

  constructor(
    private readonly config: AppConfig,
    private readonly connections: RedisConnections,
  ) {}

  /** Enqueues deliveries. A job that is still there is not added twice. Rejects while Redis is away. */
  async add(deliveries: OpenDelivery[]): Promise<void> {
    for (const name of new Set(deliveries.map((delivery) => delivery.queue))) {
      const group = deliveries.filter((delivery) => delivery.queue === name);
      await this.queue(name).addBulk(
        group.map(({ event, consumer, correlationId }) => ({
          name: consumer,
          data: { event, consumer, correlationId },
          opts: {
            jobId: `${event}/${consumer}`,
            attempts: MAX_ATTEMPTS,
            backoff: { type: 'exponential', delay: 250, jitter: 0.5 },
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queue(name: string): Queue<JobData> {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new Queue<JobData>(name, {
        connection: this.connections.connect('producer'),
        prefix: this.config.redisPrefix,
      });
      // The connection reports its own faults; without a listener an error event would end the process.
      queue.on('error', () => undefined);
      this.queues.set(name, queue);
    }
    return queue;
  }
}
