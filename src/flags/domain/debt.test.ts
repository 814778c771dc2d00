import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasOwner, holdsUntil, owed, subjectOf, sameSince, type OwnerFacts, type UseFacts } from './debt.js';
import type { Flag, FlagEnvironment } from './flag.js';
import { DEFAULT_POLICIES, type KindPolicies } from './kind-policy.js';
import { NEVER_USED } from './usage.js';

const DAY = 86_400_000;
const UNKNOWN: UseFacts = { usage: NEVER_USED, references: null };
const judged = (flag: Flag, owner: OwnerFacts, policies: KindPolicies, now: Date) =>
  owed(subjectOf(flag, UNKNOWN), owner, policies, now);
const debtOf = (flag: Flag, owner: OwnerFacts, now: Date) => judged(flag, owner, DEFAULT_POLICIES, now);
const BORN = new Date('2026-01-01T00:00:00Z');
const after = (days: number): Date => new Date(BORN.getTime() + days * DAY);

const environment = (key: string, on: boolean, changedAt = BORN): FlagEnvironment => ({
  key,
  on,
  rules: [],
  otherwise: null,
  prerequisites: [],
  revision: 1,
  changedAt,
  lastEvaluatedAt: null,
});

const flagOf = (over: Partial<Flag> = {}): Flag => ({
  key: 'checkout-new',
  name: 'New checkout',
  description: null,
  kind: 'release',
  service: 'checkout',
  owner: { team: 'payments', person: null },
  expiresAt: after(30),
  extensions: 0,
  removalTicket: 'OPS-12',
  killSwitch: { runbook: null, blastRadius: null, lastDrilledAt: null },
  stage: 'active',
  outcome: null,
  variants: { on: true, off: false },
  defaultVariant: 'on',
  offVariant: 'off',
  environments: [environment('production', false), environment('staging', true)],
  revision: 1,
  createdAt: BORN,
  updatedAt: BORN,
  createdBy: 'ana',
  ...over,
});

const STAFFED: OwnerFacts = { teamExists: true, teamPeople: [{ active: true }], person: null };

describe('the debt of a flag', () => {
  it('is nothing for a young flag with an owner, an end and a ticket', () => {
    expect(debtOf(flagOf(), STAFFED, after(1))).toEqual([]);
  });

  it('is expired from the very instant of its expiry, also when completed', () => {
    expect(debtOf(flagOf(), STAFFED, new Date(after(30).getTime() - 1))).toEqual([]);
    expect(debtOf(flagOf(), STAFFED, after(30))).toEqual(['expired']);
    expect(debtOf(flagOf({ stage: 'completed', outcome: 'kept' }), STAFFED, after(30))).toEqual(['expired']);
  });

  it('is nothing once archived', () => {
    const orphan = flagOf({ stage: 'archived', removalTicket: null, owner: { team: null, person: null } });
    expect(debtOf(orphan, STAFFED, after(400))).toEqual([]);
  });

  it('asks a removal ticket of release and experiment alone', () => {
    expect(debtOf(flagOf({ removalTicket: null }), STAFFED, after(1))).toEqual(['no_removal_ticket']);
    expect(debtOf(flagOf({ removalTicket: null, kind: 'permission' }), STAFFED, after(1))).toEqual([]);
  });

  it('is stale when every environment stood in the same state for longer than its kind lives', () => {
    const everywhereOn = [environment('production', true), environment('staging', true)];
    const flag = flagOf({ environments: everywhereOn, expiresAt: after(400) });
    expect(debtOf(flag, STAFFED, new Date(after(40).getTime() - 1))).toEqual([]);
    expect(debtOf(flag, STAFFED, after(40))).toEqual(['stale']);
    expect(debtOf({ ...flag, kind: 'ops' }, STAFFED, after(7))).toEqual(['stale']);
    expect(debtOf({ ...flag, kind: 'kill_switch' }, STAFFED, after(4_000))).toEqual(['expired']);
    expect(debtOf({ ...flag, stage: 'completed', outcome: 'kept' }, STAFFED, after(40))).toEqual([]);
  });

  it('is stale by the lifetime that the installation sets', () => {
    const flag = flagOf({ environments: [environment('production', true)], expiresAt: after(400) });
    const policies = { ...DEFAULT_POLICIES, release: { lifetimeDays: 90, extensionCap: 2 } };
    expect(judged(flag, STAFFED, policies, after(89))).toEqual([]);
    expect(judged(flag, STAFFED, policies, after(90))).toEqual(['stale']);
    expect(
      judged(flag, STAFFED, { ...policies, release: { lifetimeDays: null, extensionCap: 2 } }, after(300)),
    ).toEqual([]);
  });

  it('is not stale while environments differ or one changed lately', () => {
    expect(debtOf(flagOf({ expiresAt: after(400) }), STAFFED, after(100))).toEqual([]);
    const lately = [environment('production', true, after(90)), environment('staging', true)];
    expect(debtOf(flagOf({ environments: lately, expiresAt: after(400) }), STAFFED, after(100))).toEqual([]);
  });
});

