import { describe, expect, it } from 'vitest';
import { lineOf, readJournal, type KillEntry } from './kill-entry.js';

const entry = (id: string): KillEntry => ({
  id,
  installation: 'here',
  flag: 'checkout-new',
  environment: 'production',
  reason: 'errors\nand more',
  incident: null,
  at: '2026-11-21T08:00:00.000Z',
  actor: { kind: 'token', id: 't', name: 'pager', person: 'ana', environment: null, permissions: ['flags:kill'] },
  askAt: null,
  correlationId: null,
});
const [first, second] = [entry('1'), entry('2')];

describe('the journal', () => {
  it('reads back what was written, each entry once', () => {
    const text = lineOf(first) + lineOf(second) + lineOf(first);
    expect(readJournal(text)).toEqual({ entries: [first, second], unreadable: 0, torn: false });
    expect(readJournal('')).toEqual({ entries: [], unreadable: 0, torn: false });
  });

  it('forgets a last line that broke off, wherever it did', () => {
    const whole = lineOf(second);
    for (let length = 2; length < whole.length; length += 1)
      expect(readJournal(lineOf(first) + whole.slice(0, length))).toEqual({
        entries: [first],
        unreadable: 0,
        torn: true,
      });
  });

  it('keeps what follows a line that broke off', () => {
    const text = lineOf(first).slice(0, 60) + lineOf(second);
    expect(readJournal(text)).toEqual({ entries: [second], unreadable: 1, torn: false });
  });

  it('believes no line that was changed', () => {
    const text = lineOf(first).replace('checkout-new', 'checkout-old') + lineOf(second);
    expect(readJournal(text)).toEqual({ entries: [second], unreadable: 1, torn: false });
  });
});
