import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { PageOutcome } from '../domain/escalation.js';

export interface ClaimedNotice {
  id: string;
  person: string;
  subject: string;
  text: string;
  path: string;
  /** Which try this is, from 1. */
  attempt: number;
}

@Injectable()
export class NoticesRepository {
  async insert(
    tx: Tx,
    rows: { id: string; person: string }[],
    notice: { subject: string; text: string; path: string },
  ): Promise<void> {
    await tx.execute(
      `insert into notices (id, person, subject, text, path, state, created_at, due_at)
       select id, person, $3, $4, $5, 'due', $6, $6 from unnest($1::uuid[], $2::text[]) as told (id, person)`,
      [rows.map(({ id }) => id), rows.map(({ person }) => person), notice.subject, notice.text, notice.path, tx.now],
    );
  }

  /** Takes due notices for as long as the lease lasts. */
  async claim(tx: Tx, limit: number, leaseUntil: Date): Promise<ClaimedNotice[]> {
    return tx.query<ClaimedNotice>(
      `with mine as (
         select id from notices where state = 'due' and due_at <= $1 and (claimed_until is null or claimed_until <= $1)
         order by due_at, id limit $2 for update skip locked)
       update notices n set claimed_until = $3, tries = n.tries + 1 from mine where n.id = mine.id
       returning n.id, n.person, n.subject, n.text, n.path, n.tries as attempt`,
      [tx.now, limit, leaseUntil],
    );
  }

  async settle(tx: Tx, id: string, outcome: PageOutcome, reason: string | null): Promise<void> {
    await tx.execute(
      `update notices set state = $2, claimed_until = null, reason = $3, due_at = coalesce($4, due_at)
       where id = $1 and state = 'due'`,
      [id, outcome.state, reason, outcome.state === 'due' ? outcome.at : null],
    );
  }
}
