import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FlagFlipped } from '../flags/index.js';
import { DeliveryFactsRecorded, IncidentFactsRecorded } from '../ingest/index.js';
import { Consumers, defineConsumer } from '../platform/index.js';
import { IncidentFacts } from './incident-facts.service.js';
import { Remedies } from './remedies.service.js';

const queue = 'incidents';

export const mitigateByFlip = defineConsumer({ name: 'incidents.mitigate-by-flip', queue, event: FlagFlipped });
export const noteDeployments = defineConsumer({
  name: 'incidents.note-deployments',
  queue,
  event: DeliveryFactsRecorded,
});
export const applyFacts = defineConsumer({ name: 'incidents.apply-facts', queue, event: IncidentFactsRecorded });

@Injectable()
export class IncidentJobs implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly remedies: Remedies,
    private readonly facts: IncidentFacts,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(mitigateByFlip, (flip, tx) => this.remedies.hearFlip(flip, tx));
    this.consumers.handle(noteDeployments, (facts, tx) => this.remedies.hearDeployments(facts, tx));
    this.consumers.handle(applyFacts, ({ ids }, tx) => this.facts.apply(ids, tx));
  }
}
