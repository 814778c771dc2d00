import type { Targeting } from './rules.js';

export interface RulesDifference {
  what: 'rule_added' | 'rule_removed' | 'rule_changed' | 'rules_reordered' | 'otherwise' | 'prerequisites';
  /** The rule's id. */
  rule: string | null;
  from: unknown;
  to: unknown;
}

/** What an edit changes, rules told apart by their ids. */
export function differenceOf(before: Targeting, after: Targeting): RulesDifference[] {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const differences = after.rules.flatMap((to): RulesDifference[] => {
    const from = old.get(to.id);
    if (from === undefined) return [{ what: 'rule_added', rule: to.id, from: null, to }];
    return same(from, to) ? [] : [{ what: 'rule_changed', rule: to.id, from, to }];
  });
  for (const rule of before.rules)
    if (!kept.has(rule.id)) differences.push({ what: 'rule_removed', rule: rule.id, from: rule, to: null });
  const order = (rules: Targeting['rules'], among: { has(id: string): boolean }): string[] =>
    rules.map(({ id }) => id).filter((id) => among.has(id));
  const [from, to] = [order(before.rules, kept), order(after.rules, old)];
  if (!same(from, to)) differences.push({ what: 'rules_reordered', rule: null, from, to });
  for (const what of ['otherwise', 'prerequisites'] as const)
    if (!same(before[what], after[what])) differences.push({ what, rule: null, from: before[what], to: after[what] });
  return differences;
}
