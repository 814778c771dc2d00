import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import type { EscalationPlan } from '../domain/escalation.js';

/** A level of an alert whose time has come: it is not yet decided who is paged. */
export interface DueLevel {
  id: string;
  alert: string;
  level: number;
  service: string;
  triggeredAt: Date;
  plan: EscalationPlan | null;
}

/** A page that this process may send until its lease ends, with all that the message says. */
export interface ClaimedPage {
  id: string;
  alert: string;
  level: number;
  person: string;
  /** Which try this is, from 1. */
  attempt: number;
  service: string;
  title: string;
  severity: string;
  triggeredAt: Date;
  drill: boolean;
}

export interface Attempt {
  id: string;
  at: Date;
  contact: string;
  target: string;
  delivered: boolean;
  status: number | null;
  reason: string | null;
}

export type Settlement =
  { state: 'delivered' } | { state: 'due'; at: Date; reason: string } | { state: 'failed'; reason: string };

/**
 * Pages. A row without a person is the next level of an alert; it becomes one row for each person when it is due. The
 * alert's row is locked before its pages, so that no page is claimed once an acknowledgement has committed.
 */
@Injectable()
export class PagesRepository {
  async addLevel(tx: Tx, next: { id: string; alert: string; level: number; dueAt: Date }): Promise<void> {
    await tx.execute(`insert into pages (id, alert, level, state, due_at) values ($1, $2, $3, 'due', $4)`, [
      next.id,
      next.alert,
      next.level,
      next.dueAt,
    ]);
  }

  /** Nobody is paged any more for this alert; what is being sent just now is told by its attempts. */
  async stop(tx: Tx, alert: string): Promise<void> {
    await tx.execute(`update pages set state = 'stopped' where alert = $1 and state = 'due'`, [alert]);
  }

  /** Locks a due level of an alert that still needs somebody; null where another process has it or it is over. */
  async lockDueLevel(tx: Tx, before: ReadonlySet<string>): Promise<DueLevel | null> {
    const [row] = await tx.query<DueLevel>(
      `select p.id, p.alert, p.level, a.service, a.triggered_at as "triggeredAt", a.escalation as plan
       from pages p join alerts a on a.id = p.alert
       where p.state = 'due' and p.person is null and p.due_at <= $1 and a.state = 'triggered' and not p.id = any($2::uuid[])
       order by p.due_at, p.id limit 1
       for update of p skip locked for no key update of a skip locked`,
      [tx.now, [...before]],
    );
    return row ?? null;
  }

  async keepPlan(tx: Tx, alert: string, plan: EscalationPlan): Promise<void> {
    await tx.execute(`update alerts set escalation = $2 where id = $1`, [alert, JSON.stringify(plan)]);
  }

  /** Puts a page for each person in the place of the level's own row. */
  async expand(tx: Tx, level: DueLevel, people: { id: string; person: string }[]): Promise<void> {
    await tx.execute(`delete from pages where id = $1`, [level.id]);
    await tx.execute(
      `insert into pages (id, alert, level, person, state, due_at)
       select id, $2, $3, person, 'due', $4 from unnest($1::uuid[], $5::text[]) as paged (id, person)`,
      [people.map(({ id }) => id), level.alert, level.level, tx.now, people.map(({ person }) => person)],
    );
  }

  async failLevel(tx: Tx, id: string, reason: string): Promise<void> {
    await tx.execute(`update pages set state = 'failed', reason = $2 where id = $1`, [id, reason]);
  }

  /** Takes due pages of alerts that nobody has acknowledged, for as long as the lease lasts. */
  async claim(tx: Tx, limit: number, leaseUntil: Date, inHand: ReadonlySet<string>): Promise<ClaimedPage[]> {
    return tx.query<ClaimedPage>(
      `with mine as (
         select p.id from pages p join alerts a on a.id = p.alert
         where p.state = 'due' and p.person is not null and p.due_at <= $1
           and (p.claimed_until is null or p.claimed_until <= $1) and a.state = 'triggered' and not p.id = any($4::uuid[])
         order by p.due_at, p.id limit $2
         for update of p skip locked for share of a skip locked)
       update pages set claimed_until = $3 from mine, alerts a
       where pages.id = mine.id and a.id = pages.alert
       returning pages.id, pages.alert, pages.level, pages.person, pages.tries + 1 as attempt, a.service, a.title, a.severity,
                 a.triggered_at as "triggeredAt", a.drill_run is not null as drill`,
      [tx.now, limit, leaseUntil, [...inHand]],
    );
  }

  /** When a contact of this kind was last reached. */
  async lastDeliveredAt(on: Queryable, contact: string): Promise<Date | null> {
    const [row] = await on.query<{ at: Date }>(
      `select at from page_attempts where contact = $1 and delivered order by id desc limit 1`,
      [contact],
    );
    return row?.at ?? null;
  }

  async addAttempts(tx: Tx, page: ClaimedPage, attempts: Attempt[]): Promise<void> {
    for (const { id, at, contact, target, delivered, status, reason } of attempts) {
      await tx.execute(
        `insert into page_attempts (id, page, at, try, contact, target, delivered, status, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, page.id, at, page.attempt, contact, target, delivered, status, reason],
      );
    }
  }

  /** Writes down what became of a claimed page. One stopped meanwhile is not tried again, but a delivery stays a delivery. */
  async settle(tx: Tx, page: ClaimedPage, settlement: Settlement): Promise<void> {
    const { state } = settlement;
    await tx.execute(
      `update pages set tries = $2, claimed_until = null,
         state = case when $3 = 'delivered' or state = 'due' then $3 else state end,
         delivered_at = case when $3 = 'delivered' then coalesce(delivered_at, $4) end,
         due_at = case when $3 = 'due' then $5 else due_at end,
         reason = $6
       where id = $1 and state <> 'delivered'`,
      [
        page.id,
        page.attempt,
        state,
        tx.now,
        state === 'due' ? settlement.at : null,
        state === 'delivered' ? null : settlement.reason,
      ],
    );
  }

  /** Whether the level of this page has reached, or may still reach, somebody else. */
  async hasHope(tx: Tx, page: ClaimedPage): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `select id from pages where alert = $1 and level = $2 and state in ('due', 'delivered') limit 1`,
      [page.alert, page.level],
    );
    return rows.length > 0;
  }

  /** Makes the next level due at once. False where there is none. */
  async hasten(tx: Tx, alert: string): Promise<boolean> {
    const touched = await tx.execute(
      `update pages set due_at = least(due_at, $2) where alert = $1 and person is null and state = 'due'`,
      [alert, tx.now],
    );
    return touched > 0;
  }

  /** Locks the alert against changes of its state; whether it still waits for somebody. */
  async stillTriggered(tx: Tx, alert: string): Promise<boolean> {
    const [row] = await tx.query<{ state: string }>(`select state from alerts where id = $1 for share`, [alert]);
    return row?.state === 'triggered';
  }
}
