import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import type { KillQuestionView } from './kills.contract.js';

interface Kill {
  id: string;
  flag: string;
  service: string;
  environment: string;
  killedBy: string;
  /** The person behind it, where one is known. */
  killer: string | null;
  reason: string;
  killedAt: Date;
}

export interface KillReview extends Kill {
  incident: string | null;
  dueAt: Date;
  state: 'open' | 'done';
  reviewedBy: string | null;
  reviewedAt: Date | null;
  note: string | null;
}

export interface KillQuestion extends Kill {
  askAt: Date;
  state: KillQuestionView['state'];
  answeredBy: string | null;
  answeredAt: Date | null;
  note: string | null;
}

const KILL = `id, flag, service, environment, killed_by as "killedBy", killer, reason, killed_at as "killedAt"`;
const REVIEW = `${KILL}, incident, due_at as "dueAt", state, reviewed_by as "reviewedBy", reviewed_at as "reviewedAt", note`;
const QUESTION = `${KILL}, ask_at as "askAt", state, answered_by as "answeredBy", answered_at as "answeredAt", note`;

/** What kills leave behind: reviews and questions. */
@Injectable()
export class KillsRepository {
  async addReview(tx: Tx, review: KillReview, remindAt: Date): Promise<void> {
    await tx.execute(
      `insert into kill_reviews (id, flag, service, environment, killed_by, killer, reason, incident, killed_at, due_at,
         remind_at, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')`,
      [...columnsOf(review), review.incident, review.killedAt, review.dueAt, remindAt],
    );
  }

  async addQuestion(tx: Tx, question: KillQuestion): Promise<void> {
    await tx.execute(
      `insert into kill_questions (id, flag, service, environment, killed_by, killer, reason, killed_at, ask_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')`,
      [...columnsOf(question), question.killedAt, question.askAt],
    );
  }

  async review(on: Queryable, id: string): Promise<KillReview | null> {
    const [row] = await on.query<KillReview>(`select ${REVIEW} from kill_reviews where id = $1`, [id]);
    return row ?? null;
  }

  async question(on: Queryable, id: string): Promise<KillQuestion | null> {
    const [row] = await on.query<KillQuestion>(`select ${QUESTION} from kill_questions where id = $1`, [id]);
    return row ?? null;
  }

  /** Newest first. */
  async reviews(
    on: Queryable,
    filter: { flag: string | null; state: 'open' | 'done' | null; dueBy: Date | null },
    before: string | null,
    limit: number,
  ): Promise<KillReview[]> {
    return on.query<KillReview>(
      `select ${REVIEW} from kill_reviews where ($1::text is null or flag = $1) and ($2::text is null or state = $2)
         and ($3::timestamptz is null or due_at <= $3) and ($4::uuid is null or id < $4) order by id desc limit $5`,
      [filter.flag, filter.state, filter.dueBy, before, limit],
    );
  }

  /** Newest first. */
  async questions(
    on: Queryable,
    filter: { flag: string | null; open: boolean | null },
    before: string | null,
    limit: number,
  ): Promise<KillQuestion[]> {
    return on.query<KillQuestion>(
      `select ${QUESTION} from kill_questions where ($1::text is null or flag = $1)
         and ($2::bool is null or (state in ('waiting', 'asked')) = $2) and ($3::uuid is null or id < $3)
       order by id desc limit $4`,
      [filter.flag, filter.open, before, limit],
    );
  }

  /** False: it is done already. */
  async done(tx: Tx, id: string, by: string, note: string): Promise<boolean> {
    const done = await tx.execute(
      `update kill_reviews set state = 'done', reviewed_by = $2, reviewed_at = $3, note = $4 where id = $1 and state = 'open'`,
      [id, by, tx.now, note],
    );
    return done > 0;
  }

  /** Takes the reviews that are to be reminded of, and sets the next time: when they are due, then no more. */
  async takeReminders(tx: Tx): Promise<KillReview[]> {
    return tx.query<KillReview>(
      `with mine as (select id as taken from kill_reviews where state = 'open' and remind_at <= $1 for update skip locked)
       update kill_reviews set remind_at = case when due_at > $1 then due_at end from mine where id = taken
       returning ${REVIEW}`,
      [tx.now],
    );
  }

  /** Takes the questions whose time has come. */
  async takeQuestions(tx: Tx): Promise<KillQuestion[]> {
    return tx.query<KillQuestion>(
      `with mine as (select id as taken from kill_questions where state = 'waiting' and ask_at <= $1 for update skip locked)
       update kill_questions set state = 'asked' from mine where id = taken returning ${QUESTION}`,
      [tx.now],
    );
  }

  async askAgain(tx: Tx, id: string, at: Date, note: string): Promise<void> {
    await tx.execute(`update kill_questions set state = 'waiting', ask_at = $2, note = $3 where id = $1`, [
      id,
      at,
      note,
    ]);
  }

  async keepOff(tx: Tx, id: string, by: string, note: string): Promise<void> {
    await tx.execute(
      `update kill_questions set state = 'kept_off', answered_by = $2, answered_at = $3, note = $4 where id = $1`,
      [id, by, tx.now, note],
    );
  }

  /** The flag is on again: nothing is left to ask. */
  async turnedOn(tx: Tx, flag: string, environment: string, by: string, note: string): Promise<void> {
    await tx.execute(
      `update kill_questions set state = 'turned_on', answered_by = $3, answered_at = $4, note = $5
       where flag = $1 and environment = $2 and state in ('waiting', 'asked')`,
      [flag, environment, by, tx.now, note],
    );
  }
}

function columnsOf({ id, flag, service, environment, killedBy, killer, reason }: Kill): unknown[] {
  return [id, flag, service, environment, killedBy, killer, reason];
}
