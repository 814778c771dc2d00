import { describe, expect, it } from 'vitest';
import { KNOWN_MS, receiptOf, tallyOf, type SeenInstance } from './receipts.js';

const at = new Date('2026-11-21T08:00:00Z');
const after = (seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
const change = { revision: 42, at };
const seen = (over: Partial<SeenInstance>): SeenInstance => ({
  instance: 'web-1',
  sdk: null,
  door: 'bulk',
  revision: 41,
  appliedAt: null,
  lastSeenAt: after(-10),
  connectedUntil: null,
  ...over,
});

describe('the receipt of a change', () => {
  it.each<[string, Partial<SeenInstance>, number, string]>([
    ['handed the revision', { revision: 42 }, 1, 'applied'],
    ['handed a later one', { revision: 50 }, 1, 'applied'],
    ['handed it long ago and gone since', { revision: 42, lastSeenAt: after(1) }, 7_200, 'applied'],
    ['seen a moment before', {}, 1, 'pending'],
    ['seen within the minute', {}, 50, 'pending'],
    ['not seen for more than a minute', {}, 51, 'silent'],
    ['seen again, by the old revision', { lastSeenAt: after(100) }, 120, 'pending'],
    ['connected, with no sign for long', { lastSeenAt: after(-3_000), connectedUntil: after(45) }, 1, 'pending'],
    [
      'connected, but not heard of for a minute',
      { lastSeenAt: after(-3_000), connectedUntil: after(99) },
      61,
      'silent',
    ],
    ['no longer connected', { lastSeenAt: after(-3_000), connectedUntil: after(1) }, 2, 'silent'],
  ])('of an instance %s', (_, over, seconds, state) => {
    expect(receiptOf(seen(over), change, after(seconds)).state).toBe(state);
  });

  it('tells how long it took, never less than nothing', () => {
    const taken = (seconds: number) => receiptOf(seen({ revision: 42, appliedAt: after(seconds) }), change, after(9));
    expect(taken(0.25).appliedMs).toBe(250);
    expect(taken(-0.01).appliedMs).toBe(0);
  });

  it('no longer tells when of a change so old that first times are forgotten', () => {
    const days = KNOWN_MS / 1_000;
    // What is left is the first time of a later revision.
    const late = seen({ revision: 50, appliedAt: after(days - 60) });
    expect(receiptOf(late, change, after(days))).toMatchObject({ state: 'applied', appliedMs: (days - 60) * 1_000 });
    expect(receiptOf(late, change, after(days + 1))).toMatchObject({
      state: 'applied',
      appliedAt: null,
      appliedMs: null,
    });
  });
});

describe('the tally', () => {
  it('counts each state and names the last that applied', () => {
    const receipts = [
      seen({ instance: 'a', revision: 42, appliedAt: after(0.2) }),
      seen({ instance: 'b', revision: 43, appliedAt: after(3) }),
      seen({ instance: 'c', revision: 42 }),
      seen({ instance: 'd' }),
      seen({ instance: 'e', lastSeenAt: after(-600) }),
    ].map((one) => receiptOf(one, change, after(5)));
    expect(tallyOf(receipts)).toEqual({
      applied: 3,
      pending: 1,
      silent: 1,
      lastAppliedAt: after(3),
      lastAppliedMs: 3_000,
    });
  });

  it('of nobody has no last one', () => {
    expect(tallyOf([])).toEqual({ applied: 0, pending: 0, silent: 0, lastAppliedAt: null, lastAppliedMs: null });
  });
});
