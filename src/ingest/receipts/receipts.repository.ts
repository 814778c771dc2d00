import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import { ReceiptReceived } from '../ingest.events.js';

export type ReceiptStatus = 'accepted' | 'processed' | 'quarantined' | 'failed';

export interface Receipt {
  id: string;
  source: string;
  deliveryId: string;
  event: string;
  status: ReceiptStatus;
  reason: string | null;
  repository: string | null;
  attempts: number;
  receivedAt: Date;
  processedAt: Date | null;
}

export interface RawReceipt extends Receipt {
  headers: Record<string, string>;
  raw: Buffer;
}

export interface NewReceipt {
  id: string;
  source: string;
  deliveryId: string;
  event: string;
  headers: Record<string, string>;
  raw: Buffer;
}

/** What became of a receipt. */
export interface Outcome {
  id: string;
  status: 'processed' | 'quarantined' | 'failed';
  reason: string | null;
  repository: string | null;
}

const RECEIPT = `id, source, delivery_id as "deliveryId", event, status, reason, repository, attempts,
  received_at as "receivedAt", processed_at as "processedAt"`;

/** Receipts: every webhook that came in, byte for byte, and what became of it. */
@Injectable()
export class ReceiptsRepository {
  constructor(private readonly db: Db) {}

  /** Keeps a new delivery and announces it, in one statement. False where it was received before. */
  async add(receipt: NewReceipt, at: Date): Promise<boolean> {
    return this.db.storeAndPublish(
      `insert into receipts (id, source, delivery_id, event, headers, raw, status, received_at)
       values ($1, $2, $3, $4, $5, $6, 'accepted', $7) on conflict (source, delivery_id) do nothing returning id`,
      [receipt.id, receipt.source, receipt.deliveryId, receipt.event, JSON.stringify(receipt.headers), receipt.raw, at],
      ReceiptReceived,
      { receipt: receipt.id },
      { topic: 'receipts' },
    );
  }

  async lockDelivery(tx: Tx, source: string, deliveryId: string): Promise<Receipt | null> {
    const [row] = await tx.query<Receipt>(
      `select ${RECEIPT} from receipts where source = $1 and delivery_id = $2 for update`,
      [source, deliveryId],
    );
    return row ?? null;
  }

  /** Locks receipts, oldest first. */
  async lock(tx: Tx, ids: string[]): Promise<RawReceipt[]> {
    return tx.query<RawReceipt>(
      `select ${RECEIPT}, headers, raw from receipts where id = any($1::uuid[]) order by received_at, id for update`,
      [ids],
    );
  }

  async find(id: string, on: Queryable = this.db): Promise<Receipt | null> {
    const [row] = await on.query<Receipt>(`select ${RECEIPT} from receipts where id = $1`, [id]);
    return row ?? null;
  }

  /** The receipt with its headers and the first bytes of its body. */
  async excerpt(id: string, bytes: number): Promise<(RawReceipt & { size: number }) | null> {
    const [row] = await this.db.query<RawReceipt & { size: number }>(
      `select ${RECEIPT}, headers, substring(raw from 1 for $2) as raw, length(raw) as size from receipts where id = $1`,
      [id, bytes],
    );
    return row ?? null;
  }

  async lastReceivedAt(source: string): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date }>(
      `select received_at as at from receipts where source = $1 order by received_at desc limit 1`,
      [source],
    );
    return row?.at ?? null;
  }

  /** Newest first, after the receipt at `after` = [receivedAt, id]. */
  async list(
    filter: { status?: ReceiptStatus; event?: string; repository?: string },
    limit: number,
    after: (string | number | null)[] | null,
  ): Promise<Receipt[]> {
    return this.db.query<Receipt>(
      `select ${RECEIPT} from receipts
       where ($1::text is null or status = $1) and ($2::text is null or event = $2)
         and ($3::text is null or lower(repository) = lower($3))
         and ($4::timestamptz is null or (received_at, id) < ($4::timestamptz, $5::uuid))
       order by received_at desc, id desc limit $6`,
      [
        filter.status ?? null,
        filter.event ?? null,
        filter.repository ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit,
      ],
    );
  }

  /** Puts a receipt back to work. */
  async reopen(tx: Tx, ids: string[]): Promise<void> {
    await tx.execute(
      `update receipts set status = 'accepted', reason = null, processed_at = null where id = any($1::uuid[])`,
      [ids],
    );
    tx.announce('receipts');
  }

  async finish(tx: Tx, outcomes: Outcome[]): Promise<void> {
    await tx.execute(
      `update receipts r set status = o.status, reason = o.reason, repository = o.repository, attempts = attempts + 1, processed_at = $5
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as o(id, status, reason, repository) where r.id = o.id`,
      [
        outcomes.map(({ id }) => id),
        outcomes.map(({ status }) => status),
        outcomes.map(({ reason }) => reason?.slice(0, 2_000) ?? null),
        outcomes.map(({ repository }) => repository),
        tx.now,
      ],
    );
    tx.announce('receipts');
  }

  /** Quarantined receipts of a repository, oldest first, after the one with the id `after`. */
  async quarantined(tx: Tx, repository: string, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from receipts
       where status = 'quarantined' and repository = $1 and ($2::uuid is null or id > $2)
       order by id limit $3 for update`,
      [repository.toLowerCase(), after, limit],
    );
    return rows.map((row) => row.id);
  }
}
