import { describe, expect, it } from 'vitest';
import { actionState, type LinkedChange, type Verdict, type WaitingReason } from './action-state.js';

const day = (n: number): Date => new Date(Date.UTC(2026, 2, n));
const change = (id: string, over: Partial<LinkedChange> = {}): LinkedChange => ({
  id,
  mergedAt: day(2),
  closedAt: null,
  reverts: null,
  ...over,
});
const green = { green: true, failing: [] };
const red = { green: false, failing: [{ name: 'unit', conclusion: 'failure' }] };
const revert = change('r1', { reverts: 'c1' });

type Case = [string, string | null, LinkedChange | null, LinkedChange[], Verdict | null, WaitingReason];

describe('an action item', () => {
  it.each([
    ['without a link', null, null, [], null, 'no_change_linked'],
    ['whose change nobody told about', 'c1', null, [], null, 'change_unknown'],
    ['whose change is open', 'c1', change('c1', { mergedAt: null }), [], green, 'not_merged'],
    [
      'whose change was given up',
      'c1',
      change('c1', { mergedAt: null, closedAt: day(3) }),
      [],
      green,
      'closed_unmerged',
    ],
    ['whose change is merged, but red', 'c1', change('c1'), [], red, 'checks_not_green'],
    [
      'whose change is merged without any check',
      'c1',
      change('c1'),
      [],
      { green: false, failing: [] },
      'checks_not_green',
    ],
    ['whose change was reverted', 'c1', change('c1'), [revert], green, 'reverted'],
  ] satisfies Case[])('%s waits', (_, link, linked, reverting, verdict, reason) => {
    expect(actionState(link, linked, reverting, verdict)).toMatchObject({ state: 'open', waiting: { reason } });
  });

  it('is done when its change is merged and green', () => {
    expect(actionState('c1', change('c1'), [], green)).toEqual({ state: 'done', waiting: null });
  });

  it('stays done while the revert is not merged', () => {
    expect(actionState('c1', change('c1'), [{ ...revert, mergedAt: null }], green).state).toBe('done');
  });

  it('is done again when the revert is reverted, and open again when that is reverted too', () => {
    const back = change('r2', { reverts: 'r1' });
    expect(actionState('c1', change('c1'), [revert, back], green).state).toBe('done');
    expect(actionState('c1', change('c1'), [revert, back, change('r3', { reverts: 'r2' })], green).state).toBe('open');
  });

  it('is open while a second revert stands', () => {
    const others = [revert, change('r2', { reverts: 'r1' }), change('r4', { reverts: 'c1' })];
    expect(actionState('c1', change('c1'), others, green)).toMatchObject({ waiting: { reason: 'reverted' } });
  });

  it('survives changes that say they revert each other', () => {
    const circle = [change('r1', { reverts: 'c1' }), change('c1', { reverts: 'r1' })];
    expect(actionState('c1', change('c1', { reverts: 'r1' }), circle, green).state).toBe('open');
  });

  it('names the checks that are not green', () => {
    expect(actionState('c1', change('c1'), [], red).waiting).toMatchObject({
      failing: red.failing,
      detail: 'Not green: unit (failure).',
    });
  });
});
