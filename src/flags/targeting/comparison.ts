import { isDeepStrictEqual } from 'node:util';
import type { CompiledFlag, EvaluationContext } from '../evaluation/compiled-flag.js';
import type { ChangedContext, FlowView } from './trial.contract.js';

/** The contexts that get something else after than before: another variant, or the same one with another value. */
export function compare(
  before: CompiledFlag,
  after: CompiledFlag,
  contexts: readonly EvaluationContext[],
): ChangedContext[] {
  const variantOf = (flag: CompiledFlag, context: EvaluationContext): string | null => {
    const { evaluation } = flag.evaluate(context);
    return 'variant' in evaluation ? evaluation.variant : null;
  };
  const [was, is] = [before.definition.variants, after.definition.variants];
  const revalued = new Set(Object.keys(is).filter((name) => !isDeepStrictEqual(was[name], is[name])));
  return contexts
    .map((context) => ({ context, before: variantOf(before, context), after: variantOf(after, context) }))
    .filter((each) => each.before !== each.after || (each.after !== null && revalued.has(each.after)));
}

/** How many go from which variant to which, the most first. */
export function flowsOf(changed: readonly ChangedContext[]): FlowView[] {
  const flows = new Map<string, FlowView>();
  for (const { before, after } of changed) {
    const name = JSON.stringify([before, after]);
    const flow = flows.get(name) ?? { from: before, to: after, contexts: 0 };
    flow.contexts += 1;
    flows.set(name, flow);
  }
  return [...flows.values()].toSorted((a, b) => b.contexts - a.contexts);
}
