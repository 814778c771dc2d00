import { Injectable } from '@nestjs/common';
import { People, type Actor } from '../../identity/index.js';
import { Db, Ids, requireMatch, type Tx } from '../../platform/index.js';
import { baseOf, beforeOf, hashOf, isSame, type ChangeContent } from '../domain/change-content.js';
import { mayApprove, type ChangePolicy } from '../domain/change-policy.js';
import { authorsOf, REQUEST_TRANSITIONS, type RequestStep } from '../domain/change-request.js';
import type { Flag } from '../domain/flag.js';
import { targetingOf } from '../targeting/targeting-body.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { environmentNotFound, flagArchived } from '../flags.errors.js';
import { History, nameOf, type HistoryAction } from '../inventory/history.js';
import { LockedFlags } from '../lifecycle/locked-flags.js';
import { ChangeControl, type JudgedRequest } from './change-control.js';
import {
  approvalNotNeeded,
  notAnApprover,
  otherContent,
  ownRequest,
  personNeeded,
  requestStepRefused,
} from './control.errors.js';
import type { ChangeRequestBody, ContentBody } from './requests.contract.js';
import { ChangeRequestReads } from './requests.reads.js';
import { ChangeRequestsRepository } from './requests.repository.js';

const HOUR = 3_600_000;

interface Held {
  flag: Flag;
  request: JudgedRequest;
  /** Null: it needs no approval any more. */
  policy: ChangePolicy | null;
}

