import type { FieldError } from '../../platform/index.js';

/** What a waiver can excuse: rules of the flag-debt guard. */
export const WAIVABLE = [
  'expired',
  'no_owner',
  'no_expiry',
  'no_removal_ticket',
  'stale',
  'unknown_flag',
  'archived_in_code',
] as const;
export type WaivableRule = (typeof WAIVABLE)[number];

export const MOST_WAIVER_DAYS = 30;
const DAY = 86_400_000;

export const WAIVER_STATES = ['requested', 'active', 'expired', 'ended'] as const;
/** requested: nobody approved it, so it excuses nothing; active: it excuses; expired: its time is over; ended: refused or taken back. */
export type WaiverState = (typeof WAIVER_STATES)[number];

export interface WaiverLife {
  expiresAt: Date;
  approvedAt: Date | null;
  endedAt: Date | null;
}

export function stateOfWaiver({ expiresAt, approvedAt, endedAt }: WaiverLife, now: Date): WaiverState {
  if (endedAt !== null) return 'ended';
  if (expiresAt.getTime() <= now.getTime()) return 'expired';
  return approvedAt === null ? 'requested' : 'active';
}

/** What is wrong with the end of a waiver asked for now; null: nothing. */
export function faultOfExpiry(expiresAt: Date, now: Date): FieldError | null {
  if (expiresAt.getTime() <= now.getTime()) return fault('in_the_past', 'must lie ahead');
  if (expiresAt.getTime() > now.getTime() + MOST_WAIVER_DAYS * DAY)
    return fault('too_late', `must be at most ${MOST_WAIVER_DAYS} days ahead`);
  return null;
}

function fault(code: string, detail: string): FieldError {
  return { field: 'expiresAt', code, detail };
}

export type ApprovalDecision =
  { do: 'approve' } | { do: 'nothing' } | { do: 'refuse'; why: 'not_a_person' | 'own' | 'state'; state: WaiverState };

/** Judges an approval: by a person, other than whoever asked, while it is only requested. Again by the same person: nothing. */
export function decideApproval(
  waiver: WaiverLife & { requestedBy: string; approvedBy: string | null },
  approver: { identity: string; person: string | null },
  now: Date,
): ApprovalDecision {
  const state = stateOfWaiver(waiver, now);
  if (approver.person === null) return { do: 'refuse', why: 'not_a_person', state };
  if (approver.identity === waiver.requestedBy) return { do: 'refuse', why: 'own', state };
  if (state === 'active' && waiver.approvedBy === approver.person) return { do: 'nothing' };
  return state === 'requested' ? { do: 'approve' } : { do: 'refuse', why: 'state', state };
}
