import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiResponse } from '@nestjs/swagger';

/** What a bearer or a person who signed in may do. `admin` may do all. */
export const PERMISSIONS = [
  'admin',
  'read',
  'catalog:write',
  'facts:write',
  'flags:write',
  'flags:kill',
  'flags:evaluate',
  'gates:evaluate',
  'incidents:write',
  'oncall:write',
  'dora:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a person may be given; each stands for a set of permissions. */
export const ROLES = ['viewer', 'member', 'responder', 'admin'] as const;
export type PersonRole = (typeof ROLES)[number];

export const ACCESS = 'access';
/** `public`: nobody is asked who they are. Else: any one of the permissions is enough, none listed means any bearer. */
export type Access = { public: true } | { public: false; anyOf: readonly Permission[] };

/** The route needs a bearer with one of these permissions (none named: any bearer). */
export function Auth(...anyOf: Permission[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS, { public: false, anyOf } satisfies Access),
    ApiBearerAuth(),
    ApiCookieAuth(),
    ApiResponse({ status: 401, description: 'No token and no session, or one that is not valid.' }),
    ApiResponse({ status: 403, description: 'The bearer lacks the permission.' }),
  );
}

/** The route asks nobody who they are; it may check a signature of its own. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(ACCESS, { public: true } satisfies Access);
}

export const HIDDEN_ON_REPLAY = 'hidden-on-replay';
/** Fields of the answer that are shown once: a replay by Idempotency-Key has null in their place. */
export function HidesOnReplay(...fields: string[]): MethodDecorator {
  return SetMetadata(HIDDEN_ON_REPLAY, fields);
}
