import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { can, type Actor } from '../identity/index.js';
import { OnCall } from '../oncall/index.js';
import type { Tx } from '../platform/index.js';
import { notAResponder } from './incidents.errors.js';

/** Who may act on incidents: incidents:write, or being on call for the service now. */
@Injectable()
export class Responders {
  constructor(private readonly onCall: OnCall) {}

  async require(actor: Actor, service: string, tx: Tx): Promise<void> {
    if (can(actor, 'incidents:write')) return;
    const onCall = actor.person === null ? null : await this.onCall.whoIsOnCall(service, tx.now, tx);
    if (!onCall || onCall.person !== actor.person) throw notAResponder();
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
