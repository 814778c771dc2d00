/** Who could be paged for a service at the instant an alert triggered; all of them active. */
export interface Reachable {
  onCall: string | null;
  /** The rotation, from the turn of that instant on. */
  turns: string[];
  team: string[];
  escalateAfterMinutes: number;
}

/** Who is paged at which level, fixed when the first page of an alert is due. */
export interface EscalationPlan {
  levels: string[][];
  minutes: number;
}

/**
 * Level 0 is whoever is on call, then the others of the rotation in turn, one a level, and at last the whole team at once.
 * Nobody on call: the team at once. Nobody at all: no levels.
 */
export function planEscalation({ onCall, turns, team, escalateAfterMinutes }: Reachable): EscalationPlan {
  const others = onCall === null ? [] : [...new Set(turns)].filter((person) => person !== onCall);
  const levels = [onCall === null ? [] : [onCall], ...others.map((person) => [person]), [...new Set(team)]];
  return { levels: levels.filter((people) => people.length > 0), minutes: escalateAfterMinutes };
}

/** Whom a level pages, and when the next level is due if nobody acknowledges; null where there is no next one. */
export function pagedAt(plan: EscalationPlan, level: number, now: Date): { people: string[]; nextAt: Date | null } {
  const people = plan.levels[level] ?? [];
  const hasNext = level + 1 < plan.levels.length;
  return { people, nextAt: hasNext ? new Date(now.getTime() + plan.minutes * 60_000) : null };
}

const BACK_OFF_MS = [2_000, 8_000];

/** When a page that could not be delivered is tried again after `tries` tries; null: it is given up. */
export function retryAt(tries: number, now: Date): Date | null {
  const wait = BACK_OFF_MS[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

/** What became of one contact of a page. `hopeless`: trying again cannot help. */
export interface ContactOutcome {
  delivered: boolean;
  hopeless: boolean;
}

export type PageOutcome = { state: 'delivered' } | { state: 'due'; at: Date } | { state: 'failed' };

/** What becomes of a page after a try: one contact reached is enough; else again later, or given up. */
export function outcomeOf(contacts: ContactOutcome[], tries: number, now: Date): PageOutcome {
  if (contacts.some(({ delivered }) => delivered)) return { state: 'delivered' };
  const at = contacts.every(({ hopeless }) => hopeless) ? null : retryAt(tries, now);
  return at ? { state: 'due', at } : { state: 'failed' };
}
