import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/index.js';
import type { ExposureRow } from './tally.js';

/** A sighting is moved only by as much, so that busy flags do not write it at every flush. */
const COARSE_SECONDS = 10;

/** Adds counts. Rows of flags or environments that there are not are left out; of two rows of one key only one may be given. */
@Injectable()
export class ExposureRepository {
  /** One statement, so that counts and sightings are written together. The order of rows is that of every writer. */
  async add(on: Queryable, rows: readonly ExposureRow[]): Promise<void> {
    if (rows.length === 0) return;
    await on.query(
      `with given as materialized (
         select r.* from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[],
             $8::timestamptz[]) as r (flag, environment, hour, variant, door, count, first_at, last_at)
         join flag_environments e on e.flag = r.flag and e.environment = r.environment and e.present),
       counted as (
         insert into flag_exposures (flag, environment, width, bucket, variant, door, count)
         select flag, environment, 'hour', hour, variant, door, count from given order by flag, environment, hour, variant, door
         on conflict (flag, environment, bucket, width, variant, door)
           do update set count = flag_exposures.count + excluded.count)
       insert into flag_sightings (flag, environment, variant, door, first_at, last_at)
       select flag, environment, variant, door, min(first_at), max(last_at) from given
       group by flag, environment, variant, door order by flag, environment, variant, door
       on conflict (flag, environment, variant, door) do update
         set first_at = least(flag_sightings.first_at, excluded.first_at),
             last_at = greatest(flag_sightings.last_at, excluded.last_at)
         where flag_sightings.last_at < excluded.last_at - make_interval(secs => ${COARSE_SECONDS})
            or flag_sightings.first_at > excluded.first_at`,
      [
        rows.map(({ flag }) => flag),
        rows.map(({ environment }) => environment),
        rows.map(({ hour }) => hour),
        rows.map(({ variant }) => variant),
        rows.map(({ door }) => door),
        rows.map(({ count }) => count),
        rows.map(({ firstAt }) => firstAt),
        rows.map(({ lastAt }) => lastAt),
      ],
    );
  }
}
