import { compileCondition, compileSegment } from '../domain/compile-conditions.js';
import { compileShare, type CompileInput, type Surroundings } from '../domain/compile.js';
import type { JsonValue } from '../domain/flag.js';
import { isSegmentCondition, type Condition, type FlagRule, type Serve } from '../domain/rules.js';
import { CompiledFlag, type EvaluationContext } from '../evaluation/compiled-flag.js';
import { resolve } from '../evaluation/resolve.js';
import type { TrialCheck, DryRunView, Outcome, StepView } from './trial.contract.js';

/** What a context would get and why: each question is asked alone, in the very form in which evaluation asks it. */
export function dryRun(flag: CompileInput, around: Surroundings, context: EvaluationContext): DryRunView {
  const { evaluation } = new CompiledFlag(flag, around).evaluate(context);
  const steps = stepsOf(flag, around, context);
  if ('errorCode' in evaluation) return { variant: null, value: null, reason: evaluation.errorCode, steps };
  const { variant, value, reason } = evaluation;
  return { variant, value, reason, steps };
}

function stepsOf(flag: CompileInput, around: Surroundings, context: EvaluationContext): StepView[] {
  const off = `The off variant "${flag.offVariant}" is served.`;
  const state: StepView = {
    step: 'state',
    rule: null,
    outcome: flag.on ? 'holds' : 'fails',
    checks: [],
    detail: flag.on ? 'The flag is on.' : `The flag is off: no rule is looked at. ${off}`,
  };
  if (!flag.on) return [state];
  const steps = [state];
  if (flag.prerequisites.length > 0) {
    const checks = flag.prerequisites.map((each) => prerequisiteCheck(each, around, context));
    const outcome = outcomeOf(checks);
    const detail = outcome === 'holds' ? 'All flags required answer as they must.' : `A flag required does not. ${off}`;
    steps.push({ step: 'prerequisites', rule: null, outcome, checks, detail });
    if (outcome !== 'holds') return steps;
  }
  for (const rule of flag.rules) {
    const checks = ruleChecks(flag.key, rule, around, context);
    const outcome = outcomeOf(checks);
    steps.push({ step: 'rule', rule: rule.id, outcome, checks, detail: MEANING[outcome](served(rule.serve), off) });
    if (outcome !== 'fails') return steps;
  }
  const otherwise = flag.otherwise ?? { variant: flag.defaultVariant };
  const detail = `No rule applies. ${served(otherwise)}`;
  return [...steps, { step: 'otherwise', rule: null, outcome: 'holds', checks: [], detail }];
}

const MEANING: Record<Outcome, (serves: string, off: string) => string> = {
  holds: (serves) => `The rule applies. ${serves}`,
  fails: () => 'The rule does not apply: on to the next.',
  unresolved: (_, off) => `The rule cannot be resolved. ${off}`,
};

function ruleChecks(flag: string, rule: FlagRule, around: Surroundings, context: EvaluationContext): TrialCheck[] {
  const segment = (key: string) => {
    const found = around.segments.get(key);
    return found === undefined ? null : compileSegment(found);
  };
  const checks = rule.conditions.map((condition): TrialCheck => {
    const truth = resolve(compileCondition(condition, segment), context);
    const actual = isSegmentCondition(condition) ? null : actualOf(context, condition.attribute);
    return { asked: wordsOf(condition), actual, outcome: outcomeOfTruth(truth) };
  });
  if (rule.share === null) return checks;
  const { percent, by } = rule.share;
  const truth = resolve(compileShare(flag, rule.id, rule.share), context);
  return [
    ...checks,
    { asked: `in ${percent} % by ${by}`, actual: actualOf(context, by), outcome: outcomeOfTruth(truth) },
  ];
}

function prerequisiteCheck(
  { flag, variants }: CompileInput['prerequisites'][number],
  around: Surroundings,
  context: EvaluationContext,
): TrialCheck {
  const asked = `${flag} answers ${variants.join(' or ')}`;
  const required = around.flags.get(flag);
  if (required === undefined) return { asked, actual: null, outcome: 'unresolved' };
  const { evaluation } = new CompiledFlag(required, around).evaluate(context);
  if ('errorCode' in evaluation) return { asked, actual: null, outcome: 'unresolved' };
  return { asked, actual: evaluation.variant, outcome: variants.includes(evaluation.variant) ? 'holds' : 'fails' };
}

/** One that fails settles it, whatever cannot be resolved beside it. */
function outcomeOf(checks: TrialCheck[]): Outcome {
  const outcomes = checks.map(({ outcome }) => outcome);
  if (outcomes.includes('fails')) return 'fails';
  return outcomes.includes('unresolved') ? 'unresolved' : 'holds';
}

function outcomeOfTruth(truth: boolean | null): Outcome {
  return truth === null ? 'unresolved' : truth ? 'holds' : 'fails';
}

function actualOf(context: EvaluationContext, path: string): JsonValue {
  return path.split('.').reduce<JsonValue>((at, name) => {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return null;
    return Object.hasOwn(at, name) ? (at[name] ?? null) : null;
  }, context);
}

function wordsOf(condition: Condition): string {
  const operator = condition.operator.replaceAll('_', ' ');
  if (isSegmentCondition(condition)) return `${operator} ${condition.segment}`;
  if ('values' in condition) return `${condition.attribute} ${operator} ${JSON.stringify(condition.values)}`;
  return `${condition.attribute} ${operator}${'value' in condition ? ` ${JSON.stringify(condition.value)}` : ''}`;
}

function served(serve: Serve): string {
  if ('variant' in serve) return `"${serve.variant}" is served.`;
  return `It is split by ${serve.by}: ${serve.split.map(({ variant, weight }) => `${variant} ${weight} %`).join(', ')}.`;
}
