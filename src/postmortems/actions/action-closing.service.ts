import { Injectable } from '@nestjs/common';
import { Audit, SYSTEM_ACTOR } from '../../identity/index.js';
import { FactsReads, type Change, type DeliveryFacts } from '../../ingest/index.js';
import type { Tx } from '../../platform/index.js';
import { BlockingChecks } from '../blocking-checks.js';
import type { Action } from '../domain/action.js';
import { actionState } from '../domain/action-state.js';
import { ActionsRepository } from './actions.repository.js';

const REVERTS_FOLLOWED = 20;

/** Closes actions whose change is merged and green, and opens them again when it is reverted. */
@Injectable()
export class ActionClosing {
  constructor(
    private readonly facts: FactsReads,
    private readonly checks: BlockingChecks,
    private readonly repository: ActionsRepository,
    private readonly audit: Audit,
  ) {}

  /** Looks again at the actions that new facts may concern. */
  async hear({ changes, checks }: DeliveryFacts, tx: Tx): Promise<void> {
    if (changes.length === 0 && checks.length === 0) return;
    const concerned = await this.withWhatTheyRevert(changes, tx);
    // Locked before the facts are read: whoever comes last sees all of them.
    for (const action of await this.repository.lockLinked(tx, concerned, checks)) await this.judge(action, tx);
  }

  /** Looks again at what waits for a change of this repository. What was done by the rule of its day stays so. */
  async judgeWaiting(repository: string, tx: Tx): Promise<void> {
    for (const action of await this.repository.lockWaiting(tx, repository)) await this.judge(action, tx);
  }

  /** Judges one locked action by the facts of now, and keeps the verdict. */
  async judge(action: Action, tx: Tx): Promise<void> {
    if (action.change === null) return;
    const change = await this.facts.change(action.change, tx);
    const reverting = change?.mergedAt ? await this.reverting(change.id, tx) : [];
    const verdict = change?.mergedAt ? await this.checks.verdictOf(change, tx) : null;
    const next = actionState(action.change, change, reverting, verdict);
    await this.repository.saveState(tx, action, next, change);
    if (next.state === action.state) return;
    await this.audit.record(tx, {
      actor: SYSTEM_ACTOR,
      action: next.state === 'done' ? 'action.close' : 'action.open-again',
      subject: `action:${action.id}`,
      detail: { change: action.change, waiting: next.waiting?.reason ?? null },
    });
  }

  /** Every change that reverts this one, or one of those that do. */
  private async reverting(id: string, tx: Tx): Promise<Change[]> {
    const found = new Map<string, Change>();
    let asked = [id];
    for (let round = 0; round < REVERTS_FOLLOWED && asked.length > 0; round += 1) {
      const next: string[] = [];
      for (const reverted of asked) {
        for (const change of await this.facts.changesReverting(reverted, tx)) {
          if (!found.has(change.id)) next.push(change.id);
          // It may name the commit instead of the change.
          found.set(change.id, { ...change, reverts: reverted });
        }
      }
      asked = next;
    }
    return [...found.values()];
  }

  private async withWhatTheyRevert(ids: string[], tx: Tx): Promise<string[]> {
    const all = new Set(ids);
    let known = await this.facts.changes(ids, tx);
    for (let round = 0; round < REVERTS_FOLLOWED; round += 1) {
      const names = known.flatMap(({ reverts }) => (reverts === null || all.has(reverts) ? [] : [reverts]));
      if (names.length === 0) break;
      known = await this.facts.changesNamed(names, tx);
      for (const { id } of known) all.add(id);
    }
    return [...all];
  }
}
