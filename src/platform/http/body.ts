import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';

const MB = 1024 * 1024;
const MAX_DEPTH = 64;

/** How large a body may be, by path; the first that fits. Everything else: 1 MB. */
const LIMITS: { prefix: string; bytes: number }[] = [
  { prefix: '/webhooks/github', bytes: 25 * MB },
  { prefix: '/webhooks/', bytes: 8 * MB },
  { prefix: '/api/v1/facts', bytes: 16 * MB },
  { prefix: '/api/v1/code-references', bytes: 25 * MB },
  { prefix: '/api/v1/guards', bytes: 25 * MB },
  { prefix: '/api/v1/flag-imports', bytes: 64 * MB },
  { prefix: '/api/v1/drills', bytes: 8 * MB },
  // A text of 256 KiB, escaped.
  { prefix: '/api/v1/drill-scenarios', bytes: 2 * MB },
];

/** Each of these paths judges the text of its items itself, so that one bad item does not refuse the good ones. */
const JUDGES_ITS_OWN_TEXT = ['/api/v1/facts', '/api/v1/flag-imports'];

/** These paths get the raw bytes: their signature is over them. */
const RAW = ['/webhooks/github'];

/** Reads bodies: JSON with bounds on size, nesting and characters; raw bytes for signed webhooks; NDJSON as a stream. */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    ['application/json', 'application/problem+json'],
    async (request: FastifyRequest, payload: Readable) => {
      const body = await readAll(request, payload);
      if (startsWithAny(request.url, RAW)) return body;
      return parseJson(body, !startsWithAny(request.url, JUDGES_ITS_OWN_TEXT));
    },
  );
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    async (request: FastifyRequest, payload: Readable) => {
      const body = await readAll(request, payload);
      if (startsWithAny(request.url, RAW)) return body;
      throw new DomainError('unreadable', 'unsupported_form', 'Send the body as application/json.');
    },
  );
  fastify.addContentTypeParser('application/x-ndjson', (_request: FastifyRequest, payload, done) =>
    done(null, payload),
  );
}

function startsWithAny(url: string, prefixes: string[]): boolean {
  return prefixes.some((prefix) => url.startsWith(prefix));
}

function readAll(request: FastifyRequest, payload: Readable): Promise<Buffer> {
  const limit = LIMITS.find(({ prefix }) => request.url.startsWith(prefix))?.bytes ?? MB;
  const tooLarge = (): DomainError =>
    new DomainError('too_large', 'body_too_large', `The body is larger than ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        payload.removeAllListeners('data');
        payload.resume();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    payload.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    payload.on('error', () => reject(new DomainError('unreadable', 'broken_off', 'The body broke off.')));
  });
}

/**
 * Parses a JSON body. An empty one is `undefined`. Throws `unreadable` for anything else that is no JSON, is nested deeper
 * than 64 levels, or (with `checkText`) holds NUL characters or lone surrogates, which PostgreSQL cannot store.
 */
export function parseJson(body: Buffer, checkText: boolean): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString('utf8');
  if (nestingOf(text) > MAX_DEPTH)
    throw new DomainError('unreadable', 'nested_too_deep', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DomainError(
      'unreadable',
      'malformed_json',
      `The body is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (text.includes('__proto__') && hasPrototypeKey(value)) {
    throw new DomainError('unreadable', 'forbidden_key', 'The body holds the key __proto__.');
  }
  if (checkText && /\\u0000|\\ud[89a-f]/i.test(text)) assertStorable(value);
  return value;
}

function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i += 1;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > MAX_DEPTH) return deepest;
    } else if (c === 0x7d || c === 0x5d) depth -= 1;
  }
  return deepest;
}

function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.values(value).some(hasPrototypeKey);
}

function assertStorable(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000'))
      throw new DomainError('unreadable', 'nul_character', 'The body holds a NUL character.');
    if (!value.isWellFormed())
      throw new DomainError('unreadable', 'lone_surrogate', 'The body holds half of a surrogate pair.');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      assertStorable(key);
      assertStorable(item);
    }
  }
}
