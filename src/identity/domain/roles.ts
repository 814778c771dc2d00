import type { Permission, PersonRole } from '../../platform/index.js';

export type Role = PersonRole;

const MEMBER: Permission[] = ['read', 'flags:write', 'incidents:write', 'dora:write', 'gates:evaluate'];

const PERMISSIONS_OF: Record<Role, readonly Permission[]> = {
  viewer: ['read'],
  member: MEMBER,
  responder: [...MEMBER, 'flags:kill', 'oncall:write'],
  admin: ['admin'],
};

/** What a person of this role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS_OF[role];
}

interface Standing {
  role: Role | null;
  email: string;
  active: boolean;
}

/**
 * Why only an admin may make this change, or null: a role is given by admins alone, and so is whatever decides who signs in
 * as a person that has one.
 */
export function adminsAlone(present: Standing | null, next: Standing): 'role' | 'email' | 'active' | null {
  if ((present?.role ?? null) !== next.role) return 'role';
  if (!present || present.role === null) return null;
  if (present.email !== next.email) return 'email';
  return present.active === next.active ? null : 'active';
}
