import type { DebtRule } from './debt.js';

/** Points of 100 that a flag loses for what it owes; together at most 100. */
export const HEALTH_WEIGHTS: Record<DebtRule, number> = {
  expired: 50,
  no_owner: 40,
  stale: 30,
  no_removal_ticket: 20,
  no_expiry: 20,
};

export const HEALTH_FORMULA =
  'score = 100 − (sum over flags of what each loses) ÷ flags; a flag that is not archived loses 50 where it is expired, 40 without owner, 30 where it is stale, 20 without removal ticket, 20 without expiry where its kind needs one, at most 100. Waivers and baselines change nothing in it.';

/** What the score of a group of flags is made of; groups add up. */
export interface HealthSums {
  /** Flags that are not archived. */
  flags: number;
  /** Of them, those that owe anything. */
  withDebt: number;
  /** What they lose together. */
  points: number;
  /** How many owe each. */
  debt: Record<DebtRule, number>;
}

export const NO_FLAGS: HealthSums = {
  flags: 0,
  withDebt: 0,
  points: 0,
  debt: { expired: 0, no_owner: 0, no_expiry: 0, no_removal_ticket: 0, stale: 0 },
};

/** The sums of flags that are not archived, by what each owes. */
export function healthOf(debts: readonly (readonly DebtRule[])[]): HealthSums {
  return debts.reduce<HealthSums>((sums, debt) => added(sums, one(debt)), NO_FLAGS);
}

export function added(a: HealthSums, b: HealthSums): HealthSums {
  return {
    flags: a.flags + b.flags,
    withDebt: a.withDebt + b.withDebt,
    points: a.points + b.points,
    debt: perRule((rule) => a.debt[rule] + b.debt[rule]),
  };
}

/** From 0 to 100, with one decimal; null where there are no flags. */
export function scoreOf({ flags, points }: Pick<HealthSums, 'flags' | 'points'>): number | null {
  return flags === 0 ? null : Math.round((100 - points / flags) * 10) / 10;
}

function one(debt: readonly DebtRule[]): HealthSums {
  const lost = debt.reduce((sum, rule) => sum + HEALTH_WEIGHTS[rule], 0);
  return {
    flags: 1,
    withDebt: debt.length > 0 ? 1 : 0,
    points: Math.min(100, lost),
    debt: perRule((rule) => (debt.includes(rule) ? 1 : 0)),
  };
}

function perRule(of: (rule: DebtRule) => number): Record<DebtRule, number> {
  return {
    expired: of('expired'),
    no_owner: of('no_owner'),
    no_expiry: of('no_expiry'),
    no_removal_ticket: of('no_removal_ticket'),
    stale: of('stale'),
  };
}
