import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../embedded/embedded-error.js';
import { KEY_BYTES } from '../sealing.js';

export const SECRET_KEY_FILE = 'secret-key';

/** The 32 bytes that a text stands for in hex or base64, also the base64 of addresses; null where it is neither. */
export function readSecretKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const key = /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
  return key?.length === KEY_BYTES ? key : null;
}

/** The key kept in the data folder (mode 600), else a new one that is kept there. Throws where the file holds no key. */
export function keptSecretKey(dataDir: string): Buffer {
  const file = join(dataDir, SECRET_KEY_FILE);
  try {
    const kept = readSecretKey(readFileSync(file, 'utf8').trim());
    // A new one in its place would make what was sealed unreadable for good.
    if (kept === null)
      throw new EmbeddedError(`${file} holds no key of 32 bytes: put the right one back, or delete it.`);
    return kept;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const key = randomBytes(KEY_BYTES);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
