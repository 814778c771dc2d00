import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Layered } from './layered.js';

interface Entry {
  value: number;
}

const key = fc.stringMatching(/^[a-d][0-9]?$/);
const changes = fc.array(fc.tuple(key, fc.option(fc.record({ value: fc.nat(9) }), { freq: 2 })), { maxLength: 12 });
const sorted = <V>(entries: Iterable<[string, V]>): [string, V][] =>
  [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));

it('holds after any changes what a map would hold, and leaves those before as they were', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 12 }), (rounds) => {
      let [layered, model] = [Layered.empty<Entry>(), new Map<string, Entry>()];
      const versions = [{ layered, model }];
      for (const round of rounds) {
        layered = layered.with(new Map(round));
        model = new Map(model);
        for (const [name, value] of round) {
          if (value === null) model.delete(name);
          else model.set(name, value);
        }
        versions.push({ layered, model });
      }
      for (const version of versions) {
        expect(sorted(version.layered)).toEqual(sorted(version.model));
        expect(version.layered.size).toBe(version.model.size);
        expect(new Set(version.layered.keys())).toEqual(new Set(version.model.keys()));
        expect([...version.layered.values()]).toHaveLength(version.model.size);
        for (const name of ['a', 'b1', 'c', 'd9']) {
          expect(version.layered.get(name)).toBe(version.model.get(name));
          expect(version.layered.has(name)).toBe(version.model.has(name));
        }
      }
    }),
    { numRuns: 500 },
  );
});

it('keeps the places of entries that change', () => {
  const entries = Array.from({ length: 100 }, (_, i): [string, Entry] => [`k${i}`, { value: i }]);
  const before = Layered.empty<Entry>().with(new Map(entries));
  const after = before.with(new Map([['k7', { value: 0 }]])).with(new Map([['new', { value: 1 }]]));
  expect([...after.keys()]).toEqual([...entries.map(([name]) => name), 'new']);
});
