import { describe, expect, it } from 'vitest';
import { story } from './story';
import type { RecentChange, TimelineEntry } from './words';

const entry = (id: string, minute: number, over: Partial<TimelineEntry>): TimelineEntry => ({
  id,
  at: `2026-11-21T08:${String(minute).padStart(2, '0')}:00.000Z`,
  kind: 'note',
  actor: 'ada',
  person: 'ada',
  note: null,
  ...over,
});
const flip: RecentChange = {
  kind: 'flip',
  id: 'f1',
  at: '2026-11-21T08:05:00.000Z',
  environment: 'production',
  title: 'checkout-new killed',
  flag: 'checkout-new',
  on: false,
};
const deployment: RecentChange = {
  kind: 'deployment',
  id: 'd1',
  at: '2026-11-21T08:07:00.000Z',
  environment: 'production',
  title: 'Deployed 3f2a91c',
};

describe('the story of an incident', () => {
  it('begins with the newest, and weaves in what changed meanwhile', () => {
    const entries = [
      entry('1', 1, { kind: 'declared', note: 'Checkout answers 500' }),
      entry('2', 9, { kind: 'restored', by: 'flag_off' }),
    ];
    expect(story(entries, [deployment]).map(({ words }) => words)).toEqual([
      'Restored by flag off',
      'Deployed 3f2a91c',
      'Declared: Checkout answers 500',
    ]);
  });

  it('tells a kill once, where the timeline knows of it', () => {
    const entries = [entry('1', 5, { kind: 'mitigated', by: 'flag_off', flag: 'checkout-new', flip: 'f1' })];
    expect(story(entries, [flip]).map(({ words }) => words)).toEqual(['Mitigated by flag off: checkout-new']);
    expect(story([], [flip]).map(({ words }) => words)).toEqual(['checkout-new killed']);
  });

  it('keeps the order of what happened at one moment', () => {
    const entries = [entry('1', 5, { kind: 'restored' }), entry('2', 5, { kind: 'resolved' })];
    expect(story(entries, []).map(({ words }) => words)).toEqual(['Resolved', 'Restored']);
  });
});
