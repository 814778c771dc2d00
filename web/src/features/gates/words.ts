import type { ItemOf } from '../../api/pages';
import type { Tone } from '../../design/StatusBadge';

export type Verdict = ItemOf<'/api/v1/verdicts'>;

export type Guard = 'merge' | 'flag-debt' | 'change-fail';

export const GUARDS: Record<Guard, string> = {
  merge: 'Merge',
  'flag-debt': 'Flag debt',
  'change-fail': 'Change fail',
};

export const VERDICTS: Record<Verdict['verdict'], { tone: Tone; word: string }> = {
  pass: { tone: 'on', word: 'Passed' },
  block: { tone: 'red', word: 'Blocked' },
  insufficient_data: { tone: 'none', word: 'Too little data' },
};

/** What stands behind a rule's code. */
const RULES: Record<string, string> = {
  expired: 'Expired',
  no_owner: 'No owner',
  no_expiry: 'No expiry',
  no_removal_ticket: 'No removal ticket',
  stale: 'Stale',
  unknown_flag: 'Unknown flag',
  archived_in_code: 'Archived, still in code',
  not_scanned: 'Not scanned',
  change_fail_rate: 'Change fail rate',
  recovery_time: 'Recovery time',
  too_few_outcomes: 'Too few deployments',
  not_success: 'Check not green',
  missing: 'Check missing',
  running: 'Check running',
  no_checks: 'No checks',
};

const COUNTS: Record<string, string> = {
  flags: 'Flags looked at',
  references: 'Mentions in code',
  outcomes: 'Deployments counted',
  failed: 'Of them failed',
  usedLast24h: 'In the last 24 h',
  blocking: 'Blocking checks',
  green: 'Of them green',
  ...RULES,
};

export const isGuard = (guard: string): guard is Guard => guard in GUARDS;
export const isVerdict = (verdict: string): verdict is Verdict['verdict'] => verdict in VERDICTS;
export const guardName = (guard: string): string => (isGuard(guard) ? GUARDS[guard] : guard);
export const ruleName = (rule: string): string => RULES[rule] ?? rule.replaceAll('_', ' ');

/** Counts in the order in which they are best read. */
export function countsOf(counts: Record<string, number>): [string, number][] {
  const order = Object.keys(COUNTS);
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(counts)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([name, count]) => [COUNTS[name] ?? name.replaceAll('_', ' '), count]);
}

/** Why, in one line. */
export function whyOf({ reasons, verdict }: Pick<Verdict, 'reasons' | 'verdict'>): string {
  const [first] = reasons;
  if (first === undefined) return verdict === 'pass' ? 'Nothing stands in the way.' : 'No reason was given.';
  return reasons.length === 1 ? first.detail : `${first.detail} And ${reasons.length - 1} more.`;
}

/** Where the page of a reason's subject is: flags have one. */
export function subjectPage(guard: string, subject: string, rule: string): string | null {
  if (guard !== 'flag-debt' || rule === 'unknown_flag' || rule === 'not_scanned') return null;
  return `/flags/${encodeURIComponent(subject)}`;
}
