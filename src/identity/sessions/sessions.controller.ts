import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig, Auth, HidesOnReplay, Public } from '../../platform/index.js';
import { CurrentActor, type Actor } from '../actor.js';
import { BrowserSessions } from './browser-sessions.js';
import { FirstAdminService } from './first-admin.service.js';
import { InvitationsService } from './invitations.service.js';
import { OIDC_PATH } from './oidc.controller.js';
import { isForeign, ownOrigin } from './own-origin.js';
import { SessionAuth, type KnownSession } from './session-auth.js';
import {
  AcceptInvitation,
  CreatedInvitation,
  FirstAdmin,
  OwnPassword,
  SessionView,
  SignIn,
} from './sessions.contract.js';
import { crossSite } from './sessions.errors.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('session')
@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly config: AppConfig,
    private readonly auth: SessionAuth,
    private readonly browsers: BrowserSessions,
    private readonly signIn: SignInService,
    private readonly firstAdmin: FirstAdminService,
    private readonly invitations: InvitationsService,
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
    await this.browsers.end(request, reply);
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

  @Post('people/:person/invitation')
  @Auth('admin')
  @HidesOnReplay('url')
  @ApiOperation({ summary: 'Invite a person who has a role: a one-time link to choose a password' })
  @ApiResponse({ status: 409, description: '`not_invitable`: the person is inactive or has no role.' })
  async invite(
    @Param('person') person: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<CreatedInvitation> {
    const { secret, expiresAt } = await this.invitations.create(person, actor);
    const address = this.config.publicUrl ?? ownOrigin(request, this.config);
    return { url: `${address}/welcome#invitation=${secret}`, expiresAt: expiresAt.toISOString() };
  }

  @Post('session/invitation')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept an invitation: choose a password and sign in' })
  @ApiResponse({ status: 401, description: '`bad_invitation`: it was used, has expired or was replaced.' })
  async accept(
    @Body() body: AcceptInvitation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    this.requireOwnPage(request);
    return this.handOver(await this.invitations.accept(body), request, reply);
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

  private async handOver(secret: string, request: FastifyRequest, reply: FastifyReply): Promise<SessionView> {
    return this.view(await this.browsers.handOver(secret, request, reply));
  }

  private async view(known: KnownSession | null): Promise<SessionView> {
    const { session, actor } = known ?? {};
    const { oidc } = this.config;
    return {
      signedIn: known !== null,
      person: session
        ? { key: session.person, name: session.name, email: session.email, role: session.role, teams: session.teams }
        : null,
      permissions: [...(actor?.permissions ?? [])],
      expiresAt: session?.expiresAt.toISOString() ?? null,
      firstRun: known === null && (await this.firstAdmin.isFirstRun()),
      methods: { password: true, oidc: oidc && { label: oidc.label, url: OIDC_PATH } },
    };
  }

  /** Another site must not sign anybody in here, not even as somebody else. */
  private requireOwnPage(request: FastifyRequest): void {
    if (isForeign(request, this.config)) throw crossSite();
  }
}
