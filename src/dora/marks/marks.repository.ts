import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';

/** What must be looked at again in one service. */
export interface Mark {
  service: string;
  /** Null with `from`: every environment. */
  environment?: string | null;
  /** Deployments finished at or after this instant are replayed. */
  from?: Date | null;
  /** UTC days whose cells are counted again. */
  days?: string[];
  changes?: string[];
  deployments?: string[];
  incidents?: string[];
}

interface MarkRow {
  service: string;
  environment: string | null;
  from: Date | null;
  days: string[];
  changes: string[];
  deployments: string[];
  incidents: string[];
}

/** Everything that is to be done for one service, coalesced. */
export interface Work {
  /** Environment (null = all) → earliest instant. */
  from: { environment: string | null; at: Date }[];
  days: { environment: string; days: string[] }[];
  changes: string[];
  deployments: string[];
  incidents: string[];
}

/** One take holds at most this many marks; each stands for one event, so for at most 1,000 facts. */
const TAKE = 200;

@Injectable()
export class MarksRepository {
  async add(tx: Tx, marks: Mark[]): Promise<void> {
    for (const mark of marks) {
      await tx.execute(
        `insert into dora_dirty (service, environment, from_at, days, changes, deployments, incidents, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          mark.service,
          mark.environment ?? null,
          mark.from ?? null,
          mark.days ?? [],
          mark.changes ?? [],
          mark.deployments ?? [],
          mark.incidents ?? [],
          tx.now,
        ],
      );
    }
  }

  /** Takes the oldest marks of a service off the list. Null: another worker is at it, or there are none. */
  async take(tx: Tx, service: string): Promise<Work | null> {
    const [lock] = await tx.query<{ got: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('dora:' || $1, 0)) as got`,
      [service],
    );
    if (lock?.got !== true) return null;
    const rows = await tx.query<MarkRow>(
      `delete from dora_dirty where id in (select id from dora_dirty where service = $1 order by id limit ${TAKE})
       returning service, environment, from_at as "from", days::text[] as days, changes, deployments, incidents`,
      [service],
    );
    if (rows.length === 0) return null;
    return {
      from: rows.flatMap((row) => (row.from ? [{ environment: row.environment, at: row.from }] : [])),
      days: rows.flatMap(({ environment, days }) =>
        environment !== null && days.length > 0 ? [{ environment, days }] : [],
      ),
      changes: unique(rows.flatMap((row) => row.changes)),
      deployments: unique(rows.flatMap((row) => row.deployments)),
      incidents: unique(rows.flatMap((row) => row.incidents)),
    };
  }

  /** How many things the marks of a service name, those beyond one take left out. */
  async weight(db: Pick<Tx, 'query'>, service: string): Promise<number> {
    const [row] = await db.query<{ things: number }>(
      `select coalesce(sum(1 + cardinality(changes) + cardinality(deployments)), 0)::int as things
       from (select changes, deployments from dora_dirty where service = $1 order by id limit ${TAKE}) m`,
      [service],
    );
    return row?.things ?? 0;
  }

  /** Services with work, the one that has waited longest first; `newest` is the last mark of each. */
  async waiting(db: Pick<Tx, 'query'>): Promise<{ service: string; marks: number; newest: string }[]> {
    return db.query(
      `select service, count(*)::int as marks, max(id)::text as newest from dora_dirty
       group by service order by min(id) limit 1000`,
    );
  }
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}
