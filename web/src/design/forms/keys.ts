import { problemOf, ProblemError } from '../../api/problem';

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** A key out of a name: "Checkout API" becomes "checkout-api". */
export function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 100);
}

/**
 * Throws at the field `key` unless the key can be had. To write to a key creates or replaces; who adds a thing does not
 * mean to replace another.
 */
export async function requireFree(key: string, read: () => Promise<unknown>): Promise<void> {
  if (!KEY.test(key))
    throw atKey('Lower-case letters, digits, dots, hyphens and underscores, a letter or digit first.');
  try {
    await read();
  } catch (error) {
    if (problemOf(error).status === 404) return;
    throw error;
  }
  throw atKey('It is taken. Choose another, or edit what has it.');
}

function atKey(detail: string): ProblemError {
  return new ProblemError(422, 'bad_key', 'This key cannot be had', detail, [
    { field: 'key', code: 'bad_key', detail },
  ]);
}

/** Headers of a write that must not overwrite another's. */
export const over = (etag: string | null): { 'If-Match'?: string } => (etag === null ? {} : { 'If-Match': etag });
