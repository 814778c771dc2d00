import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../identity/index.js';
import { IncidentReads } from '../incidents/index.js';
import { Db, DomainError, Ids, page, readCursor, requireMatch, type Queryable, type Tx } from '../platform/index.js';
import { ActionsRepository } from './actions/actions.repository.js';
import { draftOf } from './domain/draft.js';
import { edit, isRefused, publish, review, type Postmortem, type Refused, type Signer } from './domain/postmortem.js';
import type {
  PostmortemPage,
  PostmortemPatch,
  PostmortemsQuery,
  PostmortemView,
  ReviewBody,
} from './postmortems.contract.js';
import { refusedBy, unknownIncident, unknownPostmortem } from './postmortems.errors.js';
import { PostmortemsRepository } from './postmortems.repository.js';
import { postmortemView } from './postmortems.view.js';

/** What people do about postmortems. */
@Injectable()
export class Postmortems {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly audit: Audit,
    private readonly incidents: IncidentReads,
    private readonly repository: PostmortemsRepository,
    private readonly actions: ActionsRepository,
  ) {}

  /** The postmortem of an incident: a draft filled from its timeline, or the one that is there. */
  async open(incidentId: string, actor: Actor): Promise<{ view: PostmortemView; created: boolean }> {
    return this.db.transaction(async (tx) => {
      const incident = await this.incidents.find(incidentId, tx);
      if (!incident) throw unknownIncident(incidentId);
      const draft = draftOf(incident, await this.incidents.timeline(incidentId, tx));
      const postmortem: Postmortem = {
        id: this.ids.next(),
        incident: incidentId,
        service: incident.service,
        state: 'draft',
        ...draft,
        author: signerOf(actor),
        reviewRequestedAt: null,
        reviewer: null,
        reviewedAt: null,
        reviewNote: null,
        publishedAt: null,
        publishedBy: null,
        createdAt: tx.now,
        updatedAt: tx.now,
      };
      const created = await this.repository.insert(tx, postmortem);
      if (created) await this.record(tx, actor, 'postmortem.create', postmortem, { incident: incidentId });
      const present = await this.repository.ofIncident(incidentId, tx);
      if (!present) throw new Error(`The postmortem of ${incidentId} was not stored`);
      return { view: await this.view(present, tx), created };
    });
  }

  async get(id: string): Promise<PostmortemView> {
    const postmortem = await this.repository.find(id);
    if (!postmortem) throw unknownPostmortem(id);
    return this.view(postmortem, this.db);
  }

  /** Newest first. */
  async list(query: PostmortemsQuery): Promise<PostmortemPage> {
    const cursor = readCursor(query.cursor, 2);
    const after = cursor && createdCursor(cursor);
    const rows = await this.repository.list(query, query.limit + 1, after);
    const { items, nextCursor } = page(rows, query.limit, (p) => [p.createdAt.toISOString(), p.id]);
    const actions = await this.actions.ofPostmortems(items.map(({ id }) => id));
    return { items: items.map((p) => postmortemView(p, actions)), nextCursor };
  }

  async change(id: string, patch: PostmortemPatch, ifMatch: string | undefined, actor: Actor): Promise<PostmortemView> {
    const check = (view: PostmortemView): void => requireMatch(ifMatch, view);
    const step = (present: Postmortem, now: Date): Postmortem | Refused =>
      edit(present, withoutUndefined(patch), signerOf(actor), now);
    return this.step(id, actor, 'postmortem.change', step, check);
  }

  async review(id: string, { approve, note }: ReviewBody, actor: Actor): Promise<PostmortemView> {
    return this.step(id, actor, 'postmortem.review', (present, now) =>
      review(present, { approve, note: note ?? null }, signerOf(actor), now),
    );
  }

  async publish(id: string, actor: Actor): Promise<PostmortemView> {
    return this.step(id, actor, 'postmortem.publish', (present, now) => publish(present, signerOf(actor), now));
  }

  private async step(
    id: string,
    actor: Actor,
    action: string,
    decide: (present: Postmortem, now: Date) => Postmortem | Refused,
    check: (view: PostmortemView) => void = () => undefined,
  ): Promise<PostmortemView> {
    return this.db.transaction(async (tx) => {
      const present = await this.repository.lock(tx, id);
      if (!present) throw unknownPostmortem(id);
      check(await this.view(present, tx));
      const next = decide(present, tx.now);
      if (isRefused(next)) throw refusedBy(next);
      if (next !== present) {
        await this.repository.save(tx, next);
        const reviewedBy = next.reviewer ? (next.reviewer.person ?? next.reviewer.name) : null;
        await this.record(tx, actor, action, next, { state: next.state, reviewedBy });
      }
      return this.view(next, tx);
    });
  }

  private async view(postmortem: Postmortem, on: Queryable): Promise<PostmortemView> {
    return postmortemView(postmortem, await this.actions.ofPostmortems([postmortem.id], on));
  }

  private async record(
    tx: Tx,
    actor: Actor,
    action: string,
    { id }: Postmortem,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, { actor, action, subject: `postmortem:${id}`, detail });
  }
}

function signerOf(actor: Actor): Signer {
  return { token: actor.id, person: actor.person, name: actor.name };
}

function withoutUndefined(patch: PostmortemPatch): PostmortemPatch {
  const { title, summary, impact, timeline, contributingFactors, wentWell, wentWrong, gotLucky } = patch;
  return {
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { summary }),
    ...(impact === undefined ? {} : { impact }),
    ...(timeline === undefined ? {} : { timeline }),
    ...(contributingFactors === undefined ? {} : { contributingFactors }),
    ...(wentWell === undefined ? {} : { wentWell }),
    ...(wentWrong === undefined ? {} : { wentWrong }),
    ...(gotLucky === undefined ? {} : { gotLucky }),
  };
}

function createdCursor([text, id]: (string | number | null)[]): [Date, string] {
  const at = typeof text === 'string' ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string') {
    throw new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
  }
  return [at, id];
}
