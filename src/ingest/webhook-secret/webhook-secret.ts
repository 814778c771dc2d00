import { Injectable, Logger } from '@nestjs/common';
import { Audit, Belief, type Actor } from '../../identity/index.js';
import { AppConfig, Db, seal, unseal } from '../../platform/index.js';
import { noSecretKey, noWebhookSecret, unreadableWebhookSecret } from '../ingest.errors.js';
import { WebhookSecretRepository } from './webhook-secret.repository.js';

const SOURCE = 'github';
const SEALED_AS = `webhook:${SOURCE}`;
const SUBJECT = `integration:${SOURCE}`;

/** A stored secret; null: it is there, but not readable with the key of this process. */
interface Stored {
  secret: string | null;
}

/** What GitHub signs its webhooks with: the secret of the environment, else the one that was set in the browser. */
@Injectable()
export class WebhookSecret {
  private readonly logger = new Logger('WebhookSecret');
  private readonly belief: Belief<Stored>;
  private complained = false;

  constructor(
    private readonly config: AppConfig,
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly repository: WebhookSecretRepository,
  ) {
    this.belief = new Belief(() => this.stored());
  }

  /** For every webhook: asks the database at most about once in a second. Throws `no_webhook_secret` and `webhook_secret_unreadable`. */
  async current(): Promise<string> {
    if (this.config.githubWebhookSecret !== null) return this.config.githubWebhookSecret;
    const stored = await this.belief.look(SOURCE);
    if (!stored) throw noWebhookSecret();
    if (stored.secret === null) throw unreadableWebhookSecret();
    return stored.secret;
  }

  /** What is stored now; null: nothing. */
  async stored(): Promise<Stored | null> {
    const sealed = await this.repository.find(SOURCE);
    if (!sealed) return null;
    const { secretKey } = this.config;
    const secret = secretKey && unseal(sealed, SEALED_AS, secretKey);
    // Said once: webhooks that come every second must not flood the log.
    if (secret === null && !this.complained) this.logger.error(unreadableWebhookSecret().detail);
    this.complained = secret === null;
    return { secret };
  }

  /** Throws `no_secret_key`. */
  async set(secret: string, actor: Actor): Promise<void> {
    const { secretKey } = this.config;
    if (secretKey === null) throw noSecretKey();
    await this.db.transaction(async (tx) => {
      await this.repository.save(tx, SOURCE, seal(secret, SEALED_AS, secretKey));
      await this.audit.record(tx, { actor, action: 'integration.set_secret', subject: SUBJECT });
    });
    this.belief.forget();
  }

  async remove(actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await this.repository.remove(tx, SOURCE))) return;
      await this.audit.record(tx, { actor, action: 'integration.remove_secret', subject: SUBJECT });
    });
    this.belief.forget();
  }
}
