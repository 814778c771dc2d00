import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface TestAccount {
  sub: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
}

interface Grant {
  account: TestAccount;
  nonce: string;
  challenge: string;
  redirectUri: string;
}

/** A small OpenID Connect provider: authorization code with PKCE, RS256, the client's secret by HTTP Basic. */
export class OidcIssuer {
  readonly clientId = 'loop-test';
  readonly clientSecret = 'a client secret: with odd/characters';
  /** Who signs in next. */
  account: TestAccount = { sub: 'nobody' };
  /** Claims that the next ID tokens lie about. */
  lies: Record<string, unknown> = {};
  /** Sign with a key that nobody knows. */
  forges = false;
  /** Tell e-mail and name at the user-info endpoint alone. */
  tellsLate = false;
  url = '';

  private readonly grants = new Map<string, Grant>();
  private readonly key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<OidcIssuer> {
    const issuer = new OidcIssuer();
    await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
    const address = issuer.server.address();
    issuer.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    return issuer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What the person does there: signs in, and is sent back with a code. */
  signIn(startUrl: string): URL {
    const asked = new URL(startUrl).searchParams;
    const code = randomBytes(16).toString('hex');
    const redirectUri = asked.get('redirect_uri') ?? '';
    this.grants.set(code, {
      account: this.account,
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.url }).toString();
    return back;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (body: object, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    switch (new URL(request.url ?? '/', this.url).pathname) {
      case '/.well-known/openid-configuration':
        return send({
          issuer: this.url,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          jwks_uri: `${this.url}/jwks`,
          userinfo_endpoint: `${this.url}/userinfo`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['RS256'],
          subject_types_supported: ['public'],
        });
      case '/jwks':
        return send({
          keys: [{ ...this.key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        });
      case '/userinfo':
        return send(this.account);
      case '/token':
        return this.token(request, send);
      default:
        return send({}, 404);
    }
  }

  private async token(request: IncomingMessage, send: (body: object, status?: number) => void): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const form = new URLSearchParams(text);
    const [id, secret] = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (id !== this.clientId || secret !== this.clientSecret) return send({ error: 'invalid_client' }, 401);
    const code = form.get('code') ?? '';
    const grant = this.grants.get(code);
    this.grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri'))
      return send({ error: 'invalid_grant' }, 400);
    const seconds = Math.floor(Date.now() / 1000);
    const told = this.tellsLate ? { sub: grant.account.sub } : grant.account;
    const claims = { iss: this.url, aud: this.clientId, iat: seconds, exp: seconds + 300, nonce: grant.nonce, ...told };
    const key = (this.forges ? this.foreign : this.key).privateKey;
    return send({
      access_token: 'access',
      token_type: 'bearer',
      expires_in: 300,
      id_token: signed({ ...claims, ...this.lies }, key),
    });
  }
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}
