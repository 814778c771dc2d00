import { describe, expect, it } from 'vitest';
import { draftFaults, isTicket, newFaults, type DraftFacts, type FlagDraft } from './birth.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const KNOWN: DraftFacts = { serviceExists: true, team: 'active', person: null };
const draftOf = (over: Partial<FlagDraft> = {}): FlagDraft => ({
  kind: 'release',
  service: 'checkout',
  owner: { team: 'payments', person: null },
  expiresAt: new Date('2027-01-01T00:00:00Z'),
  removalTicket: 'OPS-12',
  killSwitch: { runbook: null, blastRadius: null },
  variants: { on: true, off: false },
  defaultVariant: 'on',
  offVariant: 'off',
  ...over,
});
const fields = (draft: FlagDraft, facts = KNOWN, expiryIsNew = true): string[] =>
  draftFaults(draft, facts, expiryIsNew, NOW).map(({ field, code }) => `${field} ${code}`);

describe('the birth of a flag', () => {
  it('takes a whole one', () => {
    expect(fields(draftOf())).toEqual([]);
  });

  it.each(['release', 'experiment'] as const)('names each thing that a %s lacks, all at once', (kind) => {
    const bare = draftOf({ kind, owner: { team: null, person: null }, expiresAt: null, removalTicket: null });
    expect(fields(bare, { ...KNOWN, team: null })).toEqual([
      'owner missing',
      'expiresAt missing',
      'removalTicket missing',
    ]);
  });

  it.each(['ops', 'permission', 'kill_switch'] as const)('asks of a %s only an owner', (kind) => {
    const bare = draftOf({ kind, expiresAt: null, removalTicket: null });
    expect(fields(bare)).toEqual([]);
    expect(fields({ ...bare, owner: { team: null, person: null } }, { ...KNOWN, team: null })).toEqual([
      'owner missing',
    ]);
  });

  it('wants one owner that exists and is active', () => {
    expect(fields(draftOf({ owner: { team: 'a', person: 'b' } }), { ...KNOWN, person: 'active' })).toEqual([
      'owner ambiguous',
    ]);
    expect(fields(draftOf(), { ...KNOWN, team: 'unknown' })).toEqual(['owner.team unknown_team']);
    expect(fields(draftOf(), { ...KNOWN, team: 'inactive' })).toEqual(['owner.team inactive_team']);
    const ofPerson = draftOf({ owner: { team: null, person: 'ana' } });
    expect(fields(ofPerson, { ...KNOWN, team: null, person: 'unknown' })).toEqual(['owner.person unknown_person']);
    expect(fields(ofPerson, { ...KNOWN, team: null, person: 'inactive' })).toEqual(['owner.person inactive_person']);
  });

  it('takes any expiry ahead, and looks at the clock only where the expiry is new', () => {
    expect(fields(draftOf({ expiresAt: new Date(NOW.getTime() + 1) }))).toEqual([]);
    expect(fields(draftOf({ expiresAt: NOW }))).toEqual(['expiresAt in_the_past']);
    expect(fields(draftOf({ expiresAt: NOW }), KNOWN, false)).toEqual([]);
  });

  it('lets a kill switch tell its runbook and its blast radius, and no other kind', () => {
    const told = { runbook: 'https://wiki.example.com/pay', blastRadius: 'Nobody can pay by card' };
    expect(fields(draftOf({ kind: 'kill_switch', killSwitch: told }))).toEqual([]);
    expect(fields(draftOf({ killSwitch: told }))).toEqual(['killSwitch not_a_kill_switch']);
    expect(fields(draftOf({ kind: 'kill_switch', killSwitch: { ...told, runbook: 'javascript:alert(1)' } }))).toEqual([
      'killSwitch.runbook bad_address',
    ]);
  });

  it('names an unknown service', () => {
    expect(fields(draftOf(), { ...KNOWN, serviceExists: false })).toEqual(['service unknown_service']);
  });

  it.each([
    [{}, ['variants missing', 'defaultVariant unknown_variant', 'offVariant unknown_variant']],
    [{ on: true, off: 'no' }, ['variants.off mixed_types']],
    [{ on: 1, off: 0.5 }, []],
    [{ on: { a: [1] }, off: {} }, []],
    [{ on: null, off: false }, ['variants.on bad_type']],
    [{ on: [1], off: [2] }, ['variants.on bad_type', 'variants.off bad_type']],
    [{ on: Infinity, off: 0 }, ['variants.on not_finite']],
    [{ on: true, off: false, 'a b': true }, ['variants.a b bad_name']],
    [{ blue: 'b', off: 'o' }, ['defaultVariant unknown_variant']],
  ])('judges the variants %j', (variants, expected) => {
    expect(fields(draftOf({ variants }))).toEqual(expected);
  });

  it('does not take an inherited name for a variant', () => {
    expect(fields(draftOf({ defaultVariant: 'constructor' }))).toEqual(['defaultVariant unknown_variant']);
  });

  it.each([
    ['https://tracker.example.com/browse/OPS-12', true],
    ['OPS-12', true],
    ['#12', true],
    ['owner/name#12', true],
    ['later', false],
    ['to do 1', false],
    ['https://', false],
    ['javascript:alert(1)', false],
  ])('ticket %s: %s', (text, expected) => {
    expect(isTicket(text)).toBe(expected);
  });
});

describe('a change of a flag that was imported without owner and end', () => {
  const bare = draftOf({ owner: { team: null, person: null }, expiresAt: null, removalTicket: null });
  const faults = draftFaults(bare, { ...KNOWN, team: null }, false, NOW);

  it('need not mend them', () => {
    expect(newFaults(faults, bare, 'release')).toEqual([]);
  });

  it('may not take away what is there, and becomes another kind only whole', () => {
    expect(newFaults(faults, draftOf(), 'release')).toEqual(faults);
    expect(newFaults(faults, bare, 'experiment')).toEqual(faults);
  });
});
