import { describe, expect, it } from 'vitest';
import { decideApproval, faultOfExpiry, stateOfWaiver } from './waiver.js';

const DAY = 86_400_000;
const NOW = new Date('2026-11-21T08:00:00Z');
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY);
const waiver = (over: object = {}) => ({
  expiresAt: inDays(10),
  approvedAt: null,
  endedAt: null,
  requestedBy: 'person:ana',
  approvedBy: null,
  ...over,
});
const ben = { identity: 'person:ben', person: 'ben' };

describe('the end of a waiver', () => {
  it.each([
    [0, 'in_the_past'],
    [-1, 'in_the_past'],
    [1, null],
    [30, null],
    [30.01, 'too_late'],
  ])('%d days ahead: %s', (days, code) => {
    expect(faultOfExpiry(inDays(days), NOW)?.code ?? null).toBe(code);
  });
});

describe('a waiver', () => {
  it('excuses from its approval to its expiry, by the clock alone', () => {
    expect(stateOfWaiver(waiver(), NOW)).toBe('requested');
    const active = waiver({ approvedAt: NOW });
    expect(stateOfWaiver(active, inDays(9.99))).toBe('active');
    expect(stateOfWaiver(active, inDays(10))).toBe('expired');
    expect(stateOfWaiver({ ...active, endedAt: NOW }, NOW)).toBe('ended');
  });

  it('is approved by another person than whoever asked', () => {
    expect(decideApproval(waiver(), ben, NOW)).toEqual({ do: 'approve' });
    expect(decideApproval(waiver(), { identity: 'person:ana', person: 'ana' }, NOW)).toMatchObject({ why: 'own' });
    expect(decideApproval(waiver(), { identity: 'token:1', person: null }, NOW)).toMatchObject({ why: 'not_a_person' });
  });

  it('is approved once, and not after its end', () => {
    const active = waiver({ approvedAt: NOW, approvedBy: 'ben' });
    expect(decideApproval(active, ben, NOW)).toEqual({ do: 'nothing' });
    expect(decideApproval(active, { identity: 'person:cy', person: 'cy' }, NOW)).toMatchObject({ why: 'state' });
    expect(decideApproval(waiver(), ben, inDays(11))).toMatchObject({ why: 'state', state: 'expired' });
    expect(decideApproval(waiver({ endedAt: NOW }), ben, NOW)).toMatchObject({ why: 'state', state: 'ended' });
  });
});
