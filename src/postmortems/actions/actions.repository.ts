import { Injectable } from '@nestjs/common';
import type { Change } from '../../ingest/index.js';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Action } from '../domain/action.js';
import type { ActionState } from '../domain/action-state.js';

const SELECT = `
  select a.id, a.postmortem, p.incident, p.service, a.title, a.kind, a.owner_team as "ownerTeam",
    a.owner_person as "ownerPerson", a.due_at as "dueAt", a.ticket, a.state, a.waiting, a.change, a.linked_at as "linkedAt",
    a.done_at as "doneAt", a.created_at as "createdAt", a.created_by as "createdBy"
  from postmortem_actions a join postmortems p on p.id = a.postmortem`;

export interface ActionFilter {
  state?: string;
  owner?: string;
  overdue?: boolean;
  postmortem?: string;
  service?: string;
}

@Injectable()
export class ActionsRepository {
  constructor(private readonly db: Db) {}

  async find(id: string, on: Queryable = this.db): Promise<Action | null> {
    const [action] = await on.query<Action>(`${SELECT} where a.id = $1`, [id]);
    return action ?? null;
  }

  /** Locks the action for the rest of the transaction. */
  async lock(tx: Tx, id: string): Promise<Action | null> {
    const [action] = await tx.query<Action>(`${SELECT} where a.id = $1 for update of a`, [id]);
    return action ?? null;
  }

  async ofPostmortems(ids: string[], on: Queryable = this.db): Promise<Action[]> {
    return on.query<Action>(`${SELECT} where a.postmortem = any($1::text[]) order by a.created_at, a.id`, [ids]);
  }

  /** By due date. `owner`: `team:key`, `person:key`, or a key of either. */
  async list(filter: ActionFilter, now: Date, limit: number, after: [Date, string] | null): Promise<Action[]> {
    const [, kind, key] = /^(?:(team|person):)?(.*)$/s.exec(filter.owner ?? '') ?? [];
    return this.db.query<Action>(
      `${SELECT}
       where ($1::text is null or a.state = $1)
         and ($2::text is null or (a.owner_team = $2 and $3::text is distinct from 'person')
           or (a.owner_person = $2 and $3::text is distinct from 'team'))
         and ($4::boolean is null or (a.state = 'open' and a.due_at < $5) = $4)
         and ($6::text is null or a.postmortem = $6) and ($7::text is null or p.service = $7)
         and ($8::timestamptz is null or (a.due_at, a.id) > ($8, $9::text))
       order by a.due_at, a.id limit $10`,
      [
        filter.state ?? null,
        filter.owner === undefined ? null : key,
        kind ?? null,
        filter.overdue ?? null,
        now,
        filter.postmortem ?? null,
        filter.service ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit,
      ],
    );
  }

  /** Locks, in the order of their ids, the actions linked to these changes or waiting for checks of these heads. */
  async lockLinked(tx: Tx, changes: string[], heads: { repository: string; sha: string }[]): Promise<Action[]> {
    return tx.query<Action>(
      `${SELECT}
       where a.id in (
         select id from postmortem_actions where change = any($1::text[])
         union
         select w.id from postmortem_actions w
         join unnest($2::text[], $3::text[]) as h(repository, sha)
           on w.change_shas @> array[h.sha] and w.change_repository = h.repository)
       order by a.id for update of a`,
      [changes, heads.map(({ repository }) => repository), heads.map(({ sha }) => sha)],
    );
  }

  /** Open actions whose change is of this repository, locked in the order of their ids. */
  async lockWaiting(tx: Tx, repository: string): Promise<Action[]> {
    return tx.query<Action>(
      `${SELECT} where a.change_repository = $1 and a.state = 'open' order by a.id for update of a`,
      [repository],
    );
  }

  async insert(tx: Tx, action: Action): Promise<void> {
    await tx.execute(
      `insert into postmortem_actions (id, postmortem, title, kind, owner_team, owner_person, due_at, ticket, state, waiting,
         created_at, created_by, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11)`,
      [
        action.id,
        action.postmortem,
        action.title,
        action.kind,
        action.ownerTeam,
        action.ownerPerson,
        action.dueAt,
        action.ticket,
        action.state,
        JSON.stringify(action.waiting),
        action.createdAt,
        action.createdBy,
      ],
    );
  }

  async saveText(tx: Tx, { id, title, kind, ownerTeam, ownerPerson, dueAt, ticket }: Action): Promise<void> {
    await tx.execute(
      `update postmortem_actions set title = $2, kind = $3, owner_team = $4, owner_person = $5, due_at = $6, ticket = $7,
         updated_at = $8 where id = $1`,
      [id, title, kind, ownerTeam, ownerPerson, dueAt, ticket, tx.now],
    );
  }

  async saveLink(tx: Tx, id: string, change: string): Promise<void> {
    await tx.execute(
      `update postmortem_actions set change = $2, change_repository = null, change_shas = '{}', linked_at = $3, updated_at = $3
       where id = $1`,
      [id, change, tx.now],
    );
  }

  /** Keeps the verdict on an action, and by which heads it is found when their checks change. */
  async saveState(tx: Tx, action: Action, { state, waiting }: ActionState, change: Change | null): Promise<void> {
    const shas = [change?.headSha, change?.mergeSha].filter((sha) => typeof sha === 'string');
    await tx.execute(
      `update postmortem_actions set state = $2, waiting = $3, done_at = $4, change_repository = $5, change_shas = $6,
         updated_at = $7 where id = $1`,
      [
        action.id,
        state,
        waiting ? JSON.stringify(waiting) : null,
        state === 'done' ? (action.doneAt ?? tx.now) : null,
        change?.repository ?? null,
        shas,
        tx.now,
      ],
    );
  }
}
