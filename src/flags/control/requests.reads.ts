import { Injectable } from '@nestjs/common';
import { can, People, type Actor } from '../../identity/index.js';
import { badCursor, Clock, Db, page, readCursor, type Page, type Queryable } from '../../platform/index.js';
import { mayApprove, needsApproval, type Approver, type ChangePolicy } from '../domain/change-policy.js';
import { authorsOf, standingApprovals } from '../domain/change-request.js';
import { FlagReads } from '../flags.reads.js';
import { ChangeControl, type JudgedRequest } from './change-control.js';
import { requestNotFound } from './control.errors.js';
import { ChangePoliciesRepository } from './policies.repository.js';
import type { ChangeRequestsQuery, ChangeRequestView } from './requests.contract.js';
import { ChangeRequestsRepository, type StoredRequest } from './requests.repository.js';

/** Change requests as clients see them. */
@Injectable()
export class ChangeRequestReads {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly flags: FlagReads,
    private readonly control: ChangeControl,
    private readonly policies: ChangePoliciesRepository,
    private readonly repository: ChangeRequestsRepository,
  ) {}

  async get(id: string, actor: Actor): Promise<ChangeRequestView> {
    const request = await this.find(id);
    const [view] = await this.viewsOf([request], actor);
    if (view === undefined) throw requestNotFound(id);
    return view;
  }

  /** Throws `unknown_change_request`. */
  async find(id: string, on: Queryable = this.db): Promise<StoredRequest> {
    const request = isId(id) ? await this.repository.find(on, id) : null;
    if (request === null) throw requestNotFound(id);
    return request;
  }

  /** Newest first. */
  async list(query: ChangeRequestsQuery, actor: Actor): Promise<Page<ChangeRequestView>> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && (typeof before !== 'string' || !isId(before))) throw badCursor();
    const { flag = null, service = null, state = null } = query;
    const filter = { flag, service, state, now: this.clock.now() };
    const rows = await this.repository.list(this.db, filter, before, query.limit + 1);
    const { items, nextCursor } = page(rows, query.limit, ({ id }) => [id]);
    return { items: await this.viewsOf(items, actor), nextCursor };
  }

  private async viewsOf(requests: StoredRequest[], actor: Actor): Promise<ChangeRequestView[]> {
    const keys = [...new Set(requests.map(({ flag }) => flag))];
    const flags = new Map((await this.flags.ofKeys(keys)).map((flag) => [flag.key, flag]));
    const person = actor.person === null ? null : await this.people.find(actor.person);
    const asking = person !== null && can(actor, 'flags:write') ? person : null;
    const views: ChangeRequestView[] = [];
    for (const request of requests) {
      const policy = await this.policyOf(request);
      const flag = flags.get(request.flag);
      const base = flag === undefined ? '' : await this.control.baseNow(this.db, flag, request);
      const [judged] = await this.control.judged(this.db, [request], policy, base, this.clock.now());
      if (judged !== undefined) views.push(viewOf(judged, policy, asking));
    }
    return views;
  }

  private async policyOf({ service, environment, content }: StoredRequest): Promise<ChangePolicy | null> {
    const policy = await this.policies.holdingFor(this.db, service);
    const place = await this.control.placeOf(this.db, service, environment);
    return needsApproval(policy, place, content) ? policy : null;
  }
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => ID.test(text);

function viewOf(request: JudgedRequest, policy: ChangePolicy | null, asking: Approver | null): ChangeRequestView {
  const { facts, base: _, approvals, requestedAt, expiresAt, endedAt, ...rest } = request;
  const standing = new Set(standingApprovals(facts, policy));
  const waits = request.state === 'open' && policy !== null;
  return {
    ...rest,
    needed: policy?.approvals ?? 0,
    approvals: approvals.map(({ person, hash, note, at }) => ({
      person,
      at: new Date(at).toISOString(),
      note,
      counts: hash === request.hash && standing.has(person),
    })),
    mayApprove: waits && asking !== null && !standing.has(asking.key) && mayApprove(policy, asking, authorsOf(request)),
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
