import { TARGETING_KEY, type Condition, type Serve, type Targeting, type ValueOperator } from '../../domain/rules.js';
import { listOf, membersOf, textOf, type Members } from './members.js';
import { checked, present, scalarsOf, textCondition, textsOf } from './rule-drafts.js';

type NameOf = (index: unknown) => string | null;

const TEXT_PLACES = { startsWith: 'starts', endsWith: 'ends', contains: 'contains' } as const;
const NUMBERS: Record<string, ValueOperator> = {
  lessThan: 'lt',
  lessThanOrEqual: 'lte',
  greaterThan: 'gt',
  greaterThanOrEqual: 'gte',
};
const VERSIONS: Record<string, ValueOperator> = {
  semVerEqual: 'semver_eq',
  semVerLessThan: 'semver_lt',
  semVerGreaterThan: 'semver_gt',
};

/** What LaunchDarkly serves in one environment, in our rules; null: not all of it can be said in them. */
export function launchDarklyTargeting(place: Members, name: NameOf, defaultVariant: string): Targeting | null {
  if (listOf(place['prerequisites']).length > 0) return null;
  const targets = [...listOf(place['targets']), ...listOf(place['contextTargets'])]
    .map(membersOf)
    .filter(({ values }) => listOf(values).length > 0)
    .map((target) => targetRule(target, name));
  const rules = listOf(place['rules'])
    .map(membersOf)
    .map((rule) => ruleOf(rule, name));
  const { variation, rollout } = membersOf(place['fallthrough']);
  const otherwise = serveOf(variation, rollout, name);
  const all = [...targets, ...rules];
  if (otherwise === null || all.includes(null)) return null;
  const plain = 'variant' in otherwise && otherwise.variant === defaultVariant;
  return checked({ rules: all, otherwise: plain ? null : otherwise });
}

function targetRule(target: Members, name: NameOf): object | null {
  const values = scalarsOf(listOf(target['values']));
  const serve = serveOf(target['variation'], undefined, name);
  const attribute = attributeOf('key', target['contextKind']);
  if (values === null || serve === null || attribute === null) return null;
  return { description: 'Targets', conditions: present({ attribute, operator: 'in', values }), serve };
}

function ruleOf(rule: Members, name: NameOf): object | null {
  const serve = serveOf(rule['variation'], rule['rollout'], name);
  const clauses = listOf(rule['clauses']).map(membersOf).map(conditionsOf);
  if (serve === null || clauses.length === 0 || clauses.includes(null)) return null;
  return { description: textOf(rule['description']), conditions: clauses.flatMap((each) => each ?? []), serve };
}

/** A clause is fulfilled where any of its values is; a context without the attribute fulfils it in no case, negated or not. */
function conditionsOf({ attribute: said, op, values, negate, contextKind }: Members): Condition[] | null {
  const attribute = attributeOf(said, contextKind);
  const scalars = scalarsOf(listOf(values));
  if (attribute === null || scalars === null || typeof op !== 'string') return null;
  if (op === 'in') return present({ attribute, operator: negate === true ? 'not_in' : 'in', values: scalars });
  if (negate === true) return null;
  const texts = textsOf(scalars);
  if (op === 'startsWith' || op === 'endsWith' || op === 'contains')
    return texts === null ? null : textCondition(attribute, TEXT_PLACES[op], texts);
  const [value, ...others] = scalars;
  const operator = Object.hasOwn(NUMBERS, op) ? NUMBERS[op] : Object.hasOwn(VERSIONS, op) ? VERSIONS[op] : undefined;
  if (operator === undefined || value === undefined || others.length > 0) return null;
  return present({ attribute, operator, value });
}

/** The user's key is our targeting key; what other kinds of contexts have stands below the name of their kind. */
function attributeOf(said: unknown, contextKind: unknown): string | null {
  const attribute = textOf(said)?.replace(/^\//, '').replaceAll('/', '.') ?? null;
  if (attribute === null || attribute === 'kind') return null;
  const kind = textOf(contextKind) ?? 'user';
  if (kind !== 'user') return `${kind}.${attribute}`;
  return attribute === 'key' ? TARGETING_KEY : attribute;
}

function serveOf(variation: unknown, rollout: unknown, name: NameOf): Serve | null {
  if (rollout === undefined || rollout === null) {
    const variant = name(variation);
    return variant === null ? null : { variant };
  }
  const { variations, bucketBy, contextKind, experimentAllocation } = membersOf(rollout);
  const by = attributeOf(bucketBy ?? 'key', contextKind);
  if (by === null || experimentAllocation !== undefined) return null;
  const weights = new Map<string, number>();
  for (const part of listOf(variations).map(membersOf)) {
    const variant = name(part['variation']);
    if (variant === null) return null;
    weights.set(variant, (weights.get(variant) ?? 0) + Number(part['weight']) / 1_000);
  }
  return { split: [...weights].map(([variant, weight]) => ({ variant, weight })), by };
}
