/** How an evaluation came about: code asked for one flag, for all at once, or an SDK evaluated by itself and reported. */
export const DOORS = ['single', 'bulk', 'sdk'] as const;
export type Door = (typeof DOORS)[number];

/**
 * `varied`: called, and not always answered the same; `constant`: called, and answered with one variant alone; `handed_out`:
 * given in bulk answers only, so nobody knows whether code uses it; `not_called`: neither; `new`: too young to say.
 */
export const USAGE_STATES = ['varied', 'constant', 'handed_out', 'not_called', 'new'] as const;
export type UsageState = (typeof USAGE_STATES)[number];

export const USAGE_DAYS = 30;

/** What is known of the calls of a flag. A call asks for this flag: a single evaluation, or one that an SDK reported. */
export interface UsageFacts {
  lastCalledAt: Date | null;
  /** When a bulk answer last held it. */
  lastHandedOutAt: Date | null;
  /** What the last call was given; null: no call was ever given one. */
  variant: string | null;
  /** Since when calls were given nothing but `variant`. */
  constantSince: Date | null;
}

export const NEVER_USED: UsageFacts = { lastCalledAt: null, lastHandedOutAt: null, variant: null, constantSince: null };

/** How a flag was used over the last days. */
export function usageOf(facts: UsageFacts, createdAt: Date, now: Date, days: number = USAGE_DAYS): UsageState {
  const from = now.getTime() - days * 86_400_000;
  const since = (at: Date | null): boolean => at !== null && at.getTime() > from;
  if (since(facts.lastCalledAt)) {
    return facts.constantSince === null || since(facts.constantSince) ? 'varied' : 'constant';
  }
  if (since(createdAt)) return 'new';
  return since(facts.lastHandedOutAt) ? 'handed_out' : 'not_called';
}
