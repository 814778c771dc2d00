import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Audit } from './audit.js';
import { AuthGuard } from './auth.guard.js';
import { IdentityController } from './identity.controller.js';
import { LiveAdmission } from './live-admission.js';
import { People } from './people.js';
import { PersonSaver } from './person-saver.js';
import { TokenAuth } from './token-auth.js';
import { TokensRepository } from './tokens.repository.js';
import { TokensService } from './tokens.service.js';

@Global()
@Module({
  controllers: [IdentityController],
  providers: [
    Audit,
    People,
    PersonSaver,
    TokenAuth,
    TokensRepository,
    TokensService,
    LiveAdmission,
    AuthGuard,
    { provide: APP_GUARD, useExisting: AuthGuard },
  ],
  exports: [Audit, People, TokenAuth],
})
export class IdentityModule {}
