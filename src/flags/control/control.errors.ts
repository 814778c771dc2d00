import { DomainError, invalidField } from '../../platform/index.js';
import type { RequestState, RequestStep } from '../domain/change-request.js';

const ASK: Partial<Record<RequestState, { code: string; why: string }>> = {
  open: { code: 'approval_pending', why: 'its request still waits for approvals' },
  outdated: {
    code: 'approval_outdated',
    why: 'the flag, or a segment that it goes by, was changed after it was asked for; edit the request, and it can be approved again',
  },
  expired: { code: 'approval_expired', why: 'its request has expired; edit it, and it can be approved again' },
};

/** `known`: what became of a request for the same change, where there is one. */
export function approvalRequired(
  flag: string,
  environment: string,
  approvals: number,
  known: { id: string; state: RequestState } | null,
): DomainError {
  const need = `A change of "${flag}" in ${environment} needs the approval of ${approvals === 1 ? 'another person' : `${approvals} other people`}`;
  const told = known === null ? undefined : ASK[known.state];
  if (known !== null && told !== undefined)
    return new DomainError('conflict', told.code, `${need}: ${told.why} (/api/v1/change-requests/${known.id}).`);
  return new DomainError(
    'conflict',
    'approval_required',
    `${need}. Ask for it with POST /api/v1/flags/${flag}/environments/${environment}/change-requests; once it is approved, repeat this or apply the request.`,
  );
}

export const approvalNotNeeded = (flag: string, environment: string): DomainError =>
  new DomainError(
    'conflict',
    'approval_not_needed',
    `This change of "${flag}" in ${environment} needs no approval: just make it.`,
  );

export const requestNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_change_request', `There is no change request "${id}".`);

export const requestStepRefused = (state: RequestState, step: RequestStep): DomainError =>
  new DomainError(
    'conflict',
    step === 'apply' && state === 'open' ? 'approval_pending' : `change_request_${state}`,
    `The change request is ${state}: the step "${step}" does not lead on from there.`,
  );

export const otherContent = (): DomainError =>
  new DomainError(
    'conflict',
    'content_changed',
    'The request was edited since you read it: look at what it says now and approve that.',
  );

export const ownRequest = (): DomainError =>
  new DomainError('forbidden', 'own_request', 'Whoever asked for a change, or wrote it, cannot approve it.');

export const notAnApprover = (): DomainError =>
  new DomainError('forbidden', 'not_an_approver', 'The policy names who may approve this, and you are not among them.');

export const personNeeded = (what: string): DomainError =>
  new DomainError('forbidden', 'person_needed', `${what} takes a person: sign in, or use a token that names one.`);

export const policyNotFound = (service: string | null): DomainError =>
  new DomainError(
    'not_found',
    'unknown_change_policy',
    service === null ? 'The installation has no change policy.' : `The service "${service}" has no change policy.`,
  );

export const kindCannotBeApplied = (kind: string): DomainError =>
  invalidField('content.kind', 'unknown_kind', `Changes of kind "${kind}" cannot be asked for.`);

export const contentNotFor = (field: string, detail: string): DomainError =>
  invalidField(field, 'does_not_fit', detail);

export const scheduleNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_scheduled_flip', `There is no scheduled flip "${id}".`);

export const scheduleEnded = (state: string): DomainError =>
  new DomainError('conflict', `scheduled_flip_${state}`, `The scheduled flip is ${state} already.`);

export const changedSinceScheduled = (flag: string, environment: string): DomainError =>
  new DomainError(
    'conflict',
    'changed_meanwhile',
    `"${flag}" was changed in ${environment} after this was scheduled; schedule it again if it is still wanted.`,
  );

export const schedulerGone = (person: string): DomainError =>
  new DomainError('conflict', 'scheduler_gone', `"${person}", who scheduled this, is not active any more.`);

export const schedulerNotPermitted = (scheduledBy: string): DomainError =>
  new DomainError(
    'conflict',
    'scheduler_not_permitted',
    `"${scheduledBy}", who scheduled this, may not flip flags any more: the role does not allow it, or the token was revoked, has expired or lacks the permission.`,
  );

export const flipMissed = (flag: string, late: string): DomainError =>
  new DomainError(
    'conflict',
    'missed',
    `Nobody was there to turn "${flag}" on until ${late} after its time, which is too late; schedule it again if it is still wanted.`,
  );

export const reviewNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_kill_review', `There is no review of a kill "${id}".`);

export const ownKill = (): DomainError =>
  new DomainError('forbidden', 'own_kill', 'A kill is reviewed by another person than the one who killed.');

export const questionNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_kill_question', `There is no question "${id}".`);

export const questionAnswered = (): DomainError =>
  new DomainError('conflict', 'question_answered', 'The question is answered already.');

export const badAskAfter = (field: string): DomainError =>
  invalidField(field, 'ask_after', 'must be a duration such as PT2H or an instant, between a minute and 30 days ahead');
