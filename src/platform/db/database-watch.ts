import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { AppConfig } from '../config/config.js';
import { inTime } from '../in-time.js';
import { Live } from '../live/live.js';
import { Connections, cut } from './connections.js';
import { DatabaseUnavailable, isConnectionLoss, sqlState } from './pg-errors.js';

const ASK_EVERY_MS = 250;
/** A server from which nothing at all is heard for as long counts as away, whatever its connections look like. */
const SILENT_MS = 1_000;
/** A new connection takes a process of the server's and a handshake: a busy machine needs longer for it than for an answer. */
const CONNECT_MS = 3_000;
const TOO_MANY_CONNECTIONS = '53300';

type Work = () => Promise<void>;

/**
 * Knows whether the database answers, from a connection of its own that asks it all the time. While it does not, whatever
 * needs it is refused at once instead of waiting for a time limit, and what was under way is cut off.
 */
@Injectable()
export class DatabaseWatch implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Database');
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly returns: { name: string; work: Work }[] = [];
  private readonly owed: { name: string; work: Work }[] = [];
  private client: pg.Client | null = null;
  private lost: { since: number; why: string } | null;
  private timer: NodeJS.Timeout | null = null;
  private heardAt = 0;
  private asking: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly connections: Connections,
    private readonly live: Live,
    /** Null: the database was there when this process began. Else what has to be done before it can be used. */
    private beforeUse: Work | null,
  ) {
    this.lost = beforeUse === null ? null : { since: performance.now(), why: 'it was away when this process began' };
  }

  onModuleInit(): void {
    this.askLater();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.drop();
    await this.asking;
    this.drop();
  }

  get away(): boolean {
    return this.lost !== null;
  }

  /** Why it counts as away; null: it does not. */
  get why(): string | null {
    return this.lost?.why ?? null;
  }

  /** Goes on with `work`, but no longer than the database is there. Throws DatabaseUnavailable. */
  guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.lost) return Promise.reject(new DatabaseUnavailable(this.lost.why));
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      work()
        .then(resolve, reject)
        .finally(() => this.waiting.delete(reject));
    });
  }

  /** Does `work` as soon as the database is there: now, or when it is back. */
  async whenThere(name: string, work: Work): Promise<void> {
    if (this.lost) this.owed.push({ name, work });
    else await work();
  }

  /** Does `work` each time that the database is back. */
  onReturn(name: string, work: Work): void {
    this.returns.push({ name, work });
  }

  /** The database answered somebody: it is not silent, however busy. */
  heard(): void {
    this.heardAt = performance.now();
  }

  /** A connection broke: the database is asked at once. */
  suspect(): void {
    if (this.lost || this.stopped || this.asking) return;
    if (this.timer) clearTimeout(this.timer);
    this.ask();
  }

  private askLater(): void {
    if (!this.stopped) this.timer = setTimeout(() => this.ask(), ASK_EVERY_MS).unref();
  }

  private ask(): void {
    this.asking = this.look().finally(() => {
      this.asking = null;
      this.askLater();
    });
  }

  private async look(): Promise<void> {
    const had = this.client !== null;
    try {
      await this.answer();
    } catch (error) {
      this.drop();
      if (this.stopped) return;
      // One connection may end without the server: only a second one can tell.
      const again = had && !(error instanceof Silence);
      if (again) return this.look();
      if (!isConnectionLoss(error) || sqlState(error) === TOO_MANY_CONNECTIONS) return this.isThere();
      return this.isAway(error);
    }
    await this.isThere();
  }

  /** Throws Silence where neither this question nor anybody else's is answered in time. */
  private async answer(): Promise<void> {
    this.client ??= await this.connected();
    const answered = this.client.query('select 1');
    for (let since = performance.now(); ; since = this.heardAt) {
      try {
        await inTime(SILENT_MS - (performance.now() - since), answered, () => new Silence(SILENT_MS));
        return;
      } catch (error) {
        if (!(error instanceof Silence) || this.heardAt <= since) throw error;
      }
    }
  }

  private async connected(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl ?? '',
      application_name: 'delivery-loop watch',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    this.client = client;
    await inTime(CONNECT_MS, client.connect(), () => new Silence(CONNECT_MS));
    return client;
  }

  private drop(): void {
    if (this.client) cut(this.client);
    this.client = null;
  }

  private isAway(error: unknown): void {
    if (this.lost || this.stopped) return;
    const why = error instanceof Error && error.message !== '' ? error.message : (sqlState(error) ?? String(error));
    this.lost = { since: performance.now(), why };
    this.logger.warn(`The database is away (${why}): evaluation goes on, kills are journaled, all else is refused`);
    const refused = [...this.waiting];
    this.waiting.clear();
    for (const refuse of refused) refuse(new DatabaseUnavailable(error));
    this.connections.cut();
    this.live.tellHere([{ topic: 'database' }]);
  }

  private async isThere(): Promise<void> {
    if (!this.lost || this.stopped) return;
    if (this.beforeUse && !(await this.prepared(this.beforeUse))) return;
    const seconds = Math.round((performance.now() - this.lost.since) / 1000);
    this.lost = null;
    this.logger.log(`The database is back after ${seconds} s`);
    this.live.tellHere([{ topic: 'database' }]);
    for (const { name, work } of [...this.owed.splice(0), ...this.returns]) {
      void work().catch((error: unknown) => {
        this.logger.warn(`${name} could not be done when the database was back: ${String(error)}`);
        if (isConnectionLoss(error) && !this.returns.some((known) => known.name === name))
          this.owed.push({ name, work });
      });
    }
  }

  private async prepared(work: Work): Promise<boolean> {
    try {
      await work();
      this.beforeUse = null;
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (this.lost && this.lost.why !== why) {
        this.lost.why = why;
        this.logger.warn(`The database is back but cannot be used yet: ${why}`);
      }
      return false;
    }
  }
}

class Silence extends DatabaseUnavailable {
  override readonly message: string;

  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.message = `no answer within ${ms} ms`;
  }
}
