import { describe, expect, it } from 'vitest';
import type { Flag } from './flag';
import {
  changesAnswers,
  changesFacts,
  dayAhead,
  emptyFlag,
  extendsLife,
  flagPatch,
  keyOfName,
  newFlag,
  valuesOf,
  type FlagValues,
} from './flag-values';

const FLAG: Flag = {
  key: 'banner',
  name: 'Banner',
  description: null,
  kind: 'ops',
  service: 'shop',
  owner: { person: 'ana' },
  expiresAt: '2027-01-31T10:00:00.000Z',
  extensions: 0,
  removalTicket: 'OPS-1',
  killSwitch: null,
  stage: 'active',
  outcome: null,
  variants: { big: { size: 3 }, none: { size: 0 } },
  defaultVariant: 'big',
  offVariant: 'none',
  environments: {},
  debt: [],
  usage: { state: 'new', days: 30, lastCalledAt: null, lastHandedOutAt: null, variant: null, constantSince: null },
  revision: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'ana',
};

describe('an extension', () => {
  it('is a later day or none in the place of one', () => {
    const before = valuesOf(FLAG);
    const to = (expiresAt: string): boolean => extendsLife({ ...before, expiresAt }, before);
    expect([to('2027-03-01'), to('2027-01-01'), to(''), to(before.expiresAt)]).toEqual([true, false, true, false]);
    expect(extendsLife(before, null)).toBe(false);
  });
});

describe('an edit', () => {
  const before = valuesOf(FLAG);
  const of = (over: Partial<FlagValues>): boolean[] => {
    const values = { ...before, ...over };
    return [changesAnswers(values, before), changesFacts(values, before)];
  };

  it.each([
    ['nothing', {}, [false, false]],
    ['the reason alone', { reason: 'why not' }, [false, false]],
    ['the name', { name: 'Poster' }, [false, true]],
    ['the off variant', { offVariant: 'big' }, [true, false]],
    ['a value', { variants: [{ name: 'big', value: '{"size":4}' }] }, [true, false]],
    [
      'the spaces in a value',
      { variants: before.variants.map((each) => ({ ...each, value: ` ${each.value}` })) },
      [false, false],
    ],
    ['name and default variant', { name: 'Poster', defaultVariant: 'none' }, [true, true]],
  ])('of %s is told apart: answers, facts', (_, over, expected) => {
    expect(of(over)).toEqual(expected);
  });
});

describe('what the form sends', () => {
  it('of a kill switch tells what it is about', () => {
    const values = { ...valuesOf(FLAG), kind: 'kill_switch' as const, runbook: 'https://x.example', blastRadius: ' ' };
    expect(flagPatch(values, FLAG)).toMatchObject({ killSwitch: { runbook: 'https://x.example', blastRadius: null } });
  });

  it('of a flag that nobody touched changes nothing', () => {
    const patch = flagPatch(valuesOf(FLAG), FLAG);
    expect(patch).toEqual({
      name: 'Banner',
      description: null,
      kind: 'ops',
      removalTicket: 'OPS-1',
    });
  });

  it('holds all answers where one of them was changed', () => {
    const { variants } = FLAG;
    const patch = flagPatch({ ...valuesOf(FLAG), offVariant: 'big' }, FLAG);
    expect(patch).toMatchObject({ variants, defaultVariant: 'big', offVariant: 'big' });
  });

  it('takes the last second of a day as the expiry, and none for an empty field', () => {
    const { expiresAt } = flagPatch({ ...valuesOf(FLAG), expiresAt: '2027-03-01' }, FLAG);
    expect(new Date(String(expiresAt)).getTime() + 1_000).toBe(new Date('2027-03-02T00:00:00').getTime());
    expect(flagPatch({ ...valuesOf(FLAG), expiresAt: '' }, FLAG).expiresAt).toBeNull();
  });

  it('is a whole flag when it is new, named by its key where it has no name', () => {
    const values = { ...emptyFlag('shop'), key: 'banner', owner: 'team:web' };
    expect(newFlag(values)).toMatchObject({
      key: 'banner',
      name: 'banner',
      service: 'shop',
      owner: { team: 'web' },
      expiresAt: null,
      removalTicket: null,
      variants: { on: true, off: false },
    });
  });

  it.each([
    ['number', '4.5', 4.5],
    ['number', 'many', 'many'],
    ['object', '{"a":1}', { a: 1 }],
    ['string', 'true', 'true'],
    ['boolean', 'true', true],
  ] as const)('reads a variant of type %s from %j', (type, value, expected) => {
    const values = { ...emptyFlag('shop'), type, variants: [{ name: 'on', value }] };
    expect(newFlag(values).variants).toEqual({ on: expected });
  });
});

describe('what the form offers', () => {
  it('makes a key of a name', () => {
    expect(keyOfName('  New Check-out (Größe 2)! ')).toBe('new-check-out-gro-e-2');
  });
  it('counts days ahead over the end of a year', () => {
    expect(dayAhead(new Date('2026-12-12T12:00:00'), 40)).toBe('2027-01-21');
  });
});
