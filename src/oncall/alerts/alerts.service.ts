import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit, can, type Actor } from '../../identity/index.js';
import { Db, Ids, Ticks, type Tx } from '../../platform/index.js';
import { decide, endingOf, laterEnding, type AlertStep, type Signal } from '../domain/alert.js';
import { OnCall } from '../on-call.js';
import { PagesRepository } from '../paging/pages.repository.js';
import { AlertSourcesRepository, type AlertSource, type SourceKind } from './alert-sources.repository.js';
import { AlertSteps } from './alert-steps.js';
import { notAResponder, unknownAlert } from './alerts.errors.js';
import { AlertTriggered } from './alerts.events.js';
import { AlertsReads } from './alerts.reads.js';
import { AlertsRepository, type Alert } from './alerts.repository.js';
import { hashOfKey } from './source-key.js';

const KEEP_ENDINGS_MS = 30 * 24 * 3_600_000;

/** Turns what monitoring says into alerts, and takes what people do about them. */
@Injectable()
export class Alerts implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly ticks: Ticks,
    private readonly sources: AlertSourcesRepository,
    private readonly repository: AlertsRepository,
    private readonly reads: AlertsReads,
    private readonly steps: AlertSteps,
    private readonly pages: PagesRepository,
    private readonly onCall: OnCall,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.ticks.every('oncall.forget-endings', 3_600_000, () =>
      this.db.transaction((tx) => this.repository.forgetEndings(tx, new Date(tx.now.getTime() - KEEP_ENDINGS_MS))),
    );
  }

  /** The source that this key belongs to; null for a key that is unknown, revoked or of another protocol. */
  async sourceOf(key: string, kind: SourceKind): Promise<AlertSource | null> {
    return this.sources.byKey(hashOfKey(key), kind);
  }

  /** Applies the signals of one delivery in their order, all or none. Alerts that it opens belong to `drillRun`. */
  async receive(source: AlertSource, signals: Signal[], drillRun: string | null): Promise<void> {
    if (signals.length === 0) return;
    const keys = [...new Set(signals.map(({ dedupKey }) => dedupKey))];
    // Most of what monitoring says it has said before: that needs no lock.
    const news = signals.some(({ kind }) => kind !== 'trigger') || !(await this.reads.areOpen(source.id, keys));
    if (!news) return;
    await this.db.transaction(async (tx) => {
      // Deliveries of many alerts queue by source, since locks on many keys could wait for each other in a ring.
      await tx.queueFor(`alert ${source.kind === 'alertmanager' ? source.id : `${source.id} ${keys[0]}`}`);
      const changing = new Set(signals.flatMap(({ kind, dedupKey }) => (kind === 'trigger' ? [] : [dedupKey])));
      const still = keys.filter((key) => !changing.has(key));
      const open = new Map([
        ...(await this.repository.open(tx, source.id, [...changing], true)),
        ...(await this.repository.open(tx, source.id, still, false)),
      ]);
      const endings = await this.repository.endings(tx, source.id, keys);
      for (const signal of signals) {
        const { dedupKey } = signal;
        const present = open.get(dedupKey) ?? null;
        const decision = decide(signal, present, endings.get(dedupKey) ?? null);
        const told = endingOf(signal);
        if (told) {
          endings.set(dedupKey, laterEnding(endings.get(dedupKey) ?? null, told));
          await this.repository.recordEnding(tx, source.id, dedupKey, told);
        }
        if (decision === 'open' && signal.kind === 'trigger') {
          open.set(dedupKey, await this.open(tx, source, signal, drillRun));
        } else if (decision === 'acknowledge' && present)
          open.set(dedupKey, await this.steps.take(tx, present, decision, null));
        else if (decision === 'resolve' && present) {
          await this.steps.take(tx, present, decision, null);
          open.delete(dedupKey);
        }
      }
    });
  }

  /** Takes a step for whoever may answer for the alert. */
  async act(id: string, step: AlertStep, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      const alert = await this.repository.lock(tx, id);
      if (!alert) throw unknownAlert(id);
      await this.requireResponder(tx, actor, alert);
      const taken = await this.steps.take(tx, alert, step, actor);
      if (taken === alert) return;
      if (step === 'resolve' && alert.startedAt) await this.endEpisode(tx, alert, alert.startedAt);
      const detail = { service: alert.service, title: alert.title };
      await this.audit.record(tx, { actor, action: `alert.${step}`, subject: `alert:${id}`, detail });
    });
  }

  private async open(
    tx: Tx,
    source: AlertSource,
    signal: Signal & { kind: 'trigger' },
    drillRun: string | null,
  ): Promise<Alert> {
    const alert: Alert = {
      id: this.ids.next(),
      source: source.id,
      dedupKey: signal.dedupKey,
      service: source.service,
      environment: source.environment,
      title: signal.title,
      severity: signal.severity ?? source.severity,
      declare: source.declare,
      state: 'triggered',
      details: signal.details,
      startedAt: signal.startedAt,
      triggeredAt: tx.now,
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: null,
      resolvedBy: null,
      drillRun,
    };
    await this.repository.add(tx, alert);
    await this.pages.addLevel(tx, { id: this.ids.next(), alert: alert.id, level: 0, dueAt: tx.now });
    const { id, service, environment, title, severity, declare } = alert;
    const triggeredAt = tx.now.toISOString();
    const told = { alert: id, service, environment, title, severity, triggeredAt, declare, drillRun };
    await tx.publish(AlertTriggered, told);
    return alert;
  }

  /** Alertmanager repeats what still fires: the episode that a person closed stays closed, a later one opens. */
  private async endEpisode(tx: Tx, alert: Alert, startedAt: Date): Promise<void> {
    await this.repository.recordEnding(tx, alert.source, alert.dedupKey, { startedAt, endedAt: startedAt });
  }

  private async requireResponder(tx: Tx, actor: Actor, alert: Alert): Promise<void> {
    if (can(actor, 'incidents:write') || can(actor, 'oncall:write')) return;
    if (actor.person === null) throw notAResponder();
    const onCall = await this.onCall.whoIsOnCall(alert.service, tx.now, tx);
    if (onCall?.person === actor.person || (await this.reads.wasPaged(alert.id, actor.person, tx))) return;
    throw notAResponder();
  }
}
