import { describe, expect, it } from 'vitest';
import { isNothing, updatesOf } from './updates.js';

const A = 'a'.repeat(40);
const ZERO = '0'.repeat(40);

describe('the input of a pre-receive hook', () => {
  it('is a ref a line', () => {
    expect(updatesOf(`${ZERO} ${A} refs/heads/main\n${A} ${ZERO} refs/tags/v1\n`)).toEqual([
      { before: ZERO, after: A, ref: 'refs/heads/main' },
      { before: A, after: ZERO, ref: 'refs/tags/v1' },
    ]);
    expect(updatesOf('')).toEqual([]);
  });

  it('of sha256 repositories is read too', () => {
    expect(updatesOf(`${'b'.repeat(64)} ${'c'.repeat(64)} refs/heads/main\n`)).toHaveLength(1);
  });

  it.each([`${A} refs/heads/main`, `${A} ${A} main`, 'nonsense', `${A} ${A} refs/heads/a b`])('is not %s', (line) => {
    expect(updatesOf(line)).toBeNull();
  });

  it('says with zeros that there is no commit', () => {
    expect(isNothing(ZERO)).toBe(true);
    expect(isNothing(A)).toBe(false);
  });
});
