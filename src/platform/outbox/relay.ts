import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { Queues } from '../queue/queues.js';
import type { OpenDelivery } from './open-delivery.js';
import { OutboxRepository } from './outbox.repository.js';
import { RelaySignal } from './relay-signal.js';

const POLL_MS = 150;
/** What is committed within this time after a first commit travels together, and costs one transaction instead of many. */
const GATHER_MS = 25;
/** Under load more is gathered: what follows from facts may wait a little, and answering must not. */
const GATHER_UNDER_LOAD_MS = 100;
const LOAD = 5;
const POLL_AFTER_FAULT_MS = 1_000;
const BATCH = 500;

/** Carries open deliveries from PostgreSQL into the queue, in worker processes. */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Relay');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private gathering = false;
  private lastClaimed = 0;
  private stopped = false;
  private faulty = false;

  constructor(
    private readonly config: AppConfig,
    private readonly repository: OutboxRepository,
    private readonly queues: Queues,
    private readonly signal: RelaySignal,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.role.worker) return;
    this.signal.onWake(() => this.wake());
    this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private wake(): void {
    if (this.running) this.again = true;
    else if (!this.faulty && !this.gathering) {
      this.gathering = true;
      this.schedule(this.gather());
    }
  }

  private gather(): number {
    return this.lastClaimed >= LOAD ? GATHER_UNDER_LOAD_MS : GATHER_MS;
  }

  private schedule(ms: number): void {
    if (this.stopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.gathering = false;
      this.running = this.pass().finally(() => {
        this.running = null;
        const soon = this.again && !this.faulty;
        this.again = false;
        this.schedule(soon ? this.gather() : this.faulty ? POLL_AFTER_FAULT_MS : POLL_MS);
      });
    }, ms);
  }

  private async pass(): Promise<void> {
    try {
      for (;;) {
        const deliveries = await this.repository.claim(BATCH);
        this.lastClaimed = deliveries.length;
        if (deliveries.length > 0) await this.enqueue(deliveries);
        if (this.faulty) this.logger.log('The outbox is relayed again');
        this.faulty = false;
        if (deliveries.length < BATCH || this.stopped) return;
      }
    } catch (error) {
      if (!this.faulty) this.logger.warn(`The outbox cannot be relayed now, nothing is lost: ${String(error)}`);
      this.faulty = true;
    }
  }

  private async enqueue(deliveries: OpenDelivery[]): Promise<void> {
    try {
      await this.queues.add(deliveries);
    } catch (error) {
      await this.repository.unclaim(deliveries);
      throw error;
    }
  }
}
