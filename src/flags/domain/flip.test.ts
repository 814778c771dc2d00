import { describe, expect, it } from 'vitest';
import type { FlagEnvironment, FlagStage } from './flag.js';
import { flip } from './flip.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 8, minute));
const flagWith = (on: boolean, stage: FlagStage = 'active'): { stage: FlagStage; environments: FlagEnvironment[] } => ({
  stage,
  environments: [
    {
      key: 'production',
      on,
      rules: [],
      otherwise: null,
      prerequisites: [],
      revision: 7,
      changedAt: at(10),
      lastEvaluatedAt: null,
    },
  ],
});

describe('a flip', () => {
  it('changes the state at the present instant', () => {
    expect(flip(flagWith(false), { environment: 'production', on: true }, at(20))).toEqual({
      do: 'flip',
      on: true,
      at: at(20),
    });
  });

  it('to the present state does nothing', () => {
    const decision = flip(flagWith(true), { environment: 'production', on: true }, at(20));
    expect(decision).toMatchObject({ do: 'nothing', environment: { revision: 7 } });
  });

  it('never happens before the flip before it, though its transaction began earlier', () => {
    expect(flip(flagWith(true), { environment: 'production', on: false }, at(5))).toEqual({
      do: 'flip',
      on: false,
      at: at(10),
    });
  });

  it('is possible on a completed flag and refused on an archived one, also to the present state', () => {
    expect(flip(flagWith(true, 'completed'), { environment: 'production', on: false }, at(20)).do).toBe('flip');
    expect(flip(flagWith(true, 'archived'), { environment: 'production', on: true }, at(20))).toEqual({
      do: 'refuse',
      why: 'archived',
    });
  });

  it('is refused in an environment that the flag does not have', () => {
    expect(flip(flagWith(true), { environment: 'moon', on: false }, at(20))).toEqual({
      do: 'refuse',
      why: 'unknown_environment',
    });
  });
});
