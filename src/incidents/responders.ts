import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { can, type Actor } from '../identity/index.js';
import { notAResponder } from './incidents.errors.js';

/** Who may act on incidents: incidents:write, or being on call for the service now. */
@Injectable()
export class Responders {
  async require(actor: Actor, service: string, at: Date): Promise<void> {
    if (can(actor, 'incidents:write')) return;
    if (actor.person === null || !(await this.isOnCall(actor.person, service, at))) throw notAResponder();
  }

  private async isOnCall(_person: string, _service: string, _at: Date): Promise<boolean> {
    return false;
  }
}

/** Turns away who cannot be a responder of any service, before the body is looked at. */
@Injectable()
export class ResponderGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!actor || (!can(actor, 'incidents:write') && actor.person === null)) throw notAResponder();
    return true;
  }
}
