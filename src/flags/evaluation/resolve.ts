import type { Answerable } from '../domain/logic.js';
import type { EvaluationContext } from './compiled-flag.js';
import { CompiledFlag } from './compiled-flag.js';

/** Asks one question of a context as evaluation would; null: it cannot be resolved. */
export function resolve({ yes, no }: Answerable, context: EvaluationContext): boolean | null {
  const variant = CompiledFlag.variantOf({ if: [yes, 'yes', no, 'no', 'unknown'] }, ['yes', 'no', 'unknown'], context);
  return variant === 'yes' ? true : variant === 'no' ? false : null;
}
