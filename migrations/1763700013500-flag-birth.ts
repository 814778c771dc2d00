import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each kind of flag is allowed, how often a flag was extended, and what a kill switch says of itself. */
export class FlagBirth1763700013500 implements MigrationInterface {
  name = 'FlagBirth1763700013500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table flag_kinds (
        kind text primary key,
        lifetime_days int,
        extension_cap int not null
      )`);
    await runner.query(`
      insert into flag_kinds (kind, lifetime_days, extension_cap)
      values ('release', 40, 2), ('experiment', 40, 2), ('ops', 7, 2), ('permission', null, 2), ('kill_switch', null, 2)`);
    await runner.query(`
      alter table flags
        add column extensions int not null default 0,
        add column runbook text,
        add column blast_radius text,
        add column last_drilled_at timestamptz`);
    await runner.query(`create index flags_owner_person on flags (owner_person) where owner_person is not null`);
    await runner.query(`create index flags_owner_team on flags (owner_team) where owner_team is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index flags_owner_team, flags_owner_person`);
    await runner.query(`
      alter table flags
        drop column extensions, drop column runbook, drop column blast_radius, drop column last_drilled_at`);
    await runner.query(`drop table flag_kinds`);
  }
}
