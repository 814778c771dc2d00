import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealing.js';

const key = randomBytes(32);
const TEXT = 'a secret with ünïcode and 🔑';
const sealed = seal(TEXT, 'webhook:github', key);

describe('a sealed text', () => {
  it('opens with its key, as what it was sealed as', () => {
    expect(unseal(sealed, 'webhook:github', key)).toBe(TEXT);
  });

  it('shows nothing, and never looks the same twice', () => {
    expect(sealed.toString('utf8')).not.toContain('secret');
    expect(seal(TEXT, 'webhook:github', key)).not.toEqual(sealed);
  });

  it.each([
    ['another key', sealed, 'webhook:github', randomBytes(32)],
    ['another use', sealed, 'webhook:other', key],
    ['nothing', Buffer.alloc(0), 'webhook:github', key],
    ['half of it', sealed.subarray(0, 20), 'webhook:github', key],
  ])('does not open with %s', (_, bytes, as, withKey) => {
    expect(unseal(bytes, as, withKey)).toBeNull();
  });

  it('does not open once any byte of it was changed', () => {
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(unseal(changed, 'webhook:github', key), `byte ${at}`).toBeNull();
    }
  });
});
