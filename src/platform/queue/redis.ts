import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { AppConfig } from '../config/config.js';

/** Opens connections to Redis and tells whether it answers. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private readonly open: Redis[] = [];
  private probe: Redis | null = null;

  constructor(private readonly config: AppConfig) {}

  /**
   * `producer` fails at once while Redis is away, so that the caller can keep its work; `worker` waits for it to come back.
   */
  connect(use: 'producer' | 'worker'): Redis {
    const options: RedisOptions = {
      maxRetriesPerRequest: use === 'worker' ? null : 0,
      enableOfflineQueue: use === 'worker',
      connectTimeout: 3_000,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
      ...(use === 'producer' ? { commandTimeout: 5_000 } : {}),
    };
    const redis = new Redis(this.config.redisUrl ?? 'redis://127.0.0.1:6379', options);
    let reported = false;
    redis.on('error', (error: Error) => {
      if (!reported) this.logger.warn(`Redis cannot be reached: ${error.message || String(error)}`);
      reported = true;
    });
    redis.on('ready', () => {
      if (reported) this.logger.log('Redis can be reached again');
      reported = false;
    });
    this.open.push(redis);
    return redis;
  }

  /** Whether Redis answers within a second. */
  async ping(): Promise<boolean> {
    this.probe ??= this.connect('producer');
    const probe = this.probe;
    const ready = probe.status === 'ready' ? Promise.resolve() : new Promise((resolve) => probe.once('ready', resolve));
    const answer = ready
      .then(() => probe.ping())
      .then(
        () => true,
        () => false,
      );
    const timeout = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref());
    return Promise.race([answer, timeout]);
  }

  onApplicationShutdown(): void {
    for (const redis of this.open) redis.disconnect();
  }
}
