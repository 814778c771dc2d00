import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Audit, type Actor } from '../../identity/index.js';
import { Clock, Db, Ids, invalidFields, type Tx } from '../../platform/index.js';
import { decideApproval, faultOfExpiry, stateOfWaiver } from '../domain/waiver.js';
import { nameOf } from '../inventory/history.js';
import { approverIsNoPerson, ownWaiver, unknownWaiver, waiverNotRequested } from './debt.errors.js';
import type { WaiverBody } from './waivers.contract.js';
import { WaiversRepository, type Waiver } from './waivers.repository.js';

/** Excuses for a while, each by two people. */
@Injectable()
export class Waivers {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly repository: WaiversRepository,
  ) {}

  /** Throws `invalid` for an end that is past or too far ahead. */
  async request({ flag, rule, reason, expiresAt }: WaiverBody, actor: Actor): Promise<Waiver> {
    return this.db.transaction(async (tx) => {
      const end = new Date(expiresAt);
      const fault = faultOfExpiry(end, tx.now);
      if (fault !== null) throw invalidFields([fault]);
      const waiver: Waiver = {
        id: this.ids.next(),
        flag,
        rule,
        reason,
        expiresAt: end,
        requestedBy: nameOf(actor),
        requester: identityOf(actor),
        requestedAt: tx.now,
        approvedBy: null,
        approvedAt: null,
        endedBy: null,
        endedAt: null,
        endReason: null,
      };
      await this.repository.insert(tx, waiver);
      await this.tell(tx, actor, 'request', waiver, { rule, reason, expiresAt: end.toISOString() });
      return waiver;
    });
  }

  /** Throws `forbidden` for one's own, `conflict` for one that is not requested any more. */
  async approve(id: string, actor: Actor): Promise<Waiver> {
    return this.db.transaction(async (tx) => {
      const waiver = await this.lock(tx, id);
      const decision = decideApproval(
        { ...waiver, requestedBy: waiver.requester },
        { identity: identityOf(actor), person: actor.person },
        tx.now,
      );
      if (decision.do === 'refuse') {
        if (decision.why === 'not_a_person') throw approverIsNoPerson();
        throw decision.why === 'own' ? ownWaiver() : waiverNotRequested(decision.state);
      }
      if (decision.do === 'nothing') return waiver;
      const approved: Waiver = { ...waiver, approvedBy: actor.person, approvedAt: tx.now };
      await this.repository.update(tx, approved);
      await this.tell(tx, actor, 'approve', approved, { rule: waiver.rule });
      return approved;
    });
  }

  /** Refuses one that is requested, takes one back that excuses. One that is over stays as it is. */
  async end(id: string, reason: string, actor: Actor): Promise<Waiver> {
    return this.db.transaction(async (tx) => {
      const waiver = await this.lock(tx, id);
      const state = stateOfWaiver(waiver, tx.now);
      if (state === 'ended' || state === 'expired') return waiver;
      const ended: Waiver = { ...waiver, endedBy: nameOf(actor), endedAt: tx.now, endReason: reason };
      await this.repository.update(tx, ended);
      await this.tell(tx, actor, 'end', ended, { rule: waiver.rule, reason });
      return ended;
    });
  }

  /** Throws `unknown_waiver`. */
  async get(id: string): Promise<Waiver> {
    const waiver = isUUID(id) ? await this.repository.find(id) : null;
    if (waiver === null) throw unknownWaiver(id);
    return waiver;
  }

  now(): Date {
    return this.clock.now();
  }

  private async lock(tx: Tx, id: string): Promise<Waiver> {
    const waiver = isUUID(id) ? await this.repository.lock(tx, id) : null;
    if (waiver === null) throw unknownWaiver(id);
    return waiver;
  }

  private async tell(tx: Tx, actor: Actor, act: string, waiver: Waiver, detail: object): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: `flag-waiver.${act}`,
      subject: `flag:${waiver.flag}`,
      detail: { waiver: waiver.id, ...detail },
    });
    tx.announce('flags', waiver.flag);
  }
}

/** A person is the same behind every token and session. */
function identityOf(actor: Actor): string {
  return actor.person === null ? `${actor.kind}:${actor.id}` : `person:${actor.person}`;
}
