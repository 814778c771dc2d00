import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { AppConfig, type OidcSettings } from '../../platform/index.js';

const ANSWERS_WITHIN_S = 10;

/** What a sign-in remembers between its start and its end. */
export interface Flow {
  state: string;
  nonce: string;
  verifier: string;
}

/** What the provider says about whoever signed in. */
export interface Account {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
}

/** The OpenID Connect provider of the settings. */
@Injectable()
export class OidcProvider {
  private found: Promise<client.Configuration> | null = null;

  constructor(private readonly config: AppConfig) {}

  get settings(): OidcSettings | null {
    return this.config.oidc;
  }

  newFlow(): Flow {
    return { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  }

  /** Where the browser signs in. Throws where the provider cannot be reached. */
  async startUrl(flow: Flow, redirectUri: string): Promise<URL> {
    return client.buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
  }

  /** Turns the code in the address that the provider sent the browser to into an account. Throws whatever is wrong. */
  async account(address: URL, flow: Flow): Promise<Account> {
    const config = await this.discovered();
    const tokens = await client.authorizationCodeGrant(config, address, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token');
    // Some providers tell the e-mail only there.
    const more =
      claims['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
        ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
        : claims;
    const verified: unknown = more['email_verified'];
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: textOf(more['email']),
      emailVerified: verified === true || verified === 'true',
      name: textOf(more['name']) ?? textOf(more['preferred_username']),
    };
  }

  /** Asks the provider to describe itself now, whatever it said before. Throws where it does not. */
  async discoverAgain(): Promise<void> {
    const found = this.discover();
    await found;
    this.found = found;
  }

  private discovered(): Promise<client.Configuration> {
    this.found ??= this.discover().catch((error: unknown) => {
      // The next sign-in asks again.
      this.found = null;
      throw error;
    });
    return this.found;
  }

  private async discover(): Promise<client.Configuration> {
    const { settings } = this;
    if (!settings) throw new Error('OpenID Connect is not set up');
    const issuer = new URL(settings.issuer);
    // Settings allow http on this machine alone.
    const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    const options = { execute, timeout: ANSWERS_WITHIN_S };
    const found = await client.discovery(issuer, settings.clientId, undefined, client.None(), options);
    const server = found.serverMetadata();
    const byPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false;
    const secret = settings.clientSecret;
    const auth = byPost ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret);
    const config = new client.Configuration(server, settings.clientId, undefined, auth);
    config.timeout = ANSWERS_WITHIN_S;
    for (const extension of execute) extension(config);
    // Left alone, the library trusts the connection and looks at no signature.
    client.enableNonRepudiationChecks(config);
    return config;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
