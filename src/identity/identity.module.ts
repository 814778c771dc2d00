import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Audit } from './audit.js';
import { AuthGuard } from './auth.guard.js';
import { Entitlements } from './entitlements.js';
import { IdentityController } from './identity.controller.js';
import { IntegrationsController } from './integrations/integrations.controller.js';
import { Integrations } from './integrations/integrations.js';
import { OidcIntegration } from './integrations/oidc.integration.js';
import { LiveAdmission } from './live-admission.js';
import { People } from './people.js';
import { PersonSaver } from './person-saver.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import { FirstAdminService } from './sessions/first-admin.service.js';
import { IdentitiesRepository } from './sessions/identities.repository.js';
import { InvitationsRepository } from './sessions/invitations.repository.js';
import { InvitationsService } from './sessions/invitations.service.js';
import { LockOuts } from './sessions/lock-outs.js';
import { OidcController } from './sessions/oidc.controller.js';
import { OidcProvider } from './sessions/oidc-provider.js';
import { OidcService } from './sessions/oidc.service.js';
import { Passwords } from './sessions/passwords.js';
import { SessionAuth } from './sessions/session-auth.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SignInService } from './sessions/sign-in.service.js';
import { Tickets } from './tickets.js';
import { TokenAuth } from './token-auth.js';
import { TokensRepository } from './tokens.repository.js';
import { TokensService } from './tokens.service.js';

@Global()
@Module({
  controllers: [IdentityController, SessionsController, OidcController, IntegrationsController],
  providers: [
    Audit,
    BrowserSessions,
    Entitlements,
    FirstAdminService,
    IdentitiesRepository,
    Integrations,
    InvitationsRepository,
    InvitationsService,
    LockOuts,
    OidcIntegration,
    OidcProvider,
    OidcService,
    Passwords,
    People,
    PersonSaver,
    SessionAuth,
    SessionsRepository,
    SignInService,
    Tickets,
    TokenAuth,
    TokensRepository,
    TokensService,
    LiveAdmission,
    AuthGuard,
    { provide: APP_GUARD, useExisting: AuthGuard },
  ],
  exports: [Audit, Entitlements, FirstAdminService, Integrations, People, Tickets, TokenAuth],
})
export class IdentityModule {}
