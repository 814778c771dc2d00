import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/index.js';
import { laneOf } from '../domain/lane.js';
import { dayOf } from '../recompute/days.js';
import type { Places } from './scope.js';

const DAY_MS = 86_400_000;

/** Merged changes that no deployment has carried by an instant. */
@Injectable()
export class PendingReads {
  /** Pending changes at each of `instants`. */
  async at(on: Queryable, { places, services, firstOnly, runs }: Places, instants: Date[]): Promise<number[]> {
    if (places.length === 0 || instants.length === 0) return instants.map(() => 0);
    const last = instants.reduce((most, at) => (at > most ? at : most));
    const keys = [places.map((place) => place.service), places.map((place) => place.environment)];
    const days = await on.query<{ day: string; pending: number }>(
      `select day::text as day, sum(pending)::int as pending from (
         select day, merged as pending from dora_settled
           where environment = any($6::text[]) and service = any($3::text[]) and day < $4::date
         union all
         select day, -(case when $5 then settled_first else settled end) from dora_settled s
           join unnest($1::text[], $2::text[]) p(service, environment)
             on s.service = p.service and s.environment = p.environment
           where day < $4::date) daily
       group by day order by day`,
      [...keys, services, dayOf(last.getTime()), firstOnly, runs.map((run) => laneOf('', run))],
    );
    const partial = instants.map((at, index) => ({ index, at })).filter(({ at }) => at.getTime() % DAY_MS !== 0);
    const rest =
      partial.length === 0
        ? []
        : await on.query<{ index: number; pending: number }>(
            `select t.index, (
           select count(*)::int from dora_changes c where c.service = any($3::text[]) and not c.superseded and c.member
             and coalesce(c.drill_run, '') = any($8::text[])
             and c.merged_at >= t.midnight and c.merged_at < t.at
         ) - (
           select count(*)::int from dora_deliveries d join unnest($1::text[], $2::text[]) p(service, environment)
             on d.service = p.service and d.environment = p.environment
           where d.settled_at >= t.midnight and d.settled_at < t.at and (not $4 or d.first_in_production)
         ) as pending
       from unnest($5::int[], $6::timestamptz[], $7::timestamptz[]) t(index, midnight, at)`,
            [
              ...keys,
              services,
              firstOnly,
              partial.map(({ index }) => index),
              partial.map(({ at }) => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)),
              partial.map(({ at }) => at),
              runs.map((run) => run ?? ''),
            ],
          );
    const more = new Map(rest.map(({ index, pending }) => [index, pending]));
    return instants.map((at, index) => {
      const day = dayOf(at.getTime());
      const whole = days.reduce((sum, row) => (row.day < day ? sum + row.pending : sum), 0);
      return whole + (more.get(index) ?? 0);
    });
  }
}
