import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, Db } from '../../platform/index.js';
import { needsApproval } from '../domain/change-policy.js';
import { flagNotFound } from '../flags.errors.js';
import { FlagReads } from '../flags.reads.js';
import { nameOf } from '../inventory/history.js';
import { KillQuestions } from './kill-questions.service.js';
import { KillReviews } from './kill-reviews.service.js';
import { ChangePoliciesRepository } from './policies.repository.js';
import { policyView } from './policies.service.js';
import { ChangeRequestReads } from './requests.reads.js';
import { ScheduledFlips } from './schedules.service.js';
import type { FlagChangeControlView, WaitingChangesView } from './waiting.contract.js';

const MOST = 100;
const WEEK = 7 * 86_400_000;

/** What waits for people, over all flags. */
@Injectable()
export class WaitingReads {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly flags: FlagReads,
    private readonly policies: ChangePoliciesRepository,
    private readonly requests: ChangeRequestReads,
    private readonly reviews: KillReviews,
    private readonly questions: KillQuestions,
    private readonly schedules: ScheduledFlips,
  ) {}

  async of(actor: Actor): Promise<WaitingChangesView> {
    const me = nameOf(actor);
    const { person } = actor;
    const own = { limit: MOST, person: person ?? '' };
    const [requests, reviews, questions, scheduled, refused] = await Promise.all([
      this.requests.list({ limit: 500, state: 'waiting' }, actor),
      this.reviews.list({ limit: MOST, state: 'open' }),
      this.questions.list({ limit: MOST, state: 'open' }),
      this.schedules.list({ ...own, state: 'waiting' }),
      this.schedules.list({ ...own, state: 'refused' }),
    ]);
    const since = new Date(this.clock.now().getTime() - WEEK).toISOString();
    return {
      approvals: requests.items.filter(({ mayApprove }) => mayApprove).slice(0, MOST),
      own: requests.items.filter(({ requestedBy }) => requestedBy === person).slice(0, MOST),
      reviews: reviews.items.filter(({ killedBy }) => killedBy !== me),
      questions: questions.items.filter(({ state }) => state === 'asked'),
      scheduled: scheduled.items,
      refused: refused.items.filter(({ endedAt }) => endedAt !== null && endedAt >= since),
    };
  }

  async ofFlag(key: string): Promise<FlagChangeControlView> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    const policy = await this.policies.holdingFor(this.db, flag.service);
    const places = (await this.catalog.service(flag.service))?.environments ?? [];
    return {
      policy: policy === null ? null : policyView(policy),
      environments: places.map((place) => ({
        environment: place.key,
        on: needsApproval(policy, place, { kind: 'flip', on: true }),
        off: needsApproval(policy, place, { kind: 'flip', on: false }),
      })),
    };
  }
}
