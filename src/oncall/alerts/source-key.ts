import { createHash } from 'node:crypto';

/** What is kept of a source's key. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
