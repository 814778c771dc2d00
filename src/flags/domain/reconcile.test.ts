import { describe, expect, it } from 'vitest';
import type { FlagStage } from './flag.js';
import { reconcile } from './reconcile.js';

const KILLED_AT = '2026-11-21T08:00:00.000Z';
const flag = (on: boolean, changed: string, stage: FlagStage = 'active'): Parameters<typeof reconcile>[0] => ({
  stage,
  environments: [{ key: 'production', on, changedAt: new Date(changed) }],
});

describe('a journaled kill', () => {
  it.each([
    ['a flag that was on before', flag(true, '2026-11-21T07:00:00Z'), 'killed'],
    ['a flag turned on in the same instant', flag(true, KILLED_AT), 'killed'],
    ['a flag that was off before', flag(false, '2026-11-21T07:00:00Z'), 'already_off'],
    ['a flag turned on later elsewhere', flag(true, '2026-11-21T08:00:00.001Z'), 'superseded'],
    ['a flag turned off later elsewhere', flag(false, '2026-11-21T09:00:00Z'), 'superseded'],
    ['an archived flag', flag(true, '2026-11-21T07:00:00Z', 'archived'), 'archived'],
    ['a flag that is not there', null, 'unknown'],
  ])('of %s', (_, found, outcome) => {
    expect(reconcile(found, { environment: 'production', at: KILLED_AT })).toBe(outcome);
  });

  it('of an environment that is gone', () => {
    expect(reconcile(flag(true, KILLED_AT), { environment: 'staging', at: KILLED_AT })).toBe('unknown');
  });
});
