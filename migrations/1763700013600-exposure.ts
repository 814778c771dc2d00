import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each variant of a flag was given, by hour or (older) by day, and when it was first and last. */
export class Exposure1763700013600 implements MigrationInterface {
  name = 'Exposure1763700013600';

  async up(runner: QueryRunner): Promise<void> {
    // Neither refers to flags by a foreign key: its lock on the flag would hold up a kill while thousands of counts are written.
    // variant '': none was given, the evaluation failed.
    await runner.query(`
      create table flag_exposures (
        flag text collate "C" not null,
        environment text not null,
        width text not null check (width in ('hour', 'day')),
        bucket timestamptz not null,
        variant text not null,
        door text not null check (door in ('single', 'bulk', 'sdk')),
        count bigint not null check (count > 0),
        primary key (flag, environment, bucket, width, variant, door)
      ) with (fillfactor = 80)`);
    await runner.query(`create index flag_exposures_age on flag_exposures (width, bucket)`);
    await runner.query(`
      create table flag_sightings (
        flag text collate "C" not null,
        environment text not null,
        variant text not null,
        door text not null check (door in ('single', 'bulk', 'sdk')),
        first_at timestamptz not null,
        last_at timestamptz not null,
        primary key (flag, environment, variant, door)
      ) with (fillfactor = 80)`);

    // Reports of SDKs by the id they gave: a report that comes again is answered as before and counts once.
    await runner.query(`
      create table exposure_reports (
        environment text not null,
        batch text not null,
        received_at timestamptz not null,
        received_by text not null,
        answer json not null,
        primary key (environment, batch)
      )`);
    await runner.query(`create index exposure_reports_age on exposure_reports (received_at)`);

    // Which variant it was, and whether code asked for the flag itself, was not known so far.
    await runner.query(`
      insert into flag_sightings (flag, environment, variant, door, first_at, last_at)
      select flag, environment, '', 'bulk', last_evaluated_at, last_evaluated_at from flag_evaluations`);
    await runner.query(`drop table flag_evaluations`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table flag_evaluations (
        flag text collate "C" not null references flags (key),
        environment text not null,
        last_evaluated_at timestamptz not null,
        primary key (flag, environment)
      )`);
    await runner.query(`
      insert into flag_evaluations (flag, environment, last_evaluated_at)
      select flag, environment, max(last_at) from flag_sightings group by flag, environment`);
    for (const table of ['exposure_reports', 'flag_sightings', 'flag_exposures']) {
      await runner.query(`drop table ${table}`);
    }
  }
}
