import type { Role } from './roles.js';

/** What a provider says about whoever signed in there. */
export interface Claims {
  email: string | null;
  emailVerified: boolean;
}

export interface Candidate {
  key: string;
  active: boolean;
  role: Role | null;
  /** Another account of the same provider is theirs already. */
  bound: boolean;
}

export type Refusal = 'email_not_verified' | 'unknown_person' | 'no_role' | 'inactive' | 'already_bound';

export type Match =
  | { outcome: 'sign_in'; person: string; bind: boolean; giveRole: Role | null }
  | { outcome: 'create'; role: Role }
  | { outcome: 'refuse'; why: Refusal };

/**
 * Whose account it is: whoever it was bound to; else, this once, whoever has its verified e-mail; else somebody new, where
 * those get a role.
 */
export function match(
  bound: Candidate | null,
  byEmail: Candidate | null,
  claims: Claims,
  defaultRole: Role | null,
): Match {
  if (bound) {
    if (!bound.active) return refuse('inactive');
    if (bound.role === null) return refuse('no_role');
    return { outcome: 'sign_in', person: bound.key, bind: false, giveRole: null };
  }
  if (claims.email === null || !claims.emailVerified) return refuse('email_not_verified');
  if (!byEmail) return defaultRole === null ? refuse('unknown_person') : { outcome: 'create', role: defaultRole };
  if (!byEmail.active) return refuse('inactive');
  // The provider gave the address to somebody else: a new colleague must not become the old one.
  if (byEmail.bound) return refuse('already_bound');
  if (byEmail.role !== null) return { outcome: 'sign_in', person: byEmail.key, bind: true, giveRole: null };
  if (defaultRole === null) return refuse('no_role');
  return { outcome: 'sign_in', person: byEmail.key, bind: true, giveRole: defaultRole };
}

function refuse(why: Refusal): Match {
  return { outcome: 'refuse', why };
}
