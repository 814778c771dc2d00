import { allOf, compileCondition, compileSegment } from './compile-conditions.js';
import type { Flag, FlagEnvironment, FlagValue } from './flag.js';
import { attributeOf, isIdentity, not, same, type Answerable, type Logic } from './logic.js';
import type { FlagRule, Segment, Serve, Share } from './rules.js';

/** What evaluation needs of a flag in one environment. */
export type CompileInput = Pick<Flag, 'key' | 'variants' | 'defaultVariant' | 'offVariant'> &
  Pick<FlagEnvironment, 'on' | 'rules' | 'otherwise' | 'prerequisites'>;

/** What stands beside a flag in its environment: flags that are archived or unknown there are not among `flags`. */
export interface Surroundings {
  flags: { get(key: string): CompileInput | undefined };
  segments: { get(key: string): Segment | undefined };
}

/** A flag in flagd's definition language. */
export interface FlagdDefinition {
  state: 'ENABLED';
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  targeting?: Logic;
}

export const FLAGD_SCHEMA = 'https://flagd.dev/schema/v0/flags.json';

/** How many prerequisites may stand behind one another; a cycle has more. */
export const DEEPEST = 10;

type SegmentLogic = (key: string) => Logic;

/**
 * Compiles a flag to flagd's form. flagd knows no off variant, and a disabled flag gives each caller's own default, so that a
 * killed flag could come back on: an off flag is therefore enabled, without targeting, its default our off variant. So is the
 * default of a flag with targeting: should its targeting come to nothing, it is off.
 */
export function compileFlag(flag: CompileInput, around: Surroundings): FlagdDefinition {
  return definitionOf(flag, around, (key) => {
    const segment = around.segments.get(key);
    return segment === undefined ? null : compileSegment(segment);
  });
}

/** The same, with segments referred to by name; {@link evaluatorsOf} gives what the names stand for. */
export function compileShared(flag: CompileInput, around: Surroundings): FlagdDefinition {
  return definitionOf(flag, around, (key) => {
    const segment = around.segments.get(key);
    if (segment === undefined) return null;
    const logic = compileSegment(segment);
    return isShareable(logic) ? { $ref: evaluatorOf(key) } : logic;
  });
}

/** The shared expressions of a document. */
export function evaluatorsOf(segments: Iterable<Segment>): Record<string, Logic> {
  const compiled = [...segments].map((segment): [string, Logic] => [evaluatorOf(segment.key), compileSegment(segment)]);
  return Object.fromEntries(compiled.filter(([, logic]) => isShareable(logic)));
}

const evaluatorOf = (segment: string): string => `segment:${segment}`;

/** flagd-core puts a shared expression in place by `replaceAll`, to which a `$` in it would be a command. */
const isShareable = (logic: Logic): boolean => !JSON.stringify(logic).includes('$');

function definitionOf(flag: CompileInput, around: Surroundings, segment: SegmentLogic): FlagdDefinition {
  const { variants } = flag;
  const logic = compileAnswer(flag, around, segment, 0);
  if (typeof logic === 'string') return { state: 'ENABLED', variants, defaultVariant: logic };
  return { state: 'ENABLED', variants, defaultVariant: flag.offVariant, targeting: logic };
}

/** The name of the variant that a flag answers, or the expression that gives it. */
function compileAnswer(flag: CompileInput, around: Surroundings, segment: SegmentLogic, depth: number): Logic {
  if (!flag.on) return flag.offVariant;
  const branches: Logic[] = [];
  for (const { flag: key, variants } of flag.prerequisites) {
    const required = around.flags.get(key);
    if (required === undefined || depth === DEEPEST) return flag.offVariant;
    const answer = compileAnswer(required, around, segment, depth + 1);
    if (typeof answer !== 'string') branches.push(not({ in: [answer, variants] }), flag.offVariant);
    else if (!variants.includes(answer)) return flag.offVariant;
  }
  return compileRules(flag, segment, branches);
}

/** `branches`: what is asked before the rules. */
function compileRules(flag: CompileInput, segment: SegmentLogic, branches: Logic[]): Logic {
  const otherwise = flag.otherwise ?? { variant: flag.defaultVariant };
  for (const rule of flag.rules) {
    const { yes, no } = compileRule(flag.key, rule, segment);
    const served = compileServe(flag, rule.serve);
    if (yes === true) return branching(branches, served);
    branches.push(yes, served, not(no), flag.offVariant);
  }
  return branching(branches, compileServe(flag, otherwise));
}

function branching(branches: Logic[], last: Logic): Logic {
  return branches.length === 0 ? last : { if: [...branches, last] };
}

/** Whether a rule applies. */
export function compileRule(flag: string, { id, conditions, share }: FlagRule, segment: SegmentLogic): Answerable {
  const answers = conditions.map((condition) => compileCondition(condition, segment));
  return allOf(share === null ? answers : [...answers, compileShare(flag, id, share)]);
}

/** Whether a context is in a share. Each rule draws its own lots, so that two shares of one flag do not fall on the same contexts. */
export function compileShare(flag: string, rule: string, { percent, by }: Share): Answerable {
  const attribute = attributeOf(by);
  const drawn = {
    fractional: [{ cat: [`${flag}/${rule}/`, attribute] }, ['in', portion(percent)], ['out', portion(100 - percent)]],
  };
  const placed = { if: [isIdentity(attribute), drawn, null] };
  return { yes: same(placed, 'in'), no: same(placed, 'out') };
}

/** The variant served. A split hashes what flagd itself would: the flag's key and the attribute. */
export function compileServe(flag: CompileInput, serve: Serve): Logic {
  const served = (variant: string): string => (Object.hasOwn(flag.variants, variant) ? variant : flag.offVariant);
  if ('variant' in serve) return served(serve.variant);
  const attribute = attributeOf(serve.by);
  const parts = serve.split.map(({ variant, weight }): Logic => [served(variant), portion(weight)]);
  return { if: [isIdentity(attribute), { fractional: [{ cat: [flag.key, attribute] }, ...parts] }, flag.offVariant] };
}

/** Percent in thousandths: flagd weighs in whole numbers. */
export function portion(percent: number): number {
  return Math.round(percent * 1_000);
}
