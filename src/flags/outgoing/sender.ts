import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { request } from 'undici';
import { Clock, Db, Ids, Ticks } from '../../platform/index.js';
import type { Actor } from '../../identity/index.js';
import { nameOf } from '../inventory/history.js';
import { pingMessage } from './domain/outgoing-event.js';
import { nextTry } from './domain/retries.js';
import { signedHeaders } from './domain/signature.js';
import { slackBodyOf } from './domain/slack-text.js';
import { outgoingNotFound } from './outgoing.errors.js';
import { Outgoing, type Sealed } from './outgoing.js';
import { OutgoingRepository, type ClaimedDelivery } from './outgoing.repository.js';
import type { OutgoingKind, OutgoingTest } from './outgoing.contract.js';

const HTTP_MS = 10_000;
/** Longer than a try can last: a delivery whose worker died is another's after it. */
const LEASE_MS = 30_000;
/** To one receiver, and to how many receivers. */
const AT_ONCE = 10;
const RECEIVERS_AT_ONCE = 8;
const LOOK_EVERY_MS = 500;
const DAY_MS = 86_400_000;
const KEEP_DAYS = 30;

interface Sent {
  delivered: boolean;
  status: number | null;
  error: string | null;
}

/**
 * Sends what is due, several at once, outside of any transaction; a try that failed is made again later. Receivers are served
 * independently, so that one that does not answer keeps no other waiting.
 */
@Injectable()
export class OutgoingSender implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('OutgoingSender');
  /** The receivers that are being sent to, by id. */
  private readonly busy = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly ticks: Ticks,
    private readonly outgoing: Outgoing,
    private readonly repository: OutgoingRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.outgoing', LOOK_EVERY_MS, () => this.sendDue());
    this.ticks.every('flags.outgoing-prune', 3_600_000, () =>
      this.repository.prune(new Date(this.clock.now().getTime() - KEEP_DAYS * DAY_MS)),
    );
  }

  /** What is under way arrives or fails first. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.busy.values());
  }

  /** Begins to send to whoever has something due, and waits for nobody. */
  private async sendDue(): Promise<void> {
    const places = RECEIVERS_AT_ONCE - this.busy.size;
    if (places === 0) return;
    for (const outgoing of await this.repository.waiting(this.clock.now(), [...this.busy.keys()], places)) {
      const sending = this.sendTo(outgoing)
        .catch((error: unknown) => this.logger.warn(`Messages to ${outgoing} are sent later: ${String(error)}`))
        .finally(() => this.busy.delete(outgoing));
      this.busy.set(outgoing, sending);
    }
  }

  private async sendTo(outgoing: string): Promise<void> {
    while (!this.stopped) {
      const claimed = await this.db.transaction((tx) =>
        this.repository.claim(tx, outgoing, AT_ONCE, new Date(tx.now.getTime() + LEASE_MS)),
      );
      const ends = await Promise.allSettled(claimed.map((delivery) => this.deliver(delivery)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      // While all places are taken, each gives its own to whoever waits longest.
      if (claimed.length < AT_ONCE || this.busy.size === RECEIVERS_AT_ONCE) return;
    }
  }

  /** Tries a receiver at once; what fails is told, not thrown. */
  async test(id: string, actor: Actor): Promise<OutgoingTest> {
    const one = await this.repository.find(id);
    if (one === null) throw outgoingNotFound(id);
    const message = pingMessage(this.ids.next(), this.clock.now().toISOString(), nameOf(actor));
    const body = one.kind === 'slack' ? slackBodyOf(message) : JSON.stringify(message);
    const sent = await this.send(one.kind, message.id, body, this.outgoing.open(one));
    await this.db.transaction((tx) => this.outgoing.record(tx, actor, 'test', one));
    const detail = sent.delivered
      ? `${one.target} answered ${sent.status}.`
      : `It did not arrive at ${one.target}: ${sent.error}.`;
    return { ok: sent.delivered, detail };
  }

  private async deliver({ id, outgoing, sealed, kind, message, body, attempt }: ClaimedDelivery): Promise<void> {
    const sent = await this.send(kind, message, body, this.outgoing.open({ id: outgoing, sealed }));
    await this.db.transaction(async (tx) => {
      const next = sent.delivered ? null : nextTry(attempt, sent.status, tx.now);
      await this.repository.settle(tx, id, {
        state: sent.delivered ? 'delivered' : next === null ? 'failed' : 'due',
        tries: attempt,
        status: sent.status,
        error: sent.error,
        dueAt: next ?? tx.now,
      });
      tx.announce('integrations');
    });
  }

  /** Follows no redirect: a message goes where an administrator said, and nowhere else. */
  private async send(kind: OutgoingKind, id: string, body: string, to: Sealed | null): Promise<Sent> {
    if (to === null)
      return { delivered: false, status: null, error: 'the address cannot be read with this LOOP_SECRET_KEY' };
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    const signed = kind === 'webhook' && to.secret !== null ? signedHeaders(id, seconds, body, to.secret) : {};
    try {
      const answer = await request(to.url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'delivery-loop', ...signed },
        reset: true,
        signal: AbortSignal.timeout(HTTP_MS),
      });
      answer.body.on('error', () => undefined).destroy();
      const { statusCode: status } = answer;
      const delivered = status >= 200 && status < 300;
      return { delivered, status, error: delivered ? null : `answered ${status}` };
    } catch (error) {
      return { delivered: false, status: null, error: reasonOf(error) };
    }
  }
}

/** Why a message could not be sent, in few words. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  if (error.name === 'TimeoutError') return `no answer within ${HTTP_MS / 1000} s`;
  return (error.message || error.name).slice(0, 500);
}
