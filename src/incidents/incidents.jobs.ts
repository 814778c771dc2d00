import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FlagFlipped } from '../flags/index.js';
import { DeliveryFactsRecorded, IncidentFactsRecorded } from '../ingest/index.js';
import { AlertAcknowledged, AlertResolved, AlertTriggered } from '../oncall/index.js';
import { Consumers, defineConsumer } from '../platform/index.js';
import { AlertIncidents } from './alert-incidents.service.js';
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
export const declareByAlert = defineConsumer({ name: 'incidents.declare-by-alert', queue, event: AlertTriggered });
export const followAlert = defineConsumer({ name: 'incidents.acknowledge-by-alert', queue, event: AlertAcknowledged });
export const noteResolvedAlert = defineConsumer({ name: 'incidents.note-resolved-alert', queue, event: AlertResolved });

@Injectable()
export class IncidentJobs implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly remedies: Remedies,
    private readonly facts: IncidentFacts,
    private readonly alerts: AlertIncidents,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(mitigateByFlip, (flip, tx) => this.remedies.hearFlip(flip, tx));
    this.consumers.handle(noteDeployments, (facts, tx) => this.remedies.hearDeployments(facts, tx));
    this.consumers.handle(applyFacts, ({ ids }, tx) => this.facts.apply(ids, tx));
    this.consumers.handle(declareByAlert, (alert, tx) => this.alerts.declare(alert, tx));
    this.consumers.handle(followAlert, (alert, tx) => this.alerts.acknowledge(alert, tx));
    this.consumers.handle(noteResolvedAlert, (alert, tx) => this.alerts.noteResolved(alert, tx));
  }
}
