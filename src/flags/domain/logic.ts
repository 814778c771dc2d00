import type { JsonValue } from './flag.js';

/** An expression in JsonLogic, as flagd's definition language has it. */
export type Logic = JsonValue;

/** Two expressions of one question: whether it is surely so, and whether it is surely not. Neither: it cannot be resolved. */
export interface Answerable {
  yes: Logic;
  no: Logic;
}

/**
 * What a context holds at a path. Where flagd-core interprets instead of compiling, a path below false, 0 or "" gives that value
 * itself: a rule about what is missing would fall into "on".
 */
export function attributeOf(path: string): Logic {
  const dot = path.lastIndexOf('.');
  if (dot === -1) return { var: path };
  return { if: [isIn({ var: path.slice(0, dot) }, [false, 0, '']), null, { var: path }] };
}

export const and = (...parts: Logic[]): Logic =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { and: parts };
export const or = (...parts: Logic[]): Logic =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { or: parts };
export const not = (part: Logic): Logic => ({ '!': [part] });
export const same = (left: Logic, right: Logic): Logic => ({ '===': [left, right] });
export const differs = (left: Logic, right: Logic): Logic => ({ '!==': [left, right] });
export const isIn = (item: Logic, list: Logic): Logic => ({ in: [item, list] });
export const startsWith = (text: Logic, beginning: Logic): Logic => ({ starts_with: [text, beginning] });
export const endsWith = (text: Logic, ending: Logic): Logic => ({ ends_with: [text, ending] });
export const cut = (text: Logic, from: number, length?: number): Logic => ({
  substr: length === undefined ? [text, from] : [text, from, length],
});
export const version = (left: Logic, operator: string, right: Logic): Logic => ({ sem_ver: [left, operator, right] });

// JsonLogic cannot ask for a type, and an operation on the wrong type may throw, which would leave the answer to each client's own
// default. These tell the types apart by operations that never throw: starts_with knows text alone, merge unpacks lists alone.
export const isText = (value: Logic): Logic => startsWith(value, '');
export const isBoolean = (value: Logic): Logic => isIn(value, [true, false]);
export const isList = (value: Logic): Logic => not(isIn(value, { merge: [value] }));
export const isNumber = (value: Logic): Logic =>
  and(
    differs(value, null),
    not(isText(value)),
    not(isBoolean(value)),
    isIn(value, { merge: [value] }),
    differs({ cat: [value] }, '[object Object]'),
  );

/** Text that is not empty, or a number: what a context may be told apart by. */
export const isIdentity = (value: Logic): Logic => or(and(isText(value), differs(value, '')), isNumber(value));
