import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { AppConfig, cut, Health, type Queryable } from '../../platform/index.js';
import { REVISION_CHANNEL } from '../inventory/flags.repository.js';
import { Rulesets } from './rulesets.js';

const POLL_MS = 2_000;
const RECONNECT_MS = 250;
/** A connection that is silent for as long is taken for lost. */
const QUERY_MS = 1_500;

/**
 * Hears of new revisions on a connection of its own, which no pool lends to anybody else and no queue stands before. A lost
 * connection is opened again and then everything missed is read; behind it stands a slow poll.
 */
@Injectable()
export class RevisionFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('RevisionFeed');
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private polling: NodeJS.Timeout | null = null;
  private stopped = false;
  private faulty = false;

  constructor(
    private readonly config: AppConfig,
    private readonly rulesets: Rulesets,
    health: Health,
  ) {
    if (config.role.api) {
      health.register('flagFeed', false, async () =>
        this.client === null
          ? { state: 'down', detail: 'flips of other processes are seen by polling' }
          : { state: 'ok' },
      );
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.role.api) return;
    await this.connect();
    this.schedulePoll();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.polling) clearTimeout(this.polling);
    await this.connecting;
    await this.silence();
  }

  /** Drops the connection as a fault of the network would. */
  async silence(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.rulesets.readThrough(null);
    // Not by asking: a server that hangs would never say goodbye.
    if (client) cut(client);
  }

  private connect(): Promise<void> {
    this.connecting ??= this.open().finally(() => {
      this.connecting = null;
    });
    return this.connecting;
  }

  private async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl ?? '',
      application_name: 'delivery-loop flag revisions',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      query_timeout: QUERY_MS,
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, null));
    client.on('notification', ({ payload }) => {
      if (Number(payload) > this.rulesets.revision) void this.rulesets.catchUp();
    });
    try {
      await client.connect();
      await client.query(`listen ${REVISION_CHANNEL}`);
    } catch (error) {
      this.say(error);
      cut(client);
      this.reconnectLater();
      return;
    }
    this.client = client;
    this.rulesets.readThrough(this.readerOf(client));
    if (this.faulty) this.logger.log('Hears of new revisions again');
    this.faulty = false;
    await this.rulesets.catchUp();
  }

  private readerOf(client: pg.Client): Queryable {
    return {
      query: async <R extends object>(sql: string, params: unknown[] = []): Promise<R[]> => {
        try {
          return (await client.query<R>(sql, params)).rows;
        } catch (error) {
          this.lost(client, error);
          cut(client);
          throw error;
        }
      },
    };
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.client !== client) return;
    this.client = null;
    this.rulesets.readThrough(null);
    if (this.stopped) return;
    this.say(error ?? 'the connection ended');
    this.reconnectLater();
  }

  private say(error: unknown): void {
    // Once per outage.
    if (!this.faulty) this.logger.warn(`New revisions are not heard of, only polled: ${String(error)}`);
    this.faulty = true;
  }

  private reconnectLater(): void {
    if (this.stopped) return;
    if (this.retry) clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), RECONNECT_MS).unref();
  }

  private schedulePoll(): void {
    if (this.stopped) return;
    this.polling = setTimeout(() => {
      this.rulesets
        .poll()
        .catch((error: unknown) => this.logger.debug(`Poll: ${String(error)}`))
        .finally(() => this.schedulePoll());
    }, POLL_MS).unref();
  }
}
