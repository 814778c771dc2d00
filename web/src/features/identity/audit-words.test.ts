import { describe, expect, it } from 'vitest';
import { detailOf, pageOf } from './audit-words';

describe('what the audit says', () => {
  it.each([
    ['flag:checkout/new', '/flags/checkout%2Fnew'],
    ['repository:acme/shop', '/settings/merge-policies?repository=acme%2Fshop'],
    ['person:?', null],
    ['alert:1', null],
    ['flag:', null],
    ['javascript:alert(1)', null],
  ])('%s leads to %s', (subject, page) => {
    expect(pageOf(subject)).toBe(page);
  });

  it('tells the detail in one line, and leaves out what is not there', () => {
    expect(detailOf({ reason: 'too slow', on: false, incident: null, teams: ['a'] })).toBe(
      'reason: too slow, on: false, teams: ["a"]',
    );
  });
});
