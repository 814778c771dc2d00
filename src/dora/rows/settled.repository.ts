import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { laneOf } from '../domain/lane.js';

/** Days with gaps of at most this many between them are read in one scan. */
const GAP_MS = 8 * 86_400_000;

/** Merged and settled changes per day; pending at T = merged before T − settled before T. */
@Injectable()
export class SettledRepository {
  /**
   * Counts merges of these UTC days again, of what is real or of one run of a drill. They stand under the empty environment,
   * for the service as a whole.
   */
  async recountMerged(tx: Tx, service: string, run: string | null, days: string[]): Promise<void> {
    for (const stretch of stretchesOf(days)) {
      await tx.execute(
        `insert into dora_settled as s (service, environment, day, merged, settled, settled_first)
         select $1, $5, d.day, coalesce(c.merged, 0), 0, 0
         from unnest($2::date[]) d(day) left join (
           select (merged_at at time zone 'UTC')::date as day, count(*)::int as merged from dora_changes
           where service = $1 and merged_at >= $3 and merged_at < $4 and not superseded and member
             and drill_run is not distinct from $6 group by 1) c on c.day = d.day
         on conflict (service, environment, day) do update set merged = excluded.merged where s.merged <> excluded.merged`,
        [service, stretch.days, stretch.from, stretch.to, laneOf('', run), run],
      );
    }
  }

  async recountSettled(tx: Tx, service: string, environment: string, days: string[]): Promise<void> {
    for (const stretch of stretchesOf(days)) {
      await tx.execute(
        `insert into dora_settled as s (service, environment, day, merged, settled, settled_first)
         select $1, $2, d.day, 0, coalesce(c.settled, 0), coalesce(c.settled_first, 0)
         from unnest($3::date[]) d(day) left join (
           select (settled_at at time zone 'UTC')::date as day, count(*)::int as settled,
             (count(*) filter (where first_in_production))::int as settled_first
           from dora_deliveries where service = $1 and environment = $2 and settled_at >= $4 and settled_at < $5
           group by 1) c on c.day = d.day
         on conflict (service, environment, day) do update
           set settled = excluded.settled, settled_first = excluded.settled_first
           where (s.settled, s.settled_first) is distinct from (excluded.settled, excluded.settled_first)`,
        [service, environment, stretch.days, stretch.from, stretch.to],
      );
    }
  }
}

/** Days close to each other belong to one scan, far ones to scans of their own. */
function stretchesOf(days: string[]): { days: string[]; from: Date; to: Date }[] {
  const stretches: { days: string[]; from: Date; to: Date }[] = [];
  for (const day of days.toSorted()) {
    const from = new Date(`${day}T00:00:00Z`);
    const to = new Date(from.getTime() + 86_400_000);
    const last = stretches.at(-1);
    if (last && from.getTime() - last.to.getTime() <= GAP_MS) {
      last.days.push(day);
      last.to = to;
    } else stretches.push({ days: [day], from, to });
  }
  return stretches;
}
