import { describe, expect, it } from 'vitest';
import { touchedServices, type TouchingChange } from './change-services.js';
import type { KnownService } from './fact-placement.js';

const service = (key: string, pathPrefix: string | null): KnownService => ({
  key,
  name: key,
  repository: 'acme/shop',
  pathPrefix,
  environments: [],
});
const SPLIT = [service('cart', 'services/cart'), service('pay', './services/pay/')];
const change = (more: Partial<TouchingChange> = {}): TouchingChange => ({
  explicitServices: null,
  commitShas: null,
  mergeSha: null,
  headSha: null,
  ...more,
});
const paths =
  (known: Record<string, string[]>) =>
  (sha: string): string[] | null =>
    known[sha] ?? null;

describe('a change touches', () => {
  it('the services it names, whatever its paths say', () => {
    const named = change({ explicitServices: ['pay', 'web', 'pay'], commitShas: ['a'] });
    expect(touchedServices(named, SPLIT, paths({ a: ['services/cart/x'] })).services).toEqual(['pay', 'web']);
  });

  it('no service where it names an empty list', () => {
    expect(touchedServices(change({ explicitServices: [] }), SPLIT, paths({})).services).toEqual([]);
  });

  it('every service of a repository that is not split by path', () => {
    const whole = [service('cart', null), service('pay', '/')];
    expect(touchedServices(change({ commitShas: ['a'] }), whole, paths({}))).toEqual({
      services: ['cart', 'pay'],
      awaited: [],
    });
  });

  it('the services whose folder holds a path of one of its commits', () => {
    const known = paths({ a: ['README.md'], b: ['services/pay/api.ts'] });
    expect(touchedServices(change({ commitShas: ['a', 'b'] }), SPLIT, known)).toEqual({
      services: ['pay'],
      awaited: [],
    });
  });

  it('no service where its paths lie in none of them', () => {
    expect(touchedServices(change({ commitShas: ['a'] }), SPLIT, paths({ a: ['README.md'] })).services).toEqual([]);
  });

  it('only whole folder names', () => {
    expect(
      touchedServices(change({ commitShas: ['a'] }), SPLIT, paths({ a: ['services/cart-v2/x'] })).services,
    ).toEqual([]);
  });

  it('a service without a folder in a split repository with any path', () => {
    const services = [...SPLIT, service('all', null)];
    expect(touchedServices(change({ commitShas: ['a'] }), services, paths({ a: ['README.md'] })).services).toEqual([
      'all',
    ]);
  });

  it('all of them while a commit is unknown, and waits for it', () => {
    const known = paths({ a: ['services/pay/api.ts'] });
    expect(touchedServices(change({ commitShas: ['a', 'b'], mergeSha: 'm' }), SPLIT, known)).toEqual({
      services: ['cart', 'pay'],
      awaited: ['b', 'm'],
    });
  });

  it('what its merge changed while its own commits are unknown', () => {
    const known = paths({ m: ['services/pay/api.ts'] });
    expect(touchedServices(change({ commitShas: ['a'], mergeSha: 'm' }), SPLIT, known)).toEqual({
      services: ['pay'],
      awaited: ['a'],
    });
  });

  it('what its merge, else its head, changed where no commits are listed', () => {
    const known = paths({ m: ['services/pay/api.ts'], h: ['services/cart/x'] });
    expect(touchedServices(change({ mergeSha: 'm', headSha: 'h' }), SPLIT, known).services).toEqual(['pay']);
    expect(touchedServices(change({ headSha: 'h' }), SPLIT, known).services).toEqual(['cart']);
  });

  it('all of them where it has no commit at all, or only empty ones', () => {
    expect(touchedServices(change(), SPLIT, paths({})).services).toEqual(['cart', 'pay']);
    expect(touchedServices(change({ commitShas: ['a'] }), SPLIT, paths({ a: [] })).services).toEqual(['cart', 'pay']);
  });

  it('nothing where nobody lives in its repository any more', () => {
    expect(touchedServices(change({ commitShas: ['a'] }), [], paths({})).services).toEqual([]);
  });
});
