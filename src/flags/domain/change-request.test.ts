import { describe, expect, it } from 'vitest';
import type { ChangePolicy } from './change-policy.js';
import {
  REQUEST_STATES,
  REQUEST_STEPS,
  REQUEST_TRANSITIONS,
  requestState,
  standingApprovals,
  type RequestFacts,
} from './change-request.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const policy: ChangePolicy = {
  service: null,
  production: true,
  environments: [],
  approvals: 2,
  offNeedsApproval: false,
  approvers: { teams: [], people: [] },
  expiresAfterHours: 72,
};
const by = (key: string, hash = 'h') => ({ key, teams: ['web'], active: true, hash });
const request = (over: Partial<RequestFacts> = {}): RequestFacts => ({
  state: 'open',
  hash: 'h',
  base: 'b',
  expiresAt: new Date('2026-11-22T08:00:00Z'),
  requestedBy: 'ana',
  editedBy: 'ana',
  approvals: [by('bo'), by('cy')],
  ...over,
});
const stateOf = (over: Partial<RequestFacts> = {}, by: ChangePolicy | null = policy, base = 'b') =>
  requestState(request(over), { policy: by, base, now: NOW });

describe('a change request', () => {
  it.each([
    ['approved by as many as the policy asks', {}, 'approved'],
    ['open with too few', { approvals: [by('bo')] }, 'open'],
    ['open with approvals of what it said before', { approvals: [by('bo'), by('cy', 'old')] }, 'open'],
    ['open with the approval of who asked', { approvals: [by('bo'), by('ana')] }, 'open'],
    ['open with the approval of who wrote it', { editedBy: 'cy' }, 'open'],
    ['open with the approval of somebody who left', { approvals: [by('bo'), { ...by('cy'), active: false }] }, 'open'],
    ['expired at its end, though approved', { expiresAt: NOW }, 'expired'],
    ['applied, whatever else', { state: 'applied', expiresAt: NOW }, 'applied'],
  ] as const)('is %s', (_, over, state) => {
    expect(stateOf(over as Partial<RequestFacts>)).toBe(state);
  });

  it('is outdated when the flag was changed after it', () => {
    expect(stateOf({}, policy, 'c')).toBe('outdated');
  });

  it('counts only approvers whom the policy names now', () => {
    const named = { ...policy, approvers: { teams: [], people: ['bo'] } };
    expect(standingApprovals(request(), named)).toEqual(['bo']);
  });

  it('needs nothing where there is no policy any more', () => {
    expect(stateOf({ approvals: [] }, null)).toBe('approved');
  });
});

describe('the steps', () => {
  it('lead back to a state that is stored, and only approved ones to applied', () => {
    for (const state of REQUEST_STATES) {
      const { apply } = REQUEST_TRANSITIONS[state];
      expect(apply === undefined).toBe(state !== 'approved' && state !== 'applied');
    }
  });

  it('leave no stored state unreached and no step unused', () => {
    const targets = new Set(Object.values(REQUEST_TRANSITIONS).flatMap((steps) => Object.values(steps)));
    expect([...targets].toSorted()).toEqual(['applied', 'open', 'rejected', 'withdrawn']);
    const used = new Set(Object.values(REQUEST_TRANSITIONS).flatMap((steps) => Object.keys(steps)));
    expect([...used].toSorted()).toEqual([...REQUEST_STEPS].toSorted());
  });
});
