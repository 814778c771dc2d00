import type { CompiledFlag, EvaluationContext } from '../evaluation/compiled-flag.js';
import type { ChangedContext, FlowView } from './trial.contract.js';

/** The contexts that get another variant after than before. */
export function compare(
  before: CompiledFlag,
  after: CompiledFlag,
  contexts: readonly EvaluationContext[],
): ChangedContext[] {
  const variantOf = (flag: CompiledFlag, context: EvaluationContext): string | null => {
    const { evaluation } = flag.evaluate(context);
    return 'variant' in evaluation ? evaluation.variant : null;
  };
  return contexts
    .map((context) => ({ context, before: variantOf(before, context), after: variantOf(after, context) }))
    .filter((each) => each.before !== each.after);
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
