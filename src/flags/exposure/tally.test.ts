import { describe, expect, it } from 'vitest';
import type { ExposureRow } from '../domain/exposure-row.js';
import { Tally, Waiting } from './tally.js';

const AT = new Date('2026-11-21T08:59:59.500Z');
const LATER = new Date('2026-11-21T09:00:01Z');

const told = (rows: ExposureRow[]) =>
  rows.map(({ environment, flag, variant, door, hour, count }) => [
    `${environment}/${flag}=${variant}`,
    door,
    hour.toISOString().slice(11, 16),
    count,
  ]);

describe('counting', () => {
  it('keeps flags, variants, environments and doors apart', () => {
    const tally = new Tally();
    tally.single('production', 'a', 'on');
    tally.single('production', 'a', 'on');
    tally.single('production', 'a', 'off');
    tally.single('staging', 'a', 'on');
    tally.bulk('production', 'a', 'on', 7);
    tally.single('production', 'b', '');
    expect(told(tally.take(AT))).toEqual([
      ['production/a=on', 'single', '08:00', 2],
      ['production/a=on', 'bulk', '08:00', 7],
      ['production/a=off', 'single', '08:00', 1],
      ['staging/a=on', 'single', '08:00', 1],
      ['production/b=', 'single', '08:00', 1],
    ]);
  });

  it('gives what was counted once', () => {
    const tally = new Tally();
    tally.single('production', 'a', 'on');
    tally.take(AT);
    expect(tally.take(AT)).toEqual([]);
    tally.single('production', 'a', 'on');
    expect(told(tally.take(LATER))).toEqual([['production/a=on', 'single', '09:00', 1]]);
  });
});

describe('waiting to be written', () => {
  const row = (flag: string, at: Date, count: number): ExposureRow => {
    const tally = new Tally();
    for (let i = 0; i < count; i += 1) tally.single('production', flag, 'on');
    const [only] = tally.take(at);
    if (only === undefined) throw new Error('nothing counted');
    return only;
  };

  it('adds up what belongs to one hour, and keeps hours apart', () => {
    const waiting = new Waiting(10);
    waiting.add([row('a', AT, 2)]);
    waiting.add([row('a', AT, 3), row('a', LATER, 4)]);
    expect(told(waiting.take())).toEqual([
      ['production/a=on', 'single', '08:00', 5],
      ['production/a=on', 'single', '09:00', 4],
    ]);
    expect(waiting.size).toBe(0);
  });

  it('says how much found no room, and still counts what it knows', () => {
    const waiting = new Waiting(1);
    expect(waiting.add([row('a', AT, 1), row('b', AT, 1)])).toBe(1);
    expect(waiting.add([row('a', AT, 1)])).toBe(0);
    expect(told(waiting.take())).toEqual([['production/a=on', 'single', '08:00', 2]]);
  });
});
