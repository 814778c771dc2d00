import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../platform/index.js';

/** Who does something. */
export interface Actor {
  readonly kind: 'token' | 'person' | 'system';
  /** Id of the token, key of the person who signed in, or the name of the part of the system. */
  readonly id: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The person that the bearer is: whoever signed in, or whom the token names. */
  readonly person: string | null;
  /** The environment an evaluation token is bound to. */
  readonly environment: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

export const SYSTEM_ACTOR: Actor = {
  kind: 'system',
  id: 'system',
  name: 'Delivery Loop',
  permissions: new Set<Permission>(['admin']),
  person: null,
  environment: null,
};

/** Whether the actor has the permission; `admin` has all. */
export function can(actor: Pick<Actor, 'permissions'>, permission: Permission): boolean {
  return actor.permissions.has('admin') || actor.permissions.has(permission);
}

/** The actor of this request, on routes with @Auth. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<FastifyRequest>().actor;
  if (!actor) throw new Error('CurrentActor stands on a route without @Auth');
  return actor;
});
