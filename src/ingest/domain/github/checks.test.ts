import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckFact } from '../facts.js';
import { mergeCheck } from './checks.js';
import type { CheckPatch } from './patches.js';

const at = (minute: number): string => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const told = (started: number, completed: number | null, conclusion: string | null, attempt = 1): CheckPatch => ({
  of: 'check',
  asOf: at(completed ?? started),
  fact: {
    kind: 'check',
    id: 'github:check_run:1',
    repository: 'acme/shop',
    sha: 'a',
    name: 'unit',
    app: 'ci',
    conclusion,
    startedAt: at(started),
    completedAt: completed === null ? null : at(completed),
    attempt,
  },
});
const end = (order: CheckPatch[]): CheckFact | null => order.reduce<CheckFact | null>(mergeCheck, null);

describe('states of one check', () => {
  it('end the same in any order, also doubled', () => {
    const states = [told(1, null, null), told(1, 5, 'failure'), told(6, null, null, 2), told(6, 9, 'success', 2)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...states, ...states], { minLength: 8 }), (order) => {
        expect(end(order)).toMatchObject({ attempt: 2, conclusion: 'success' });
      }),
    );
  });

  it('do not go back to running when the start is told late', () => {
    expect(end([told(1, 5, 'success'), told(1, null, null)])).toMatchObject({ conclusion: 'success' });
  });

  it('run again when they are started again', () => {
    expect(end([told(1, 5, 'success'), told(6, null, null)])).toMatchObject({ conclusion: null });
    expect(end([told(6, null, null), told(1, 5, 'success')])).toMatchObject({ conclusion: null });
  });

  it('with two conclusions for one moment are no success', () => {
    expect(end([told(1, 5, 'success'), told(1, 5, 'failure')])).toMatchObject({ conclusion: 'failure' });
    expect(end([told(1, 5, 'failure'), told(1, 5, 'success')])).toMatchObject({ conclusion: 'failure' });
  });
});
