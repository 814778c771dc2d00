import { USAGE_DAYS, usageOf, type UsageFacts } from '../domain/usage.js';
import type { SeenView, UsageView } from './exposure.contract.js';

export function seenView(facts: UsageFacts): Pick<SeenView, keyof SeenView> {
  return {
    lastCalledAt: facts.lastCalledAt?.toISOString() ?? null,
    lastHandedOutAt: facts.lastHandedOutAt?.toISOString() ?? null,
    variant: facts.variant,
    constantSince: facts.constantSince?.toISOString() ?? null,
  };
}

export function usageView(facts: UsageFacts, createdAt: Date, now: Date, days: number = USAGE_DAYS): UsageView {
  return { state: usageOf(facts, createdAt, now, days), days, ...seenView(facts) };
}
