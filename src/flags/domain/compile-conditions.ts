import { digitsOf, readInstant } from './instants.js';
import {
  and,
  attributeOf,
  cut,
  differs,
  endsWith,
  isBoolean,
  isIn,
  isList,
  isNumber,
  isText,
  not,
  or,
  same,
  startsWith,
  version,
  type Answerable,
  type Logic,
} from './logic.js';
import {
  isSegmentCondition,
  type AttributeCondition,
  type Condition,
  type ListOperator,
  type Scalar,
  type Segment,
  type ValueOperator,
} from './rules.js';
import { partsOfPattern } from './wildcards.js';

/** What nothing can answer, such as a segment that is gone. */
export const UNANSWERABLE: Answerable = { yes: false, no: false };

/** A segment as one expression: true, false, or null where it cannot be resolved. */
export function compileSegment({ match, conditions }: Segment): Logic {
  const answers = conditions.map(compileAttribute);
  const { yes, no } = match === 'all' ? allOf(answers) : anyOf(answers);
  return { if: [yes, true, no, false, null] };
}

/** One false settles it, whatever cannot be resolved beside it. Of nothing: true. */
export function allOf(answers: Answerable[]): Answerable {
  if (answers.length === 0) return { yes: true, no: false };
  return { yes: and(...answers.map(({ yes }) => yes)), no: or(...answers.map(({ no }) => no)) };
}

function anyOf(answers: Answerable[]): Answerable {
  return invert(allOf(answers.map(invert)));
}

/** `segment` gives the expression of a segment, null for one that there is not. */
export function compileCondition(condition: Condition, segment: (key: string) => Logic): Answerable {
  if (!isSegmentCondition(condition)) return compileAttribute(condition);
  const member = segment(condition.segment);
  if (member === null) return UNANSWERABLE;
  const answer = { yes: same(member, true), no: same(member, false) };
  return condition.operator === 'in_segment' ? answer : invert(answer);
}

function compileAttribute(condition: AttributeCondition): Answerable {
  const attribute = attributeOf(condition.attribute);
  if ('values' in condition) return compileList(attribute, condition.operator, condition.values);
  if ('value' in condition) return compileValue(condition.attribute, condition.operator, condition.value);
  const present = { yes: differs(attribute, null), no: same(attribute, null) };
  return condition.operator === 'exists' ? present : invert(present);
}

function compileValue(path: string, operator: ValueOperator, value: Scalar): Answerable {
  const attribute = attributeOf(path);
  switch (operator) {
    case 'equals':
      return known(isOfType(attribute, value), same(attribute, value));
    case 'contains':
      return known(or(isText(attribute), isList(attribute)), isIn(value, attribute));
    case 'starts_with':
      return known(isText(attribute), startsWith(attribute, value));
    case 'ends_with':
      return known(isText(attribute), endsWith(attribute, value));
    case 'not_equals':
      return invert(compileValue(path, 'equals', value));
    case 'not_contains':
      return invert(compileValue(path, 'contains', value));
    case 'not_starts_with':
      return invert(compileValue(path, 'starts_with', value));
    case 'not_ends_with':
      return invert(compileValue(path, 'ends_with', value));
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return known(isNumber(attribute), { [COMPARISONS[operator]]: [attribute, value] });
    case 'semver_eq':
    case 'semver_lt':
    case 'semver_lte':
    case 'semver_gt':
    case 'semver_gte': {
      const [yes, no] = VERSIONS[operator];
      const full = fullVersion(String(value));
      // flagd's schema wants a plain variable here; isText has looked at it with care.
      const plain = { var: path };
      return {
        yes: and(isText(attribute), version(plain, yes, full)),
        no: and(isText(attribute), version(plain, no, full)),
      };
    }
    case 'before':
      return compileBefore(attribute, String(value));
    case 'after':
      return invert(compileBefore(attribute, String(value)));
  }
}

const COMPARISONS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
/** How to ask for it and for its opposite: of a text that is no version, flagd answers neither. */
const VERSIONS = {
  semver_eq: ['=', '!='],
  semver_lt: ['<', '>='],
  semver_lte: ['<=', '>'],
  semver_gt: ['>', '<='],
  semver_gte: ['>=', '<'],
} as const;

