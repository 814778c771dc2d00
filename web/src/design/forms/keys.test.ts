import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../api/problem';
import { keyOf, requireFree } from './keys';

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

  it('must be free and well formed, and other failures are not taken for either', async () => {
    const problem = (status: number) => new ProblemError(status, 'x', 'x', 'x');
    await expect(requireFree('shop', () => Promise.reject(problem(404)))).resolves.toBeUndefined();
    await expect(requireFree('shop', () => Promise.resolve({}))).rejects.toMatchObject({ fields: [{ field: 'key' }] });
    await expect(requireFree('Shop!', () => Promise.reject(problem(404)))).rejects.toMatchObject({ status: 422 });
    await expect(requireFree('shop', () => Promise.reject(problem(503)))).rejects.toMatchObject({ status: 503 });
  });
});
