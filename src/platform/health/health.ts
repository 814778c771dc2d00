import { Injectable } from '@nestjs/common';
import type { ReadinessView } from './health.contract.js';

export interface PartHealth {
  state: 'ok' | 'down';
  detail?: string;
}

interface Part {
  name: string;
  /** Without it evaluation and kill do not work. */
  vital: boolean;
  check: () => Promise<PartHealth>;
}

const CHECK_WITHIN_MS = 1_500;

/** The parts that readiness asks. Modules register what they need to work. */
@Injectable()
export class Health {
  private readonly parts: Part[] = [];

  register(name: string, vital: boolean, check: () => Promise<PartHealth>): void {
    this.parts.push({ name, vital, check });
  }

  async readiness(): Promise<ReadinessView> {
    const states = await Promise.all(this.parts.map(async (part) => ({ part, health: await guarded(part) })));
    const down = states.filter(({ health }) => health.state === 'down');
    const status = down.some(({ part }) => part.vital) ? 'unavailable' : down.length > 0 ? 'degraded' : 'ok';
    return {
      status,
      parts: Object.fromEntries(states.map(({ part, health }) => [part.name, { ...health, vital: part.vital }])),
    };
  }
}

async function guarded(part: Part): Promise<PartHealth> {
  const late = new Promise<PartHealth>((resolve) => {
    setTimeout(
      () => resolve({ state: 'down', detail: `no answer within ${CHECK_WITHIN_MS} ms` }),
      CHECK_WITHIN_MS,
    ).unref();
  });
  const answer = part.check().catch((error: unknown): PartHealth => ({
    state: 'down',
    detail: error instanceof Error ? error.message : String(error),
  }));
  return Promise.race([answer, late]);
}
