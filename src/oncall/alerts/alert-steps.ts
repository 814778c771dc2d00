import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { after, type AlertStep } from '../domain/alert.js';
import { PagesRepository } from '../paging/pages.repository.js';
import { AlertAcknowledged, AlertResolved } from './alerts.events.js';
import { AlertsRepository, type Alert } from './alerts.repository.js';

/** Who takes a step: a person, or a bearer that is nobody in particular. */
export interface Taker {
  name: string;
  person: string | null;
}

/** Acknowledging and resolving: both end the paging in the same transaction. */
@Injectable()
export class AlertSteps {
  constructor(
    private readonly repository: AlertsRepository,
    private readonly pages: PagesRepository,
  ) {}

  /** Takes a step with an alert whose row the caller has locked. A step taken already gives the same alert back. */
  async take(tx: Tx, alert: Alert, step: AlertStep, by: Taker | null): Promise<Alert> {
    const state = after(alert.state, step);
    if (state === null) return alert;
    const at = tx.now;
    const name = by ? (by.person ?? by.name) : null;
    const taken: Alert =
      step === 'acknowledge'
        ? { ...alert, state, acknowledgedAt: at, acknowledgedBy: name }
        : { ...alert, state, resolvedAt: at, resolvedBy: name };
    await this.repository.saveState(tx, taken);
    await this.pages.stop(tx, alert.id);
    if (step === 'acknowledge')
      await tx.publish(AlertAcknowledged, { alert: alert.id, by: by?.person ?? null, at: at.toISOString() });
    else await tx.publish(AlertResolved, { alert: alert.id, at: at.toISOString() });
    return taken;
  }
}
