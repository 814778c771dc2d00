import type { JsonValue } from './flag.js';
import {
  isSegmentCondition,
  TARGETING_KEY,
  type AttributeCondition,
  type Scalar,
  type Segment,
  type Targeting,
} from './rules.js';

type Context = { [name: string]: JsonValue };

const MOST_CANDIDATES = 5;

/** What is compared: rules, and the segments that they name. */
export interface Side {
  targeting: Targeting;
  segments: { get(key: string): Segment | undefined };
}

/**
 * Contexts that two versions of rules tell apart: each attribute takes values that are compared with (first those that only one version
 * compares with), another one, or is left out, and each context has an identity of its own. They weigh what rules distinguish, not
 * how many people there are.
 */
export function madeContexts(before: Side, after: Side, count: number): Context[] {
  const [was, is] = [askedBy(before), askedBy(after)];
  const asked = [...contrasts(was, is), ...was, ...is];
  const targetings = [before.targeting, after.targeting];
  const candidates = new Map<string, Set<Scalar | null>>();
  for (const condition of asked) {
    const found = candidates.get(condition.attribute) ?? new Set();
    for (const value of valuesOf(condition)) if (found.size < MOST_CANDIDATES - 1) found.add(value);
    candidates.set(condition.attribute, found.add(null));
  }
  const identities = new Set([TARGETING_KEY, ...targetings.flatMap(identitiesOf)]);
  const attributes = [...candidates].map(([name, values]) => ({ name, values: [...values] }));
  const all = attributes.reduce((product, { values }) => product * values.length, 1);
  return Array.from({ length: count }, (_, i) => {
    const context: Context = {};
    for (const name of identities) put(context, name, `sample-${i}`);
    let place = all <= count ? i : Math.floor((i * all) / count);
    for (const { name, values } of attributes) {
      put(context, name, values[place % values.length] ?? null);
      place = Math.floor(place / values.length);
    }
    if (typeof context[TARGETING_KEY] !== 'string') context[TARGETING_KEY] = `sample-${i}`;
    return context;
  });
}

function askedBy({ targeting, segments }: Side): AttributeCondition[] {
  return targeting.rules.flatMap(({ conditions }) =>
    conditions.flatMap((condition): AttributeCondition[] =>
      isSegmentCondition(condition) ? (segments.get(condition.segment)?.conditions ?? []) : [condition],
    ),
  );
}

/** For each attribute the values that only one of the two asks for, of either in turn: few of a long list become contexts. */
function contrasts(before: readonly AttributeCondition[], after: readonly AttributeCondition[]): AttributeCondition[] {
  const attributes = new Set([...before, ...after].map(({ attribute }) => attribute));
  return [...attributes].flatMap((attribute): AttributeCondition[] => {
    const comparedIn = (list: readonly AttributeCondition[]): Set<Scalar> =>
      new Set(list.filter((condition) => condition.attribute === attribute).flatMap(comparands));
    const [was, is] = [comparedIn(before), comparedIn(after)];
    const gone = [...was].filter((value) => !is.has(value));
    const come = [...is].filter((value) => !was.has(value));
    const values = Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => [come[i], gone[i]])
      .flat()
      .filter((value) => value !== undefined);
    return values.length === 0 ? [] : [{ attribute, operator: 'in', values }];
  });
}

function comparands(condition: AttributeCondition): Scalar[] {
  return 'values' in condition ? condition.values : 'value' in condition ? [condition.value] : [];
}

function identitiesOf({ rules, otherwise }: Targeting): string[] {
  const serves = [...rules.map(({ serve }) => serve), ...(otherwise === null ? [] : [otherwise])];
  return [
    ...rules.flatMap(({ share }) => (share === null ? [] : [share.by])),
    ...serves.flatMap((serve) => ('split' in serve ? [serve.by] : [])),
  ];
}

function valuesOf(condition: AttributeCondition): Scalar[] {
  const compared = comparands(condition);
  const values = compared.length > 0 ? compared : ['any'];
  const [first = ''] = values;
  const other = typeof first === 'number' ? first + 1 : typeof first === 'boolean' ? !first : 'something-else';
  const texts = values.map((value) => (typeof value === 'string' ? value.replace(/\\(.)|\*/g, '$1') : value));
  return [...texts.slice(0, 3), other];
}

function put(context: Context, path: string, value: JsonValue): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let at = context;
  for (const name of names) {
    const inner = at[name];
    const next: Context = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
    at[name] = next;
    at = next;
  }
  if (value === null) delete at[last];
  else at[last] = value;
}
