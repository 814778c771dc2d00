import { describe, expect, it } from 'vitest';
import { askAgainMs, lengthText, tallyText } from './receipts';

const clients = (applied: number, pending: number, silent: number, lastAppliedMs: number | null = null) => ({
  applied,
  pending,
  silent,
  lastAppliedAt: null,
  lastAppliedMs,
});

describe('how far a change has come, in words', () => {
  it.each([
    [clients(0, 0, 0), 'No client that names itself was there'],
    [clients(1, 0, 0, 90), 'The one client applied it, the last after 90 ms'],
    [clients(12, 0, 0, 1_500), 'All 12 clients applied it, the last after 1,500 ms'],
    [clients(0, 3, 0), '0 of 3 clients applied it; 3 pending'],
    [clients(9, 2, 1, 61_000), '9 of 12 clients applied it, the last after 61 s; 2 pending, 1 silent'],
  ])('%j', (given, text) => {
    expect(tallyText(given)).toBe(text);
  });

  it('with lengths that can be read', () => {
    expect([lengthText(9_999), lengthText(59_600), lengthText(3_600_000)]).toEqual(['9,999 ms', '60 s', '60 min']);
  });
});

it('is asked for often while clients are pending, seldom for silent ones, and no more when all have it', () => {
  expect(askAgainMs(undefined)).toBe(1_000);
  expect(askAgainMs(clients(1, 1, 1))).toBe(1_000);
  expect(askAgainMs(clients(1, 0, 1))).toBe(15_000);
  expect(askAgainMs(clients(1, 0, 0))).toBe(false);
});
