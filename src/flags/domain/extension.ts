import type { FlagKind } from './flag.js';
import type { KindPolicies } from './kind-policy.js';

/** The life of a flag as a change finds it. */
export interface Life {
  kind: FlagKind;
  expiresAt: Date | null;
  /** How often its expiry was put off already. */
  extensions: number;
}

export type ExtensionDecision =
  { do: 'nothing' } | { do: 'extend'; extensions: number } | { do: 'refuse'; why: 'reason' | 'cap'; cap: number };

/**
 * Judges a new expiry. A later one, or none in the place of one, is an extension: it needs a reason, and once the cap of
 * the kind is reached an admin. Where the kind changes as well, the stricter cap counts. A first or an earlier expiry is free.
 */
export function decideExtension(
  before: Life,
  after: Pick<Life, 'kind' | 'expiresAt'>,
  asked: { reason: string | null; byAdmin: boolean },
  policies: KindPolicies,
): ExtensionDecision {
  if (!isLater(before.expiresAt, after.expiresAt)) return { do: 'nothing' };
  const cap = Math.min(policies[before.kind].extensionCap, policies[after.kind].extensionCap);
  if (asked.reason === null || asked.reason.trim() === '') return { do: 'refuse', why: 'reason', cap };
  if (before.extensions >= cap && !asked.byAdmin) return { do: 'refuse', why: 'cap', cap };
  return { do: 'extend', extensions: before.extensions + 1 };
}

function isLater(before: Date | null, after: Date | null): boolean {
  if (before === null) return false;
  return after === null || after.getTime() > before.getTime();
}
