import { describe, expect, it } from 'vitest';
import { differences, requestTitle, type Request } from './words';

const request: Request = {
  id: '1',
  flag: 'checkout-new',
  service: 'checkout',
  environment: 'production',
  content: { kind: 'flip', on: true },
  before: {
    on: false,
    rules: [],
    otherwise: null,
    prerequisites: [],
    variants: { on: true, off: false },
    defaultVariant: 'on',
    offVariant: 'off',
  },
  hash: '',
  reason: 'release',
  state: 'open',
  needed: 1,
  approvals: [],
  mayApprove: false,
  requestedBy: 'ana',
  editedBy: 'ana',
  requestedAt: '2026-11-21T08:00:00.000Z',
  expiresAt: '2026-11-24T08:00:00.000Z',
  endedAt: null,
  endedBy: null,
  note: null,
};

describe('a change request in words', () => {
  it('says what a flip does', () => {
    expect(requestTitle(request)).toBe('Turn on checkout-new in production');
    expect(differences(request)).toEqual([{ what: 'State', before: 'off', after: 'on' }]);
  });

  it('shows of answers only what differs', () => {
    const { variants, defaultVariant } = request.before;
    const content = { kind: 'answers' as const, variants, defaultVariant, offVariant: 'on' };
    expect(differences({ ...request, content })).toEqual([{ what: 'Answer when off', before: 'off', after: 'on' }]);
  });
});
