import { Injectable, type OnModuleInit } from '@nestjs/common';
import { can, notPermitted, type Actor } from '../../identity/index.js';
import { Notices, OnCall } from '../../oncall/index.js';
import { badCursor, Clock, Db, page, readCursor, Ticks, type Page, type Tx } from '../../platform/index.js';
import { askAt } from '../domain/ask-after.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { killForbidden } from '../flags.errors.js';
import { History, nameOf } from '../inventory/history.js';
import { Flips } from '../lifecycle/flips.service.js';
import { LockedFlags } from '../lifecycle/locked-flags.js';
import { mayKill } from '../lifecycle/may-kill.js';
import { badAskAfter, questionAnswered, questionNotFound } from './control.errors.js';
import type { AnswerBody, KillQuestionsQuery, KillQuestionView } from './kills.contract.js';
import { KillsRepository, type KillQuestion } from './kills.repository.js';
import { isId } from './requests.reads.js';

const TICK_MS = 1_000;

/** Asks whether killed flags should stay off. Nothing is turned on by itself. */
@Injectable()
export class KillQuestions implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ticks: Ticks,
    private readonly onCall: OnCall,
    private readonly notices: Notices,
    private readonly locked: LockedFlags,
    private readonly flips: Flips,
    private readonly history: History,
    private readonly rulesets: Rulesets,
    private readonly repository: KillsRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.kill-questions', TICK_MS, () => this.db.transaction((tx) => this.ask(tx)));
  }

  async list(query: KillQuestionsQuery): Promise<Page<KillQuestionView>> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && (typeof before !== 'string' || !isId(before))) throw badCursor();
    const filter = { flag: query.flag ?? null, open: query.state === undefined ? null : query.state === 'open' };
    const rows = await this.repository.questions(this.db, filter, before, query.limit + 1);
    const { items, nextCursor } = page(rows, query.limit, ({ id }) => [id]);
    return { items: items.map(viewOf), nextCursor };
  }

  async get(id: string): Promise<KillQuestionView> {
    return viewOf(await this.find(id));
  }

  /** To keep off takes what a kill takes; to turn on, what a flip takes, its approval included. */
  async answer(id: string, { answer, reason, askAfter }: AnswerBody, actor: Actor): Promise<KillQuestionView> {
    const { flag, environment, service } = await this.find(id);
    const now = this.clock.now();
    if (answer === 'turn_on' && !can(actor, 'flags:write')) throw notPermitted(['flags:write']);
    const onCall = await this.onCall.whoIsOnCall(service, now);
    if (!mayKill(actor, onCall?.person ?? null)) throw killForbidden(flag);
    const again = askAfter === undefined || askAfter === null ? null : askAt(askAfter, now);
    if (again === null && typeof askAfter === 'string') throw badAskAfter('askAfter');
    await this.db.transaction(async (tx) => {
      const { revision } = await this.locked.lock(tx, flag, environment);
      const question = await this.repository.question(tx, id);
      if (question?.state !== 'waiting' && question?.state !== 'asked') throw questionAnswered();
      if (answer === 'turn_on') {
        await this.flips.flipIn(tx, { flag, environment, on: true, kill: false, reason, incident: null }, actor);
        return;
      }
      if (again === null) await this.repository.keepOff(tx, id, nameOf(actor), reason);
      else await this.repository.askAgain(tx, id, again, reason);
      const detail = { question: id, ...(again === null ? {} : { askAt: again.toISOString() }) };
      const entry = { flag, action: 'keep_off' as const, actor, environment, reason, detail };
      await this.history.record(tx, { ...entry, revision, at: tx.now });
    });
    await this.rulesets.catchUp();
    return this.get(id);
  }

  private async find(id: string): Promise<KillQuestion> {
    const question = isId(id) ? await this.repository.question(this.db, id) : null;
    if (question === null) throw questionNotFound(id);
    return question;
  }

  /** Whoever killed, and whoever is on call by now. */
  private async ask(tx: Tx): Promise<void> {
    for (const {
      flag,
      environment,
      service,
      killer,
      killedBy,
      killedAt,
      reason,
    } of await this.repository.takeQuestions(tx)) {
      const onCall = await this.onCall.whoIsOnCall(service, tx.now, tx);
      const asked = [killer, onCall?.person ?? null].filter((person) => person !== null);
      await this.notices.tell(tx, asked, {
        subject: `Should ${flag} stay off in ${environment}?`,
        text: `${killedBy} killed it at ${killedAt.toISOString()}: ${reason}. It stays off until somebody turns it on.`,
        path: `/flags/${encodeURIComponent(flag)}`,
      });
      tx.announce('flags', flag);
    }
  }
}

function viewOf(question: KillQuestion): KillQuestionView {
  const { killer: _, killedAt, askAt: at, answeredAt, ...rest } = question;
  return {
    ...rest,
    killedAt: killedAt.toISOString(),
    askAt: at.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}
