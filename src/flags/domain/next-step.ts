import type { DebtRule } from './debt.js';
import type { NextAction, Staleness } from './staleness.js';

export const STEPS = ['name_owner', 'add_ticket', 'set_expiry', 'remove_code', 'archive', 'keep'] as const;
export type Step = 'name_owner' | 'add_ticket' | 'set_expiry' | NextAction;

/** The one thing to do next about a flag, and why; null: nothing. Without an owner nobody would do anything else. */
export function nextStep(
  debt: readonly DebtRule[],
  { action, why }: Pick<Staleness, 'action' | 'why'>,
): { step: Step; why: string } | null {
  if (debt.includes('no_owner'))
    return { step: 'name_owner', why: 'Nobody who is still here answers for it: name a new owner.' };
  if (action !== null) return { step: action, why };
  if (debt.includes('no_removal_ticket'))
    return { step: 'add_ticket', why: 'Nothing reminds anybody to remove it: open a removal ticket.' };
  if (debt.includes('no_expiry'))
    return { step: 'set_expiry', why: 'It has no end, which its kind is meant to have: say until when it is needed.' };
  return null;
}
