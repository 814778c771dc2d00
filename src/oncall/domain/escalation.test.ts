import { describe, expect, it } from 'vitest';
import { outcomeOf, pagedAt, planEscalation } from './escalation.js';

const now = new Date('2026-11-21T09:00:00Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const reachable = (over: object = {}) => ({
  onCall: 'ada',
  turns: ['ada', 'bob', 'cy'],
  team: ['ada', 'bob', 'cy', 'dee'],
  escalateAfterMinutes: 5,
  ...over,
});

describe('the plan of an escalation', () => {
  it('goes from whoever is on call through the rotation to the team', () => {
    expect(planEscalation(reachable()).levels).toEqual([['ada'], ['bob'], ['cy'], ['ada', 'bob', 'cy', 'dee']]);
  });
  it('puts who stands in by an override before the whole rotation', () => {
    const { levels } = planEscalation(reachable({ onCall: 'zoe' }));
    expect(levels.slice(0, 4)).toEqual([['zoe'], ['ada'], ['bob'], ['cy']]);
  });
  it('pages nobody twice in turn who has two turns', () => {
    expect(planEscalation(reachable({ turns: ['ada', 'bob', 'ada', 'bob'] })).levels.slice(0, 3)).toEqual([
      ['ada'],
      ['bob'],
      ['ada', 'bob', 'cy', 'dee'],
    ]);
  });
  it('is the team at once where nobody is on call', () => {
    expect(planEscalation(reachable({ onCall: null, turns: [], team: ['dee', 'eve'] })).levels).toEqual([
      ['dee', 'eve'],
    ]);
  });
  it('has no level where nobody is there at all', () => {
    expect(planEscalation(reachable({ onCall: null, turns: [], team: [] })).levels).toEqual([]);
  });
});

describe('a level', () => {
  const plan = planEscalation(reachable());
  it('is followed by the next one after the minutes of the schedule', () => {
    expect(pagedAt(plan, 0, now)).toEqual({ people: ['ada'], nextAt: later(300_000) });
  });
  it('is the last one at the team', () => {
    expect(pagedAt(plan, 3, now)).toEqual({ people: ['ada', 'bob', 'cy', 'dee'], nextAt: null });
  });
  it('beyond the plan pages nobody', () => expect(pagedAt(plan, 4, now)).toEqual({ people: [], nextAt: null }));
});

describe('a page', () => {
  const failed = { delivered: false, hopeless: false };
  const hopeless = { delivered: false, hopeless: true };
  it('is delivered when one contact was reached', () => {
    expect(outcomeOf([failed, { delivered: true, hopeless: false }], 1, now)).toEqual({ state: 'delivered' });
  });
  it('is tried three times, each later than before', () => {
    expect(outcomeOf([failed], 1, now)).toEqual({ state: 'due', at: later(2_000) });
    expect(outcomeOf([failed, hopeless], 2, now)).toEqual({ state: 'due', at: later(8_000) });
    expect(outcomeOf([failed], 3, now)).toEqual({ state: 'failed' });
  });
  it('is given up at once where no try can help', () => {
    expect(outcomeOf([hopeless], 1, now)).toEqual({ state: 'failed' });
    expect(outcomeOf([], 1, now)).toEqual({ state: 'failed' });
  });
});
