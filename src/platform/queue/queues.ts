import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { AppConfig } from '../config/config.js';
import type { OpenDelivery } from '../outbox/open-delivery.js';
import { MAX_ATTEMPTS } from '../outbox/outbox.repository.js';
import { RedisConnections } from './redis.js';

/** Which deliveries a job is about: the work itself stays in PostgreSQL. */
export interface JobData {
  consumer: string;
  /** Ids of events, at most {@link GROUP}. */
  events: string[];
  /** Of the first of them. */
  correlationId: string;
}

/** Deliveries of one consumer that wait together become one job, and are done in one transaction. */
const GROUP = 100;

/** The producing side of BullMQ: one queue for each workload. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly queues = new Map<string, Queue<JobData>>();

  constructor(
    private readonly config: AppConfig,
    private readonly connections: RedisConnections,
  ) {}

  /** Enqueues deliveries. Rejects while Redis is away. */
  async add(deliveries: OpenDelivery[]): Promise<void> {
    for (const queue of new Set(deliveries.map((delivery) => delivery.queue))) {
      const jobs = groupsOf(deliveries.filter((delivery) => delivery.queue === queue));
      await this.queue(queue).addBulk(
        jobs.map((data) => ({
          name: data.consumer,
          data,
          opts: {
            // A group that is still there is not added twice.
            jobId: `${data.consumer}/${data.events[0]}/${data.events.length}`,
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

function groupsOf(deliveries: OpenDelivery[]): JobData[] {
  const groups: JobData[] = [];
  const open = new Map<string, JobData>();
  for (const { consumer, event, correlationId } of deliveries) {
    let group = open.get(consumer);
    if (!group || group.events.length >= GROUP) {
      group = { consumer, events: [], correlationId };
      open.set(consumer, group);
      groups.push(group);
    }
    group.events.push(event);
  }
  return groups;
}