/** Asks for changes, approves, rejects, withdraws and applies them. */
@Injectable()
export class ChangeRequests {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly people: People,
    private readonly locked: LockedFlags,
    private readonly history: History,
    private readonly rulesets: Rulesets,
    private readonly control: ChangeControl,
    private readonly reads: ChangeRequestReads,
    private readonly repository: ChangeRequestsRepository,
  ) {}

  /** Throws `approval_not_needed` (conflict) where the change can just be made. Answers the request's id. */
  async create(key: string, environment: string, body: ChangeRequestBody, actor: Actor): Promise<string> {
    const requestedBy = personOf(actor, 'Asking for a change');
    return this.db.transaction(async (tx) => {
      const flag = await this.locked.lockIn(tx, key, environment);
      const { policy, content, ...version } = await this.drafted(tx, flag, environment, body.content);
      const request = {
        id: this.ids.next(),
        flag: key,
        environment,
        service: flag.service,
        content,
        ...version,
        reason: body.reason,
        state: 'open' as const,
        requestedBy,
        editedBy: requestedBy,
        requestedAt: tx.now,
        expiresAt: new Date(tx.now.getTime() + policy.expiresAfterHours * HOUR),
      };
      await this.repository.insert(tx, request);
      await this.note(tx, 'request_change', flag, request, actor, body.reason);
      return request.id;
    });
  }

  /** Makes it a change of the flag's present state. Whatever was approved before counts no more, unless nothing differs. */
  async edit(id: string, body: ChangeRequestBody, ifMatch: string | undefined, actor: Actor): Promise<void> {
    const editedBy = personOf(actor, 'Asking for a change');
    await this.step(id, 'edit', async (tx, { flag, request }) => {
      requireMatch(ifMatch, await this.reads.get(id, actor));
      const { environment } = request;
      const { policy, content, ...version } = await this.drafted(tx, flag, environment, body.content);
      const expiresAt = new Date(tx.now.getTime() + policy.expiresAfterHours * HOUR);
      const same = version.hash === request.hash && isSame(content, request.content);
      const edited = { id, content, ...version, reason: body.reason, expiresAt };
      await this.repository.edit(tx, { ...edited, editedBy: same ? request.editedBy : editedBy });
      await this.note(tx, 'edit_request', flag, { ...request, content }, actor, body.reason);
    });
  }

  /** Throws `content_changed` (conflict), `own_request`, `not_an_approver` and `person_needed` (forbidden). */
  async approve(id: string, hash: string, note: string | null, actor: Actor): Promise<void> {
    const key = personOf(actor, 'Approving');
    await this.step(id, 'approve', async (tx, { flag, request, policy }) => {
      if (hash !== request.hash) throw otherContent();
      if (authorsOf(request).includes(key)) throw ownRequest();
      const person = await this.people.find(key, tx);
      if (person === null || (policy !== null && !mayApprove(policy, person, authorsOf(request))))
        throw notAnApprover();
      if (request.approvals.some((each) => each.person === key && each.hash === hash)) return;
      await this.repository.approve(tx, id, { person: key, hash, note });
      await this.note(tx, 'approve_request', flag, request, actor, note);
    });
  }

  async reject(id: string, note: string, actor: Actor): Promise<void> {
    const key = personOf(actor, 'Rejecting');
    await this.step(id, 'reject', async (tx, { flag, request, policy }) => {
      if (request.state === 'rejected') return;
      const person = await this.people.find(key, tx);
      if (authorsOf(request).includes(key)) throw ownRequest();
      if (person === null || (policy !== null && !mayApprove(policy, person, []))) throw notAnApprover();
      await this.repository.end(tx, id, 'rejected', key, note);
      await this.note(tx, 'reject_request', flag, request, actor, note);
    });
  }

  async withdraw(id: string, note: string | null, actor: Actor): Promise<void> {
    await this.step(id, 'withdraw', async (tx, { flag, request }) => {
      if (request.state === 'withdrawn') return;
      await this.repository.end(tx, id, 'withdrawn', nameOf(actor), note);
      await this.note(tx, 'withdraw_request', flag, request, actor, note);
    });
  }

  /** Puts an approved content in place, once: a second time changes nothing. */
  async apply(id: string, actor: Actor): Promise<void> {
    await this.step(id, 'apply', async (tx, { flag, request }) => {
      if (request.state === 'applied') return;
      const { environment, content, reason } = request;
      await this.control.applierOf(content.kind).apply(tx, { flag, environment, content, reason, actor });
      // Where approval is not needed any more, nothing has used it up.
      await this.repository.end(tx, id, 'applied', nameOf(actor), null);
    });
    await this.rulesets.catchUp();
  }

  private async step(id: string, step: RequestStep, act: (tx: Tx, held: Held) => Promise<void>): Promise<void> {
    const { flag: key, environment } = await this.reads.find(id);
    await this.db.transaction(async (tx) => {
      const flag = await this.locked.lock(tx, key, environment);
      const stored = await this.reads.find(id, tx);
      const policy = await this.control.policyOf(tx, flag, environment, stored.content);
      const base = await this.control.baseNow(tx, flag, stored);
      const [request] = await this.control.judged(tx, [stored], policy, base, tx.now);
      if (request === undefined) throw new Error(`The change request ${id} was judged to nothing`);
      if (REQUEST_TRANSITIONS[request.state][step] === undefined) throw requestStepRefused(request.state, step);
      await act(tx, { flag, request, policy });
    });
  }

  private async drafted(tx: Tx, flag: Flag, environment: string, body: ContentBody) {
    if (flag.stage === 'archived') throw flagArchived(flag.key);
    if (!flag.environments.some(({ key }) => key === environment)) throw environmentNotFound(flag.key, environment);
    const content = contentOf(body);
    await this.control.applierOf(content.kind).check(flag, environment, content, tx);
    const policy = await this.control.policyOf(tx, flag, environment, content);
    if (policy === null) throw approvalNotNeeded(flag.key, environment);
    const segments = await this.control.segmentsOf(tx, flag, environment, content);
    const base = baseOf(flag, environment, segments);
    const hash = hashOf({ flag: flag.key, environment, base, content });
    return { policy, content, base, hash, before: beforeOf(flag, environment, segments) };
  }

  private async note(
    tx: Tx,
    action: HistoryAction,
    flag: Flag,
    request: { id: string; environment: string; content: ChangeContent },
    actor: Actor,
    reason: string | null,
  ): Promise<void> {
    await this.history.record(tx, {
      flag: flag.key,
      action,
      actor,
      environment: request.environment,
      ...(reason === null ? {} : { reason }),
      detail: { request: request.id, content: request.content },
      revision: flag.revision,
      at: tx.now,
    });
  }
}

function personOf(actor: Actor, what: string): string {
  if (actor.person === null) throw personNeeded(what);
  return actor.person;
}

/** Of a checked body: what belongs to another kind is left out. */
function contentOf(content: ContentBody): ChangeContent {
  const { kind, on, variants, defaultVariant, offVariant } = content;
  if (kind === 'flip') return { kind, on: on === true };
  if (kind === 'rules') return { kind, ...targetingOf(content, 'content.') };
  return { kind, variants: variants ?? {}, defaultVariant: defaultVariant ?? '', offVariant: offVariant ?? '' };
}
