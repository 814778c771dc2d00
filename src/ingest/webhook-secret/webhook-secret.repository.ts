import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../../platform/index.js';

/** Secrets that senders of webhooks sign with, as they are kept: sealed. */
@Injectable()
export class WebhookSecretRepository {
  constructor(private readonly db: Db) {}

  async find(source: string): Promise<Buffer | null> {
    const [row] = await this.db.query<{ sealed: Buffer }>(`select sealed from webhook_secrets where source = $1`, [
      source,
    ]);
    return row?.sealed ?? null;
  }

  async save(tx: Tx, source: string, sealed: Buffer): Promise<void> {
    await tx.execute(
      `insert into webhook_secrets (source, sealed, set_at) values ($1, $2, $3)
       on conflict (source) do update set sealed = $2, set_at = $3`,
      [source, sealed, tx.now],
    );
  }

  /** False where none was kept. */
  async remove(tx: Tx, source: string): Promise<boolean> {
    return (await tx.execute(`delete from webhook_secrets where source = $1`, [source])) > 0;
  }
}
