import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { AppConfig } from '../config/config.js';
import { liveStreams } from '../health/metrics.js';
import { Ids } from '../ids.js';
import { RedisConnections } from '../queue/redis.js';
import { Gatherer } from './gatherer.js';
import { readHints, TOPICS, type Hint } from './hints.js';
import { eventText, type Stream } from './stream.js';

/** So many milliseconds of hints become one event of a stream, or one message to the other processes. */
const PAUSE_MS = 50;

/**
 * Tells whoever listens what may have changed: the streams of this process, and through Redis those of the other API
 * processes. A hint may be lost (Redis is away, a process ends), so nothing may depend on it.
 */
@Injectable()
export class Live implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Live');
  private readonly streams = new Set<Stream>();
  private readonly toStreams = new Gatherer(PAUSE_MS, (hints) => this.send(hints));
  private readonly toOthers = new Gatherer(PAUSE_MS, (hints) => this.publish(hints));
  private readonly self: string;
  private readonly channel: string;
  private publisher: Redis | null = null;
  private stopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly redis: RedisConnections,
    ids: Ids,
  ) {
    this.self = ids.next();
    this.channel = `${config.redisPrefix}:live`;
  }

  onApplicationBootstrap(): void {
    this.publisher = this.redis.connect('producer');
    if (this.config.role.api) this.listen();
  }

  /** Before the server closes, which would wait for them. */
  onModuleDestroy(): void {
    this.stopped = true;
    for (const stream of this.streams) stream.end();
  }

  /** False once the process is ending. */
  get open(): boolean {
    return !this.stopped;
  }

  /** Tells the streams of every process. Never throws, never waits. */
  tell(hints: readonly Hint[]): void {
    if (hints.length === 0) return;
    this.tellHere(hints);
    this.toOthers.add(hints);
  }

  /** Tells the streams of this process only. */
  tellHere(hints: readonly Hint[]): void {
    this.toStreams.add(hints);
  }

  add(stream: Stream): void {
    this.streams.add(stream);
    liveStreams.inc();
  }

  remove(stream: Stream): void {
    if (this.streams.delete(stream)) liveStreams.dec();
  }

  private send(hints: Hint[]): void {
    if (this.streams.size === 0) return;
    const text = eventText('change', { topics: hints });
    for (const stream of this.streams) stream.write(text);
  }

  private publish(hints: Hint[]): void {
    // The connection itself says once that Redis is away.
    this.publisher
      ?.publish(this.channel, JSON.stringify({ from: this.self, hints }))
      .catch((error: unknown) => this.logger.debug(`A hint did not reach the other processes: ${String(error)}`));
  }

  private listen(): void {
    const subscriber = this.redis.connect('worker');
    let lost = false;
    subscriber.on('message', (_channel: string, text: string) => this.hear(text));
    subscriber.on('close', () => {
      lost = true;
    });
    subscriber.on('ready', () => {
      // What was said meanwhile is not known: anything may have changed.
      if (lost) this.tellHere(TOPICS.filter((topic) => topic !== 'flag-revision').map((topic) => ({ topic })));
      lost = false;
    });
    subscriber
      .subscribe(this.channel)
      .catch((error: unknown) => this.logger.debug(`Hints of other processes are not heard: ${String(error)}`));
  }

  private hear(text: string): void {
    try {
      const said: unknown = JSON.parse(text);
      if (typeof said !== 'object' || said === null || !('hints' in said)) return;
      if (!('from' in said && said.from === this.self)) this.tellHere(readHints(said.hints));
    } catch (error) {
      this.logger.debug(`Not a hint: ${String(error)}`);
    }
  }
}
