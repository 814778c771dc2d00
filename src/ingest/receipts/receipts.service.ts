import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Clock, Consumers, Db, Ids, sqlState, type Tx } from '../../platform/index.js';
import type { CatalogView } from '../domain/fact-placement.js';
import type { Patch } from '../domain/github/patches.js';
import { Untranslatable } from '../domain/github/payload.js';
import { repositoryOf, translate } from '../domain/github/translate.js';
import { Facts } from '../facts.service.js';
import { unknownReceipt } from '../ingest.errors.js';
import { QuarantineOpened, ReceiptReceived } from '../ingest.events.js';
import { processReceipt, releaseMore, releaseQuarantined } from '../ingest.jobs.js';
import { payloadOf } from './github-body.js';
import { Patches } from './patches.service.js';
import {
  ReceiptsRepository,
  type NewReceipt,
  type Outcome,
  type RawReceipt,
  type Receipt,
} from './receipts.repository.js';

const RELEASED_AT_ONCE = 200;
/** Faults of the data, which trying again does not cure: data exceptions, broken constraints, limits of the database. */
const HOPELESS = /^(2[23]|54)/;

/** Takes webhooks in, and turns each into facts exactly once in effect. */
@Injectable()
export class Receipts implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly consumers: Consumers,
    private readonly catalog: Catalog,
    private readonly facts: Facts,
    private readonly patches: Patches,
    private readonly repository: ReceiptsRepository,
  ) {}

  onModuleInit(): void {
    this.consumers.handleGroup(processReceipt, (received, tx) =>
      this.process(
        tx,
        received.map(({ receipt }) => receipt),
      ),
    );
    this.consumers.handle(releaseQuarantined, async ({ service }, tx) => {
      const found = await this.catalog.service(service, tx);
      if (found?.repository) await this.release(tx, found.repository, null);
    });
    this.consumers.handle(releaseMore, ({ repository, after }, tx) => this.release(tx, repository, after));
  }

  /** Keeps a delivery. One that was quarantined or failed before is put back to work. */
  async receive(delivery: Omit<NewReceipt, 'id'>): Promise<{ receipt: string; status: 'accepted' | 'duplicate' }> {
    const id = this.ids.next();
    if (await this.repository.add({ ...delivery, id }, this.clock.now())) return { receipt: id, status: 'accepted' };
    return this.db.transaction(async (tx) => {
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
      const [known] = await this.repository.lock(tx, [id]);
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

  private async process(tx: Tx, ids: string[]): Promise<void> {
    const receipts = await this.repository.lock(tx, ids);
    const missing = ids.find((id) => !receipts.some((receipt) => receipt.id === id));
    if (missing !== undefined) throw new Error(`There is no receipt ${missing}`);
    const waiting = receipts.filter((receipt) => receipt.status === 'accepted');
    if (waiting.length === 0) return;
    const view = await this.facts.catalogView(tx);
    const judged = waiting.map((receipt) => judge(receipt, view));
    await this.patches.lock(
      tx,
      judged.flatMap(({ patches }) => patches),
    );
    // In a group a fault of one undoes all, and each is then done alone; only there is it known whose fault it is.
    const alone = waiting.length === 1;
    const outcomes: Outcome[] = [];
    for (const { outcome, patches } of judged) {
      if (alone && patches.length > 0) outcomes.push(await this.tryPatches(tx, outcome, patches, view));
      else {
        if (patches.length > 0) await this.patches.apply(tx, patches, view);
        outcomes.push(outcome);
      }
    }
    await this.repository.finish(tx, outcomes);
  }

  private async tryPatches(tx: Tx, outcome: Outcome, patches: readonly Patch[], view: CatalogView): Promise<Outcome> {
    await tx.query('savepoint patched');
    try {
      await this.patches.apply(tx, patches, view);
      return outcome;
    } catch (error) {
      if (!(error instanceof Untranslatable) && !HOPELESS.test(sqlState(error) ?? '')) throw error;
      // Trying again would fail again: the receipt says so, and waits for a person or a better translation.
      await tx.query('rollback to savepoint patched');
      return { ...outcome, status: 'failed', reason: error instanceof Error ? error.message : String(error) };
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

/** What a receipt comes to, and what is to be stored first where it was understood. */
function judge(receipt: RawReceipt, view: CatalogView): { outcome: Outcome; patches: readonly Patch[] } {
  const outcome: Outcome = { id: receipt.id, status: 'processed', reason: null, repository: receipt.repository };
  try {
    const payload = payloadOf(receipt.raw, receipt.headers['content-type']);
    outcome.repository = repositoryOf(payload)?.toLowerCase() ?? null;
    const translation = translate(receipt.event, payload, view);
    if (translation.result === 'patches') return { outcome, patches: translation.patches };
    if (translation.result === 'ignored')
      return { outcome: { ...outcome, reason: `ignored: ${translation.reason}` }, patches: [] };
    return { outcome: { ...outcome, status: 'quarantined', reason: translation.reason }, patches: [] };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { outcome: { ...outcome, status: 'failed', reason: error.message }, patches: [] };
  }
}
