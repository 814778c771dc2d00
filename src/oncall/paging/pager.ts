import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { People } from '../../identity/index.js';
import { Db, Ids, Ticks, type Tx } from '../../platform/index.js';
import { outcomeOf, pagedAt, planEscalation } from '../domain/escalation.js';
import { outgoingOf } from '../domain/page-message.js';
import { OwnAddress } from '../notices/own-address.js';
import { PagesRepository, type ClaimedPage, type Settlement } from './pages.repository.js';
import { ReachableReads } from './reachable.reads.js';
import { Senders, type Sent } from './senders.js';

const TICK_MS = 1_000;
/** Longer than any try can last, so that a page is taken over only from a process that died. */
const LEASE_MS = 20_000;
const MAX_IN_HAND = 100;
const LEVELS_A_TICK = 200;
/** A receiver that hangs does not hold up the pages of the next tick. */
const PATIENCE_MS = 1_000;

/**
 * Pages people. It hangs on no queue: every tick takes what is due from PostgreSQL, and whatever a process that died had in
 * hand is due again when its lease ends.
 */
@Injectable()
export class Pager implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Paging');
  private readonly inHand = new Map<string, Promise<void>>();

  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly ticks: Ticks,
    private readonly people: People,
    private readonly pages: PagesRepository,
    private readonly reachable: ReachableReads,
    private readonly senders: Senders,
    private readonly address: OwnAddress,
  ) {}

  onModuleInit(): void {
    this.ticks.every('oncall.page', TICK_MS, () => this.page());
  }

  /** Ticks have stopped by now: what is in hand is finished and written down. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.inHand.values());
  }

  private async page(): Promise<void> {
    const fault = await this.openDueLevels();
    await this.sendDue();
    if (fault !== null) throw fault;
  }

  /** Decides who is paged at each level that is due. A level that fails keeps no other waiting. */
  private async openDueLevels(): Promise<unknown> {
    const seen = new Set<string>();
    let fault: unknown = null;
    for (let count = 0; count < LEVELS_A_TICK; count += 1) {
      const known = seen.size;
      try {
        if (!(await this.db.transaction((tx) => this.openLevel(tx, seen)))) break;
      } catch (error) {
        fault ??= error;
        if (seen.size === known) break;
      }
    }
    return fault;
  }

  private async openLevel(tx: Tx, seen: Set<string>): Promise<boolean> {
    const due = await this.pages.lockDueLevel(tx, seen);
    if (!due) return false;
    seen.add(due.id);
    const plan = due.plan ?? planEscalation(await this.reachable.ofService(due.service, due.triggeredAt, tx));
    if (!due.plan) await this.pages.keepPlan(tx, due.alert, plan);
    tx.announce('alerts', due.alert);
    const { people, nextAt } = pagedAt(plan, due.level, tx.now);
    if (people.length === 0) {
      await this.pages.failLevel(tx, due.id, 'There is nobody to page');
      this.logger.error(
        `The alert ${due.alert} of ${due.service} reaches nobody: no one is on call and no one is in its team`,
      );
      return true;
    }
    const rows = people.map((person) => ({ id: this.ids.next(), person }));
    await this.pages.expand(tx, due, rows);
    if (nextAt)
      await this.pages.addLevel(tx, { id: this.ids.next(), alert: due.alert, level: due.level + 1, dueAt: nextAt });
    return true;
  }

  private async sendDue(): Promise<void> {
    const free = MAX_IN_HAND - this.inHand.size;
    if (free > 0) {
      const claimed = await this.db.transaction((tx) =>
        this.pages.claim(tx, free, new Date(tx.now.getTime() + LEASE_MS), new Set(this.inHand.keys())),
      );
      for (const page of claimed) {
        const work = this.deliver(page)
          .catch((error: unknown) =>
            this.logger.warn(`The page ${page.id} of alert ${page.alert} will be sent again: ${String(error)}`),
          )
          .finally(() => this.inHand.delete(page.id));
        this.inHand.set(page.id, work);
      }
    }
    await Promise.race([Promise.all(this.inHand.values()), sleep(PATIENCE_MS, undefined, { ref: false })]);
  }

  private async deliver(page: ClaimedPage): Promise<void> {
    const { id, alert, service, severity, level, person } = page;
    const title = page.drill ? `[drill] ${page.title}` : page.title;
    const sent = await this.senders.send(
      await this.people.find(person),
      outgoingOf({
        id,
        alert,
        service,
        title,
        severity,
        level,
        person,
        triggeredAt: page.triggeredAt.toISOString(),
        acknowledgeUrl: this.address.of(`/api/v1/alerts/${alert}/acknowledge`),
      }),
    );
    const lost = await this.db.transaction((tx) => this.settle(tx, page, sent));
    if (lost)
      this.logger.error(`The alert ${alert} of ${service} (${title}) waits, and nobody is left to page: ${lost}`);
  }

  /** Writes down the try. Gives the reason back where this was the last hope of the alert. */
  private async settle(tx: Tx, page: ClaimedPage, sent: Sent[]): Promise<string | null> {
    const waits = await this.pages.stillTriggered(tx, page.alert);
    tx.announce('alerts', page.alert);
    const attempts = sent.map((each) => ({ ...each, id: this.ids.next(), at: tx.now }));
    await this.pages.addAttempts(tx, page, attempts);
    const reason = sent.map((each) => each.reason ?? '').join('; ');
    const outcome = outcomeOf(sent, page.attempt, tx.now);
    const settlement: Settlement = outcome.state === 'delivered' ? outcome : { ...outcome, reason };
    await this.pages.settle(tx, page, settlement);
    if (settlement.state !== 'failed' || !waits || (await this.pages.hasHope(tx, page))) return null;
    return (await this.pages.hasten(tx, page.alert)) ? null : reason;
  }
}
