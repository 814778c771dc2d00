import { describe, expect, it } from 'vitest';
import type { Override, Schedule } from './rotation.js';
import { turnsFrom, type Turn } from './turns.js';

const schedule: Schedule = {
  key: 's',
  timezone: 'UTC',
  rotation: { period: 'daily', handoff: '09:00', anchor: '2026-11-21', people: ['ada', 'bob'] },
};
const override = (id: string, person: string, from: string, to: string): Override => ({
  id,
  person,
  from: new Date(`2026-11-${from}:00Z`),
  to: new Date(`2026-11-${to}:00Z`),
  createdAt: new Date('2026-11-20T00:00:00Z'),
});

function first(count: number, overrides: Override[] = [], isActive?: (person: string) => boolean): string[] {
  const told: string[] = [];
  for (const turn of turnsFrom(schedule, overrides, new Date('2026-11-21T12:00:00Z'), isActive)) {
    told.push(words(turn));
    if (told.length === count) break;
  }
  return told;
}

const words = ({ person, from, to, overridden }: Turn): string =>
  `${person ?? 'nobody'}${overridden ? '*' : ''} ${from.toISOString().slice(8, 16)} to ${to.toISOString().slice(8, 16)}`;

describe('turns', () => {
  it('go from hand-off to hand-off, the first from where one looks', () => {
    expect(first(3)).toEqual(['ada 21T12:00 to 22T09:00', 'bob 22T09:00 to 23T09:00', 'ada 23T09:00 to 24T09:00']);
  });

  it('are cut by an override, which may run over a hand-off', () => {
    expect(first(3, [override('1', 'cy', '22T06:00', '22T12:00')])).toEqual([
      'ada 21T12:00 to 22T06:00',
      'cy* 22T06:00 to 22T12:00',
      'bob 22T12:00 to 23T09:00',
    ]);
  });

  it('of two overrides of one person that touch are one', () => {
    const both = [override('1', 'cy', '21T13:00', '21T14:00'), override('2', 'cy', '21T14:00', '21T15:00')];
    expect(first(3, both)).toEqual([
      'ada 21T12:00 to 21T13:00',
      'cy* 21T13:00 to 21T15:00',
      'ada 21T15:00 to 22T09:00',
    ]);
  });

  it('pass over who is inactive, and say so where nobody is left', () => {
    expect(first(2, [], (person) => person === 'bob')).toEqual([
      'bob 21T12:00 to 22T09:00',
      'bob 22T09:00 to 23T09:00',
    ]);
    expect(first(1, [], () => false)).toEqual(['nobody 21T12:00 to 22T09:00']);
  });
});
