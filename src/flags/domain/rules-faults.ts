import type { FieldError } from '../../platform/index.js';
import { DEEPEST } from './compile.js';
import type { Flag } from './flag.js';
import { burdens, cycleFrom, dependentsOf, type Requirements } from './prerequisites.js';
import { isSegmentCondition, variantsServed, type Serve, type Targeting } from './rules.js';

/** Characters of rules that one flag may stand for, with all that it requires: compiled, they are some ten times as many. */
export const HEAVIEST = 200_000;

/** What there is that targeting may refer to. */
export interface RulesFacts {
  segments: ReadonlySet<string>;
  /** The flags named as prerequisites, as far as there are any. */
  flags: ReadonlyMap<string, Pick<Flag, 'stage' | 'variants' | 'environments'>>;
  /** All prerequisites of the environment, of this flag those of before. */
  requirements: Requirements;
}

/** Everything that keeps targeting of a good shape from being a flag's in an environment. */
export function targetingFaults(
  flag: Pick<Flag, 'key' | 'variants'>,
  environment: string,
  targeting: Targeting,
  facts: RulesFacts,
): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (field: string, code: string, detail: string): void => void faults.push({ field, code, detail });
  const serves = (serve: Serve, field: string): void => {
    const named =
      'variant' in serve
        ? [[serve.variant, `${field}.variant`]]
        : serve.split.map((part, i) => [part.variant, `${field}.split[${i}].variant`]);
    for (const [variant = '', at = field] of named)
      if (!Object.hasOwn(flag.variants, variant)) fault(at, 'unknown_variant', `"${variant}" is none of the variants`);
  };
  targeting.rules.forEach((rule, i) => {
    serves(rule.serve, `rules[${i}].serve`);
    rule.conditions.forEach((condition, j) => {
      if (!isSegmentCondition(condition) || facts.segments.has(condition.segment)) return;
      fault(`rules[${i}].conditions[${j}].segment`, 'unknown_segment', `There is no segment "${condition.segment}".`);
    });
  });
  if (targeting.otherwise !== null) serves(targeting.otherwise, 'otherwise');
  targeting.prerequisites.forEach((prerequisite, i) => {
    const field = `prerequisites[${i}]`;
    const required = facts.flags.get(prerequisite.flag);
    if (required === undefined)
      return fault(`${field}.flag`, 'unknown_flag', `There is no flag "${prerequisite.flag}".`);
    if (required.stage === 'archived') fault(`${field}.flag`, 'archived_flag', `"${prerequisite.flag}" is archived.`);
    if (!required.environments.some(({ key }) => key === environment))
      fault(`${field}.flag`, 'other_environments', `"${prerequisite.flag}" has no environment "${environment}".`);
    prerequisite.variants.forEach((variant, j) => {
      if (!Object.hasOwn(required.variants, variant))
        fault(
          `${field}.variants[${j}]`,
          'unknown_variant',
          `"${variant}" is none of the variants of "${prerequisite.flag}"`,
        );
    });
  });
  return [...faults, ...graphFaults(flag.key, targeting, facts.requirements)];
}

/** Rules that would serve a variant that is gone. */
export function lostVariants({ environments }: Pick<Flag, 'environments'>, variants: object): FieldError[] {
  return environments.flatMap((environment) =>
    variantsServed(environment)
      .filter((variant) => !Object.hasOwn(variants, variant))
      .map((variant) => ({
        field: `variants.${variant}`,
        code: 'variant_served',
        detail: `is served by the rules of ${environment.key}; change them first`,
      })),
  );
}

function graphFaults(flag: string, { rules, prerequisites }: Targeting, before: Requirements): FieldError[] {
  const own = { requires: prerequisites.map((each) => each.flag), weight: JSON.stringify(rules).length };
  const after: Requirements = new Map([...before, [flag, own]]);
  const cycle = cycleFrom(flag, after);
  if (cycle !== null)
    return [{ field: 'prerequisites', code: 'cycle', detail: `The flag would require itself: ${cycle.join(' → ')}` }];
  return burdens([flag, ...dependentsOf([flag], after)], after).flatMap(({ key, depth, weight }): FieldError[] => {
    if (depth > DEEPEST)
      return [
        {
          field: 'prerequisites',
          code: 'too_deep',
          detail: `more than ${DEEPEST} prerequisites would stand behind one another below "${key}"`,
        },
      ];
    if (weight > HEAVIEST)
      return [
        {
          field: 'rules',
          code: 'too_large',
          detail: `"${key}" would have more than ${HEAVIEST} characters of rules, with all that it requires`,
        },
      ];
    return [];
  });
}
