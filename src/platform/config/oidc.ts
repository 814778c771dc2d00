import { ROLES, type PersonRole } from '../http/access.js';

/** An OpenID Connect provider. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly label: string;
  /** The role of whoever is not known yet; null: they are refused. */
  readonly defaultRole: PersonRole | null;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The settings of OpenID Connect; null: none. Adds what is wrong to `faults`. */
export function oidcOf(text: (name: string) => string | null, faults: string[]): OidcSettings | null {
  const issuer = text('LOOP_OIDC_ISSUER');
  const clientId = text('LOOP_OIDC_CLIENT_ID');
  const clientSecret = text('LOOP_OIDC_CLIENT_SECRET');
  const label = text('LOOP_OIDC_LABEL');
  const role = text('LOOP_OIDC_DEFAULT_ROLE');
  const defaultRole = ROLES.find((known) => known === role) ?? null;
  if (role !== null && defaultRole === null) {
    faults.push(`LOOP_OIDC_DEFAULT_ROLE must be one of ${ROLES.join(', ')}, not "${role}"`);
  }
  if (issuer === null) {
    for (const [name, value] of Object.entries({
      LOOP_OIDC_CLIENT_ID: clientId,
      LOOP_OIDC_CLIENT_SECRET: clientSecret,
      LOOP_OIDC_LABEL: label,
      LOOP_OIDC_DEFAULT_ROLE: role,
    }))
      if (value !== null) faults.push(`${name} is set without LOOP_OIDC_ISSUER`);
    return null;
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!safe)
    faults.push('LOOP_OIDC_ISSUER must be an address that begins with https:// (http:// on this machine alone)');
  if (clientId === null) faults.push('LOOP_OIDC_CLIENT_ID is needed with LOOP_OIDC_ISSUER');
  if (clientSecret === null) faults.push('LOOP_OIDC_CLIENT_SECRET is needed with LOOP_OIDC_ISSUER');
  if (!safe || clientId === null || clientSecret === null) return null;
  return Object.freeze({ issuer, clientId, clientSecret, label: label ?? 'Single sign-on', defaultRole });
}