/** `v2` and `2.1` as flagd's schema wants them: 2.0.0 and 2.1.0. */
function fullVersion(text: string): string {
  const plain = text.replace(/^[vV]/, '');
  if (!/^\d+(\.\d+)?$/.test(plain)) return plain;
  const [major = 0, minor = 0] = plain.split('.').map(Number);
  return `${major}.${minor}.0`;
}

function compileList(attribute: Logic, operator: ListOperator, values: Scalar[]): Answerable {
  switch (operator) {
    case 'in': {
      const [first] = values;
      return first === undefined ? UNANSWERABLE : known(isOfType(attribute, first), isIn(attribute, values));
    }
    case 'matches':
      return known(isText(attribute), or(...values.map((value) => compilePattern(attribute, String(value)))));
    case 'not_in':
      return invert(compileList(attribute, 'in', values));
    case 'not_matches':
      return invert(compileList(attribute, 'matches', values));
  }
}

function compilePattern(attribute: Logic, pattern: string): Logic {
  const parts = partsOfPattern(pattern);
  if (parts === null) return false;
  const [begin = '', middle = '', end] = parts.length === 3 ? parts : [parts[0], '', parts[1]];
  if (end === undefined) return same(attribute, begin);
  // What one part took is cut away, so that "aba" is no match of "ab*ba".
  const rest = cut(attribute, begin.length);
  const between = end === '' ? rest : cut(attribute, begin.length, -end.length);
  return and(startsWith(attribute, begin), endsWith(rest, end), ...(middle === '' ? [] : [isIn(middle, between)]));
}

/**
 * Whether a date or an instant in UTC lies before another. Digit by digit, since JsonLogic reads no dates and may throw at what is no
 * number: a fraction of a second is left away, so the instant compared with has none. What is no such text, lies before 1900 or has
 * another time zone cannot be resolved.
 */
function compileBefore(attribute: Logic, value: string): Answerable {
  const instant = readInstant(value);
  if (instant === null) return UNANSWERABLE;
  const full = { cat: [attribute, 'T00:00:00'] };
  const at = (from: number, length: number): Logic => cut(full, from, length);
  const isOneOf = (from: number, pairs: string[]): Logic => isIn(at(from, 2), pairs);
  const isBelow100 = (from: number, tens: string): Logic =>
    and(isIn(at(from, 1), tens), isIn(at(from + 1, 1), '0123456789'));
  const isInstant = and(
    isText(attribute),
    same({ cat: [at(4, 1), at(7, 1), at(10, 1), at(13, 1), at(16, 1)] }, '--T::'),
    or(
      same(cut(attribute, 10), ''),
      same(cut(attribute, 19), 'Z'),
      and(startsWith(cut(attribute, 19), '.'), endsWith(attribute, 'Z')),
    ),
    isOneOf(0, ['19', '20', '21']),
    isBelow100(2, '0123456789'),
    isOneOf(5, MONTHS),
    isOneOf(8, DAYS),
    isOneOf(11, HOURS),
    isBelow100(14, '012345'),
    isBelow100(17, '012345'),
  );
  const digits: Logic = { '+': [{ cat: [at(0, 4), at(5, 2), at(8, 2), at(11, 2), at(14, 2), at(17, 2)] }] };
  return known(isInstant, { '<': [digits, digitsOf(instant)] });
}

const pairs = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(2, '0'));
const MONTHS = pairs(1, 12);
const DAYS = pairs(1, 31);
const HOURS = pairs(0, 23);

function isOfType(attribute: Logic, value: Scalar): Logic {
  if (typeof value === 'string') return isText(attribute);
  return typeof value === 'number' ? isNumber(attribute) : isBoolean(attribute);
}

/** A test that says nothing unless `condition` holds. */
function known(condition: Logic, test: Logic): Answerable {
  return { yes: and(condition, test), no: and(condition, not(test)) };
}

function invert({ yes, no }: Answerable): Answerable {
  return { yes: no, no: yes };
}
