import { describe, expect, it } from 'vitest';
import { FLAG_STAGES, type FlagStage } from './flag.js';
import { takeStep, TRANSITIONS, type LifecycleStep } from './lifecycle.js';

const STEPS: LifecycleStep[] = ['complete', 'archive', 'revive'];

describe('the lifecycle of a flag', () => {
  it('reaches every stage from active and leaves every stage again', () => {
    const reached = new Set<FlagStage>(['active']);
    for (const stage of reached) for (const next of Object.values(TRANSITIONS[stage])) reached.add(next);
    expect([...reached].sort()).toEqual([...FLAG_STAGES].sort());
    for (const stage of FLAG_STAGES) {
      expect(Object.values(TRANSITIONS[stage]).some((next) => next !== stage)).toBe(true);
    }
  });

  it.each<[FlagStage, LifecycleStep, string]>([
    ['active', 'complete', 'completed'],
    ['active', 'archive', 'refused'],
    ['active', 'revive', 'nothing'],
    ['completed', 'complete', 'nothing'],
    ['completed', 'archive', 'archived'],
    ['completed', 'revive', 'active'],
    ['archived', 'complete', 'refused'],
    ['archived', 'archive', 'nothing'],
    ['archived', 'revive', 'active'],
  ])('%s, %s: %s', (stage, step, expected) => {
    const outcome = stage === 'active' ? null : 'kept';
    const decision = takeStep({ stage, outcome }, step, step === 'complete' ? 'kept' : null);
    const told = decision.do === 'move' ? decision.stage : decision.do === 'refuse' ? 'refused' : 'nothing';
    expect(told).toBe(expected);
  });

  it('names each pair of stage and step', () => {
    expect(FLAG_STAGES.length * STEPS.length).toBe(9);
  });

  it('keeps the outcome into the archive and forgets it on revival', () => {
    expect(takeStep({ stage: 'completed', outcome: 'discarded' }, 'archive', null)).toEqual({
      do: 'move',
      stage: 'archived',
      outcome: 'discarded',
    });
    expect(takeStep({ stage: 'archived', outcome: 'discarded' }, 'revive', null)).toEqual({
      do: 'move',
      stage: 'active',
      outcome: null,
    });
  });

  it('does not complete twice with different outcomes', () => {
    expect(takeStep({ stage: 'completed', outcome: 'kept' }, 'complete', 'discarded')).toEqual({
      do: 'refuse',
      why: 'outcome',
    });
  });
});
