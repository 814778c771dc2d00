import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kills that were taken while the database was away, and which database it is. */
export class KillJournal1763700013300 implements MigrationInterface {
  name = 'KillJournal1763700013300';

  async up(runner: QueryRunner): Promise<void> {
    // Files on disk say which database they belong to, wherever that has moved.
    await runner.query(`alter table flag_revision add column installation uuid not null default gen_random_uuid()`);
    await runner.query(`
      create table journaled_kills (
        id uuid primary key,
        flag text collate "C" not null,
        environment text not null,
        at timestamptz not null,
        actor text not null,
        outcome text not null check (outcome in ('killed', 'already_off', 'superseded', 'archived', 'unknown')),
        reconciled_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table journaled_kills`);
    await runner.query(`alter table flag_revision drop column installation`);
  }
}
