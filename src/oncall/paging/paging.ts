import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { AlertSteps } from '../alerts/alert-steps.js';
import { AlertsRepository } from '../alerts/alerts.repository.js';
import { isId } from '../alerts/ids.js';

/** What other modules may do about paging. */
@Injectable()
export class Paging {
  constructor(
    private readonly repository: AlertsRepository,
    private readonly steps: AlertSteps,
  ) {}

  /**
   * Acknowledges an alert in the caller's transaction: once that commits, nobody is paged for it any more. An alert that is
   * unknown, acknowledged or over stays as it is.
   */
  async acknowledgeAlert(tx: Tx, alert: string, person: string | null): Promise<void> {
    const present = isId(alert) ? await this.repository.lock(tx, alert) : null;
    if (present) await this.steps.take(tx, present, 'acknowledge', { name: 'incident', person });
  }
}
