import { Injectable, Logger } from '@nestjs/common';
import type { FlipPayload } from '../flags/index.js';
import { FactsReads, type DeliveryFacts } from '../ingest/index.js';
import type { Tx } from '../platform/index.js';
import { applyDeployment, applyFlip, type FinishedDeployment } from './domain/remedies.js';
import { IncidentWriter } from './incident-writer.js';
import { IncidentsRepository } from './incidents.repository.js';

/** Hears of flips and deployments that concern incidents. */
@Injectable()
export class Remedies {
  private readonly logger = new Logger('Remedies');

  constructor(
    private readonly facts: FactsReads,
    private readonly repository: IncidentsRepository,
    private readonly writer: IncidentWriter,
  ) {}

  async hearFlip(flip: FlipPayload, tx: Tx): Promise<void> {
    if (flip.incident === null) return;
    const stored = await this.repository.lock(tx, flip.incident);
    if (!stored) {
      this.logger.warn(`The flip ${flip.id} of ${flip.flag} names the incident ${flip.incident}, which is not known`);
      return;
    }
    const outcome = applyFlip(stored.incident, { ...flip, at: new Date(flip.at) });
    await this.writer.write(tx, stored.incident, outcome, { actor: flip.actor, person: null }, null);
  }

  async hearDeployments({ deployments: ids }: DeliveryFacts, tx: Tx): Promise<void> {
    if (ids.length === 0) return;
    const finished = (await this.facts.deployments(ids, tx)).flatMap((d): FinishedDeployment[] =>
      d.status === 'success' && d.finishedAt ? [{ ...d, finishedAt: d.finishedAt }] : [],
    );
    if (finished.length === 0) return;
    const rollbacks = finished.filter(({ reason }) => reason === 'rollback');
    const concerned = await this.repository.concernedBy(
      tx,
      rollbacks,
      finished.map(({ id }) => id),
    );
    for (const id of concerned) {
      let incident = (await this.repository.lock(tx, id))?.incident;
      if (!incident) continue;
      for (const deployment of finished) {
        const outcome = applyDeployment(incident, deployment);
        await this.writer.write(tx, incident, outcome, { actor: 'deployment', person: null }, null);
        incident = outcome.incident;
      }
    }
  }
}
