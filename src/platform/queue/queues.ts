import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
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

/** A connection that is not up within this time is taken for lost. */
const CONNECT_WITHIN_MS = 1_000;

interface Producer {
  bull: Queue<JobData>;
  redis: Redis;
}

/** The producing side of BullMQ: one queue for each workload. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly queues = new Map<string, Producer>();

  constructor(
    private readonly config: AppConfig,
    private readonly connections: RedisConnections,
  ) {}

  /** Enqueues deliveries. Rejects while Redis is away. */
  async add(deliveries: OpenDelivery[]): Promise<void> {
    for (const queue of new Set(deliveries.map((delivery) => delivery.queue))) {
      const jobs = groupsOf(deliveries.filter((delivery) => delivery.queue === queue));
      const { bull, redis } = this.producer(queue);
      // BullMQ would wait for its first connection without end, and with it the relay and a shutdown.
      await readyWithin(redis, CONNECT_WITHIN_MS);
      await bull.addBulk(
        jobs.map((data) => ({
          name: data.consumer,
          data,
          opts: {
            // A group that is still there is not added twice.
            jobId: `${data.consumer}/${data.events[0]}/${data.events.length}`,
            attempts: MAX_ATTEMPTS,
            backoff: { type: 'custom' },
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map(({ bull }) => bull.close()));
  }

  private producer(name: string): Producer {
    let producer = this.queues.get(name);
    if (!producer) {
      const redis = this.connections.connect('producer');
      const bull = new Queue<JobData>(name, { connection: redis, prefix: this.config.redisPrefix });
      // The connection reports its own faults; without a listener an error event would end the process.
      bull.on('error', () => undefined);
      producer = { bull, redis };
      this.queues.set(name, producer);
      // One whose first connection broke in its midst stays broken; the next use makes another.
      bull.waitUntilReady().catch(() => this.queues.delete(name) && redis.disconnect());
    }
    return producer;
  }
}

/** Rejects when the connection is not up within `ms` milliseconds. */
async function readyWithin(redis: Redis, ms: number): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const ready = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      redis.off('ready', ready);
      reject(new Error('Redis cannot be reached'));
    }, ms);
    redis.once('ready', ready);
  });
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
