import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FactsReads } from '../../ingest/index.js';
import { Consumers, type Tx } from '../../platform/index.js';
import { FlagFlipped, type FlipPayload } from '../flags.events.js';
import { recordExternalFlips } from '../flags.jobs.js';
import { FlipsRepository } from './flips.repository.js';

/** Takes in the flips of flags that live in another system. They change no flag of ours. */
@Injectable()
export class ExternalFlips implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly facts: FactsReads,
    private readonly flips: FlipsRepository,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(recordExternalFlips, ({ ids }, tx) => this.record(tx, ids));
  }

  private async record(tx: Tx, ids: string[]): Promise<void> {
    const facts = await this.facts.flipFacts(ids, tx);
    const services = await this.servicesOf(
      tx,
      facts.map(({ body }) => body.flag),
    );
    for (const { id, seq, body } of facts) {
      const payload: FlipPayload = {
        id,
        flag: body.flag,
        service: services.get(body.flag) ?? null,
        environment: body.environment,
        on: body.on,
        kill: false,
        at: new Date(body.at).toISOString(),
        reason: null,
        incident: null,
        actor: body.actor ?? 'unknown',
        external: true,
        drillRun: body.drillRun ?? null,
      };
      if (!(await this.flips.putExternal(tx, payload, seq))) continue;
      await tx.publish(FlagFlipped, payload);
      tx.announce('flags', payload.flag);
    }
  }

  /** A flag of another system may stand in the inventory too, and then its service is known. */
  private async servicesOf(tx: Tx, flags: string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ key: string; service: string }>(
      `select key, service from flags where key = any ($1::text[])`,
      [flags],
    );
    return new Map(rows.map(({ key, service }) => [key, service]));
  }
}
