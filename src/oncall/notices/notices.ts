import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { People } from '../../identity/index.js';
import { Db, Ids, Ticks, type Tx } from '../../platform/index.js';
import { outcomeOf } from '../domain/escalation.js';
import { noticeOf } from '../domain/page-message.js';
import { Senders } from '../paging/senders.js';
import { NoticesRepository, type ClaimedNotice } from './notices.repository.js';
import { OwnAddress } from './own-address.js';

const TICK_MS = 1_000;
/** Longer than any try can last. */
const LEASE_MS = 30_000;
const AT_ONCE = 20;

/** Tells people something through the contacts by which they are paged; what cannot be delivered is given up after some tries. */
@Injectable()
export class Notices implements OnModuleInit {
  private readonly logger = new Logger('Notices');

  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly ticks: Ticks,
    private readonly people: People,
    private readonly senders: Senders,
    private readonly address: OwnAddress,
    private readonly repository: NoticesRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('oncall.tell', TICK_MS, () => this.send());
  }

  /** After the caller's commit, each person once. `path`: the page of ours that shows more. */
  async tell(tx: Tx, people: string[], notice: { subject: string; text: string; path: string }): Promise<void> {
    const rows = [...new Set(people)].map((person) => ({ id: this.ids.next(), person }));
    if (rows.length > 0) await this.repository.insert(tx, rows, notice);
  }

  private async send(): Promise<void> {
    const claimed = await this.db.transaction((tx) =>
      this.repository.claim(tx, AT_ONCE, new Date(tx.now.getTime() + LEASE_MS)),
    );
    await Promise.all(claimed.map((notice) => this.deliver(notice)));
  }

  private async deliver(notice: ClaimedNotice): Promise<void> {
    const message = noticeOf({ ...notice, url: this.address.of(notice.path) });
    const sent = await this.senders.send(await this.people.find(notice.person), message);
    const reason = sent.flatMap((each) => each.reason ?? []).join('; ');
    await this.db.transaction((tx) =>
      this.repository.settle(tx, notice.id, outcomeOf(sent, notice.attempt, tx.now), reason === '' ? null : reason),
    );
    if (reason !== '') this.logger.warn(`The notice ${notice.id} to ${notice.person} was not delivered: ${reason}`);
  }
}
