import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { KillEntry } from '../domain/kill-entry.js';
import type { KillOutcome } from '../domain/reconcile.js';

/** Which kills of the journal the database knows of. */
@Injectable()
export class JournaledKills {
  /** Whether the kill came through before it was journaled: its answer was lost, not its flip. */
  async isFlip(tx: Tx, id: string): Promise<boolean> {
    return (await tx.query(`select from flips where id = $1`, [id])).length > 0;
  }

  /** False: it is known already. */
  async insert(tx: Tx, entry: KillEntry, outcome: KillOutcome): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into journaled_kills (id, flag, environment, at, actor, outcome, reconciled_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
      [entry.id, entry.flag, entry.environment, entry.at, entry.actor.person ?? entry.actor.name, outcome, tx.now],
    );
    return inserted > 0;
  }
}
