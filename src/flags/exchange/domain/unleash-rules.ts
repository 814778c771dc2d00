import { TARGETING_KEY, type Condition, type Targeting, type ValueOperator } from '../../domain/rules.js';
import { listOf, membersOf, textOf, wordOf, type Members } from './members.js';
import { checked, present, textCondition, textsOf } from './rule-drafts.js';

const TEXT_PLACES = { STR_STARTS_WITH: 'starts', STR_ENDS_WITH: 'ends', STR_CONTAINS: 'contains' } as const;
const NUMBERS: Record<string, ValueOperator> = {
  NUM_EQ: 'equals',
  NUM_LT: 'lt',
  NUM_LTE: 'lte',
  NUM_GT: 'gt',
  NUM_GTE: 'gte',
};
const VERSIONS: Record<string, ValueOperator> = {
  SEMVER_EQ: 'semver_eq',
  SEMVER_LT: 'semver_lt',
  SEMVER_GT: 'semver_gt',
};

/** Strategies, which are alternatives, as rules that each serve "on"; null: not all of them can be said so. */
export function unleashTargeting(strategies: readonly Members[]): Targeting | null {
  const rules = strategies.map(ruleOf);
  return rules.includes(null) ? null : checked({ rules, otherwise: { variant: 'off' } });
}

function ruleOf(strategy: Members): object | null {
  const parameters = membersOf(strategy['parameters']);
  const constraints = listOf(strategy['constraints']).map(membersOf).map(conditionsOf);
  const own = ownOf(textOf(strategy['name']), parameters);
  if (own === null || constraints.includes(null) || listOf(strategy['segments']).length > 0) return null;
  const conditions = [...own.conditions, ...constraints.flatMap((each) => each ?? [])];
  return { description: textOf(strategy['title']), conditions, share: own.share, serve: { variant: 'on' } };
}

/** What the strategy itself asks for beside its constraints. */
function ownOf(
  name: string | null,
  parameters: Members,
): { conditions: Condition[]; share: { percent: number; by: string } | null } | null {
  if (name === 'default') return { conditions: [], share: null };
  if (name === 'userWithId') {
    const values = wordOf(parameters['userIds'])
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    return { conditions: [{ attribute: TARGETING_KEY, operator: 'in', values }], share: null };
  }
  if (name !== 'flexibleRollout') return null;
  const percent = Number(parameters['rollout']);
  if (percent === 100) return { conditions: [], share: null };
  const stickiness = textOf(parameters['stickiness']) ?? 'default';
  if (stickiness === 'random') return null;
  return { conditions: [], share: { percent, by: stickiness === 'default' ? TARGETING_KEY : attributeOf(stickiness) } };
}

/** Negated constraints hold in Unleash where there is no such attribute at all, which one condition here cannot say. */
function conditionsOf({
  contextName,
  operator,
  values,
  value,
  inverted,
  caseInsensitive,
}: Members): Condition[] | null {
  const named = textOf(contextName);
  if (named === null || inverted === true || caseInsensitive === true || typeof operator !== 'string') return null;
  const attribute = attributeOf(named);
  if (
    operator === 'IN' ||
    operator === 'STR_STARTS_WITH' ||
    operator === 'STR_ENDS_WITH' ||
    operator === 'STR_CONTAINS'
  ) {
    const texts = textsOf(listOf(values));
    if (texts === null) return null;
    return operator === 'IN'
      ? present({ attribute, operator: 'in', values: texts })
      : textCondition(attribute, TEXT_PLACES[operator], texts);
  }
  if (Object.hasOwn(NUMBERS, operator)) {
    const number = Number(value);
    const own = NUMBERS[operator];
    return own === undefined || !Number.isFinite(number) ? null : present({ attribute, operator: own, value: number });
  }
  const own = Object.hasOwn(VERSIONS, operator) ? VERSIONS[operator] : undefined;
  return own === undefined ? null : present({ attribute, operator: own, value: wordOf(value) });
}

/** The user's id is our targeting key. */
function attributeOf(contextName: string): string {
  return contextName === 'userId' ? TARGETING_KEY : contextName;
}
