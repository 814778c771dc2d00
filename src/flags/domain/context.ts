import type { JsonValue } from './flag.js';

export type ContextRead =
  | { context: Record<string, JsonValue> }
  | { errorCode: 'INVALID_CONTEXT' | 'TARGETING_KEY_MISSING'; errorDetails: string };

/** Takes the evaluation context out of a parsed OFREP body. OFREP 0.3.0 requires a context with a targetingKey that is text. */
export function contextOf(body: unknown): ContextRead {
  const context = isObject(body) ? body['context'] : undefined;
  if (!isObject(context))
    return { errorCode: 'INVALID_CONTEXT', errorDetails: 'The body needs a context, which is an object.' };
  const key = context['targetingKey'];
  if (key === undefined || key === null || key === '') {
    return { errorCode: 'TARGETING_KEY_MISSING', errorDetails: 'The context has no targetingKey.' };
  }
  if (typeof key !== 'string') return { errorCode: 'INVALID_CONTEXT', errorDetails: 'The targetingKey must be text.' };
  return { context };
}

function isObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
