import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Consumers, Db, Ids, sqlState, type Tx } from '../../platform/index.js';
import { Untranslatable } from '../domain/github/payload.js';
import { repositoryOf, translate } from '../domain/github/translate.js';
import { Facts } from '../facts.service.js';
import { unknownReceipt } from '../ingest.errors.js';
import { QuarantineOpened, ReceiptReceived } from '../ingest.events.js';
import { processReceipt, releaseMore, releaseQuarantined } from '../ingest.jobs.js';
import { payloadOf } from './github-body.js';
import { Patches } from './patches.service.js';
import { ReceiptsRepository, type NewReceipt, type RawReceipt, type Receipt } from './receipts.repository.js';

const RELEASED_AT_ONCE = 200;
/** Faults of the data, which trying again does not cure: data exceptions, broken constraints, limits of the database. */
const HOPELESS = /^(2[23]|54)/;

/** Takes webhooks in, and turns each into facts exactly once in effect. */
@Injectable()
export class Receipts implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly consumers: Consumers,
    private readonly catalog: Catalog,
    private readonly facts: Facts,
    private readonly patches: Patches,
    private readonly repository: ReceiptsRepository,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(processReceipt, ({ receipt }, tx) => this.process(tx, receipt));
    this.consumers.handle(releaseQuarantined, async ({ service }, tx) => {
      const found = await this.catalog.service(service, tx);
      if (found?.repository) await this.release(tx, found.repository, null);
    });
    this.consumers.handle(releaseMore, ({ repository, after }, tx) => this.release(tx, repository, after));
  }

  /** Keeps a delivery. One that was quarantined or failed before is put back to work. */
  async receive(delivery: Omit<NewReceipt, 'id'>): Promise<{ receipt: string; status: 'accepted' | 'duplicate' }> {
    const id = this.ids.next();
    return this.db.transaction(async (tx) => {
      if (await this.repository.add(tx, { ...delivery, id })) {
        await tx.publish(ReceiptReceived, { receipt: id });
        return { receipt: id, status: 'accepted' };
      }
      const known = await this.repository.lockDelivery(tx, delivery.source, delivery.deliveryId);
      if (!known) throw new Error(`delivery ${delivery.deliveryId} is neither new nor known`);
      if (known.status !== 'quarantined' && known.status !== 'failed')
        return { receipt: known.id, status: 'duplicate' };
      await this.reopen(tx, [known.id]);
      return { receipt: known.id, status: 'accepted' };
    });
  }

  /** Processes a receipt again; `again` is false where it waits for that already. */
  async replay(id: string): Promise<{ receipt: Receipt; again: boolean }> {
    return this.db.transaction(async (tx) => {
      const known = await this.repository.lock(tx, id);
      if (!known) throw unknownReceipt(id);
      const again = known.status !== 'accepted';
      if (again) await this.reopen(tx, [id]);
      const receipt = await this.repository.find(id, tx);
      if (!receipt) throw unknownReceipt(id);
      return { receipt, again };
    });
  }

  private async reopen(tx: Tx, ids: string[]): Promise<void> {
    await this.repository.reopen(tx, ids);
    for (const receipt of ids) await tx.publish(ReceiptReceived, { receipt });
  }

  private async process(tx: Tx, id: string): Promise<void> {
    const receipt = await this.repository.lock(tx, id);
    if (!receipt) throw new Error(`There is no receipt ${id}`);
    if (receipt.status !== 'accepted') return;
    await tx.query('savepoint translated');
    try {
      const outcome = await this.translate(tx, receipt);
      await this.repository.finish(tx, id, outcome);
    } catch (error) {
      if (!(error instanceof Untranslatable) && !HOPELESS.test(sqlState(error) ?? '')) throw error;
      // Trying again would fail again: the receipt says so, and waits for a person or a better translation.
      await tx.query('rollback to savepoint translated');
      const reason = error instanceof Error ? error.message : String(error);
      await this.repository.finish(tx, id, { status: 'failed', reason, repository: receipt.repository });
    }
  }

  private async translate(
    tx: Tx,
    receipt: RawReceipt,
  ): Promise<{ status: 'processed' | 'quarantined'; reason: string | null; repository: string | null }> {
    const payload = payloadOf(receipt.raw, receipt.headers['content-type']);
    const repository = repositoryOf(payload)?.toLowerCase() ?? null;
    const view = await this.facts.catalogView(tx);
    const translation = translate(receipt.event, payload, view);
    switch (translation.result) {
      case 'ignored':
        return { status: 'processed', reason: `ignored: ${translation.reason}`, repository };
      case 'quarantined':
        return { status: 'quarantined', reason: translation.reason, repository };
      case 'patches':
        await this.patches.apply(tx, translation.patches, view);
        return { status: 'processed', reason: null, repository };
    }
  }

  private async release(tx: Tx, repository: string, after: string | null): Promise<void> {
    const ids = await this.repository.quarantined(tx, repository, after, RELEASED_AT_ONCE);
    await this.reopen(tx, ids);
    const last = ids.at(-1);
    if (last !== undefined && ids.length === RELEASED_AT_ONCE)
      await tx.publish(QuarantineOpened, { repository, after: last });
  }
}
