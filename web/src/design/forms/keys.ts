import { ProblemError } from '../../api/problem';

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

/** Throws at the field `key` unless it can be a key. */
export function requireKey(key: string): void {
  if (!KEY.test(key))
    throw atKey('bad_key', 'Lower-case letters, digits, dots, hyphens and underscores, a letter or digit first.');
}

/** Where a new thing was refused because its key is taken, and the form has a field for the key, that is said there. */
export function atItsKey(problem: ProblemError, values: Record<string, unknown>): ProblemError {
  return problem.code === 'exists_already' && 'key' in values
    ? atKey(problem.code, 'It is taken. Choose another, or edit what has it.')
    : problem;
}

function atKey(code: string, detail: string): ProblemError {
  return new ProblemError(422, code, 'This key cannot be had', detail, [{ field: 'key', code, detail }]);
}

/** Headers of a write that must not overwrite another's; null: there was nothing yet. */
export const over = (etag: string | null): { 'If-Match'?: string; 'If-None-Match'?: string } =>
  etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag };
