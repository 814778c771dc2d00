import { createHash } from 'node:crypto';
import type { Flag, FlagValue, JsonValue } from './flag.js';
import { segmentsOf, type Segment, type Targeting } from './rules.js';

/** What a change puts in place, whole: not what it does, but what holds afterwards. */
export type ChangeContent =
  | { kind: 'flip'; on: boolean }
  | ({ kind: 'rules' } & Targeting)
  | { kind: 'answers'; variants: Record<string, FlagValue>; defaultVariant: string; offVariant: string };

export const CHANGE_KINDS = ['flip', 'rules', 'answers'] as const satisfies ChangeContent['kind'][];

/** What of a flag a change is judged by. */
export type Changeable = Pick<Flag, 'key' | 'variants' | 'defaultVariant' | 'offVariant' | 'environments'>;

/** What the flag answers by in one environment: the other side of a difference. */
export interface ChangeBefore extends Targeting {
  on: boolean;
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  /** Those that the rules name, these and the ones that are to come; absent where they name none. */
  segments?: Segment[];
}

/** The keys of the segments that a change goes by: those that the rules name, and the rules that are to come. */
export function segmentsBehind(flag: Changeable, environment: string, content: ChangeContent): string[] {
  const { rules } = stateIn(flag, environment);
  return segmentsOf(content.kind === 'rules' ? [...rules, ...content.rules] : rules);
}

/** Throws where the flag has no such environment. */
export function beforeOf(flag: Changeable, environment: string, segments: readonly Segment[] = []): ChangeBefore {
  const { on, rules, otherwise, prerequisites } = stateIn(flag, environment);
  const { variants, defaultVariant, offVariant } = flag;
  const before = { on, rules, otherwise, prerequisites, variants, defaultVariant, offVariant };
  if (segments.length === 0) return before;
  return { ...before, segments: segments.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}

/**
 * The version of what a flag answers by in one environment: any flip, rule or answer changed since gives another one, and
 * so does any edit of who is in these segments.
 */
export function baseOf(flag: Changeable, environment: string, segments: readonly Segment[] = []): string {
  const { revision } = stateIn(flag, environment);
  return sha256({ ...beforeOf(flag, environment, segments), revision });
}

/** What an approval binds to: where, from what, to what. */
export function hashOf(change: { flag: string; environment: string; base: string; content: ChangeContent }): string {
  const { flag, environment, base, content } = change;
  return sha256({ flag, environment, base, content });
}

/** Whether two contents put the same in place. */
export function isSame(one: ChangeContent, other: ChangeContent): boolean {
  return canonical(one) === canonical(other);
}

/** The order of the fields of an object does not count, that of a list does. */
function sha256(value: object): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: object): string {
  return JSON.stringify(value, (_, part: JsonValue) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
}

function stateIn(flag: Changeable, environment: string): Flag['environments'][number] {
  const state = flag.environments.find(({ key }) => key === environment);
  if (state === undefined) throw new RangeError(`${flag.key} has no environment ${environment}`);
  return state;
}
