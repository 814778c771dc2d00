import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Consumers, type Tx } from '../../platform/index.js';
import { followCatalog } from '../flags.jobs.js';
import { FlagsRepository } from './flags.repository.js';

/** Keeps the environments of flags those of their services. */
@Injectable()
export class CatalogFollower implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly catalog: Catalog,
    private readonly repository: FlagsRepository,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(followCatalog, ({ service }, tx) => this.follow(tx, service));
  }

  private async follow(tx: Tx, key: string): Promise<void> {
    const service = await this.catalog.service(key, tx);
    if (service === null) return;
    await this.repository.lockOfService(tx, key);
    const environments = service.environments.map((environment) => environment.key);
    const changed = await this.repository.followEnvironments(tx, key, environments);
    if (changed === 0) return;
    tx.announce('flags');
    await this.repository.touchService(tx, key, await this.repository.nextRevision(tx));
  }
}
