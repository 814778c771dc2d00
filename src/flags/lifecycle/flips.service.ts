import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { OnCall } from '../../oncall/index.js';
import { Clock, Db, Ids, requireMatch, type Tx } from '../../platform/index.js';
import { FlipAftermath, type Aftermath } from '../control/aftermath.js';
import { ChangeControl } from '../control/change-control.js';
import { badAskAfter } from '../control/control.errors.js';
import type { Flag, FlagEnvironment } from '../domain/flag.js';
import { askAt as timeToAsk } from '../domain/ask-after.js';
import { flip } from '../domain/flip.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { environmentNotFound, flagArchived, killForbidden } from '../flags.errors.js';
import { FlagFlipped, type FlipPayload } from '../flags.events.js';
import { FlagReads } from '../flags.reads.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { versionOf } from '../inventory/flags.view.js';
import { History, nameOf } from '../inventory/history.js';
import { FlipsRepository } from './flips.repository.js';
import type { FlipView } from './lifecycle.contract.js';
import { LockedFlags } from './locked-flags.js';
import { mayKill } from './may-kill.js';

export interface FlipOrder {
  flag: string;
  environment: string;
  on: boolean;
  kill: boolean;
  reason: string;
  incident: string | null;
  /** What led to it besides the actor. */
  origin?: { request?: string; schedule?: string; late?: string; journaled?: true; drillRun?: string } | undefined;
  /** Of a kill: when to ask whether it should stay off. */
  askAt?: Date | null;
  /** The id that its flip gets; one is made if none is given. */
  id?: string;
  /** Whoever gave the order waits no longer and has found another way. */
  signal?: AbortSignal;
}

/** Flips flags. One transaction and a notification: no queue stands in the way, and it works without Redis. */
@Injectable()
export class Flips {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly onCall: OnCall,
    private readonly reads: FlagReads,
    private readonly repository: FlagsRepository,
    private readonly flips: FlipsRepository,
    private readonly history: History,
    private readonly rulesets: Rulesets,
    private readonly locked: LockedFlags,
    private readonly control: ChangeControl,
    private readonly aftermath: FlipAftermath,
  ) {}

  /**
   * To the present state: nothing changes. Throws `precondition_failed` where `ifMatch` names another version of the flag.
   * Resolves when this process evaluates by the new state.
   */
  async flip(order: FlipOrder, actor: Actor, ifMatch?: string): Promise<FlipView> {
    const view = await this.db.transaction((tx) => this.flipIn(tx, order, actor, ifMatch));
    await this.rulesets.catchUp();
    return view;
  }

  /** A flip to off that whoever is on call for the flag's service may do, whatever else they may. */
  async kill(
    { askAfter = null, ...order }: Omit<FlipOrder, 'on' | 'kill' | 'askAt'> & { askAfter?: string | null },
    actor: Actor,
  ): Promise<FlipView> {
    const askAt = askAfter === null ? null : timeToAsk(askAfter, this.clock.now());
    if (askAfter !== null && askAt === null) throw badAskAfter('askAfter');
    if (!mayKill(actor, null)) await this.requireOnCall(order.flag, actor);
    return this.flip({ ...order, askAt, on: false, kill: true }, actor);
  }

  /** Writes one decided flip: state, history, audit, event. The caller holds the flag's lock and the revision. */
  async write(
    tx: Tx,
    flag: Flag,
    order: FlipOrder,
    actor: Actor,
    at: Date,
    revision: number,
  ): Promise<FlagEnvironment> {
    const before = flag.environments.find(({ key }) => key === order.environment);
    if (before === undefined) throw environmentNotFound(flag.key, order.environment);
    const environment: FlagEnvironment = { ...before, on: order.on, changedAt: at, revision };
    const payload: FlipPayload = {
      id: order.id ?? this.ids.next(),
      flag: flag.key,
      service: flag.service,
      environment: environment.key,
      on: order.on,
      kill: order.kill,
      at: at.toISOString(),
      reason: order.reason,
      incident: order.incident,
      actor: nameOf(actor),
      external: false,
      drillRun: order.origin?.drillRun ?? null,
    };
    await this.repository.saveEnvironment(tx, flag.key, environment);
    await this.flips.insert(tx, payload, revision);
    const { reason, incident } = order;
    const action = order.kill ? 'kill' : 'flip';
    const detail = { on: order.on, ...order.origin };
    await this.history.record(tx, {
      flag: flag.key,
      action,
      actor,
      environment: environment.key,
      reason,
      incident,
      detail,
      revision,
      at,
    });
    await tx.publish(FlagFlipped, payload);
    return environment;
  }

  /** In the caller's transaction: nothing is written where it throws. Whoever commits it makes the rulesets catch up. */
  async flipIn(tx: Tx, order: FlipOrder, actor: Actor, ifMatch?: string): Promise<FlipView> {
    const flag = await this.locked.lock(tx, order.flag, order.environment);
    order.signal?.throwIfAborted();
    requireMatch(ifMatch, versionOf(flag));
    const decision = flip(flag, order, tx.now);
    if (decision.do === 'refuse') {
      throw decision.why === 'archived' ? flagArchived(flag.key) : environmentNotFound(flag.key, order.environment);
    }
    if (decision.do === 'nothing') return viewOf(flag.key, decision.environment);
    const { environment, on } = order;
    const request = order.kill
      ? null
      : await this.control.require(tx, { flag, environment, content: { kind: 'flip', on }, actor });
    const revision = await this.repository.nextRevision(tx);
    const origin = request === null ? order.origin : { ...order.origin, request };
    const state = await this.write(tx, flag, { ...order, origin }, actor, decision.at, revision);
    const aftermath = await this.aftermath.of(tx, flag, order, actor);
    return viewOf(flag.key, state, order.kill ? aftermath : undefined);
  }

  /** After the commit of a `flipIn`: resolves when this process evaluates by it. */
  async catchUp(): Promise<void> {
    await this.rulesets.catchUp();
  }

  private async requireOnCall(key: string, actor: Actor): Promise<void> {
    const flag = await this.reads.flag(key);
    if (actor.person !== null && flag !== null) {
      const onCall = await this.onCall.whoIsOnCall(flag.service, this.clock.now());
      if (mayKill(actor, onCall?.person ?? null)) return;
    }
    throw killForbidden(key);
  }
}

function viewOf(flag: string, environment: FlagEnvironment, aftermath?: Aftermath): FlipView {
  const { key, on, revision, changedAt } = environment;
  return { flag, environment: key, on, revision, flippedAt: changedAt.toISOString(), ...aftermath };
}
