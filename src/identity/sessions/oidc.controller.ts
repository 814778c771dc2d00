import { Controller, Get, HttpStatus, Logger, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig, isConnectionLoss, Public } from '../../platform/index.js';
import { BrowserSessions } from './browser-sessions.js';
import { cookieOf, setCookie } from './cookies.js';
import { OidcProvider, type Account, type Flow } from './oidc-provider.js';
import { OidcService } from './oidc.service.js';
import { ownOrigin } from './own-origin.js';

export const OIDC_PATH = '/api/v1/auth/oidc';
const FLOW_COOKIE = 'loop_oidc';
const FLOW_LASTS_S = 600;
const FLOW = /^([\w-]{20,100})\.([\w-]{20,100})\.([\w-]{43,128})$/;

@ApiTags('session')
@Controller('api/v1/auth/oidc')
export class OidcController {
  private readonly logger = new Logger('Oidc');

  constructor(
    private readonly config: AppConfig,
    private readonly provider: OidcProvider,
    private readonly service: OidcService,
    private readonly sessions: BrowserSessions,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Sign in with the OpenID Connect provider: a browser is sent there' })
  @ApiResponse({ status: HttpStatus.FOUND, description: 'To the provider, or to `/?error=…`.' })
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.provider.settings) return this.refuse(reply, 'oidc_not_configured');
    const flow = this.provider.newFlow();
    try {
      const url = await this.provider.startUrl(flow, this.redirectUri(request));
      this.remember(request, reply, `${flow.state}.${flow.nonce}.${flow.verifier}`, FLOW_LASTS_S);
      void reply.redirect(url.href, HttpStatus.FOUND);
    } catch (error) {
      this.logger.warn(`The OpenID Connect provider cannot be used: ${reasonOf(error)}`);
      this.refuse(reply, 'oidc_unavailable');
    }
  }

  @Get('callback')
  @Public()
  @ApiOperation({ summary: 'Where the provider sends the browser back to' })
  @ApiResponse({
    status: HttpStatus.FOUND,
    description:
      'To `/`, signed in; else to `/?error=` with `oidc_not_configured`, `oidc_unavailable`, `oidc_expired`, `oidc_denied`, `oidc_failed`, `oidc_email_not_verified`, `oidc_unknown_person`, `oidc_no_role`, `oidc_inactive` or `oidc_already_bound`.',
  })
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.provider.settings) return this.refuse(reply, 'oidc_not_configured');
    const flow = flowOf(cookieOf(request.headers.cookie, FLOW_COOKIE));
    const address = new URL(this.redirectUri(request));
    address.search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    // Begun in another browser, or too long ago; the provider is not even asked.
    if (!flow || address.searchParams.get('state') !== flow.state) return this.refuse(reply, 'oidc_expired');
    this.remember(request, reply, '', 0);
    if (address.searchParams.has('error')) return this.refuse(reply, 'oidc_denied');
    const account = await this.account(address, flow);
    if (!account) return this.refuse(reply, 'oidc_failed');
    const outcome = await this.service.enter(account, request.ip);
    if ('refused' in outcome) return this.refuse(reply, `oidc_${outcome.refused}`);
    await this.sessions.handOver(outcome.secret, request, reply);
    void reply.redirect('/', HttpStatus.FOUND);
  }

  private async account(address: URL, flow: Flow): Promise<Account | null> {
    try {
      return await this.provider.account(address, flow);
    } catch (error) {
      if (isConnectionLoss(error)) this.logger.warn('The OpenID Connect provider does not answer');
      else this.logger.warn(`A sign-in by OpenID Connect failed: ${reasonOf(error)}`);
      return null;
    }
  }

  private redirectUri(request: FastifyRequest): string {
    return `${this.config.publicUrl ?? ownOrigin(request, this.config)}${OIDC_PATH}/callback`;
  }

  private remember(request: FastifyRequest, reply: FastifyReply, value: string, maxAgeSeconds: number): void {
    const secure = ownOrigin(request, this.config).startsWith('https:');
    void reply.header('set-cookie', setCookie(FLOW_COOKIE, value, { secure, maxAgeSeconds, path: OIDC_PATH }));
  }

  private refuse(reply: FastifyReply, error: string): void {
    void reply.header('cache-control', 'no-store').redirect(`/?error=${error}`, HttpStatus.FOUND);
  }
}

function flowOf(cookie: string | null): Flow | null {
  const [, state, nonce, verifier] = FLOW.exec(cookie ?? '') ?? [];
  return state !== undefined && nonce !== undefined && verifier !== undefined ? { state, nonce, verifier } : null;
}

/** The name of what went wrong: messages of the library may quote what the provider sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null ? error.name : `${error.name} ${code}`;
}
