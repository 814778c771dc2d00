import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What flags serve where no rule matches and what they require, by environment; segments that their rules share. */
export class Targeting1763700013100 implements MigrationInterface {
  name = 'Targeting1763700013100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table flag_environments add column otherwise json, add column prerequisites json not null default '[]'`,
    );
    // A deleted segment stays as a row: its revision is how every process hears that it is gone.
    await runner.query(`
      create table segments (
        key text collate "C" primary key,
        name text not null,
        description text,
        match text not null check (match in ('all', 'any')),
        conditions json not null,
        deleted boolean not null default false,
        revision bigint not null,
        created_at timestamptz not null,
        created_by text not null,
        updated_at timestamptz not null,
        updated_by text not null
      )`);
    await runner.query(`create index segments_revision on segments (revision)`);
    await runner.query(
      `create index flag_history_rules on flag_history (flag, environment, seq) where action = 'rules'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index flag_history_rules`);
    await runner.query(`drop table segments`);
    await runner.query(`alter table flag_environments drop column otherwise, drop column prerequisites`);
  }
}
