import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig, Clock, Db, Live, Ticks } from '../../platform/index.js';
import { KNOWN_MS, type Door } from '../domain/receipts.js';
import { Rulesets } from '../evaluation/rulesets.js';
import type { Client } from './client.js';

const FLUSH_MS = 250;
const RETRY_MS = 2_000;
/** A sign that tells nothing new is written down only so often. */
const COARSE_MS = 10_000;
/** A stream is believed to be open for so long after its process said so last. */
const LEASE_MS = 45_000;
const RENEW_MS = 15_000;
const FORGET_MS = 60 * 60_000;
const KEEP_MS = 24 * 60 * 60_000;
/** A little longer than anybody asks for them: clocks differ. */
const KEEP_RECEIPTS_MS = KNOWN_MS + 60 * 60_000;
/** Of all environments together, in memory; more are served like any other, and not counted. */
const MOST = 20_000;

interface Seen {
  sdk: string | null;
  door: Door;
  /** The latest revision it was handed; 0: none yet. */
  revision: number;
  firstAt: Date;
  lastAt: Date;
  savedAt: number;
  streams: number;
  /** Not written down yet: the revisions that came with their first time, and whether a stream of it was opened or ended. */
  receipts: { revision: number; at: Date }[];
  connection: boolean;
  dirty: boolean;
}

interface Row {
  environment: string;
  instance: string;
  seen: Seen;
}

/** A revision that answers as the one before it: whoever was handed that has this one too, and need not ask. */
interface Alike {
  environment: string;
  from: number;
  to: number;
  at: Date;
}

/**
 * Which instances there are and what revision each was handed last, as far as this process saw it. Gathered in memory, so that
 * nobody waits for it, and written down a moment later, so that any process can answer for all.
 */
