import type { FlagKind, FlagOutcome, FlagStage } from './flag.js';
import type { KindPolicies } from './kind-policy.js';
import { usageOf, type UsageFacts } from './usage.js';

/** What is known of a flag that may have done its work. */
export interface StalenessFacts {
  stage: FlagStage;
  kind: FlagKind;
  outcome: FlagOutcome | null;
  createdAt: Date;
  expiresAt: Date | null;
  /** Since when it is in the same state in every environment; null: the states differ. */
  sameSince: Date | null;
  /** It is on with rules somewhere, so that the same state does not mean the same answer. */
  ruled: boolean;
  usage: UsageFacts;
  /** Places in code that ask for it; null: nobody scanned the code. */
  references: number | null;
}

export const EVIDENCE = ['configuration', 'exposure', 'code', 'age'] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];

export interface Evidence {
  kind: EvidenceKind;
  /** done: speaks for a flag that has done its work; needed: for one that still decides something; unknown: for neither. */
  says: 'done' | 'needed' | 'unknown';
  detail: string;
  since: Date | null;
}

/** remove_code: take it out of the code, then complete and archive it; archive: nothing asks for it any more; keep: say why, by extending it. */
export const NEXT_ACTIONS = ['remove_code', 'archive', 'keep'] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];

export interface Staleness {
  stale: boolean;
  /** One of each kind, in the order of EVIDENCE. */
  evidence: Evidence[];
  /** Null: nothing is to be done. */
  action: NextAction | null;
  why: string;
}

const DAY = 86_400_000;

/**
 * Whether a flag has done its work, from four kinds of evidence, and the one thing to do next. Calls that were answered
 * differently of late speak against all else. Kinds without lifetime are never stale.
 */
export function judgeStaleness(facts: StalenessFacts, policies: KindPolicies, now: Date): Staleness {
  const days = policies[facts.kind].lifetimeDays;
  const configuration = ofConfiguration(facts, days, now);
  const exposure = ofExposure(facts, days, now);
  const code = ofCode(facts);
  const age = ofAge(facts, days, now);
  const stale = isStale(facts, policies, now);
  const expired = facts.expiresAt !== null && facts.expiresAt.getTime() <= now.getTime();
  const called = exposure.says !== 'unknown' && usage(facts, days, now) !== 'not_called';
  const { action, why } = nextAction(facts, { stale, expired, called, exposure, code });
  return { stale, evidence: [configuration, exposure, code, age], action, why };
}

/** The same answer without its words: a guard asks it of ten thousand flags at once. */
export function isStale(facts: StalenessFacts, policies: KindPolicies, now: Date): boolean {
  const days = policies[facts.kind].lifetimeDays;
  if (facts.stage !== 'active' || days === null) return false;
  const limit = now.getTime() - days * DAY;
  const constant = facts.sameSince !== null && !facts.ruled && facts.sameSince.getTime() <= limit;
  if (!constant && facts.createdAt.getTime() > limit) return false;
  const used = usage(facts, days, now);
  if (used === 'varied') return false;
  return constant || used === 'constant' || (used === 'not_called' && facts.references === 0);
}

function ofConfiguration({ sameSince, ruled }: StalenessFacts, days: number | null, now: Date): Evidence {
  const told = (says: Evidence['says'], detail: string): Evidence => ({
    kind: 'configuration',
    says,
    detail,
    since: sameSince,
  });
  if (sameSince === null) return told('needed', 'It is on in some environments and off in others.');
  if (ruled) return told('unknown', 'It is on everywhere, and rules decide who gets what.');
  const constant = wholeDays(sameSince, now);
  const long = days !== null && sameSince.getTime() + days * DAY <= now.getTime();
  const detail = `It is in the same state everywhere for ${inDays(constant)}${days === null ? '' : ` of the ${days} that its kind lives`}.`;
  return told(long ? 'done' : days === null ? 'unknown' : 'needed', detail);
}

function ofExposure(facts: StalenessFacts, days: number | null, now: Date): Evidence {
  const { variant, constantSince, lastCalledAt } = facts.usage;
  const told = (says: Evidence['says'], detail: string, since: Date | null): Evidence => ({
    kind: 'exposure',
    says,
    detail,
    since,
  });
  switch (usage(facts, days, now)) {
    case 'varied':
      return told('needed', 'It is called, and not always answered the same.', lastCalledAt);
    case 'constant':
      return told('done', `It is called, and always answered ${variant ?? 'the same'}.`, constantSince);
    case 'not_called':
      return told('done', lastCalledAt === null ? 'It was never called.' : 'It is not called any more.', lastCalledAt);
    case 'handed_out':
      return told('unknown', 'It is handed out with all others; nobody knows whether code looks at it.', null);
    case 'new':
      return told('unknown', 'It is too young for its calls to say anything.', null);
  }
}

function ofCode({ references }: StalenessFacts): Evidence {
  const told = (says: Evidence['says'], detail: string): Evidence => ({ kind: 'code', says, detail, since: null });
  if (references === null) return told('unknown', 'Its code was never scanned.');
  if (references === 0) return told('done', 'No code asks for it.');
  return told('needed', `Code asks for it at ${references} ${references === 1 ? 'place' : 'places'}.`);
}

function ofAge({ createdAt }: StalenessFacts, days: number | null, now: Date): Evidence {
  const told = (says: Evidence['says'], detail: string): Evidence => ({ kind: 'age', says, detail, since: createdAt });
  const age = inDays(wholeDays(createdAt, now));
  if (days === null) return told('unknown', `It is ${age} old; its kind lives without end.`);
  const old = createdAt.getTime() + days * DAY <= now.getTime();
  return told(old ? 'done' : 'needed', `It is ${age} old; its kind is meant to live ${days}.`);
}

interface Judged {
  stale: boolean;
  expired: boolean;
  /** Code asked for it of late. */
  called: boolean;
  exposure: Evidence;
  code: Evidence;
}

function nextAction(facts: StalenessFacts, judged: Judged): { action: NextAction | null; why: string } {
  const { stale, expired, called, exposure, code } = judged;
  const gone = code.says === 'done';
  if (facts.stage === 'archived') {
    return code.says === 'needed'
      ? { action: 'remove_code', why: 'It is archived, and code still asks for it.' }
      : { action: null, why: 'It is archived.' };
  }
  if (facts.stage === 'completed') {
    return gone
      ? { action: 'archive', why: 'It is completed, and no code asks for it any more.' }
      : { action: 'remove_code', why: 'It is completed: what it guarded is settled.' };
  }
  if (!stale && !expired) return { action: null, why: 'It still decides something, within its time.' };
  if (exposure.says === 'needed')
    return { action: 'keep', why: 'Its time is over, but it still decides something: extend it and say why.' };
  if (!gone) return { action: 'remove_code', why: 'It decides nothing any more, or its time is over.' };
  return called
    ? { action: 'keep', why: 'It is called although no scanned code asks for it: find who does, and say why it stays.' }
    : { action: 'archive', why: 'No code asks for it any more.' };
}

function usage(
  { usage: facts, createdAt }: StalenessFacts,
  days: number | null,
  now: Date,
): ReturnType<typeof usageOf> {
  return usageOf(facts, createdAt, now, days ?? undefined);
}

function wholeDays(from: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - from.getTime()) / DAY));
}

function inDays(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}