describe('the owner of a flag', () => {
  const owner = (facts: Partial<OwnerFacts>): OwnerFacts => ({
    teamExists: true,
    teamPeople: [],
    person: null,
    ...facts,
  });

  it('is a person while active', () => {
    const flag = { owner: { team: null, person: 'ana' } };
    expect(hasOwner(flag, owner({ person: { active: true } }))).toBe(true);
    expect(hasOwner(flag, owner({ person: { active: false } }))).toBe(false);
    expect(hasOwner(flag, owner({ person: null }))).toBe(false);
  });

  it('is a team until everybody left it', () => {
    const flag = { owner: { team: 'payments', person: null } };
    expect(hasOwner(flag, owner({ teamPeople: [{ active: false }, { active: true }] }))).toBe(true);
    expect(hasOwner(flag, owner({ teamPeople: [{ active: false }] }))).toBe(false);
    expect(hasOwner(flag, owner({ teamPeople: [] }))).toBe(true);
    expect(hasOwner(flag, owner({ teamExists: false }))).toBe(false);
  });

  it('is nobody where none is named', () => {
    expect(hasOwner({ owner: { team: null, person: null } }, owner({}))).toBe(false);
  });
});

describe('the same state everywhere', () => {
  it('counts from the last environment that came to it; of none or of several states there is none', () => {
    expect(sameSince([environment('a', true, after(3)), environment('b', true, after(1))])).toEqual(after(3));
    expect(sameSince([environment('a', true), environment('b', false)])).toBeNull();
    expect(sameSince([])).toBeNull();
  });
});

describe('what a flag owes, as time passes', () => {
  const hours = fc
    .integer({ min: -24 * 120, max: 24 * 120 })
    .map((hour) => new Date(BORN.getTime() + (hour * DAY) / 24));
  const perhaps = fc.option(hours);
  const subject = fc.record({
    kind: fc.constantFrom('release', 'experiment', 'ops', 'permission', 'kill_switch'),
    stage: fc.constantFrom('active', 'completed', 'archived'),
    expiresAt: perhaps,
    createdAt: hours,
    sameSince: perhaps,
    ruled: fc.boolean(),
    references: fc.option(fc.integer({ min: 0, max: 1 })),
    usage: fc.record({
      lastCalledAt: perhaps,
      lastHandedOutAt: perhaps,
      constantSince: perhaps,
      variant: fc.constant('on'),
    }),
  });

  it('is the same until the instant that is told', () => {
    fc.assert(
      fc.property(subject, hours, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (facts, now, part) => {
        const flag = { ...subjectOf(flagOf(), UNKNOWN), ...facts, outcome: null } as const;
        const until = Math.min(holdsUntil(flag, DEFAULT_POLICIES, now), after(400).getTime());
        expect(until).toBeGreaterThan(now.getTime());
        const owes = owed(flag, STAFFED, DEFAULT_POLICIES, now);
        for (const at of [now.getTime() + Math.floor(part * (until - now.getTime())), until - 1])
          expect(owed(flag, STAFFED, DEFAULT_POLICIES, new Date(at))).toEqual(owes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('may differ from the end of the flag or of what its kind lives, whichever is first', () => {
    const flag = subjectOf(flagOf({ expiresAt: after(30) }), UNKNOWN);
    expect(holdsUntil(flag, DEFAULT_POLICIES, after(1))).toBe(after(30).getTime());
    const lifetime = DEFAULT_POLICIES.release.lifetimeDays ?? 0;
    expect(holdsUntil(flag, DEFAULT_POLICIES, after(30))).toBe(after(lifetime).getTime());
    expect(holdsUntil(flag, DEFAULT_POLICIES, after(lifetime))).toBe(Infinity);
  });
});
