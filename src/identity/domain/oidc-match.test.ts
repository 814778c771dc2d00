import { describe, expect, it } from 'vitest';
import { match, type Candidate, type Match } from './oidc-match.js';

const verified = { email: 'ada@example.com', emailVerified: true };
const ada: Candidate = { key: 'ada', active: true, role: 'member', bound: false };
const signIn = (more: object): object => ({ outcome: 'sign_in', person: 'ada', bind: true, giveRole: null, ...more });
const refused = (why: string): object => ({ outcome: 'refuse', why });

describe('whose account it is', () => {
  it.each<[string, Match | object, Parameters<typeof match>]>([
    ['bound, whatever the e-mail', signIn({ bind: false }), [ada, null, { email: null, emailVerified: false }, null]],
    ['bound to an inactive person', refused('inactive'), [{ ...ada, active: false }, null, verified, 'viewer']],
    ['bound to a person who lost the role', refused('no_role'), [{ ...ada, role: null }, null, verified, 'viewer']],
    ['known by e-mail', signIn({}), [null, ada, verified, null]],
    [
      'known by an e-mail nobody verified',
      refused('email_not_verified'),
      [null, ada, { ...verified, emailVerified: false }, 'viewer'],
    ],
    ['without an e-mail', refused('email_not_verified'), [null, null, { email: null, emailVerified: true }, 'viewer']],
    ['known, without a role', refused('no_role'), [null, { ...ada, role: null }, verified, null]],
    [
      'known, without a role, where all get one',
      signIn({ giveRole: 'viewer' }),
      [null, { ...ada, role: null }, verified, 'viewer'],
    ],
    ['known and inactive', refused('inactive'), [null, { ...ada, active: false }, verified, 'viewer']],
    [
      'an e-mail that went to somebody else',
      refused('already_bound'),
      [null, { ...ada, bound: true }, verified, 'viewer'],
    ],
    ['unknown', refused('unknown_person'), [null, null, verified, null]],
    ['unknown, where all get a role', { outcome: 'create', role: 'viewer' }, [null, null, verified, 'viewer']],
  ])('%s', (_, expected, facts) => expect(match(...facts)).toEqual(expected));
});
