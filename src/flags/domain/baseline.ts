import type { DebtRule, DebtSubject } from './debt.js';
import type { WaivableRule } from './waiver.js';

/** One thing that is wrong. `mark`: what makes it this one and not a later one of the same rule, such as the expiry that passed. */
export interface Violation {
  rule: WaivableRule;
  /** The key of the flag. */
  subject: string;
  mark: string;
}

/**
 * Which admitted violations still stand and which are mended. What is mended leaves the baseline for good, so that its number only falls: one that
 * comes back, or that differs by its mark, is new.
 */
export function ratchet(
  admitted: readonly Violation[],
  present: readonly Violation[],
): { standing: Violation[]; mended: Violation[] } {
  const now = new Set(present.map(nameOfViolation));
  return {
    standing: admitted.filter((entry) => now.has(nameOfViolation(entry))),
    mended: admitted.filter((entry) => !now.has(nameOfViolation(entry))),
  };
}

export function nameOfViolation({ rule, subject, mark }: Violation): string {
  return JSON.stringify([rule, subject, mark]);
}

/** What a flag of the inventory owes, as violations. */
export function violationsOf(
  flag: Pick<DebtSubject, 'owner' | 'expiresAt' | 'sameSince'> & { key: string; debt: readonly DebtRule[] },
): Violation[] {
  return flag.debt.map((rule) => ({ rule, subject: flag.key, mark: markOf(rule, flag) }));
}

function markOf(
  rule: DebtRule,
  { owner, expiresAt, sameSince }: Pick<DebtSubject, 'owner' | 'expiresAt' | 'sameSince'>,
): string {
  switch (rule) {
    case 'expired':
      return expiresAt?.toISOString() ?? '';
    case 'no_owner':
      return owner.person === null ? `team:${owner.team ?? ''}` : `person:${owner.person}`;
    case 'stale':
      return sameSince?.toISOString() ?? '';
    default:
      return '';
  }
}
