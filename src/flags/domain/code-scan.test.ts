import { describe, expect, it } from 'vitest';
import { changesOf, commitUrl, decideScan, placeUrl, type ScanPlace } from './code-scan.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const scan = (branch: string, over: Partial<ScanPlace> = {}): ScanPlace => ({
  branch,
  trunk: null,
  committedAt: null,
  ...over,
});
const present = (branch: string, committedAt: Date | null = null) => ({ branch, committedAt });

describe('which scan is kept', () => {
  it.each<[string, ScanPlace, ReturnType<typeof present> | null, string]>([
    ['the first one', scan('develop'), null, 'keep'],
    ['the first one, of a branch', scan('feature', { trunk: false }), null, 'not_trunk'],
    ['the same branch again', scan('develop'), present('develop'), 'keep'],
    ['another branch', scan('feature'), present('main'), 'not_trunk'],
    ['a branch named as trunk is', scan('main'), present('feature'), 'keep'],
    ['a branch that is trunk now', scan('develop', { trunk: true }), present('main'), 'keep'],
    ['main where it is not trunk', scan('main', { trunk: false }), present('develop'), 'not_trunk'],
    ['an older commit', scan('main', { committedAt: at(2) }), present('main', at(3)), 'outdated'],
    ['the same commit', scan('main', { committedAt: at(3) }), present('main', at(3)), 'keep'],
    [
      'an older commit of a new trunk',
      scan('dev', { trunk: true, committedAt: at(2) }),
      present('main', at(3)),
      'keep',
    ],
  ])('%s', (_, given, known, decision) => {
    expect(decideScan(given, known)).toBe(decision);
  });
});

it('tells what went and what came', () => {
  expect(changesOf(['a', 'b', 'b'], ['b', 'c'])).toEqual({ gone: ['a'], come: ['c'] });
});

describe('addresses', () => {
  it.each([
    ['https://github.com/acme/shop', 'https://github.com/acme/shop/blob/c1/src/a%20b.ts#L7'],
    ['https://gitlab.acme.org/acme/shop', 'https://gitlab.acme.org/acme/shop/-/blob/c1/src/a%20b.ts#L7'],
    ['https://bitbucket.org/acme/shop', 'https://bitbucket.org/acme/shop/src/c1/src/a%20b.ts#lines-7'],
    [null, null],
  ])('of a line below %s', (web, url) => {
    expect(placeUrl(web, 'c1', 'src/a b.ts', 7)).toBe(url);
  });

  it('of a commit', () => {
    expect(commitUrl('https://github.com/acme/shop', 'c1')).toBe('https://github.com/acme/shop/commit/c1');
    expect(commitUrl('https://gitlab.com/acme/shop', 'c1')).toBe('https://gitlab.com/acme/shop/-/commit/c1');
    expect(commitUrl(null, 'c1')).toBe(null);
  });
});
