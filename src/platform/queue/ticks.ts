import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { withCorrelation } from '../correlation.js';
import { Ids } from '../ids.js';

/** `workers`: work that any worker may do. `everywhere`: work on what one process alone knows. */
type Where = 'workers' | 'everywhere';

interface Tick {
  name: string;
  ms: number;
  where: Where;
  run: () => Promise<void>;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  faulty: boolean;
}

/**
 * Recurring work, of worker processes unless said otherwise. It hangs on no queue, so that it goes on without Redis; several workers may tick at
 * once, so a tick claims its rows in PostgreSQL.
 */
@Injectable()
export class Ticks implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Ticks');
  private readonly ticks = new Map<string, Tick>();
  private stopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly ids: Ids,
  ) {}

  /** Runs `run` every `ms` milliseconds, never twice at once in this process. */
  every(name: string, ms: number, run: () => Promise<void>, where: Where = 'workers'): void {
    if (this.ticks.has(name)) throw new Error(`Tick ${name} is declared twice`);
    this.ticks.set(name, { name, ms, run, where, timer: null, running: null, faulty: false });
  }

  /** Runs one tick at once and waits for it. */
  async now(name: string): Promise<void> {
    const tick = this.ticks.get(name);
    if (!tick) throw new Error(`No tick ${name}`);
    await tick.running;
    await tick.run();
  }

  onApplicationBootstrap(): void {
    for (const tick of this.ticks.values())
      if (this.config.role.worker || tick.where === 'everywhere') this.schedule(tick);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const tick of this.ticks.values()) if (tick.timer) clearTimeout(tick.timer);
    await Promise.all([...this.ticks.values()].map((tick) => tick.running ?? Promise.resolve()));
  }

  private schedule(tick: Tick): void {
    if (this.stopped) return;
    tick.timer = setTimeout(() => {
      tick.running = this.pass(tick).finally(() => {
        tick.running = null;
        this.schedule(tick);
      });
    }, tick.ms);
  }

  private async pass(tick: Tick): Promise<void> {
    try {
      await withCorrelation(this.ids.next(), tick.run);
      if (tick.faulty) this.logger.log(`${tick.name} works again`);
      tick.faulty = false;
    } catch (error) {
      // Said once per outage: a tick that fails every second must not flood the log.
      if (!tick.faulty) this.logger.warn(`${tick.name} failed and will be tried again: ${String(error)}`);
      tick.faulty = true;
    }
  }
}
