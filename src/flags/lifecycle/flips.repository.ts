import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { FlipPayload } from '../flags.events.js';

/** Writes of flips, own and external. */
@Injectable()
export class FlipsRepository {
  async insert(tx: Tx, flip: FlipPayload, revision: number): Promise<void> {
    await tx.execute(
      `insert into flips (id, flag, service, environment, on_state, kill, at, reason, incident, actor, external, drill_run, revision)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [...columnsOf(flip), revision],
    );
  }

  /** Stores an external flip unless a later reception of its fact is stored already. True: it is new or differs. */
  async putExternal(tx: Tx, flip: FlipPayload, seq: number): Promise<boolean> {
    const written = await tx.execute(
      `insert into flips (id, flag, service, environment, on_state, kill, at, reason, incident, actor, external, drill_run, fact_seq)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (id) do update set flag = excluded.flag, service = excluded.service, environment = excluded.environment,
         on_state = excluded.on_state, at = excluded.at, actor = excluded.actor,
         drill_run = coalesce(excluded.drill_run, flips.drill_run), fact_seq = excluded.fact_seq
       where flips.external and flips.fact_seq < excluded.fact_seq`,
      [...columnsOf(flip), seq],
    );
    return written > 0;
  }
}

function columnsOf(flip: FlipPayload): unknown[] {
  return [
    flip.id,
    flip.flag,
    flip.service,
    flip.environment,
    flip.on,
    flip.kill,
    flip.at,
    flip.reason,
    flip.incident,
    flip.actor,
    flip.external,
    flip.drillRun ?? null,
  ];
}
