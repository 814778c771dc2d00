import type { Schemas } from '../../../api/client';

export type Rule = Schemas['RuleView'];
export type Condition = Schemas['ConditionView'];
export type Serve = Schemas['ServeView'];
export type Operator = Condition['operator'];
export type Scalar = NonNullable<Condition['value']>;
export interface Targeting extends Record<string, unknown> {
  rules: Rule[];
  otherwise: Serve | null;
  prerequisites: Schemas['PrerequisiteView'][];
}

export const OPERATORS: Record<Operator, string> = {
  equals: 'is',
  not_equals: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'begins with',
  not_starts_with: 'does not begin with',
  ends_with: 'ends with',
  not_ends_with: 'does not end with',
  matches: 'matches (* = anything)',
  not_matches: 'does not match (* = anything)',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
  semver_eq: 'version =',
  semver_lt: 'version <',
  semver_lte: 'version ≤',
  semver_gt: 'version >',
  semver_gte: 'version ≥',
  before: 'is before',
  after: 'is at or after',
  exists: 'is given',
  not_exists: 'is not given',
  in_segment: 'in the segment',
  not_in_segment: 'not in the segment',
};
const OPERATOR_KEYS = Object.keys(OPERATORS) as Operator[];
export const operatorOf = (text: string | null): Operator | undefined => OPERATOR_KEYS.find((each) => each === text);

export type Comparand = 'value' | 'values' | 'segment' | 'none';

/** What an operator compares with. */
export function comparandOf(operator: Operator): Comparand {
  if (operator === 'in_segment' || operator === 'not_in_segment') return 'segment';
  if (operator === 'exists' || operator === 'not_exists') return 'none';
  return ['in', 'not_in', 'matches', 'not_matches'].includes(operator) ? 'values' : 'value';
}

/** The same condition with another operator; what was typed stays where it fits. */
export function withOperator(condition: Condition, operator: Operator): Condition {
  const { attribute = '', value, values, segment = '' } = condition;
  switch (comparandOf(operator)) {
    case 'segment':
      return { operator, segment };
    case 'none':
      return { attribute, operator };
    case 'values':
      return { attribute, operator, values: values ?? (value === undefined || value === '' ? [] : [value]) };
    case 'value':
      return { attribute, operator, value: value ?? values?.[0] ?? '' };
  }
}

const isTextual = (operator: Operator): boolean =>
  !['equals', 'not_equals', 'in', 'not_in', 'lt', 'lte', 'gt', 'gte'].includes(operator);

/** What was typed, as a number or true/false where it reads like one; in quotes it is text. */
export function scalarOf(operator: Operator, typed: string): Scalar {
  if (isTextual(operator)) return typed;
  const quoted = /^"(.*)"$/s.exec(typed)?.[1];
  if (quoted !== undefined) return quoted;
  if (typed === 'true' || typed === 'false') return typed === 'true';
  return typed.trim() !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

/** What must be typed to get it. */
export function typedOf(operator: Operator, scalar: Scalar): string {
  if (typeof scalar !== 'string' || isTextual(operator)) return String(scalar);
  return scalarOf(operator, scalar) === scalar ? scalar : `"${scalar}"`;
}

export function wordsOfCondition(condition: Condition): string {
  const { attribute, operator, value, values, segment } = condition;
  const compared = values?.map((each) => typedOf(operator, each)).join(', ') ?? segment;
  return [attribute, OPERATORS[operator], value === undefined ? compared : typedOf(operator, value)]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

export function wordsOfSegment({ conditions, match }: Pick<Schemas['SegmentView'], 'conditions' | 'match'>): string {
  return conditions.map(wordsOfCondition).join(match === 'all' ? ' and ' : ' or ');
}

export function wordsOfServe(serve: Serve): string {
  if (serve.split === undefined) return `“${serve.variant ?? ''}”`;
  const parts = serve.split.map(({ variant, weight }) => `“${variant}” ${weight} %`).join(', ');
  return `${parts} by ${serve.by ?? 'targetingKey'}`;
}

export function wordsOfRule({ conditions = [], share, serve }: Rule): string {
  const asked = conditions.length === 0 ? 'Everybody' : `Where ${conditions.map(wordsOfCondition).join(' and ')}`;
  const part = share ? `, ${share.percent} % by ${share.by ?? 'targetingKey'}` : '';
  return `${asked}${part}: ${wordsOfServe(serve)}`;
}

/** Line by line what decides: requirements, rules in their order, and what all others get. */
export function wordsOfTargeting(
  { rules, otherwise, prerequisites }: Pick<Schemas['TargetingView'], 'rules' | 'otherwise' | 'prerequisites'>,
  flag: { defaultVariant: string },
): string[] {
  return [
    ...prerequisites.map((each) => `Requires ${each.flag} to answer ${each.variants.join(' or ')}`),
    ...rules.map((rule, at) => `${at + 1}. ${wordsOfRule(rule)}`),
    `${rules.length === 0 ? 'Everybody' : 'Otherwise'}: ${wordsOfServe(otherwise ?? { variant: flag.defaultVariant })}`,
  ];
}

/** A list with one item moved by so many places. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const item = list[from];
  if (item === undefined || from + by < 0 || from + by >= list.length) return [...list];
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, from + by), item, ...rest.slice(from + by)];
}

export const replaced = <T>(list: readonly T[], at: number, item: T): T[] =>
  list.map((each, i) => (i === at ? item : each));
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
