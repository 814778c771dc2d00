import { DomainError, parseJson } from '../../platform/index.js';
import { Untranslatable } from '../domain/github/payload.js';

const FORM = 'application/x-www-form-urlencoded';
/** Larger bodies are only looked at from outside while the sender waits. */
const READ_AT_ONCE = 256 * 1024;

/** The JSON value of a webhook's raw body, sent as JSON or as the form field `payload`. Throws {@link Untranslatable}. */
export function payloadOf(raw: Buffer, contentType: string | undefined): unknown {
  try {
    return parseJson(jsonOf(raw, contentType), false);
  } catch (error) {
    if (error instanceof DomainError) throw new Untranslatable(error.detail);
    throw error;
  }
}

/** What makes a body unreadable, as far as can be told quickly; null for nothing. */
export function faultOf(raw: Buffer, contentType: string | undefined): string | null {
  if (raw.length > READ_AT_ONCE) {
    const text = isForm(contentType) ? 'payload=' : '{';
    return raw.subarray(0, 16).toString('latin1').trimStart().startsWith(text) ? null : 'The body is no JSON object.';
  }
  try {
    const value = payloadOf(raw, contentType);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'The body is no JSON object.';
  } catch (error) {
    if (error instanceof Untranslatable) return error.message;
    throw error;
  }
}

function jsonOf(raw: Buffer, contentType: string | undefined): Buffer {
  if (!isForm(contentType)) return raw;
  return Buffer.from(new URLSearchParams(raw.toString('utf8')).get('payload') ?? '', 'utf8');
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.toLowerCase().startsWith(FORM) ?? false;
}
