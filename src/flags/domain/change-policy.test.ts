import { describe, expect, it } from 'vitest';
import { covers, mayApprove, needsApproval, type ChangePolicy } from './change-policy.js';
import { NO_TARGETING } from './rules.js';

const policy = (over: Partial<ChangePolicy> = {}): ChangePolicy => ({
  service: null,
  production: true,
  environments: [],
  approvals: 1,
  offNeedsApproval: false,
  approvers: { teams: [], people: [] },
  expiresAfterHours: 72,
  ...over,
});
const production = { key: 'live', production: true };
const staging = { key: 'staging', production: false };
const on = { kind: 'flip', on: true } as const;
const off = { kind: 'flip', on: false } as const;
const rules = { kind: 'rules', ...NO_TARGETING } as const;

describe('what needs approval', () => {
  it.each([
    ['nothing without a policy', null, production, on, false],
    ['turning on in production', policy(), production, on, true],
    ['rules in production', policy(), production, { ...rules, rules: [] }, true],
    ['not turning off', policy(), production, off, false],
    ['turning off, if the policy says so', policy({ offNeedsApproval: true }), production, off, true],
    ['nothing elsewhere', policy(), staging, on, false],
    ['an environment that is named', policy({ environments: ['staging'] }), staging, on, true],
    ['nothing where a service is exempt', policy({ production: false }), production, on, false],
  ])('%s', (_, given, place, content, needed) => {
    expect(needsApproval(given, place, content)).toBe(needed);
  });

  it('is covered though turning off is free there', () => {
    expect(covers(policy(), production)).toBe(true);
    expect(covers(policy(), staging)).toBe(false);
  });
});

describe('an approver', () => {
  const bo = { key: 'bo', teams: ['payments'], active: true };

  it.each([
    ['anybody, where nobody is named', {}, bo, [], true],
    ['not whoever asked', {}, bo, ['bo'], false],
    ['nobody who left', {}, { ...bo, active: false }, [], false],
    ['a person who is named', { people: ['bo'] }, bo, [], true],
    ['a member of a team that is named', { teams: ['payments'] }, bo, [], true],
    ['nobody else', { people: ['ana'], teams: ['web'] }, bo, [], false],
  ])('%s', (_, named, person, authors, may) => {
    expect(mayApprove(policy({ approvers: { teams: [], people: [], ...named } }), person, authors)).toBe(may);
  });
});
