import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig, Auth, Public } from '../../platform/index.js';
import { cookieOf, SESSION_COOKIE, setCookie } from './cookies.js';
import { FirstAdminService } from './first-admin.service.js';
import { isForeign, ownOrigin } from './own-origin.js';
import { SessionAuth, type KnownSession } from './session-auth.js';
import { FirstAdmin, OwnPassword, SessionView, SignIn } from './sessions.contract.js';
import { crossSite } from './sessions.errors.js';
import { LASTS_MS, SignInService } from './sign-in.service.js';

@ApiTags('session')
@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly config: AppConfig,
    private readonly auth: SessionAuth,
    private readonly signIn: SignInService,
    private readonly firstAdmin: FirstAdminService,
  ) {}

  @Get('session')
  @Public()
  @ApiOperation({ summary: 'Who has signed in here, or how to' })
  async session(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView> {
    void reply.header('cache-control', 'no-store');
    return this.view(await this.auth.find(request));
  }

  @Post('session')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in with e-mail and password; the session is a cookie' })
  @ApiResponse({ status: 401, description: '`bad_credentials`: e-mail and password do not fit together.' })
  @ApiResponse({ status: 429, description: '`locked_out`: too many failures; see Retry-After.' })
  async begin(
    @Body() body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    this.requireOwnPage(request);
    return this.handOver(await this.signIn.withPassword(body, request.ip), request, reply);
  }

  @Delete('session')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out; every process refuses the session within a second' })
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const known = await this.auth.find(request);
    if (known) await this.signIn.end(known);
    void reply.header('set-cookie', this.cookie(request, '', 0));
  }

  @Post('session/first-admin')
  @Public()
  @HttpCode(201)
  @ApiOperation({ summary: 'First run: become the first admin with the token that the start printed' })
  @ApiResponse({ status: 401, description: '`bad_token`: not the admin token.' })
  @ApiResponse({ status: 409, description: '`already_set_up`: somebody can sign in already.' })
  async createFirstAdmin(
    @Body() body: FirstAdmin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    this.requireOwnPage(request);
    return this.handOver(await this.firstAdmin.create(body), request, reply);
  }

  @Put('people/:person/password')
  @Auth()
  @HttpCode(204)
  @ApiOperation({ summary: 'Change the own password; the other sessions of the person end' })
  async changePassword(
    @Param('person') person: string,
    @Body() body: OwnPassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    // A token never changes a password, not even one that names the person.
    const known = request.actor?.kind === 'person' ? await this.auth.find(request) : null;
    await this.signIn.changePassword(person, known, body, request.ip);
  }

  /** Gives the browser its new session, and ends the one that it had. */
  private async handOver(secret: string, request: FastifyRequest, reply: FastifyReply): Promise<SessionView> {
    const had = cookieOf(request.headers.cookie, SESSION_COOKIE);
    const before = had === null ? null : await this.auth.known(had);
    if (before) await this.signIn.end(before);
    void reply.header('cache-control', 'no-store').header('set-cookie', this.cookie(request, secret, LASTS_MS / 1000));
    return this.view(await this.auth.known(secret));
  }

  private async view(known: KnownSession | null): Promise<SessionView> {
    const { session, actor } = known ?? {};
    return {
      signedIn: known !== null,
      person: session
        ? { key: session.person, name: session.name, email: session.email, role: session.role, teams: session.teams }
        : null,
      permissions: [...(actor?.permissions ?? [])],
      expiresAt: session?.expiresAt.toISOString() ?? null,
      firstRun: known === null && (await this.firstAdmin.isFirstRun()),
      methods: { password: true, oidc: null },
    };
  }

  private cookie(request: FastifyRequest, value: string, maxAgeSeconds: number): string {
    const secure = ownOrigin(request, this.config).startsWith('https:');
    return setCookie(SESSION_COOKIE, value, { secure, maxAgeSeconds });
  }

  /** Another site must not sign anybody in here, not even as somebody else. */
  private requireOwnPage(request: FastifyRequest): void {
    if (isForeign(request, this.config)) throw crossSite();
  }
}
