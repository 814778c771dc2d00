import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import type { ExposureRow } from '../domain/exposure-row.js';
import type { ExposureReportView } from './exposure.contract.js';

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
             last_at = greatest(flag_sightings.last_at, excluded.last_at), changed_in = excluded.changed_in
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
  /** False: a report of this batch was taken before. */
  async claim(tx: Tx, report: { environment: string; batch: string; by: string }): Promise<boolean> {
    const { environment, batch, by } = report;
    const claimed = await tx.execute(
      `insert into exposure_reports (environment, batch, received_at, received_by, answer) values ($1, $2, $3, $4, '{}')
       on conflict (environment, batch) do nothing`,
      [environment, batch, tx.now, by],
    );
    return claimed === 1;
  }

  async keepAnswer(tx: Tx, environment: string, answer: ExposureReportView): Promise<void> {
    await tx.execute(`update exposure_reports set answer = $3 where environment = $1 and batch = $2`, [
      environment,
      answer.batch,
      JSON.stringify(answer),
    ]);
  }

  async answerTo(tx: Tx, environment: string, batch: string): Promise<ExposureReportView> {
    const [report] = await tx.query<{ answer: ExposureReportView }>(
      `select answer from exposure_reports where environment = $1 and batch = $2`,
      [environment, batch],
    );
    if (!report) throw new Error(`The report ${batch} is gone`);
    return report.answer;
  }

  /** The names of the variants of these flags, of those that the environment has. */
  async variants(tx: Tx, environment: string, flags: string[]): Promise<Map<string, string[]>> {
    const rows = await tx.query<{ key: string; variants: string[] }>(
      `select f.key, array(select json_object_keys(f.variants)) as variants
       from flags f join flag_environments e on e.flag = f.key and e.environment = $1 and e.present
       where f.key = any ($2::text[])`,
      [environment, [...new Set(flags)]],
    );
    return new Map(rows.map(({ key, variants }) => [key, variants]));
  }
}
