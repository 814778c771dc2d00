import { mayApprove, type Approver, type ChangePolicy } from './change-policy.js';

/** As stored. That one is approved or expired is found out at each look. */
export const STORED_STATES = ['open', 'applied', 'rejected', 'withdrawn'] as const;
export type StoredState = (typeof STORED_STATES)[number];

export const REQUEST_STATES = ['open', 'approved', 'applied', 'rejected', 'withdrawn', 'expired', 'outdated'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_STEPS = ['edit', 'approve', 'reject', 'withdraw', 'apply'] as const;
export type RequestStep = (typeof REQUEST_STEPS)[number];

/** Where each step leads from each state. Absent: the state forbids it. An edit makes a new version that nobody has approved. */
export const REQUEST_TRANSITIONS: Record<RequestState, Partial<Record<RequestStep, StoredState>>> = {
  open: { edit: 'open', approve: 'open', reject: 'rejected', withdraw: 'withdrawn' },
  approved: { edit: 'open', approve: 'open', reject: 'rejected', withdraw: 'withdrawn', apply: 'applied' },
  outdated: { edit: 'open', reject: 'rejected', withdraw: 'withdrawn' },
  expired: { edit: 'open', withdraw: 'withdrawn' },
  applied: { apply: 'applied' },
  rejected: { reject: 'rejected' },
  withdrawn: { withdraw: 'withdrawn' },
};

export interface RequestFacts {
  state: StoredState;
  hash: string;
  base: string;
  expiresAt: Date;
  requestedBy: string;
  editedBy: string;
  approvals: (Approver & { hash: string })[];
}

/** Who approved exactly what the request says now, and may do so by the present policy. */
export function standingApprovals(request: RequestFacts, policy: ChangePolicy | null): string[] {
  const authors = authorsOf(request);
  return request.approvals
    .filter(({ hash }) => hash === request.hash)
    .filter((person) => policy === null || mayApprove(policy, person, authors))
    .map(({ key }) => key);
}

/** Whoever asked for it, and whoever wrote it as it is now. */
export function authorsOf({ requestedBy, editedBy }: Pick<RequestFacts, 'requestedBy' | 'editedBy'>): string[] {
  return [...new Set([requestedBy, editedBy])];
}

/** `base`: the version of the flag's state there is now. Without a policy nothing is missing. */
export function requestState(
  request: RequestFacts,
  { policy, base, now }: { policy: ChangePolicy | null; base: string; now: Date },
): RequestState {
  if (request.state !== 'open') return request.state;
  if (request.expiresAt <= now) return 'expired';
  if (request.base !== base) return 'outdated';
  return standingApprovals(request, policy).length >= (policy?.approvals ?? 0) ? 'approved' : 'open';
}
