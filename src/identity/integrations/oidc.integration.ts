import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { OidcProvider } from '../sessions/oidc-provider.js';
import type { IntegrationView } from './integrations.contract.js';
import { Integrations, type Integration } from './integrations.js';

const UNSET = 'LOOP_OIDC_ISSUER, LOOP_OIDC_CLIENT_ID and LOOP_OIDC_CLIENT_SECRET are not set.';

/** Sign-in with an OpenID Connect provider. */
@Injectable()
export class OidcIntegration implements Integration, OnModuleInit {
  readonly key = 'oidc';

  constructor(
    private readonly integrations: Integrations,
    private readonly provider: OidcProvider,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.integrations.register(this);
  }

  async view(): Promise<Omit<IntegrationView, 'key'>> {
    const { settings } = this.provider;
    if (!settings) return { configured: false, source: null, detail: UNSET, lastSeenAt: null };
    const [last] = await this.db.query<{ at: Date }>(
      `select at from audit_log where action = 'session.sign_in' and detail ->> 'method' = 'oidc' order by id desc limit 1`,
    );
    return {
      configured: true,
      source: 'environment',
      detail: `People sign in with ${settings.issuer}.`,
      lastSeenAt: last?.at.toISOString() ?? null,
    };
  }

  async test(): Promise<{ ok: boolean; detail: string }> {
    const { settings } = this.provider;
    if (!settings) return { ok: false, detail: UNSET };
    try {
      await this.provider.discoverAgain();
      return { ok: true, detail: `${settings.issuer} described itself.` };
    } catch (error) {
      return { ok: false, detail: `${settings.issuer} cannot be used: ${reasonOf(error)}` };
    }
  }
}

/** No secret is sent to be described, so what the library says may be told. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  const deeper = cause instanceof Error ? cause.message || ('code' in cause ? String(cause.code) : '') : '';
  return (deeper === '' ? error.message : `${error.message}: ${deeper}`).slice(0, 500);
}
