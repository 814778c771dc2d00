import { needsEnd, type Flag, type FlagEnvironment } from './flag.js';
import type { KindPolicies } from './kind-policy.js';
import { isStale, type StalenessFacts } from './staleness.js';

export const DEBT_RULES = ['expired', 'no_owner', 'no_expiry', 'no_removal_ticket', 'stale'] as const;
export type DebtRule = (typeof DEBT_RULES)[number];

const DAY = 86_400_000;

/** What is known of a flag's owner: `teamPeople` are the people recorded in the owning team, active or not. */
export interface OwnerFacts {
  teamExists: boolean;
  teamPeople: { active: boolean }[];
  person: { active: boolean } | null;
}

/** What debt looks at. */
export type DebtSubject = StalenessFacts & Pick<Flag, 'owner' | 'removalTicket'>;

/** What the flag itself does not know of its use. */
export type UseFacts = Pick<StalenessFacts, 'usage' | 'references'>;

/**
 * What a flag owes, in the order of DEBT_RULES; an archived flag owes nothing.
 * expired: its expiry is reached. no_owner: see `hasOwner`. no_expiry, no_removal_ticket: a release or experiment without
 * one, as only an import brings them. stale: see `isStale`.
 */
export function owed(flag: DebtSubject, owner: OwnerFacts, policies: KindPolicies, now: Date): DebtRule[] {
  if (flag.stage === 'archived') return [];
  const debt: DebtRule[] = [];
  if (flag.expiresAt !== null && flag.expiresAt.getTime() <= now.getTime()) debt.push('expired');
  if (!hasOwner(flag, owner)) debt.push('no_owner');
  if (needsEnd(flag.kind) && flag.expiresAt === null) debt.push('no_expiry');
  if (needsEnd(flag.kind) && flag.removalTicket === null) debt.push('no_removal_ticket');
  if (isStale(flag, policies, now)) debt.push('stale');
  return debt;
}

/**
 * The first instant after `now`, in milliseconds, at which what a flag owes may differ though nothing about it was written;
 * Infinity: never.
 */
export function holdsUntil(flag: DebtSubject, policies: KindPolicies, now: Date): number {
  if (flag.stage === 'archived') return Infinity;
  const { lifetimeDays } = policies[flag.kind];
  let until = Infinity;
  const turns = (at: Date | null, days: number): void => {
    const turn = at === null ? Infinity : at.getTime() + days * DAY;
    if (turn > now.getTime() && turn < until) until = turn;
  };
  turns(flag.expiresAt, 0);
  if (lifetimeDays !== null) {
    const { lastCalledAt, lastHandedOutAt, constantSince } = flag.usage;
    for (const at of [flag.sameSince, flag.createdAt, lastCalledAt, lastHandedOutAt, constantSince])
      turns(at, lifetimeDays);
  }
  return until;
}

/** What debt looks at, of a whole flag. */
export function subjectOf(flag: Flag, use: UseFacts): DebtSubject {
  const { environments } = flag;
  const ruled = environments.some(
    ({ on, rules, otherwise, prerequisites }) =>
      on && (rules.length > 0 || prerequisites.length > 0 || (otherwise !== null && 'split' in otherwise)),
  );
  return { ...flag, ...use, sameSince: sameSince(environments), ruled };
}

/**
 * A person owns while active. A team owns while it exists and somebody in it is active; a team of which no people are
 * recorded at all still owns, since nothing says that everybody left.
 */
export function hasOwner(flag: Pick<Flag, 'owner'>, facts: OwnerFacts): boolean {
  if (flag.owner.person !== null) return facts.person?.active ?? false;
  if (flag.owner.team === null || !facts.teamExists) return false;
  return facts.teamPeople.length === 0 || facts.teamPeople.some(({ active }) => active);
}

/** Since when a flag is in the same state in every environment; null: the states differ, or there are none. */
export function sameSince(environments: readonly Pick<FlagEnvironment, 'on' | 'changedAt'>[]): Date | null {
  const [first] = environments;
  if (first === undefined || environments.some(({ on }) => on !== first.on)) return null;
  return environments.reduce((latest, { changedAt }) => (changedAt > latest ? changedAt : latest), first.changedAt);
}
