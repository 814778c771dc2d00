import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restand, type MergedRecord } from './twins.js';

const record = (
  id: string,
  superseded = false,
  mergeSha = 'm1',
  repository = 'acme/pay',
  run: string | null = null,
): MergedRecord => ({ id, repository, mergeSha, superseded, run });

describe('of changes with the same merge commit', () => {
  it('the pull request counts', () => {
    expect(restand([record('a-commit'), record('acme/pay#7')])).toEqual({ superseded: ['a-commit'], counting: [] });
  });

  it('the first by id counts where none or several are pull requests', () => {
    expect(restand([record('b'), record('a')]).superseded).toEqual(['b']);
    expect(restand([record('acme/pay#8'), record('acme/pay#7')]).superseded).toEqual(['acme/pay#8']);
  });

  it('one that was superseded counts again when it is alone', () => {
    expect(restand([record('a', true)])).toEqual({ superseded: [], counting: ['a'] });
  });

  it('those of another commit, repository or drill are apart', () => {
    const apart = [
      record('a'),
      record('b', false, 'm2'),
      record('c', false, 'm1', 'acme/search'),
      record('d', false, 'm1', 'acme/pay', 'run-1'),
    ];
    expect(restand(apart)).toEqual({ superseded: [], counting: [] });
  });

  it('exactly one counts, whatever the order and whatever stood before', () => {
    const records = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'x#1', 'x#2', 'x#10'), superseded: fc.boolean() }),
      { selector: ({ id }) => id, minLength: 1 },
    );
    fc.assert(
      fc.property(records, fc.nat(), (some, turn) => {
        const all = some.map(({ id, superseded }) => record(id, superseded));
        const cut = turn % all.length;
        const turned = [...all.slice(cut), ...all.slice(0, cut)];
        const counting = (list: MergedRecord[]): string[] => {
          const { superseded, counting } = restand(list);
          return list
            .filter(({ id, superseded: before }) => (before ? counting.includes(id) : !superseded.includes(id)))
            .map(({ id }) => id);
        };
        expect(counting(all)).toHaveLength(1);
        expect(counting(turned)).toEqual(counting(all));
      }),
    );
  });
});
