import { isDeepStrictEqual } from 'node:util';
import type { Answers } from './variants.js';

export interface AnswersDifference {
  what: 'variant_added' | 'variant_removed' | 'variant_changed' | 'default_variant' | 'off_variant';
  /** The variant's name, where it is one whose value comes, goes or changes. */
  variant: string | null;
  from: unknown;
  to: unknown;
}

/** What an edit changes of a flag's answers; in which order its variants stand does not count. */
export function answersDifference(before: Answers, after: Answers): AnswersDifference[] {
  const differences = Object.entries(after.variants).flatMap(([variant, to]): AnswersDifference[] => {
    if (!Object.hasOwn(before.variants, variant)) return [{ what: 'variant_added', variant, from: null, to }];
    const from = before.variants[variant];
    return isDeepStrictEqual(from, to) ? [] : [{ what: 'variant_changed', variant, from, to }];
  });
  for (const [variant, from] of Object.entries(before.variants))
    if (!Object.hasOwn(after.variants, variant)) differences.push({ what: 'variant_removed', variant, from, to: null });
  for (const [what, from, to] of [
    ['default_variant', before.defaultVariant, after.defaultVariant],
    ['off_variant', before.offVariant, after.offVariant],
  ] as const)
    if (from !== to) differences.push({ what, variant: null, from, to });
  return differences;
}
