import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';

/** Environment under which the merged changes of a whole service are counted. */
export const WHOLE_SERVICE = '';

/** Merged and settled changes per day; pending at T = merged before T − settled before T. */
@Injectable()
export class SettledRepository {
  /** Counts merges of these UTC days again. */
  async recountMerged(tx: Tx, service: string, days: string[]): Promise<void> {
    if (days.length === 0) return;
    await tx.execute(
      `insert into dora_settled (service, environment, day, merged, settled, settled_first)
       select $1, '', d.day, (select count(*)::int from dora_changes c where c.service = $1 and not c.superseded and c.member
         and c.merged_at >= d.day::timestamp at time zone 'UTC'
         and c.merged_at < (d.day + 1)::timestamp at time zone 'UTC'), 0, 0
       from unnest($2::date[]) d(day)
       on conflict (service, environment, day) do update set merged = excluded.merged
       where dora_settled.merged <> excluded.merged`,
      [service, days],
    );
  }

  async recountSettled(tx: Tx, service: string, environment: string, days: string[]): Promise<void> {
    if (days.length === 0) return;
    await tx.execute(
      `insert into dora_settled (service, environment, day, merged, settled, settled_first)
       select $1, $2, d.day, 0, x.settled, x.settled_first
       from unnest($3::date[]) d(day) cross join lateral (
         select count(*)::int as settled, (count(*) filter (where s.first_in_production))::int as settled_first
         from dora_deliveries s where s.service = $1 and s.environment = $2
           and s.settled_at >= d.day::timestamp at time zone 'UTC'
           and s.settled_at < (d.day + 1)::timestamp at time zone 'UTC') x
       on conflict (service, environment, day) do update set settled = excluded.settled, settled_first = excluded.settled_first
       where (dora_settled.settled, dora_settled.settled_first) is distinct from (excluded.settled, excluded.settled_first)`,
      [service, environment, days],
    );
  }
}
