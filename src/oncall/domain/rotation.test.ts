import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotAt, whoIsOnCall, type Schedule } from './rotation.js';

const schedule = (timezone: string, period: 'daily' | 'weekly', anchor: string, handoff = '09:00'): Schedule => ({
  key: 's',
  timezone,
  rotation: { period, handoff, anchor, people: ['ada', 'bob', 'cy'] },
});
const hours = ({ from, to }: { from: Date; to: Date }): number => (to.getTime() - from.getTime()) / 3_600_000;

describe('a weekly slot over a clock change', () => {
  it.each([
    ['Europe/Berlin', '2026-03-23', '2026-03-29T12:00:00Z', 167],
    ['Europe/Berlin', '2026-10-19', '2026-10-25T12:00:00Z', 169],
    ['America/New_York', '2026-03-02', '2026-03-08T18:00:00Z', 167],
    ['America/New_York', '2026-10-26', '2026-11-01T18:00:00Z', 169],
    ['Australia/Lord_Howe', '2026-09-28', '2026-10-04T12:00:00Z', 167.5],
  ])('%s from %s', (timezone, anchor, at, length) => {
    expect(hours(slotAt(schedule(timezone, 'weekly', anchor), new Date(at)))).toBe(length);
  });
});

describe('a handoff that the clocks skip or repeat', () => {
  it('happens an hour later on the wall when skipped', () => {
    const slot = slotAt(schedule('Europe/Berlin', 'daily', '2026-03-29', '02:30'), new Date('2026-03-29T10:00:00Z'));
    expect(slot.from.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });
  it('happens at its first pass when repeated', () => {
    const slot = slotAt(schedule('Europe/Berlin', 'daily', '2026-10-25', '02:30'), new Date('2026-10-25T10:00:00Z'));
    expect(slot.from.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('every instant', () => {
  it('has one slot, and slots tile the line, also before the anchor', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');
    const time = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(zones, fc.constantFrom('daily', 'weekly'), time, (zone, period, ms) => {
        const plan = schedule(zone, period, '2026-01-05', '02:15');
        const slot = slotAt(plan, new Date(ms));
        expect(slot.from.getTime()).toBeLessThanOrEqual(ms);
        expect(slot.to.getTime()).toBeGreaterThan(ms);
        const next = slotAt(plan, slot.to);
        expect(next.from).toEqual(slot.to);
        expect(slotAt(plan, new Date(slot.to.getTime() - 1))).toEqual(slot);
      }),
    );
  });
});

describe('overrides', () => {
  const plan = schedule('UTC', 'daily', '2026-01-05');
  const override = (person: string, from: string, to: string, id: string) => ({
    person,
    id,
    from: new Date(from),
    to: new Date(to),
    createdAt: new Date(`2026-01-01T00:00:0${id}Z`),
  });
  it('hold across a handoff, and the one created last wins', () => {
    const long = override('zoe', '2026-01-05T20:00:00Z', '2026-01-06T20:00:00Z', '1');
    const late = override('yan', '2026-01-06T10:00:00Z', '2026-01-06T11:00:00Z', '2');
    const at = (iso: string) => whoIsOnCall(plan, [long, late], new Date(iso));
    expect(at('2026-01-05T19:00:00Z')).toEqual({ person: 'ada', until: long.from, overridden: false });
    expect(at('2026-01-06T09:30:00Z')).toEqual({ person: 'zoe', until: late.from, overridden: true });
    expect(at('2026-01-06T10:30:00Z').person).toBe('yan');
    expect(at('2026-01-06T20:00:00Z').person).toBe('bob');
  });
});

describe('people who are inactive', () => {
  const plan = schedule('UTC', 'daily', '2026-01-05');
  const at = new Date('2026-01-05T12:00:00Z');
  const without =
    (...gone: string[]) =>
    (person: string) =>
      !gone.includes(person);
  const override = {
    person: 'zoe',
    id: '1',
    from: new Date('2026-01-05T10:00:00Z'),
    to: new Date('2026-01-05T14:00:00Z'),
    createdAt: new Date('2026-01-01T00:00:00Z'),
  };
  const tomorrow = new Date('2026-01-06T09:00:00Z');

  it.each([
    { gone: [], person: 'ada' },
    { gone: ['ada'], person: 'bob' },
    { gone: ['ada', 'bob'], person: 'cy' },
    { gone: ['bob', 'cy'], person: 'ada' },
    { gone: ['ada', 'bob', 'cy'], person: null },
  ])('without $gone the turn of ada is $person’s', ({ gone, person }) => {
    expect(whoIsOnCall(plan, [], at, without(...gone))).toEqual({ person, until: tomorrow, overridden: false });
  });

  it('wrap around at the end of the rotation', () => {
    const third = new Date('2026-01-07T12:00:00Z');
    expect(whoIsOnCall(plan, [], third, without('cy')).person).toBe('ada');
  });

  it('take their overrides with them, which then end nothing either', () => {
    expect(whoIsOnCall(plan, [override], at).person).toBe('zoe');
    expect(whoIsOnCall(plan, [override], at, without('zoe'))).toEqual({
      person: 'ada',
      until: tomorrow,
      overridden: false,
    });
    const before = new Date('2026-01-05T09:30:00Z');
    expect(whoIsOnCall(plan, [override], before).until).toEqual(override.from);
    expect(whoIsOnCall(plan, [override], before, without('zoe')).until).toEqual(tomorrow);
  });

  it('leave an override of an active person standing though the rotation is empty', () => {
    const duty = whoIsOnCall(plan, [override], at, without('ada', 'bob', 'cy'));
    expect(duty).toEqual({ person: 'zoe', until: override.to, overridden: true });
  });
});
