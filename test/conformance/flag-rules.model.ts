import type { CompileInput } from '../../src/flags/domain/compile.js';
import type { JsonValue } from '../../src/flags/domain/flag.js';
import {
  isSegmentCondition,
  type AttributeCondition,
  type Condition,
  type Scalar,
  type Segment,
} from '../../src/flags/domain/rules.js';

/** What targeting means, said once more and in another way, for tests to compare with. Without shares and splits. */
export interface World {
  flags: CompileInput[];
  segments: Segment[];
}

type Context = Record<string, JsonValue>;
/** Null: it cannot be resolved. */
type Truth = boolean | null;

export function answerOf(flag: CompileInput, context: Context, world: World): string {
  const served = (variant: string): string => (Object.hasOwn(flag.variants, variant) ? variant : flag.offVariant);
  if (!flag.on) return flag.offVariant;
  for (const { flag: key, variants } of flag.prerequisites) {
    const required = world.flags.find((each) => each.key === key);
    if (required === undefined || !variants.includes(answerOf(required, context, world))) return flag.offVariant;
  }
  for (const { conditions, serve } of flag.rules) {
    const truth = all(conditions.map((condition) => truthOf(condition, context, world.segments)));
    if (truth === null) return flag.offVariant;
    if (truth && 'variant' in serve) return served(serve.variant);
  }
  if (flag.otherwise === null) return served(flag.defaultVariant);
  return 'variant' in flag.otherwise ? served(flag.otherwise.variant) : 'a split';
}

const all = (truths: Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const any = (truths: Truth[]): Truth => (truths.includes(true) ? true : truths.includes(null) ? null : false);
const invert = (truth: Truth): Truth => (truth === null ? null : !truth);

function truthOf(condition: Condition, context: Context, segments: Segment[]): Truth {
  if (!isSegmentCondition(condition)) return compared(condition, context);
  const segment = segments.find(({ key }) => key === condition.segment);
  if (segment === undefined) return null;
  const truths = segment.conditions.map((each) => compared(each, context));
  const member = segment.match === 'all' ? all(truths) : any(truths);
  return condition.operator === 'in_segment' ? member : invert(member);
}

function compared(condition: AttributeCondition, context: Context): Truth {
  const { attribute, operator } = condition;
  const found = attribute.split('.').reduce<JsonValue | undefined>((at, name) => {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    return Object.hasOwn(at, name) ? at[name] : undefined;
  }, context);
  const actual = found ?? null;
  if (operator === 'exists' || operator === 'not_exists') return (actual !== null) === (operator === 'exists');
  const negated = /^not_(.*)$/.exec(operator)?.[1];
  const values = 'values' in condition ? condition.values : 'value' in condition ? [condition.value] : [];
  const truths = values.map((value) => one(negated ?? operator, actual, value));
  return negated === undefined ? any(truths) : invert(any(truths));
}

function one(operator: string, actual: JsonValue, value: Scalar): Truth {
  if (operator === 'contains' && Array.isArray(actual)) return actual.includes(value);
  if (actual === null || typeof actual !== typeof value) return null;
  if (operator === 'equals' || operator === 'in') return actual === value;
  if (typeof actual === 'number') return numbers(operator, actual, Number(value));
  return typeof actual === 'string' ? texts(operator, actual, String(value)) : null;
}

function numbers(operator: string, actual: number, value: number): Truth {
  if (operator === 'lt') return actual < value;
  if (operator === 'lte') return actual <= value;
  return operator === 'gt' ? actual > value : actual >= value;
}

function texts(operator: string, actual: string, value: string): Truth {
  if (operator === 'contains') return actual.includes(value);
  if (operator === 'starts_with') return actual.startsWith(value);
  if (operator === 'ends_with') return actual.endsWith(value);
  if (operator === 'matches') return new RegExp(`^${patternOf(value)}$`, 's').test(actual);
  if (operator === 'before' || operator === 'after') return instants(operator, actual, value);
  return versions(operator, actual, value);
}

function patternOf(text: string): string {
  return text.replace(/\\(.)|(\*)|[.+?^${}()|[\]\\]/g, (char, escaped?: string, star?: string) => {
    if (star !== undefined) return '.*';
    return `\\${escaped ?? char}`;
  });
}

function instants(operator: string, actual: string, value: string): Truth {
  const match = /^\d{4}-(\d\d)-(\d\d)(T(\d\d):\d\d:\d\d(\.\d+)?Z)?$/.exec(actual);
  // Each part by its range: 30 February is taken for a day.
  if (match === null || Number(match[1]) > 12 || Number(match[2]) > 31 || !/^(19|20|21)/.test(actual)) return null;
  const earlier = `${actual}T00:00:00`.slice(0, 19) < `${value}T00:00:00`.slice(0, 19);
  return operator === 'before' ? earlier : !earlier;
}

function versions(operator: string, actual: string, value: string): Truth {
  const [left, right] = [ordered(actual), ordered(value)];
  if (left === null || right === null) return null;
  const order = left < right ? -1 : left > right ? 1 : 0;
  if (operator === 'semver_eq') return order === 0;
  if (operator === 'semver_lt') return order < 0;
  if (operator === 'semver_lte') return order <= 0;
  return operator === 'semver_gt' ? order > 0 : order >= 0;
}

/** Text that sorts as the version does; a release comes after its candidates. */
function ordered(text: string): string | null {
  const match = /^v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:-([a-z]+\.\d))?(?:\+\d+)?)?)?$/.exec(text);
  if (match === null) return null;
  const [, major = '0', minor = '0', patch = '0', candidate = '~'] = match;
  return `${[major, minor, patch].map((part) => part.padStart(5, '0')).join('.')}-${candidate}`;
}
