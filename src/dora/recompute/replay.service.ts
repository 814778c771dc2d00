import { Injectable } from '@nestjs/common';
import type { Service } from '../../catalog/index.js';
import type { Tx } from '../../platform/index.js';
import { planOf } from './replay.plan.js';
import { ReplayLoader, type Chunk } from './replay.loader.js';
import type { Replayed } from './replayed.js';
import { ReplayWriter } from './replay.writer.js';

/** Deployments replayed in one transaction; what follows them waits as a mark of its own. */
const CHUNK = 1_000;

/** Attributes changes to deployments again, from an instant on. */
@Injectable()
export class Replay {
  constructor(
    private readonly loader: ReplayLoader,
    private readonly writer: ReplayWriter,
  ) {}

  async from(tx: Tx, service: Service, environment: string, from: Date, result: Replayed): Promise<void> {
    const chunk = await this.loader.chunk(tx, service, environment, from, CHUNK);
    const input = await this.loader.input(tx, chunk);
    const reverted = [...input.changes.values()].flatMap(({ reverts }) => (reverts === null ? [] : [reverts]));
    const plan = planOf(chunk, input, await this.deliveredBefore(tx, chunk, reverted));
    await this.writer.write(tx, chunk, input.repository, plan, result);
    const next = chunk.until === null ? null : await this.nextAfter(tx, chunk);
    if (next) result.rest.push({ environment, from: next });
  }

  private async deliveredBefore(tx: Tx, chunk: Chunk, changes: string[]): Promise<Map<string, number>> {
    if (changes.length === 0) return new Map();
    const rows = await tx.query<{ change: string; at: Date }>(
      `select change_id as change, delivered_at as at from dora_deliveries
       where service = $1 and environment = $2 and change_id = any($3::text[]) and delivered_at < $4`,
      [chunk.service.key, chunk.environment, changes, chunk.from],
    );
    return new Map(rows.map(({ change, at }) => [change, at.getTime()]));
  }

  /** Where the next chunk begins: at the next deployment, or where an older reckoning has left something. */
  private async nextAfter(tx: Tx, { service, environment, until }: Chunk): Promise<Date | null> {
    const [row] = await tx.query<{ at: Date | null }>(
      `select least(
         (select min(finished_at) from deployments
          where service = $1 and lane = $2 and status = 'success' and finished_at > $3),
         (select min(finished_at) from dora_deployments where service = $1 and environment = $2 and finished_at > $3),
         (select min(delivered_at) from dora_deliveries where service = $1 and environment = $2 and delivered_at > $3)) as at`,
      [service.key, environment, until],
    );
    return row?.at ?? null;
  }
}
