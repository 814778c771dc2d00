import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People, type Actor } from '../../identity/index.js';
import { Notices } from '../../oncall/index.js';
import { badCursor, Clock, Db, page, readCursor, Ticks, type Page, type Tx } from '../../platform/index.js';
import { mayApprove } from '../domain/change-policy.js';
import { History } from '../inventory/history.js';
import { LockedFlags } from '../lifecycle/locked-flags.js';
import { notAnApprover, ownKill, personNeeded, reviewNotFound } from './control.errors.js';
import type { KillReviewsQuery, KillReviewView } from './kills.contract.js';
import { KillsRepository, type KillReview } from './kills.repository.js';
import { ChangePoliciesRepository } from './policies.repository.js';
import { isId } from './requests.reads.js';

const TICK_MS = 5_000;

/** Kills that somebody else must look at within a day. */
@Injectable()
export class KillReviews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ticks: Ticks,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly notices: Notices,
    private readonly locked: LockedFlags,
    private readonly history: History,
    private readonly policies: ChangePoliciesRepository,
    private readonly repository: KillsRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.kill-reviews', TICK_MS, () => this.db.transaction((tx) => this.remind(tx)));
  }

  async list(query: KillReviewsQuery): Promise<Page<KillReviewView>> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && (typeof before !== 'string' || !isId(before))) throw badCursor();
    const now = this.clock.now();
    const { flag = null, state } = query;
    const stored = state === undefined ? null : state === 'done' ? 'done' : 'open';
    const filter = { flag, state: stored, dueBy: state === 'overdue' ? now : null } as const;
    const rows = await this.repository.reviews(this.db, filter, before, query.limit + 1);
    const { items, nextCursor } = page(rows, query.limit, ({ id }) => [id]);
    return { items: items.map((review) => viewOf(review, now)), nextCursor };
  }

  async get(id: string): Promise<KillReviewView> {
    const review = isId(id) ? await this.repository.review(this.db, id) : null;
    if (review === null) throw reviewNotFound(id);
    return viewOf(review, this.clock.now());
  }

  /** By another person than the one who killed, whom the policy takes for an approver. Done is done: again changes nothing. */
  async done(id: string, note: string, actor: Actor): Promise<KillReviewView> {
    const { flag: key, environment } = await this.get(id);
    const { person } = actor;
    if (person === null) throw personNeeded('A review');
    await this.db.transaction(async (tx) => {
      const flag = await this.locked.lock(tx, key, environment);
      const review = await this.repository.review(tx, id);
      if (review === null) throw reviewNotFound(id);
      if (review.state === 'done') return;
      if (review.killer === person) throw ownKill();
      const [reviewer, policy] = [await this.people.find(person, tx), await this.policies.holdingFor(tx, flag.service)];
      if (reviewer === null || (policy !== null && !mayApprove(policy, reviewer, []))) throw notAnApprover();
      await this.repository.done(tx, id, person, note);
      const { revision } = flag;
      const detail = { review: id };
      const entry = { flag: key, action: 'review_kill' as const, actor, environment, reason: note };
      await this.history.record(tx, { ...entry, detail, revision, at: tx.now });
    });
    return this.get(id);
  }

  /** Four hours before it is due, and when it is. */
  private async remind(tx: Tx): Promise<void> {
    for (const review of await this.repository.takeReminders(tx)) {
      const { flag, environment, killedBy, killedAt, dueAt, killer } = review;
      const late = dueAt <= tx.now;
      await this.notices.tell(
        tx,
        (await this.reviewersOf(tx, review)).filter((person) => person !== killer),
        {
          subject: `The kill of ${flag} in ${environment} ${late ? 'should have been reviewed' : 'waits for a review'}`,
          text: `${killedBy} killed it without approval at ${killedAt.toISOString()}. Its review is due at ${dueAt.toISOString()}.`,
          path: '/requests',
        },
      );
      tx.announce('flags', flag);
    }
  }

  private async reviewersOf(tx: Tx, { service }: KillReview): Promise<string[]> {
    const policy = await this.policies.holdingFor(tx, service);
    const named = policy?.approvers ?? { teams: [], people: [] };
    const owner = (await this.catalog.service(service, tx))?.team;
    const nobody = named.teams.length === 0 && named.people.length === 0;
    const teams = nobody && owner !== undefined ? [owner] : named.teams;
    const members = await this.people.ofTeams(teams, tx);
    return [...named.people, ...members.filter(({ active }) => active).map(({ key }) => key)];
  }
}

function viewOf(review: KillReview, now: Date): KillReviewView {
  const { killer: _, killedAt, dueAt, reviewedAt, ...rest } = review;
  return {
    ...rest,
    state: rest.state === 'open' && dueAt <= now ? 'overdue' : rest.state,
    killedAt: killedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    reviewedAt: reviewedAt?.toISOString() ?? null,
  };
}
