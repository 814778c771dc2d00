import type { FlagOutcome, FlagStage } from './flag.js';

export type LifecycleStep = 'complete' | 'archive' | 'revive';

/**
 * Where each step leads from each stage. The stage itself: the step is already taken and changes nothing.
 * Absent: the stage forbids the step.
 */
export const TRANSITIONS: Record<FlagStage, Partial<Record<LifecycleStep, FlagStage>>> = {
  active: { complete: 'completed', revive: 'active' },
  completed: { complete: 'completed', archive: 'archived', revive: 'active' },
  archived: { archive: 'archived', revive: 'active' },
};

export interface LifecycleState {
  stage: FlagStage;
  outcome: FlagOutcome | null;
}

export type LifecycleDecision =
  | { do: 'nothing' }
  | { do: 'refuse'; why: 'stage' | 'outcome' }
  | { do: 'move'; stage: FlagStage; outcome: FlagOutcome | null };

/** Takes one step. Completing again with another outcome is refused: revive the flag first. */
export function takeStep(state: LifecycleState, step: LifecycleStep, outcome: FlagOutcome | null): LifecycleDecision {
  const target = TRANSITIONS[state.stage][step];
  if (target === undefined) return { do: 'refuse', why: 'stage' };
  if (target === state.stage) {
    const other = step === 'complete' && outcome !== state.outcome;
    return other ? { do: 'refuse', why: 'outcome' } : { do: 'nothing' };
  }
  if (step === 'complete') return { do: 'move', stage: target, outcome };
  return { do: 'move', stage: target, outcome: step === 'revive' ? null : state.outcome };
}
