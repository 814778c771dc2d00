import { describe, expect, it } from 'vitest';
import { freeKey, keyFromEmail } from './person-key.js';

describe('a key from an e-mail', () => {
  it.each([
    ['ada@example.com', 'ada'],
    ['Ada.Lovelace+loop@example.com', 'ada.lovelaceloop'],
    ['_josé-maría@example.com', 'jose-maria'],
    ['"odd name"@example.com', 'oddname'],
    ['+++@example.com', 'person'],
    [`${'x'.repeat(200)}@example.com`, 'x'.repeat(90)],
  ])('%s is %s', (email, key) => expect(keyFromEmail(email)).toBe(key));

  it('gets a number where somebody has it', () => {
    expect(freeKey('ada', new Set(['bob']))).toBe('ada');
    expect(freeKey('ada', new Set(['ada']))).toBe('ada-2');
    expect(freeKey('ada', new Set(['ada', 'ada-2', 'ada-3']))).toBe('ada-4');
  });
});
