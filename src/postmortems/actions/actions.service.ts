import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Audit, People, type Actor } from '../../identity/index.js';
import {
  Clock,
  Db,
  DomainError,
  Ids,
  page,
  readCursor,
  requireMatch,
  type FieldError,
  type Tx,
} from '../../platform/index.js';
import type { Action } from '../domain/action.js';
import { actionState } from '../domain/action-state.js';
import { unknownAction, unknownPostmortem } from '../postmortems.errors.js';
import { ActionLinked } from '../postmortems.events.js';
import { PostmortemsRepository } from '../postmortems.repository.js';
import { ActionClosing } from './action-closing.service.js';
import type { ActionOwner, ActionPage, ActionPatch, ActionsQuery, NewAction } from './actions.contract.js';
import { ActionsRepository } from './actions.repository.js';
import { actionView } from './actions.view.js';

/** What people do about action items. */
@Injectable()
export class Actions {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly repository: ActionsRepository,
    private readonly postmortems: PostmortemsRepository,
    private readonly closing: ActionClosing,
  ) {}

  async create(postmortem: string, body: NewAction, actor: Actor): Promise<Action> {
    return this.db.transaction(async (tx) => {
      const parent = await this.postmortems.find(postmortem, tx);
      if (!parent) throw unknownPostmortem(postmortem);
      const owner = await this.ownerOf(body.owner, tx);
      const action: Action = {
        id: this.ids.next(),
        postmortem,
        incident: parent.incident,
        service: parent.service,
        title: body.title,
        kind: body.kind,
        ...owner,
        dueAt: new Date(body.dueAt),
        ticket: body.ticket ?? null,
        ...actionState(null, null, [], null),
        change: null,
        linkedAt: null,
        doneAt: null,
        createdAt: tx.now,
        createdBy: actor.person ?? actor.name,
      };
      await this.repository.insert(tx, action);
      await this.record(tx, actor, 'action.create', action.id, { postmortem, title: body.title, kind: body.kind });
      return action;
    });
  }

  async get(id: string): Promise<Action> {
    const action = await this.repository.find(id);
    if (!action) throw unknownAction(id);
    return action;
  }

  /** The next due first. */
  async list(query: ActionsQuery): Promise<ActionPage> {
    const cursor = readCursor(query.cursor, 2);
    const after = cursor && dueCursor(cursor);
    const rows = await this.repository.list(query, this.clock.now(), query.limit + 1, after);
    const { items, nextCursor } = page(rows, query.limit, (action) => [action.dueAt.toISOString(), action.id]);
    return { items: items.map(actionView), nextCursor };
  }

  async change(id: string, patch: ActionPatch, ifMatch: string | undefined, actor: Actor): Promise<Action> {
    return this.db.transaction(async (tx) => {
      const present = await this.repository.lock(tx, id);
      if (!present) throw unknownAction(id);
      requireMatch(ifMatch, actionView(present));
      const { title, kind, owner, dueAt, ticket } = patch;
      const next: Action = {
        ...present,
        ...(title === undefined ? {} : { title }),
        ...(kind === undefined ? {} : { kind }),
        ...(owner === undefined ? {} : await this.ownerOf(owner, tx)),
        ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt) }),
        ...(ticket === undefined ? {} : { ticket }),
      };
      if (JSON.stringify(actionView(next)) === JSON.stringify(actionView(present))) return present;
      await this.repository.saveText(tx, next);
      await this.record(tx, actor, 'action.change', id, { title, kind, owner, dueAt, ticket });
      return next;
    });
  }

  async link(id: string, change: string, actor: Actor): Promise<Action> {
    return this.db.transaction(async (tx) => {
      const present = await this.repository.lock(tx, id);
      if (!present) throw unknownAction(id);
      if (present.change !== change) {
        await this.repository.saveLink(tx, id, change);
        await this.record(tx, actor, 'action.link', id, { change });
        await tx.publish(ActionLinked, { action: id });
      }
      const linked = present.change === change ? present : { ...present, change, doneAt: null };
      await this.closing.judge(linked, tx);
      const action = await this.repository.find(id, tx);
      if (!action) throw unknownAction(id);
      return action;
    });
  }

  private async ownerOf(
    { team = null, person = null }: ActionOwner,
    tx: Tx,
  ): Promise<{ ownerTeam: string | null; ownerPerson: string | null }> {
    const faults: FieldError[] = [];
    if (team === null && person === null) {
      faults.push({ field: 'owner', code: 'missing', detail: 'name a team or a person' });
    }
    if (team !== null && !(await this.catalog.team(team, tx))) {
      faults.push({ field: 'owner.team', code: 'unknown_team', detail: `there is no team ${team}` });
    }
    if (person !== null && !(await this.people.find(person, tx))) {
      faults.push({ field: 'owner.person', code: 'unknown_person', detail: `there is no person ${person}` });
    }
    if (faults.length > 0) {
      const detail = faults.map((fault) => `${fault.field}: ${fault.detail}`).join('; ');
      throw new DomainError('invalid', 'invalid_input', detail, faults);
    }
    return { ownerTeam: team, ownerPerson: person };
  }

  private async record(
    tx: Tx,
    actor: Actor,
    action: string,
    id: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, { actor, action, subject: `action:${id}`, detail });
  }
}

function dueCursor([text, id]: (string | number | null)[]): [Date, string] {
  const at = typeof text === 'string' ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string') {
    throw new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
  }
  return [at, id];
}
