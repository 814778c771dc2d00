import { Injectable, Logger } from '@nestjs/common';
import { Catalog } from '../catalog/index.js';
import { SYSTEM_ACTOR } from '../identity/index.js';
import { Ids, type Tx } from '../platform/index.js';
import { declare, defaultEnvironment } from './domain/declaration.js';
import { entry, isRefusal, later, type Incident } from './domain/incident.js';
import { unchanged } from './domain/mitigation.js';
import { take } from './domain/steps.js';
import { IncidentWriter } from './incident-writer.js';
import { IncidentsRepository, type AlertMark } from './incidents.repository.js';

type Severity = NonNullable<Incident['severity']>;

const ALERT = { actor: 'alert', person: null };

/** Declares incidents for alerts that ask for it, once each, and follows what becomes of the alert. */
@Injectable()
export class AlertIncidents {
  private readonly logger = new Logger('AlertIncidents');

  constructor(
    private readonly ids: Ids,
    private readonly catalog: Catalog,
    private readonly repository: IncidentsRepository,
    private readonly writer: IncidentWriter,
  ) {}

  async declare(
    alert: {
      alert: string;
      service: string;
      title: string;
      severity: Severity;
      triggeredAt: string;
      declare: boolean;
      environment?: string | null;
      drillRun?: string | null;
    },
    tx: Tx,
  ): Promise<void> {
    if (!alert.declare) return;
    await tx.queueFor(`incidents:alert:${alert.alert}`);
    const known = await this.repository.ofAlert(tx, alert.alert);
    if (known && !known.resolved) return;
    const service = await this.catalog.service(alert.service, tx);
    const environment = service && (alert.environment ?? defaultEnvironment(service.environments));
    if (!environment) {
      this.logger.warn(
        `The alert ${alert.alert} declares no incident: ${alert.service} has no one production environment`,
      );
      return;
    }
    const startedAt = new Date(alert.triggeredAt);
    const declared = declare({
      id: this.ids.next(),
      service: alert.service,
      environment,
      title: alert.title,
      severity: alert.severity,
      startedAt,
      detectedAt: startedAt,
      drill: typeof alert.drillRun === 'string',
      drillRun: alert.drillRun ?? null,
      cause: null,
      source: 'alert',
      alert: alert.alert,
      now: later(tx.now, startedAt),
      by: ALERT.actor,
    });
    const act = {
      actor: SYSTEM_ACTOR,
      action: 'incident.declare',
      detail: { alert: alert.alert, service: alert.service },
    };
    await this.writer.write(tx, null, declared, ALERT, act);
    const marks = (await this.repository.takeMarks(tx, alert.alert)).filter((mark) => mark.at >= startedAt);
    let { incident } = declared;
    for (const mark of marks) incident = await this.apply(incident, mark, tx);
  }

  async acknowledge({ alert, by, at }: { alert: string; by: string | null; at: string }, tx: Tx): Promise<void> {
    await this.follow(alert, { kind: 'acknowledged', at: new Date(at), by }, tx);
  }

  async noteResolved({ alert, at }: { alert: string; at: string }, tx: Tx): Promise<void> {
    await this.follow(alert, { kind: 'resolved', at: new Date(at), by: null }, tx);
  }

  private async follow(alert: string, mark: AlertMark, tx: Tx): Promise<void> {
    await tx.queueFor(`incidents:alert:${alert}`);
    const known = await this.repository.ofAlert(tx, alert);
    const stored = known && (await this.repository.lock(tx, known.id));
    if (stored) await this.apply(stored.incident, mark, tx);
    else await this.repository.mark(tx, alert, mark);
  }

  private async apply(incident: Incident, { kind, at, by }: AlertMark, tx: Tx): Promise<Incident> {
    if (kind === 'resolved') {
      const line = {
        ...entry('alert', at, { alert: incident.alert, event: 'resolved' }),
        dedupe: `alert-resolved:${+at}`,
      };
      await this.writer.write(tx, incident, { ...unchanged(incident), entries: [line] }, ALERT, null);
      return incident;
    }
    const outcome = take(incident, { step: 'acknowledge', by: by ?? ALERT.actor, at }, { now: tx.now, flipsOn: [] });
    // The incident may be over already: then the alert's acknowledgement says nothing about it.
    if (isRefusal(outcome)) return incident;
    const act = { actor: SYSTEM_ACTOR, action: 'incident.acknowledge', detail: { alert: incident.alert, by } };
    await this.writer.write(tx, incident, outcome, by === null ? ALERT : { actor: by, person: by }, act);
    return outcome.incident;
  }
}
