import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type Access } from '../platform/index.js';
import { can } from './actor.js';
import { notPermitted } from './identity.errors.js';
import { SessionAuth } from './sessions/session-auth.js';
import { TokenAuth } from './token-auth.js';

/** Refuses whoever the route's @Auth does not admit. A route without @Auth or @Public admits nobody. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenAuth,
    private readonly sessions: SessionAuth,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.public) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['x-api-key'];
    const header = request.headers.authorization ?? (typeof key === 'string' ? `Bearer ${key}` : undefined);
    const actor =
      header === undefined && this.sessions.carried(request)
        ? await this.sessions.authenticate(request)
        : await this.tokens.authenticate(header);
    request.actor = actor;
    request.bearer = actor.kind === 'person' ? `person ${actor.id}` : actor.id;
    if (!access) throw notPermitted(['admin']);
    if (access.anyOf.length > 0 && !access.anyOf.some((permission) => can(actor, permission)))
      throw notPermitted(access.anyOf);
    return true;
  }
}
