import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CatalogChanged } from '../catalog/index.js';
import { FlagFlipped } from '../flags/index.js';
import { IncidentChanged } from '../incidents/index.js';
import { DeliveryFactsRecorded } from '../ingest/index.js';
import { Consumers, defineConsumer, Ticks } from '../platform/index.js';
import { Marker } from './marks/marker.js';
import { Recompute } from './recompute/recompute.service.js';

const markDeliveryFacts = defineConsumer({
  name: 'dora.mark-delivery-facts',
  queue: 'dora',
  event: DeliveryFactsRecorded,
});
const markIncident = defineConsumer({ name: 'dora.mark-incident', queue: 'dora', event: IncidentChanged });
const markFlip = defineConsumer({ name: 'dora.mark-flip', queue: 'dora', event: FlagFlipped });
const markService = defineConsumer({ name: 'dora.mark-service', queue: 'dora', event: CatalogChanged });

const RECOMPUTE_EVERY_MS = 120;

@Injectable()
export class DoraJobs implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly ticks: Ticks,
    private readonly marker: Marker,
    private readonly recompute: Recompute,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(markDeliveryFacts, (facts, tx) => this.marker.deliveryFacts(facts, tx));
    this.consumers.handle(markIncident, ({ incident, services }, tx) =>
      this.marker.incident(
        incident,
        services.map(({ service }) => service),
        tx,
      ),
    );
    this.consumers.handle(markFlip, ({ flag }, tx) => this.marker.flip(flag, tx));
    this.consumers.handle(markService, ({ service }, tx) => this.marker.service(service, tx));
    this.ticks.every('dora.recompute', RECOMPUTE_EVERY_MS, () => this.recomputeAll());
  }

  private async recomputeAll(): Promise<void> {
    await this.recompute.all();
  }
}
