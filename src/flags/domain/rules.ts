/** What a condition may compare with. All values of one list have one type. */
export type Scalar = string | number | boolean;

/** Operators that compare an attribute with one value. */
export const VALUE_OPERATORS = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'starts_with',
  'not_starts_with',
  'ends_with',
  'not_ends_with',
  'lt',
  'lte',
  'gt',
  'gte',
  'semver_eq',
  'semver_lt',
  'semver_lte',
  'semver_gt',
  'semver_gte',
  'before',
  'after',
] as const;
/** Operators that compare an attribute with a list of values. */
export const LIST_OPERATORS = ['in', 'not_in', 'matches', 'not_matches'] as const;
/** Operators that ask for an attribute alone. */
export const PRESENCE_OPERATORS = ['exists', 'not_exists'] as const;
export const SEGMENT_OPERATORS = ['in_segment', 'not_in_segment'] as const;
/** What the conditions of a segment may use: a segment knows no other segment. */
export const ATTRIBUTE_OPERATORS = [...VALUE_OPERATORS, ...LIST_OPERATORS, ...PRESENCE_OPERATORS] as const;
export const OPERATORS = [...ATTRIBUTE_OPERATORS, ...SEGMENT_OPERATORS] as const;

export type ValueOperator = (typeof VALUE_OPERATORS)[number];
export type ListOperator = (typeof LIST_OPERATORS)[number];
export type PresenceOperator = (typeof PRESENCE_OPERATORS)[number];
export type SegmentOperator = (typeof SEGMENT_OPERATORS)[number];
export type Operator = (typeof OPERATORS)[number];

export type AttributeCondition =
  | { attribute: string; operator: ValueOperator; value: Scalar }
  | { attribute: string; operator: ListOperator; values: Scalar[] }
  | { attribute: string; operator: PresenceOperator };

export interface SegmentCondition {
  operator: SegmentOperator;
  segment: string;
}

export type Condition = AttributeCondition | SegmentCondition;

/** A percentage of contexts, up to three decimals; a context stays in or out by the attribute `by`. */
export interface Share {
  percent: number;
  by: string;
}

/** One variant for all, or a split by weights that add up to 100, sticky by the attribute `by`. */
export type Serve = { variant: string } | { split: { variant: string; weight: number }[]; by: string };

/** One targeting rule: all its conditions hold and the context is in its share. */
export interface FlagRule {
  /** Stays when the rule is changed or moved, and keeps its share sticky. */
  id: string;
  description: string | null;
  conditions: Condition[];
  share: Share | null;
  serve: Serve;
}

/** Another flag that must answer one of these variants in the same environment. */
export interface Prerequisite {
  flag: string;
  variants: string[];
}

/** All that decides what a flag that is on answers in one environment. */
export interface Targeting {
  rules: FlagRule[];
  otherwise: Serve | null;
  prerequisites: Prerequisite[];
}

/** A named group of contexts that rules of many flags share. */
export interface Segment {
  key: string;
  /** Whether all conditions must hold, or any one. */
  match: 'all' | 'any';
  conditions: AttributeCondition[];
}

export const NO_TARGETING: Targeting = { rules: [], otherwise: null, prerequisites: [] };

/** The attribute that a standard client always sends. */
export const TARGETING_KEY = 'targetingKey';

export function isSegmentCondition(condition: Condition): condition is SegmentCondition {
  return condition.operator === 'in_segment' || condition.operator === 'not_in_segment';
}

/** The segments that rules refer to, each once. */
export function segmentsOf(rules: readonly FlagRule[]): string[] {
  const conditions = rules.flatMap((rule) => rule.conditions).filter(isSegmentCondition);
  return [...new Set(conditions.map(({ segment }) => segment))];
}

/** The variants that may be served by targeting, each once. */
export function variantsServed({ rules, otherwise }: Pick<Targeting, 'rules' | 'otherwise'>): string[] {
  const serves = [...rules.map(({ serve }) => serve), ...(otherwise === null ? [] : [otherwise])];
  return [
    ...new Set(serves.flatMap((serve) => ('variant' in serve ? [serve.variant] : serve.split.map((s) => s.variant)))),
  ];
}
