import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock.js';
import { AppConfig } from '../config/config.js';
import { DatabaseWatch } from '../db/database-watch.js';
import { Health } from '../health/health.js';
import { Ids } from '../ids.js';
import { Ticks } from '../queue/ticks.js';
import { inWords } from './words.js';
import { databaseOf, keep, readKept, standbyFolder } from './standby-file.js';

const GATHER_MS = 5_000;
/** A part that did not change is written again after this time, so that its age is known. */
const CONFIRM_MS = 60_000;
const SOON_MS = 200;
/** What takes long to keep is kept less often, so that no more than this share of the time goes into it. */
const LARGEST_SHARE = 0.05;

/** One thing that this process must know to go on without the database. */
export interface StandbyPart<T> {
  name: string;
  /** Reads it anew; what it answers can be written as JSON. */
  gather: () => Promise<T>;
  /** Takes what was kept of it at an instant, at a start without the database. */
  restore: (value: T, readAt: Date) => void;
  /** Changes when the part does, where asking that is cheaper than gathering. */
  stamp?: () => string;
}

interface Registered {
  name: string;
  gather: () => Promise<unknown>;
  stamp: () => string | null;
  /** `tookMs`: for putting it into words and onto the disk. */
  written: { sha256: string; stamp: string | null; at: number; tookMs: number } | null;
}

/**
 * What must be known while the database is away: gathered every few seconds while it is there, and kept on disk for a
 * process that starts without it.
 */
@Injectable()
export class Standby implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Standby');
  private readonly parts = new Map<string, Registered>();
  private readonly folder: string;
  private readonly database: string;
  private readonly soon = new Map<string, NodeJS.Timeout>();
  private gathering: Promise<void> = Promise.resolve();
  private fault: string | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly watch: DatabaseWatch,
    ticks: Ticks,
    health: Health,
  ) {
    this.folder = standbyFolder(config.dataDir);
    this.database = databaseOf(config.databaseUrl ?? 'postgres://none/none');
    if (!config.role.api) return;
    ticks.every('platform.gather-standby', GATHER_MS, () => this.gatherAll(), 'everywhere');
    health.register('standby', false, () =>
      Promise.resolve(this.fault === null ? { state: 'ok' } : { state: 'down', detail: this.fault }),
    );
  }

  register<T>(part: StandbyPart<T>): void {
    if (!this.config.role.api) return;
    const { name, gather, stamp } = part;
    this.parts.set(name, { name, gather, stamp: () => stamp?.() ?? null, written: null });
    if (!this.watch.away) return;
    const kept = readKept(this.folder, part.name, this.database);
    if (kept === null) return;
    const value: T = JSON.parse(kept.body);
    part.restore(value, kept.readAt);
  }

  onApplicationBootstrap(): void {
    if (this.config.role.api) void this.gatherAll();
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.soon.values()) clearTimeout(timer);
    await this.gathering;
  }

  /** A part changed and should be kept soon. */
  changed(name: string): void {
    const part = this.parts.get(name);
    if (!part || this.soon.has(name) || this.watch.away) return;
    const timer = setTimeout(() => {
      this.soon.delete(name);
      void this.queue([part]);
    }, waitOf(part));
    this.soon.set(name, timer.unref());
  }

  /** Gathers and keeps every part now. */
  async gatherAll(): Promise<void> {
    await this.queue([...this.parts.values()]);
  }

  private queue(parts: Registered[]): Promise<void> {
    this.gathering = this.gathering.then(() => this.gatherThese(parts));
    return this.gathering;
  }

  private async gatherThese(parts: Registered[]): Promise<void> {
    if (this.watch.away) return;
    try {
      for (const part of parts) await this.gatherOne(part);
      if (this.fault !== null) this.logger.log('What is needed without the database is kept on disk again');
      this.fault = null;
    } catch (error) {
      if (this.watch.away) return;
      if (this.fault === null)
        this.logger.warn(`What is needed without the database could not be kept: ${String(error)}`);
      this.fault = `a start without the database would know old facts or none: ${String(error)}`;
    }
  }

  private async gatherOne(part: Registered): Promise<void> {
    const readAt = this.clock.now();
    const stamp = part.stamp();
    const recent = part.written !== null && performance.now() - part.written.at < CONFIRM_MS ? part.written : null;
    if (recent !== null && stamp !== null && recent.stamp === stamp) return;
    const gathered = await part.gather();
    const began = performance.now();
    const words = await inWords(gathered);
    const { sha256 } = words;
    if (recent?.sha256 === sha256) return;
    await keep(this.folder, part.name, this.database, { ...words, readAt }, this.ids.next());
    const at = performance.now();
    part.written = { sha256, stamp, at, tookMs: at - began };
  }
}

function waitOf({ written }: Registered): number {
  if (written === null) return SOON_MS;
  return Math.max(SOON_MS, written.at + written.tookMs / LARGEST_SHARE - performance.now());
}
