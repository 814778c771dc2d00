import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Ids, type Tx } from '../../platform/index.js';
import type { Flag } from '../domain/flag.js';
import { nameOf } from '../inventory/history.js';
import { ChangeControl } from './change-control.js';
import { KillsRepository } from './kills.repository.js';

const HOUR = 3_600_000;
const DUE_HOURS = 24;
const REMIND_HOURS = 20;

export interface Aftermath {
  review: { id: string; dueAt: string } | null;
  question: { id: string; askAt: string } | null;
}

/** What a flip entails: a kill where changes need approval is reviewed, and one with a timer is asked about. */
@Injectable()
export class FlipAftermath {
  constructor(
    private readonly ids: Ids,
    private readonly control: ChangeControl,
    private readonly kills: KillsRepository,
  ) {}

  async of(
    tx: Tx,
    flag: Flag,
    order: {
      environment: string;
      on: boolean;
      kill: boolean;
      reason: string;
      incident: string | null;
      askAt?: Date | null;
    },
    actor: Actor,
  ): Promise<Aftermath> {
    const { environment, reason, incident, askAt = null } = order;
    const killedBy = nameOf(actor);
    if (order.on) await this.kills.turnedOn(tx, flag.key, environment, killedBy, reason);
    if (!order.kill) return { review: null, question: null };
    const kill = { flag: flag.key, service: flag.service, environment, killedBy, killer: actor.person, reason };
    const review = (await this.control.isCovered(tx, flag.service, environment)) ? this.ids.next() : null;
    const dueAt = new Date(tx.now.getTime() + DUE_HOURS * HOUR);
    if (review !== null) {
      const open = { state: 'open' as const, reviewedBy: null, reviewedAt: null, note: null };
      const row = { ...kill, ...open, id: review, incident, killedAt: tx.now, dueAt };
      await this.kills.addReview(tx, row, new Date(tx.now.getTime() + REMIND_HOURS * HOUR));
    }
    const question = askAt === null ? null : this.ids.next();
    if (question !== null && askAt !== null) {
      const waiting = { state: 'waiting' as const, answeredBy: null, answeredAt: null, note: null };
      await this.kills.addQuestion(tx, { ...kill, ...waiting, id: question, killedAt: tx.now, askAt });
    }
    return {
      review: review === null ? null : { id: review, dueAt: dueAt.toISOString() },
      question: question === null || askAt === null ? null : { id: question, askAt: askAt.toISOString() },
    };
  }
}
