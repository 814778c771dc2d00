import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../api/problem';
import { atItsKey, keyOf, over, requireKey } from './keys';

describe('a new key', () => {
  it.each([
    ['Checkout API', 'checkout-api'],
    ['  Größe & Maß ', 'gro-e-ma'],
    ['Café', 'cafe'],
    ['--x--', 'x'],
    ['日本', ''],
  ])('is made of the name %s', (name, key) => {
    expect(keyOf(name)).toBe(key);
  });

  it('must be well formed, and who took it is said at its field', () => {
    expect(() => requireKey('shop')).not.toThrow();
    expect(() => requireKey('Shop!')).toThrow(expect.objectContaining({ status: 422 }));
    const taken = new ProblemError(412, 'exists_already', 'Precondition failed', 'It is there already.');
    expect(atItsKey(taken, { key: 'shop' }).fields).toMatchObject([{ field: 'key' }]);
    expect(atItsKey(taken, { yaml: '' })).toBe(taken);
    const stale = new ProblemError(412, 'changed_meanwhile', 'Precondition failed', 'It was changed.');
    expect(atItsKey(stale, { key: 'shop' })).toBe(stale);
  });

  it('replaces nothing', () => {
    expect(over(null)).toEqual({ 'If-None-Match': '*' });
    expect(over('"a"')).toEqual({ 'If-Match': '"a"' });
  });
});