@Injectable()
export class Instances implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Instances');
  private readonly known = new Map<string, Map<string, Seen>>();
  private alike: Alike[] = [];
  private size = 0;
  private timer: NodeJS.Timeout | null = null;
  private renewing: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;
  private faulty = false;
  private stopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly db: Db,
    private readonly live: Live,
    rulesets: Rulesets,
    ticks: Ticks,
  ) {
    rulesets.onSwap(({ before, after, alike }) => {
      if (!alike) return;
      const { environment, revision: to } = after;
      this.alike.push({ environment, from: before.revision, to, at: this.clock.now() });
      this.schedule(FLUSH_MS);
    });
    ticks.every('flags.prune-instances', 3_600_000, () => this.prune());
  }

  onApplicationBootstrap(): void {
    if (this.config.role.api) this.renewing = setInterval(() => this.renew(), RENEW_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.renewing) clearInterval(this.renewing);
    if (this.timer) clearTimeout(this.timer);
    await this.flush();
  }

  /** An instance was handed answers of a revision, or says to have applied it. */
  handed(environment: string, client: Client | null, door: Door, revision: number): void {
    const seen = client && this.sign(environment, client, door);
    if (!seen || revision <= seen.revision) return;
    seen.revision = revision;
    seen.receipts.push({ revision, at: seen.lastAt });
    this.soon(seen);
  }

  /** An instance has opened a stream; what is returned is to be called when that ends. */
  connected(environment: string, client: Client | null, door: Door): () => void {
    const seen = client && this.sign(environment, client, door);
    if (!seen) return () => undefined;
    const change = (by: number): void => {
      seen.streams += by;
      seen.connection = true;
      this.soon(seen);
    };
    change(1);
    return () => change(-1);
  }

  /** Writes down what was gathered. What cannot be written is kept for the next time. */
  flush(): Promise<void> {
    this.flushing ??= this.write().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private sign(environment: string, { instance, sdk }: Client, door: Door): Seen | null {
    let here = this.known.get(environment);
    if (here === undefined) this.known.set(environment, (here = new Map()));
    let seen = here.get(instance);
    const now = this.clock.now();
    if (seen === undefined) {
      if (this.size >= MOST) return null;
      seen = {
        sdk,
        door,
        revision: 0,
        firstAt: now,
        lastAt: now,
        savedAt: 0,
        streams: 0,
        receipts: [],
        connection: false,
        dirty: false,
      };
      here.set(instance, seen);
      this.size += 1;
    }
    seen.lastAt = now;
    seen.door = door;
    seen.sdk = sdk ?? seen.sdk;
    if (now.getTime() - seen.savedAt >= COARSE_MS) this.soon(seen);
    return seen;
  }

  private soon(seen: Seen): void {
    seen.dirty = true;
    this.schedule(FLUSH_MS);
  }

  private schedule(ms: number): void {
    if (this.timer !== null || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, ms).unref();
  }

  private async write(): Promise<void> {
    const rows: Row[] = [];
    for (const [environment, here] of this.known) {
      for (const [instance, seen] of here) if (seen.dirty) rows.push({ environment, instance, seen });
    }
    const alike = this.alike.splice(0);
    if (rows.length === 0 && alike.length === 0) return;
    const receipts = rows.flatMap(({ environment, instance, seen }) =>
      seen.receipts.map((receipt) => ({ environment, instance, ...receipt })),
    );
    const connections = rows.map(({ seen }) => this.leaseOf(seen));
    const now = this.clock.now().getTime();
    for (const { seen } of rows) Object.assign(seen, { dirty: false, receipts: [], connection: false, savedAt: now });
    try {
      await this.save(rows, connections, receipts);
      // After those who were handed the revision before it.
      for (const one of alike) await this.saveAlike(one);
      this.faulty = false;
      const moved = new Set([...receipts, ...alike].map(({ environment }) => environment));
      this.live.tell([...moved].map((key) => ({ topic: 'flag-receipts', key })));
    } catch (error) {
      if (!this.faulty) this.logger.warn(`What instances applied is written down later: ${String(error)}`);
      this.faulty = true;
      this.alike.unshift(...alike);
      for (const [at, { seen, environment, instance }] of rows.entries()) {
        const own = receipts.filter((one) => one.environment === environment && one.instance === instance);
        seen.receipts = [...own.map(({ revision, at: first }) => ({ revision, at: first })), ...seen.receipts];
        seen.connection ||= connections[at] !== null;
        seen.dirty = true;
      }
      this.schedule(RETRY_MS);
    }
  }

  /** Until when it is connected; null: nothing new. */
  private leaseOf({ streams, connection }: Seen): Date | null {
    const now = this.clock.now();
    if (streams > 0) return new Date(now.getTime() + LEASE_MS);
    return connection ? now : null;
  }

  private async save(
    rows: Row[],
    connections: (Date | null)[],
    receipts: { environment: string; instance: string; revision: number; at: Date }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.db.query(
      `with seen as (
         insert into flag_instances (environment, instance, sdk, door, revision, first_seen_at, last_seen_at, connected_until)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
           $7::timestamptz[], $8::timestamptz[]) as s (environment, instance, sdk, door, revision, first, last, until)
         order by environment, instance
         on conflict (environment, instance) do update set
           sdk = coalesce(excluded.sdk, flag_instances.sdk), door = excluded.door,
           revision = greatest(flag_instances.revision, excluded.revision),
           last_seen_at = greatest(flag_instances.last_seen_at, excluded.last_seen_at),
           connected_until = coalesce(excluded.connected_until, flag_instances.connected_until)
         returning 1)
       select count(*) from seen`,
      [
        rows.map(({ environment }) => environment),
        rows.map(({ instance }) => instance),
        rows.map(({ seen }) => seen.sdk),
        rows.map(({ seen }) => seen.door),
        rows.map(({ seen }) => seen.revision),
        rows.map(({ seen }) => seen.firstAt),
        rows.map(({ seen }) => seen.lastAt),
        connections,
      ],
    );
    if (receipts.length === 0) return;
    await this.db.query(
      `insert into flag_receipts (environment, instance, revision, at)
       select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) on conflict do nothing`,
      [
        receipts.map(({ environment }) => environment),
        receipts.map(({ instance }) => instance),
        receipts.map(({ revision }) => revision),
        receipts.map(({ at }) => at),
      ],
    );
  }

  private async saveAlike({ environment, from, to, at }: Alike): Promise<void> {
    await this.db.query(
      `with has as (
         select instance from flag_instances where environment = $1 and revision = $2 order by instance for update),
       moved as (
         update flag_instances i set revision = $3 from has where i.environment = $1 and i.instance = has.instance
         returning i.instance)
       insert into flag_receipts (environment, instance, revision, at)
       select $1, instance, $3, $4 from moved on conflict do nothing`,
      [environment, from, to, at],
    );
  }

  private async prune(): Promise<void> {
    const before = (ms: number): Date => new Date(this.clock.now().getTime() - ms);
    await this.db.query(`delete from flag_instances where greatest(last_seen_at, connected_until) < $1`, [
      before(KEEP_MS),
    ]);
    await this.db.query(`delete from flag_receipts where at < $1`, [before(KEEP_RECEIPTS_MS)]);
  }

  /** Keeps the leases of open streams, and forgets whoever has not been seen for long. */
  private renew(): void {
    const now = this.clock.now().getTime();
    for (const [environment, here] of this.known) {
      for (const [instance, seen] of here) {
        if (seen.streams > 0) this.soon(seen);
        else if (!seen.dirty && now - seen.lastAt.getTime() > FORGET_MS) {
          here.delete(instance);
          this.size -= 1;
        }
      }
      if (here.size === 0) this.known.delete(environment);
    }
  }
}
