import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which transaction wrote a sighting last, so that a reader can ask for what was written since it last looked. */
export class SightingsChanged1763700013860 implements MigrationInterface {
  name = 'SightingsChanged1763700013860';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table flag_sightings add column changed_in xid8 not null default pg_current_xact_id()`);
    await runner.query(`create index flag_sightings_changed on flag_sightings (changed_in)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table flag_sightings drop column changed_in`);
  }
}
