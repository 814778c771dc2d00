import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../catalog/index.js';
import { Consumers, type Tx } from '../platform/index.js';
import { ChangeServicesRepository, type StoredTouch } from './change-services.repository.js';
import { ChangeServices } from './change-services.service.js';
import { Facts } from './facts.service.js';
import { FactsRepository } from './facts.repository.js';
import { DeliveryFactsRecorded, ServicesToResolve } from './ingest.events.js';
import { resolveMoreServices, resolveServices } from './ingest.jobs.js';

/** Changes that one job resolves; the rest is left to the next. */
const AT_ONCE = 1_000;

/** Resolves changes anew after the catalog changed. */
@Injectable()
export class ServiceResolver implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly catalog: Catalog,
    private readonly facts: Facts,
    private readonly factsRepository: FactsRepository,
    private readonly repository: ChangeServicesRepository,
    private readonly changeServices: ChangeServices,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(resolveServices, ({ service }, tx) => this.resolve(tx, service, ''));
    this.consumers.handle(resolveMoreServices, ({ service, after }, tx) => this.resolve(tx, service, after));
  }

  private async resolve(tx: Tx, key: string, after: string): Promise<void> {
    const view = await this.facts.settledCatalogView(tx);
    const service = await this.catalog.service(key, tx);
    const changes = await this.repository.changesNear(tx, key, service?.repository ?? null, after, AT_ONCE);
    const { moved } = await this.changeServices.resolve(tx, changes, view);
    if (moved.length > 0) await this.announce(tx, changes, moved);
    const last = changes.at(-1);
    if (last && changes.length === AT_ONCE) await tx.publish(ServicesToResolve, { service: key, after: last.id });
  }

  private async announce(tx: Tx, changes: StoredTouch[], moved: { change: string; service: string }[]): Promise<void> {
    const ids = new Set(moved.map(({ change }) => change));
    const affected = changes.filter((change) => ids.has(change.id));
    const merged = affected.flatMap(({ mergedAt }) => (mergedAt === null ? [] : [mergedAt.getTime()]));
    await tx.publish(DeliveryFactsRecorded, {
      seq: await this.factsRepository.nextSeq(tx),
      services: [...new Set(moved.map(({ service }) => service))].toSorted(),
      repositories: [...new Set(affected.map(({ repository }) => repository))].toSorted(),
      deployments: [],
      changes: [...ids].toSorted(),
      commits: [],
      checks: [],
      earliest:
        merged.length === 0 ? null : new Date(merged.reduce((one, other) => Math.min(one, other))).toISOString(),
    });
  }
}
