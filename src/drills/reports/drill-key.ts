import { Injectable } from '@nestjs/common';
import { AppConfig, Db, seal, unseal } from '../../platform/index.js';
import { fingerprintOf, newBundleKey, type BundleKey } from '../bundle/signing.js';
import { noSecretKey, unreadableDrillKey } from '../drills.errors.js';
import type { DrillKeyView } from './report.contract.js';

const SEALED_AS = 'drill:bundle-key';

interface Row {
  publicKey: string;
  sealed: Buffer;
}

/** The key pair that bundles are signed with: made once for the installation; its private half is kept sealed. */
@Injectable()
export class DrillKey {
  constructor(
    private readonly config: AppConfig,
    private readonly db: Db,
  ) {}

  /** Throws `no_secret_key` where it is not made yet and cannot be kept. */
  async view(): Promise<DrillKeyView> {
    const { publicKey } = await this.row();
    return { algorithm: 'ed25519', publicKey, fingerprint: fingerprintOf(publicKey) };
  }

  /** Both halves. Throws `no_secret_key` and `drill_key_unreadable`. */
  async pair(): Promise<BundleKey> {
    const { secretKey } = this.config;
    if (secretKey === null) throw noSecretKey();
    const { publicKey, sealed } = await this.row();
    const privateKey = unseal(sealed, SEALED_AS, secretKey);
    if (privateKey === null) throw unreadableDrillKey();
    return { publicKey, privateKey };
  }

  /** Of processes that make it at once, one does. */
  private async row(): Promise<Row> {
    return (await this.stored()) ?? (await this.made());
  }

  private async stored(): Promise<Row | null> {
    const [row] = await this.db.query<Row>(`select public_key as "publicKey", sealed from drill_key`);
    return row ?? null;
  }

  private async made(): Promise<Row> {
    const { secretKey } = this.config;
    if (secretKey === null) throw noSecretKey();
    const { publicKey, privateKey } = newBundleKey();
    await this.db.transaction((tx) =>
      tx.execute(`insert into drill_key (public_key, sealed, created_at) values ($1, $2, $3) on conflict do nothing`, [
        publicKey,
        seal(privateKey, SEALED_AS, secretKey),
        tx.now,
      ]),
    );
    const row = await this.stored();
    if (row === null) throw new Error('The key of the drills was not stored');
    return row;
  }
}
