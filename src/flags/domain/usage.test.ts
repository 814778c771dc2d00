import { describe, expect, it } from 'vitest';
import { NEVER_USED, usageOf, type UsageFacts } from './usage.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const OLD = ago(400);
const facts = (over: Partial<UsageFacts>): UsageFacts => ({ ...NEVER_USED, ...over });
const calls = (last: number, constantSince: number | null): UsageFacts =>
  facts({ lastCalledAt: ago(last), variant: 'on', constantSince: constantSince === null ? null : ago(constantSince) });

describe('how a flag was used', () => {
  it.each<[string, UsageFacts, Date, number, string]>([
    ['called, another variant 3 days ago', calls(0, 3), OLD, 30, 'varied'],
    ['called, the same for 31 days', calls(1, 31), OLD, 30, 'constant'],
    ['called, the same for exactly 30 days', calls(1, 30), OLD, 30, 'constant'],
    ['called, the same for 31 days, asked for 60', calls(1, 31), OLD, 60, 'varied'],
    ['called, but every call failed', calls(1, null), OLD, 30, 'varied'],
    ['last called 30 days ago, the same ever since', calls(30, 200), OLD, 30, 'not_called'],
    [
      'last called 40 days ago, in bulk yesterday',
      { ...calls(40, 200), lastHandedOutAt: ago(1) },
      OLD,
      30,
      'handed_out',
    ],
    ['never called, in bulk yesterday', facts({ lastHandedOutAt: ago(1) }), OLD, 30, 'handed_out'],
    ['never seen', NEVER_USED, OLD, 30, 'not_called'],
    ['born a week ago and never called', NEVER_USED, ago(7), 30, 'new'],
    ['born a week ago, in bulk only', facts({ lastHandedOutAt: ago(1) }), ago(7), 30, 'new'],
    ['born a week ago and called', calls(1, 6), ago(7), 30, 'varied'],
    ['born a week ago, asked for 5 days', calls(1, 6), ago(7), 5, 'constant'],
  ])('%s', (_, given, createdAt, days, state) => {
    expect(usageOf(given, createdAt, NOW, days)).toBe(state);
  });
});
