import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { Actor } from '../actor.js';
import { Audit } from '../audit.js';
import { unknownIntegration } from '../identity.errors.js';
import {
  INTEGRATIONS,
  type IntegrationKey,
  type IntegrationTest,
  type IntegrationView,
} from './integrations.contract.js';

/** What the module that works with a system outside tells of it. */
export interface Integration {
  readonly key: IntegrationKey;
  view(): Promise<Omit<IntegrationView, 'key'>>;
  /** Really tries, on behalf of whoever asks; what fails outside is told, not thrown. */
  test(actor: Actor): Promise<Omit<IntegrationTest, 'receipt'> & { receipt?: string }>;
}

/** The systems outside that the installation works with. Each module registers its own at start. */
@Injectable()
export class Integrations {
  private readonly known = new Map<string, Integration>();

  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
  ) {}

  /** Throws where one of this key is there already. */
  register(integration: Integration): void {
    if (this.known.has(integration.key)) throw new Error(`Integration ${integration.key} is registered twice`);
    this.known.set(integration.key, integration);
  }

  list(): Promise<IntegrationView[]> {
    return Promise.all(INTEGRATIONS.map((key) => this.view(key)));
  }

  async view(key: IntegrationKey): Promise<IntegrationView> {
    return { key, ...(await this.of(key).view()) };
  }

  async test(key: string, actor: Actor): Promise<IntegrationTest> {
    const { ok, detail, receipt = null } = await this.of(key).test(actor);
    const subject = `integration:${key}`;
    await this.db.transaction((tx) =>
      this.audit.record(tx, { actor, action: 'integration.test', subject, detail: { ok } }),
    );
    return { ok, detail, receipt };
  }

  private of(key: string): Integration {
    const found = this.known.get(key);
    if (!found) throw unknownIntegration(key);
    return found;
  }
}
