import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Integrations, type Integration, type IntegrationView } from '../../identity/index.js';
import { AppConfig, DomainError, Ids } from '../../platform/index.js';
import { signatureOf } from '../domain/github/signature.js';
import { GithubWebhooks } from '../receipts/github-webhooks.js';
import { ReceiptsRepository } from '../receipts/receipts.repository.js';
import { WebhookSecret } from './webhook-secret.js';

/** Tells the receipts of our own pings from GitHub's, which alone show that it is connected. */
const TEST_SOURCE = 'github-test';

/** The webhooks of GitHub. */
@Injectable()
export class GithubIntegration implements Integration, OnModuleInit {
  readonly key = 'github';

  constructor(
    private readonly config: AppConfig,
    private readonly ids: Ids,
    private readonly integrations: Integrations,
    private readonly secret: WebhookSecret,
    private readonly webhooks: GithubWebhooks,
    private readonly receipts: ReceiptsRepository,
  ) {}

  onModuleInit(): void {
    this.integrations.register(this);
  }

  async view(): Promise<Omit<IntegrationView, 'key'>> {
    const last = await this.receipts.lastReceivedAt('github');
    return { ...(await this.state()), lastSeenAt: last?.toISOString() ?? null };
  }

  async test(): Promise<{ ok: boolean; detail: string; receipt?: string }> {
    const delivery = this.ids.next();
    const raw = Buffer.from(JSON.stringify({ zen: 'Close the loop.', hook_id: 0 }));
    try {
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'delivery-loop',
        'x-github-event': 'ping',
        'x-github-delivery': delivery,
        'x-hub-signature-256': signatureOf(raw, await this.secret.current()),
      };
      const { receipt } = await this.webhooks.take(raw, headers, TEST_SOURCE);
      return { ok: true, detail: 'A signed ping was taken in like a webhook of GitHub.', receipt };
    } catch (error) {
      if (error instanceof DomainError) return { ok: false, detail: error.detail };
      throw error;
    }
  }

  private async state(): Promise<Pick<IntegrationView, 'configured' | 'source' | 'detail'>> {
    const stored = await this.secret.stored();
    if (this.config.githubWebhookSecret !== null) {
      const besides = stored ? ' The one that was set here does not count meanwhile.' : '';
      const detail = `The secret is LOOP_GITHUB_WEBHOOK_SECRET of the environment.${besides}`;
      return { configured: true, source: 'environment', detail };
    }
    if (!stored) {
      const detail = 'No secret is set: webhooks are refused with 503.';
      return { configured: false, source: null, detail };
    }
    return stored.secret === null
      ? {
          configured: false,
          source: 'stored',
          detail: 'The stored secret cannot be read with this LOOP_SECRET_KEY: set it again.',
        }
      : { configured: true, source: 'stored', detail: 'The secret was set here.' };
  }
}
